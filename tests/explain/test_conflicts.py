"""A conflict tells what each value gives, whether the score depends on it, and which unseen number would reconcile it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.reports_made_up import judged

from youju.audit import Audit, audit, judge
from youju.explain import render, why
from youju.explain.conflict_words import conflicts_record, render_conflicts
from youju.explain.conflicts import conflicts
from youju.report import read_bytes
from youju.rubric import Rubric

PLAN, BOUGHT = "计划采购金额", "实际采购金额"
REPORT = """某局部门整体支出绩效自评报告
二、绩效分析
（1）财政供养人员控制率（2分）。核定编制{approved}名，年末在职人员{staff}人，在编人员与核定编制数的比率为{rate}。自评得分2分。
"""


def staffed(rubric: Rubric, approved: int, staff: int, rate: str) -> Audit:
    text = REPORT.format(approved=approved, staff=staff, rate=rate)
    return audit(read_bytes(text.encode(), "made-up.txt"), rubric, "exact")


def torn(rubric: Rubric, *plans: int) -> Audit:
    said = [*((PLAN, Fraction(plan)) for plan in plans), (BOUGHT, Fraction(60))]
    return judged(rubric, said, {"procurement-rate": 2})


def test_a_report_that_agrees_with_itself_has_none(sample_audit: Audit) -> None:
    assert () == conflicts(sample_audit)
    assert "没有前后不一的事实" == render_conflicts(sample_audit, ())


def test_each_value_stated_has_its_points_and_its_total(rubric: Rubric) -> None:
    found = torn(rubric, 60, 120)
    (one,) = conflicts(found)
    points = [outcome.points["procurement-rate"] for outcome in one.outcomes]

    assert ("statements", PLAN, False, [2, 1]) == (one.kind, one.fact, one.neutral, points)
    assert 1 == one.outcomes[0].total - one.outcomes[1].total
    assert found.ledger.totals.recomputed == one.outcomes[0].total


def test_a_conflict_that_no_point_depends_on_is_neutral(rubric: Rubric) -> None:
    (one,) = conflicts(torn(rubric, 30, 40))

    assert (True, [0, 0]) == (one.neutral, [outcome.points["procurement-rate"] for outcome in one.outcomes])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(30, 200), min_size=2, max_size=4, unique=True))
def test_a_value_gives_what_a_report_gets_that_says_only_that(rubric: Rubric, plans: list[int]) -> None:
    (one,) = conflicts(torn(rubric, *plans))
    alone = [torn(rubric, plan).ledger for plan in plans]

    assert [ledger.row("procurement-rate").points for ledger in alone] == [
        outcome.points["procurement-rate"] for outcome in one.outcomes
    ]
    assert [ledger.totals.recomputed for ledger in alone] == [outcome.total for outcome in one.outcomes]


def test_a_printed_rate_is_reconciled_by_the_number_that_its_figures_lack(rubric: Rubric) -> None:
    found = staffed(rubric, 31, 23, "82.14%")
    (one,) = conflicts(found)
    (told,) = one.reconciled
    proposed = {each.fact.name: each.steps[0].some(5) for each in told.candidates}

    assert ("printed", "财政供养人员控制率") == (one.kind, one.fact)
    assert (Fraction(23, 28), {"编制人数": (28,)}) == (told.simplest, proposed)


def test_with_the_number_proposed_the_conflict_is_gone(rubric: Rubric) -> None:
    assert () == conflicts(staffed(rubric, 28, 23, "82.14%"))


def test_of_a_rate_that_nothing_reconciles_only_the_simplest_ratio_is_told(rubric: Rubric) -> None:
    text = render_conflicts(found := staffed(rubric, 7, 2, "82.14%"), conflicts(found))

    assert "印作 82.14% 的最简比是 23/28" in text
    assert "须为" not in text


def test_the_digits_that_a_rate_is_printed_with_count(rubric: Rubric) -> None:
    coarse, fine = (staffed(rubric, 31, 23, rate) for rate in ("79%", "79.00%"))
    (rough,), (exact,) = (conflicts(found)[0].reconciled for found in (coarse, fine))

    assert [(29, 1)] == [(each.steps[0].first, each.count) for each in rough.candidates if each.fact.name == "编制人数"]
    assert () == tuple(each for each in exact.candidates if each.fact.name == "编制人数")
    assert "印作 79.00% 的最简比是 " in render_conflicts(fine, conflicts(fine))


def test_why_tells_it_in_a_line(rubric: Rubric) -> None:
    text = render(why(staffed(rubric, 31, 23, "82.14%"), "staffing-rate"))

    assert "怎样才对得上：印作 82.14% 的最简比是 23/28；在职人数 23 人不变，编制人数须为 28 人，才印作 82.14%" in text


def test_the_record_has_the_places_the_points_and_the_numbers(rubric: Rubric) -> None:
    found = staffed(rubric, 31, 23, "82.14%")
    (one,) = conflicts_record(found, conflicts(found))["conflicts"]

    numbers = [{"first": "28", "last": "28", "step": "1", "count": 1}]
    assert [
        {"stated": "82.14", "simplest": "23/28", "candidates": [{"fact": "编制人数", "unit": "人", "numbers": numbers}]}
    ] == (one["reconciled"])
    assert 3 == one["statements"][0]["quote"]["line"]


def test_the_real_rate_prints_from_one_count_in_another(real_audit: Audit) -> None:
    (told,) = (each for one in conflicts(real_audit) if one.kind == "printed" for each in one.reconciled)
    value, half = told.statement.value, told.statement.half_unit
    by_force = next(
        Fraction(m, n)
        for n in range(1, 1000)
        for m in range(2 * n)
        if value - half <= Fraction(m, n) < value + half  # type: ignore[operator]
    )

    assert by_force == told.simplest
    assert [(each.steps[0].first, each.count) for each in told.candidates] == [(by_force.denominator, 1)]


def test_a_ruling_takes_the_conflict_away(rubric: Rubric) -> None:
    from youju.facts import FactRuling, Rulings

    found = torn(rubric, 60, 120)
    rulings = Rulings("0" * 64, {PLAN: FactRuling(PLAN, Fraction(60), "批复")})
    ruled = judge(found.document, rubric, found.reading, "exact", rulings=rulings)

    assert () == conflicts(ruled)
