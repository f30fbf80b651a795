"""What cases cover, in whole numbers counted by hand; what is called impossible is tried at every point of the grid."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from regress_cards import COUNT, everything

from small_rubrics import BECAUSE, build, card
from youju.feel import Value
from youju.prove import Budget, weights_of
from youju.regress.cases import Case
from youju.regress.coverage import Coverage, Told, cover
from youju.regress.obligations import look_at, obligations
from youju.rubric import CaseSpec, DepartmentSpec, Rubric
from youju.source import Place

NOWHERE = Place("card.yaml", 1, 1)
DECIDED = {"points": "0"}


def case(indicator: str, given: Mapping[str, str], **more: Any) -> Case:
    spec = CaseSpec.read({"given": dict(given), "expect": DECIDED, **more})
    return Case(indicator, spec, NOWHERE, spec.note or "一例")


def bands() -> Rubric:
    """Full points from 90% on, half from 80% on, else none; a rate over nothing is left open."""
    rules = {"full": ("率 >= 90%", "weight"), "half": ("率 >= 80%", "2"), "none": ("率 < 80%", "0")}
    one = card("rate", "4", rules, let={"率": "完成 / 应完成"}, open=[{"when": "应完成 = 0", "because": BECAUSE}])
    return build({"完成": "count", "应完成": "count"}, [one])


def told(found: Coverage) -> dict[str, Told]:
    return {one.obligation.id: one for one in found.told}


def of(found: Coverage, verdict: str) -> list[str]:
    return [one.obligation.id for one in found.told if one.verdict == verdict]


def test_three_cases_cover_what_a_person_counts() -> None:
    # 9 of 10 is on 90%, 8 of 10 on 80% and a unit from nothing else; 7 of 10 is below 80%, and one more reaches it.
    cases = [case("rate", {"完成": f"{done} 项", "应完成": "10 项"}) for done in (9, 8, 7)]

    found = cover(bands(), cases)

    # Three rules; 90%: on, and a unit below at 8 of 10; but only where `full` is reached, which is everywhere.
    # 80% in `half`, reached at 8 and 7: on, below. 80% in `none`, reached at 7: below.
    assert [
        "rule/full", "boundary/full/1/on", "boundary/full/1/below",
        "rule/half", "boundary/half/1/on", "boundary/half/1/below",
        "rule/none", "boundary/none/1/below",
    ] == of(found, "decided")  # fmt: skip
    # Where `none` is reached the rate is below 80%.
    assert ["boundary/none/1/on", "boundary/none/1/above"] == of(found, "infeasible")
    assert ["boundary/full/1/above", "boundary/half/1/above", "open/1", "undecided/1", "missing"] == of(
        found, "uncovered"
    )
    count = found.count()
    assert (15, 8, 0, 2, 0, 0, 5) == (
        count.all, count.decided, count.pinned, count.infeasible, count.off_grid, count.unknown, count.missed,
    )  # fmt: skip


def test_only_what_a_person_decided_covers() -> None:
    pinned = case("rate", {"完成": "9 项", "应完成": "10 项"}, pin="true")
    blank = case("rate", {"完成": "8 项", "应完成": "10 项"}, expect={})

    found = cover(bands(), [pinned, blank])

    assert [] == of(found, "decided")
    assert ["rule/full", "boundary/full/1/on"] == of(found, "pinned")
    assert ("uncovered", "一例") == (told(found)["rule/half"].verdict, told(found)["rule/half"].by)
    assert (0, 1, 1) == (found.indicators[0].decided, found.indicators[0].pinned, found.indicators[0].blank)
    assert 13 == found.count().missed


def test_pins_count_in_a_column_of_their_own_beside_decided_cases() -> None:
    cases = [case("rate", {"完成": "9 项", "应完成": "10 项"}, pin=pin) for pin in ("true", "false")]

    found = cover(bands(), cases)

    assert (2, 0) == (found.count().decided, found.count().pinned)


@pytest.mark.parametrize(
    ("obligation", "zh"),
    [
        ("boundary/full/1/above", "最接近的“足”里，`率 > 90%` (1, 0.9)，离界不止一个单位"),
        ("rule/half", "最接近的“足”里，规则 full 也成立，先由它判"),
        ("open/1", "最接近的“足”里，`应完成 = 0` (30, 0) 不成立"),
        ("missing", "最接近的“足”里，规则判得出分"),
    ],
)
def test_an_uncovered_obligation_says_what_the_nearest_case_lacks(obligation: str, zh: str) -> None:
    found = cover(bands(), [case("rate", {"完成": "30 项", "应完成": "30 项"}, note="足")])
    why = told(found)[obligation].why

    assert why is not None
    assert zh == why.zh


def test_a_witness_covers_what_it_is_told_for() -> None:
    rubric, cases = bands(), list[Case]()
    for _ in range(2):
        found = cover(rubric, cases)
        cases += [case("rate", dict(one.witness)) for one in found.told if one.verdict == "uncovered"]

    assert 0 == cover(rubric, cases).count().missed
    assert 13 == cover(rubric, cases).count().decided


POINTS = [
    {"甲": Fraction(a), "乙": Fraction(b), "丙": Fraction(c), "是": p, "否": q}
    for a, b, c, p, q in product(range(7), range(7), range(-3, 4), (True, False), (True, False))
]


@pytest.mark.parametrize("name", list(everything().indicators))
def test_what_is_impossible_is_met_at_no_point_of_the_grid_and_what_is_uncovered_at_some(name: str) -> None:
    rubric = everything()
    one = rubric.indicators[name]
    read = [{name: value for name, value in point.items() if name in one.facts} for point in POINTS]
    points: list[dict[str, Value]] = [dict(items) for items in {tuple(point.items()) for point in read}]
    looks = [look_at(one, point, weight) for point in points for weight in weights_of(rubric, one).values]
    found = told(cover(rubric, [], only=name))
    met = {
        obligation.id: any(map(obligation.met, looks))
        for obligation in obligations(rubric, one)
        if obligation.kind != "missing"
    }

    verdicts = {True: {"uncovered"}, False: {"infeasible", "off grid"}}
    assert [] == [key for key, is_met in met.items() if found[key].verdict not in verdicts[is_met]]


def test_what_lies_between_the_steps_of_a_fact_is_told_apart_from_what_is_impossible() -> None:
    one = card("between", "2", {"in": ("数 > 2 and 数 < 3", "weight"), "else": ("数 <= 2 or 数 >= 3", "0")})
    found = cover(build({"数": "count"}, [one]), [])

    assert "off grid" == told(found)["rule/in"].verdict
    assert found.count().off_grid == found.count().all - found.count().infeasible - found.count().missed


def test_what_the_solver_cannot_settle_is_neither_covered_nor_impossible() -> None:
    found = cover(bands(), [], budget=Budget(resources=1))

    assert "boundary/full/1/on" in of(found, "unknown")
    assert [] == of(found, "decided")
    assert found.count().missed == found.count().unknown + len(of(found, "uncovered"))


def test_what_has_no_encoding_is_not_analysed_and_says_why() -> None:
    one = card("odd", "2", {"even": ("modulo(数, 2) = 0 and 数 ** 数 > 1", "weight"), "rest": ("true", "0")})
    found = told(cover(build({"数": "count"}, [one]), []))["rule/even"]

    assert "unknown" == found.verdict
    assert found.why is not None
    assert found.why.zh.startswith("没有分析，因为")


def test_what_only_another_way_of_counting_reaches_is_not_called_impossible() -> None:
    facts = {"甲": COUNT, "乙": {**COUNT, "bounds": {"min": 10}}, "丙": COUNT}
    rules = {"high": ("率 > 2", "weight"), "low": ("率 <= 2", "0")}
    ways = {"率": {"from": ["甲 / 乙", "丙"]}}
    one = card("two", "2", rules, let=ways, open=[{"when": "乙 = 0", "because": BECAUSE}])
    found = told(cover(build(facts, [one]), []))["rule/high"]

    # 甲 / 乙 is 0.6 at most; 丙 counts where one of them is missing.
    assert "uncovered" == found.verdict
    assert ["丙"] == [name for name, _ in found.witness]


def department(total: str, gift: str, **more: object) -> DepartmentSpec:
    given = {"好": total, "奖": gift}
    spec = {"department": f"{total} {gift}", "given": given, "expect": {"total": "10"}, **more}
    return DepartmentSpec.read(spec)


def capped(least: str = "0") -> Rubric:
    """A share of 10 points and a bonus of 2 at most; the total is 10 at most."""
    cards = [
        card("good", "10", {"share": ("好 <= 10", "好"), "full": ("好 > 10", "weight")}),
        card("gift", "0", {"gift": ("奖 >= 0", "奖")}, adjustment=True),
    ]
    caps = [
        {"id": "gift-cap", "of": "gift", "most": "2", "least": "0"},
        {"id": "total-cap", "of": "total", "most": "10", "least": least, "charged_to": "gift"},
    ]
    return build({"好": "count", "奖": "count"}, cards, caps=caps)


def test_the_cap_of_the_total_is_covered_by_whole_departments_only() -> None:
    over, at = "cap/total-cap/most/over", "cap/total-cap/most/at"
    one_indicator = cover(capped(), [case("good", {"好": "10 项"})])
    both = cover(capped(), [], [department("9 项", "1 项"), department("10 项", "1 项")])

    assert ("uncovered", "uncovered") == (told(one_indicator)[over].verdict, told(one_indicator)[at].verdict)
    # 10 and 1 is 11, which the cap cuts; 9 and 1 is 10, which it leaves alone.
    assert ("10 项 1 项", "9 项 1 项") == (told(both)[over].by, told(both)[at].by)


def test_a_claim_that_is_entered_counts_in_the_total_of_a_department() -> None:
    """Nothing is known of the share: its claim of 10 is entered, and the cap cuts the bonus beside it."""
    claimed = department("未知", "1 项", given={"奖": "1 项"}, claimed={"good": 10})

    assert "未知 1 项" == told(cover(capped(), [], [claimed]))["cap/total-cap/most/over"].by


def test_a_department_without_a_total_covers_no_cap_of_it() -> None:
    silent = department("10 项", "1 项", expect={"indicators": {"good": {"points": 10}}})
    pinned = department("10 项", "1 项", pin=True)
    verdicts = [told(cover(capped(), [], [one]))["cap/total-cap/most/over"].verdict for one in (silent, pinned)]

    assert ["uncovered", "pinned"] == verdicts


def test_the_cap_of_an_adjustment_is_covered_by_a_department_that_expects_its_points_or_the_total() -> None:
    over = "cap/gift-cap/most/over"
    by_points = department("5 项", "3 项", expect={"indicators": {"gift": {"points": 2}}})
    other = department("5 项", "3 项", expect={"indicators": {"good": {"points": 5}}})
    verdicts = [
        told(cover(capped(), [], [one]))[over].verdict for one in (department("5 项", "3 项"), by_points, other)
    ]

    assert ["decided", "decided", "uncovered"] == verdicts


def test_a_case_of_the_card_covers_no_cap_since_no_cap_cuts_it() -> None:
    over, at = "cap/gift-cap/most/over", "cap/gift-cap/most/at"
    found = told(cover(capped(), [case("gift", {"奖": "3 项"}), case("gift", {"奖": "2 项"})]))

    assert ("uncovered", "uncovered") == (found[over].verdict, found[at].verdict)
    assert found[over].witness
    why = found[over].why
    assert why is not None
    assert "no department expects its points or the total; a case of a card is run without caps" == why.en


def test_a_total_that_is_cut_again_does_not_show_what_was_cut_of_the_adjustment() -> None:
    over = "cap/gift-cap/most/over"
    by_total = department("9 项", "3 项")
    by_both = department("9 项", "3 项", expect={"total": 10, "indicators": {"gift": {"points": 2}}})

    assert ["uncovered", "decided"] == [told(cover(capped(), [], [one]))[over].verdict for one in (by_total, by_both)]


def test_the_sums_of_a_department_count_as_a_case_beside_those_of_its_indicators() -> None:
    silent = department("1 项", "1 项", expect={"indicators": {"good": {"points": 1}}})
    wholes = [department("9 项", "1 项"), department("10 项", "1 项", pin=True), silent]
    found = cover(capped(), [case("good", {"好": "10 项"})], wholes)

    assert (2, 1) == (found.cases("decided"), found.cases("pinned"))
    assert 1 == cover(capped(), [case("good", {"好": "10 项"})], wholes, only="good").cases("decided")


def test_a_cap_that_the_bounds_of_the_parts_never_reach_is_impossible() -> None:
    found = told(cover(capped(), []))

    # No part goes below 0, so that the total is 0 at least.
    assert "infeasible" == found["cap/total-cap/least/over"].verdict
    assert "uncovered" == found["cap/total-cap/least/at"].verdict


def test_one_indicator_alone_is_covered_without_the_rest() -> None:
    found = cover(everything(), [], only="share")

    assert ["share"] == [one.indicator for one in found.indicators]
    assert () == found.whole


def test_moved_weight_is_covered_by_the_weight_of_a_case_or_by_the_facts_that_move_it() -> None:
    rubric = everything()
    # 3 of its own and 1 that moved: 乙 = 4 and 甲 = 2 is half of 4.
    given = {"甲": "2 项", "乙": "4 项"}
    by_facts = case("share", {**given, "否": "false"})
    by_weight = case("share", given, effective_weight="4")
    without = case("share", given)

    verdicts = [told(cover(rubric, [one], only="share"))["moved"].verdict for one in (by_facts, by_weight, without)]

    assert ["decided", "decided", "uncovered"] == verdicts


def test_an_indicator_without_cases_says_so() -> None:
    found = cover(bands(), [])

    assert {"没有用例"} == {one.why.zh for one in found.told if one.verdict == "uncovered" and one.why is not None}
