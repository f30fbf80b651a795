"""What makes a claimed total: the fewest unwritten points, found exactly."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from small_reports import PARTS, small, told

from youju.audit.assumed import Assumption, explain_total

POINTS = st.sampled_from([Fraction(one, 2) for one in (-4, -2, -1, 1, 2, 3, 4, 6, 8, 20)])
POSSIBLE = st.lists(POINTS, max_size=6).map(
    lambda points: tuple(Assumption("unscored", one, f"indicator-{i}") for i, one in enumerate(points))
)
WRITTEN = st.sampled_from([Fraction(0), Fraction(7), Fraction(96), Fraction(100)])


@given(WRITTEN, POSSIBLE, st.data())
def test_the_assumptions_told_lead_from_the_written_sum_to_the_claimed_total_exactly(
    written: Fraction, possible: tuple[Assumption, ...], data: st.DataObject
) -> None:
    taken = data.draw(st.sets(st.sampled_from(possible))) if possible else set()
    claimed = written + sum(one.points for one in taken)
    found = explain_total(written, claimed, possible)

    expected = claimed
    actual = None if found is None else written + sum(one.points for one in found.assumptions)
    assert expected == actual


@given(WRITTEN, POSSIBLE, st.sampled_from([Fraction(one, 2) for one in range(-8, 30)]))
def test_no_fewer_assumptions_make_the_total_and_only_is_told_where_no_others_do(
    written: Fraction, possible: tuple[Assumption, ...], off: Fraction
) -> None:
    every = [some for size in range(len(possible) + 1) for some in combinations(possible, size)]
    ways = [some for some in every if sum(one.points for one in some) == off]
    found = explain_total(written, written + off, possible)

    expected = (min(len(some) for some in ways), len(ways) == 1) if ways else None
    actual = None if found is None else (len(found.assumptions), found.only)
    assert expected == actual


@given(POSSIBLE, st.sampled_from([Fraction(one) for one in range(90, 110)]))
def test_the_cap_of_the_total_makes_it_of_every_sum_above(possible: tuple[Assumption, ...], written: Fraction) -> None:
    found = explain_total(written, Fraction(100), possible, Fraction(100))

    every = [some for size in range(len(possible) + 1) for some in combinations(possible, size)]

    expected = any(written + sum(one.points for one in some) >= 100 for some in every)
    actual = found is not None
    assert expected == actual


def test_moved_points_that_no_line_has_are_the_condition_of_the_total() -> None:
    rate = PARTS["rate"].replace("调整后分值6分，自评得分6分", "自评得分3分")

    expected = ["写出的得分合计 7，自评总分 10 只有「部门预算资金支出率」计入没有写的调入分 3 分，才能得出"]
    actual = told(small(rate=rate), "total-conditional")
    assert expected == actual


def test_each_kind_of_unwritten_points_is_told_with_the_total_without_it() -> None:
    rate = PARTS["rate"].replace("调整后分值6分，自评得分6分", "自评得分3分")
    found = small(rate=rate, procurement=PARTS["procurement"].replace("自评得分2分。", ""))

    expected = ["；没写得分的按零分为 8；不计调入的分为 7"]
    actual = [message.partition("才能得出")[2] for message in told(found, "total-conditional")]
    assert expected == actual


def test_a_total_that_nothing_makes_is_no_sum_and_no_condition() -> None:
    found = small(total="一、自评结论\n自评得分为9.5分。")

    expected = (1, 0)
    actual = (len(told(found, "total-not-sum")), len(told(found, "total-conditional")))
    assert expected == actual


def test_a_bonus_counted_above_its_cap_is_the_condition_of_the_total() -> None:
    found = small(bonus="（二）加减分项。本年度获得表彰4项。加分3分。", total="一、自评结论\n自评得分为14分。")

    expected = ["写出的得分合计 13，自评总分 14 只有「加减分项」超过封顶多计 1 分，才能得出"]
    actual = told(found, "total-conditional")
    assert expected == actual
