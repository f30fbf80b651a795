"""What a report says against itself: the worlds of opposing statements, declared checks, printed rates."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from reports_made_up import Known, judged

from small_rubrics import build, card
from youju.audit import Audit
from youju.audit.doubt import Doubt
from youju.rubric import Rubric


def staff(*posts: int) -> list[tuple[str, Known]]:
    """24 approved posts, and so many people in them as is said here and there."""
    return [("编制人数", Fraction(24)), *(("在职人数", Fraction(number)) for number in posts)]


def only(audit: Audit, code: str = "conflicting-statements") -> Doubt:
    (found,) = [doubt for doubt in audit.doubts if doubt.code == code]
    return found


def points(doubt: Doubt) -> list[Fraction]:
    return [world.points for world in doubt.worlds]


def test_a_second_statement_that_costs_points_puts_them_at_risk(rubric: Rubric) -> None:
    audit = judged(rubric, staff(22, 27))
    row, doubt, totals = audit.ledger.row("staffing-rate"), only(audit), audit.ledger.totals

    assert ([2, 0], 2, 0) == (points(doubt), doubt.loss, doubt.gain)
    assert (2, 0, 2, "contradicted") == (row.points, row.low, row.high, row.support)
    assert (2, totals.recomputed - 2, totals.recomputed) == (totals.support["contradicted"], totals.low, totals.high)


def test_a_second_statement_that_wins_points_only_widens_the_range_upwards(rubric: Rubric) -> None:
    audit = judged(rubric, staff(27, 22))
    row, doubt, totals = audit.ledger.row("staffing-rate"), only(audit), audit.ledger.totals

    assert ([0, 2], 0, 2) == (points(doubt), doubt.loss, doubt.gain)
    assert (0, 0, 2) == (row.points, row.low, row.high)
    assert (totals.recomputed, totals.recomputed + 2) == (totals.low, totals.high)


def test_statements_that_differ_and_score_the_same_are_a_finding_without_points(rubric: Rubric) -> None:
    audit = judged(rubric, staff(22, 23))
    (finding,) = [one for one in audit.findings if one.code == "conflicting-statements"]

    assert ([2, 2], 0, 0) == (points(only(audit)), only(audit).loss, only(audit).gain)
    assert ("P2", 0) == (finding.level, finding.points_at_risk)
    assert 0 == audit.ledger.totals.support["contradicted"]


def test_two_facts_in_conflict_make_a_world_of_every_pair(rubric: Rubric) -> None:
    audit = judged(rubric, [*staff(22, 27), ("编制人数", Fraction(30))])

    assert [2, 2, 0, 2] == points(only(audit))


def test_what_a_world_wins_beyond_a_cap_is_not_won(rubric: Rubric) -> None:
    audit = judged(rubric, [("表彰项数", Fraction(2)), ("表彰项数", Fraction(4))])

    assert ([2, 3], 0, 1) == (points(only(audit)), only(audit).loss, only(audit).gain)
    assert 1 == audit.ledger.totals.high - audit.ledger.totals.recomputed


def test_what_a_cap_has_cut_already_is_not_lost_again(rubric: Rubric) -> None:
    audit = judged(rubric, [("表彰项数", Fraction(5)), ("表彰项数", Fraction(2))])

    assert ([3, 2], 1, 0) == (points(only(audit)), only(audit).loss, only(audit).gain)
    assert 1 == audit.ledger.totals.recomputed - audit.ledger.totals.low


APPLIES: Sequence[tuple[str, Known]] = [("有转移支付资金", False), ("有转移支付资金", True)]
SPENT: Sequence[tuple[str, Known]] = [("实际支付数", Fraction(90)), ("下达预算数", Fraction(100))]


@pytest.mark.parametrize("order", [APPLIES, APPLIES[::-1]])
def test_none_and_then_six_batches_is_scored_moves_nothing_and_is_found(
    rubric: Rubric, order: Sequence[tuple[str, Known]]
) -> None:
    audit = judged(rubric, [*order, ("迟延下达批次", Fraction(0)), *SPENT])
    row, found = (
        audit.ledger.row("transfer-timeliness"),
        [one for one in audit.findings if one.code == "conflicting-statements"],
    )

    assert ("scored", 3, 3) == (row.status, row.points, row.effective_weight)
    assert 3 == audit.ledger.row("expenditure-rate").effective_weight
    assert () == audit.ledger.moves
    assert ["transfer-timeliness"] == [one.indicator for one in found]


def test_were_it_not_applicable_its_weight_would_earn_what_the_other_indicator_earns(rubric: Rubric) -> None:
    audit = judged(rubric, [*APPLIES, ("迟延下达批次", Fraction(0)), *SPENT])

    assert [Fraction("2.7"), 3] == sorted(points(only(audit)))
    assert Fraction("0.3") == only(audit).loss


def test_what_an_accepted_claim_would_spread_over_moved_weight_is_counted_once(rubric: Rubric) -> None:
    claims = {"expenditure-rate": 3}
    audit = judged(rubric, [*APPLIES, ("迟延下达批次", Fraction(0))], claims)

    # 3 + 3 where it applies; where it does not, the claim of 3 is all there is.
    assert [0, 3] == sorted(points(only(audit)))


def test_another_conflict_is_weighed_with_the_weight_that_was_scored() -> None:
    cards = [
        card("a", "2", {"all": ("true", "weight")}, applies="适用"),
        card("b", "4", {"some": ("数 > 0", "weight / 2"), "all": ("数 = 0", "weight")}),
    ]
    rubric = build({"适用": "boolean", "数": "count"}, cards, transfers=[{"id": "t", "from": "a", "to": "b"}])
    said: list[tuple[str, Known]] = [("适用", False), ("适用", True), ("数", Fraction(0)), ("数", Fraction(1))]
    (doubt,) = [one for one in judged(rubric, said).doubts if one.indicator == "b"]

    assert ([4, 2], 2, 0) == (points(doubt), doubt.loss, doubt.gain)


def test_a_declared_check_puts_the_points_of_its_rules_at_risk_and_no_others(rubric: Rubric) -> None:
    items = ("预算分配符合职责", "预算按重点合理分配", "专项资金编制细化合理", "编制准确无大量调剂", "预算分配不固化")
    said = {**dict.fromkeys(items, "true"), "年初预算数": "100 万元", "调整后预算数": "150 万元"}
    audit = judged(rubric, said)
    risks = {entry.rule: entry.at_risk for entry in audit.ledger.of("budget-reasonableness") if entry.at_risk}

    assert {"detailed-earmarks": 1, "accurate-classes": 1} == risks
    assert (3, 5) == (audit.ledger.row("budget-reasonableness").low, audit.ledger.row("budget-reasonableness").points)


@pytest.mark.parametrize(("adjusted", "fires"), [("110 万元", False), ("1100000.01 元", True), ("899999.99 元", True)])
def test_a_check_fires_exactly_beyond_its_threshold(rubric: Rubric, adjusted: str, fires: bool) -> None:
    said = {"编制准确无大量调剂": "true", "年初预算数": "100 万元", "调整后预算数": adjusted}

    assert fires is ("adjustment-denied" in {doubt.code for doubt in judged(rubric, said).doubts})


def test_two_doubts_about_one_point_put_it_at_risk_once() -> None:
    checks = [
        {"code": code, "when": "甲", "at_risk": [{"indicator": "a"}], "basis": [{"mark": "assumed", "text": "试"}]}
        for code in ("one", "two")
    ]
    rubric = build({"甲": "boolean"}, [card("a", "3", {"all": ("甲", "weight")})], checks=checks)
    totals = judged(rubric, {"甲": "true"}).ledger.totals

    assert (3, 3, 0) == (totals.recomputed, totals.support["contradicted"], totals.low)


@pytest.mark.parametrize(("printed", "fails"), [("91.67%", False), ("92%", True), ("81.48%", True), ("91.7%", True)])
def test_a_printed_staffing_rate_is_held_against_its_figures(rubric: Rubric, printed: str, fails: bool) -> None:
    # Without a quote a statement has no rounded digits: only what is exactly 22/24 would be the same.
    said = {"编制人数": "24 人", "在职人数": "22 人", "工勤人数": "3 人", "财政供养人员控制率": printed}
    doubts = [doubt for doubt in judged(rubric, said).doubts if doubt.code == "staffing-rate-not-from-figures"]

    assert fails or printed == "91.67%"
    assert [[2, 2, 0]] == [points(doubt) for doubt in doubts]
