"""Caps cut what is too much, in entries of their own; points are rounded once, half up, with the exact amount kept."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports_made_up import judged

from small_rubrics import build, card
from youju.audit.enter import round_half_up
from youju.ledger import Ledger
from youju.rubric import Rubric

STEPS = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 100)])


def full(rubric: Rubric) -> dict[str, Fraction]:
    """Every indicator claimed at its weight."""
    return {indicator.id: indicator.weight for indicator in rubric.weighted}


def lines(ledger: Ledger, indicator: str) -> list[tuple[str, str, Fraction]]:
    return [(entry.kind, entry.rule, entry.points) for entry in ledger.of(indicator)]


def test_a_bonus_of_four_is_cut_to_three_and_both_entries_stay(rubric: Rubric) -> None:
    audit = judged(rubric, {"表彰项数": "4 项"})
    row = audit.ledger.row("bonus")

    assert [("rule", "commended", 4), ("cap", "bonus-cap", -1)] == lines(audit.ledger, "bonus")
    assert (3, 3, 3) == (row.points, row.low, row.high)


@pytest.mark.parametrize(
    ("commended", "criticised", "points"), [(0, 0, 0), (3, 0, 3), (2, 3, -1), (0, 2, -2), (5, 1, 3)]
)
def test_commendations_and_criticisms_are_weighed_before_the_cap(
    rubric: Rubric, commended: int, criticised: int, points: int
) -> None:
    said = {"表彰项数": f"{commended} 项", "批评问责项数": f"{criticised} 次"}
    ledger = judged(rubric, said, full(rubric)).ledger

    assert points == ledger.row("bonus").points
    assert min(100, 100 + points) == ledger.totals.recomputed


def test_the_total_is_cut_to_a_hundred_and_the_cut_is_charged_to_the_bonus(rubric: Rubric) -> None:
    ledger = judged(rubric, {"表彰项数": "2 项"}, full(rubric)).ledger

    assert [("rule", "commended", 2), ("cap", "total-cap", -2)] == lines(ledger, "bonus")
    assert 2 == ledger.row("bonus").points
    assert (100, 100) == (ledger.totals.recomputed, ledger.totals.high)
    assert 100 == sum(ledger.totals.support.values())


def test_deductions_beyond_all_points_leave_nothing_and_no_less(rubric: Rubric) -> None:
    ledger = judged(rubric, {"表彰项数": "0 项", "批评问责项数": "200 次"}).ledger

    assert 0 == ledger.totals.recomputed
    assert "total-cap" in {entry.rule for entry in ledger.of("bonus")}


def test_a_deduction_is_bounded_by_its_own_least() -> None:
    minus = card("minus", "", {"each": ("次数 > 0", "-次数")}, adjustment="true", hit="sum")
    cards = [card("a", "9", {"all": ("true", "weight")}), minus]
    rubric = build({"次数": "count"}, cards, caps=[{"id": "floor", "of": "minus", "least": "-2"}])
    ledger = judged(rubric, {"次数": "5 项"}).ledger

    assert [("rule", "each", -5), ("cap", "floor", 3)] == lines(ledger, "minus")
    assert (7, -2) == (ledger.totals.recomputed, ledger.row("minus").points)


def test_of_two_caps_on_one_sum_the_tighter_one_holds_and_each_says_what_it_cut() -> None:
    plus = card("plus", "", {"each": ("次数 > 0", "次数")}, adjustment="true", hit="sum")
    caps = [{"id": "five", "of": "plus", "most": "5"}, {"id": "three", "of": "plus", "most": "3"}]
    rubric = build({"次数": "count"}, [card("a", "9", {"all": ("true", "weight")}), plus], caps=caps)
    ledger = judged(rubric, {"次数": "9 项"}).ledger

    assert [("rule", "each", 9), ("cap", "five", -4), ("cap", "three", -2)] == lines(ledger, "plus")


def test_five_ninths_of_three_is_one_and_two_thirds_entered_as_1_67_with_the_exact_amount_beside(
    rubric: Rubric,
) -> None:
    (entry,) = judged(rubric, {"重点工作完成数": "5 项", "重点工作任务数": "9 项"}).ledger.of("key-task-completion")

    assert (Fraction("1.67"), Fraction(5, 3)) == (entry.points, entry.exact)


def test_thirds_are_added_before_they_are_rounded() -> None:
    third = ("true", "weight / 3")
    rubric = build({}, [card("a", "1", {"x": third, "y": third, "z": third}, hit="sum")])
    ledger = judged(rubric, {}).ledger

    assert 1 == ledger.row("a").points
    assert [Fraction(1, 3)] * 3 == [entry.exact for entry in ledger.of("a")]


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("1.665", "0.01", "1.67"),
        ("1.6649", "0.01", "1.66"),
        ("0.5", "1", "1"),
        ("-0.5", "1", "-1"),
        ("2.625", "0.01", "2.63"),
    ],
)
def test_a_half_goes_up(value: str, step: str, rounded: str) -> None:
    assert Fraction(rounded) == round_half_up(Fraction(value), Fraction(step))


@given(st.fractions(max_denominator=10**6), STEPS)
def test_a_rounded_number_is_the_nearest_multiple_of_its_step(value: Fraction, step: Fraction) -> None:
    rounded = round_half_up(value, step)

    assert (rounded / step).denominator == 1
    assert abs(rounded - value) * 2 <= step
    assert rounded == round_half_up(rounded, step)
    assert -rounded == round_half_up(-value, step)


def test_a_card_may_round_otherwise_than_its_rubric() -> None:
    rule = {"some": ("true", "weight * 2 / 3")}
    rubric = build({}, [card("a", "1", rule), card("b", "1", rule, round="0.1"), card("c", "1", rule, round="1")])

    assert [Fraction("0.67"), Fraction("0.7"), 1] == [row.points for row in judged(rubric, {}).ledger.rows]
