"""Bounds are what trying every value gives, and two writings of one rule have one range."""

from __future__ import annotations

from fractions import Fraction

import pytest
from card_strategies import CARDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prove_kit import SCALE, WEIGHT, counted, grid, indicator, replay_of

from youju.feel import Value
from youju.prove import Bounds, Budget, Disagreement, Domain, Free, Scale, bounds
from youju.prove.replay import exact_points
from youju.rubric import Indicator

pytest.importorskip("z3")
SMALL = {"a": counted(0, 4), "b": counted(0, 4), "c": counted(1, 3), "p": Domain("boolean")}


def bounds_of(card: Indicator, free: Free, values: dict[str, Value] | None = None, scale: Scale = SCALE) -> Bounds:
    return bounds(card, values or {}, free, WEIGHT, scale, replay_of(card, values or {}, scale))


def ends(found: Bounds) -> tuple[Fraction | None, Fraction | None, bool]:
    """The two ends, and whether there are values with which nothing is decided."""
    low, high = found.low and found.low.points, found.high and found.high.points
    return low, high, found.undecided.at is not None


def by_trying(card: Indicator, free: Free, values: dict[str, Value]) -> tuple[Fraction | None, Fraction | None, bool]:
    exact = [exact_points(card, {**values, **at}, WEIGHT) for at in grid(free)]
    entered = [SCALE.entered(one) for one in exact if one is not None]
    return min(entered, default=None), max(entered, default=None), None in exact


@settings(max_examples=60, suppress_health_check=(HealthCheck.too_slow,))
@given(CARDS, st.sampled_from(("a", "ab", "abp", "abcp")))
def test_bounds_are_those_of_trying_every_value(card: Indicator, names: str) -> None:
    values: dict[str, Value] = {"a": Fraction(3), "b": Fraction(3), "c": Fraction(2), "p": True}
    free = {name: SMALL[name] for name in names}

    assert by_trying(card, free, values) == ends(bounds_of(card, free, values))


def test_two_writings_of_one_rule_have_one_range() -> None:
    # By Kleene's bounds the second is as wide as the weight: each of its conditions may or may not hold.
    one = indicator([("p", "weight"), ("not(p)", "weight - 1")])
    other = indicator([("p and a >= 0", "weight"), ("p", "0"), ("not(p) or a < 0", "weight - 1")])
    free = {"p": Domain("boolean"), "a": counted(0, None)}

    assert (4, 5, False) == ends(bounds_of(one, free)) == ends(bounds_of(other, free))


def test_a_ratio_written_as_a_quotient_or_as_a_product_has_one_range() -> None:
    free = {"a": Domain("number", Fraction(0), Fraction(90), Fraction(1, 100))}
    quotient = indicator([("a / b >= 95%", "weight"), ("a / b < 95%", "weight * a / b")])
    product = indicator([("a >= 95% * b", "weight"), ("true", "a / b * weight")])
    values: dict[str, Value] = {"b": Fraction(100)}

    assert (
        (0, Fraction(9, 2), False) == ends(bounds_of(quotient, free, values)) == ends(bounds_of(product, free, values))
    )


def test_a_division_by_zero_is_told_apart_and_never_an_end() -> None:
    card = indicator([("a / b >= 1", "weight"), ("a / b < 1", "1")])
    found = bounds_of(card, {"a": counted(), "b": counted()})

    assert (1, 5, True) == ends(found)
    assert 0 == found.undecided.at["b"]
    assert -1 == found.undecided.points


def test_where_nothing_is_ever_decided_there_are_no_ends() -> None:
    found = bounds_of(indicator([("c > 1", "weight")]), {"a": counted()})

    assert (None, None, "proved") == (found.low, found.high, found.decided)
    assert found.undecided.at is not None


def test_what_only_values_between_the_points_of_the_grid_reach_is_told() -> None:
    card = indicator([("a * 2 = 3", "weight"), ("true", "a / 10")])
    high = bounds_of(card, {"a": counted(0, 4)}).high

    assert (Fraction(2, 5), {"a": 4}, "on grid") == (high.points, high.at, high.verdict)


def test_a_bound_is_that_of_the_points_as_they_are_rounded() -> None:
    card = indicator([("true", "a / b")])
    nearly = {"a": counted(0, 1999), "b": counted(2000, 2000)}

    assert (0, 1, False) == ends(bounds_of(card, nearly))


def test_points_without_a_cap_are_unbounded_and_within_one_stop_at_it() -> None:
    card = indicator([("a > 0", "a"), ("b > 0", "-b")], hit="sum")
    free = {"a": counted(0, None), "b": counted(0, 3)}
    capped = Scale(Fraction(1, 100), least=Fraction(-2), most=Fraction(4))

    assert (True, False) == (bounds_of(card, free).high.unbounded, bounds_of(card, free).low.unbounded)
    assert (-2, 4, False) == ends(bounds_of(card, free, scale=capped))


def test_points_on_shared_weight_count_for_more() -> None:
    card = indicator([("true", "a")])

    assert (0, Fraction(15, 2), False) == ends(
        bounds_of(card, {"a": counted(0, 6)}, scale=Scale(Fraction(1, 100), factor=Fraction(5, 4)))
    )


def test_a_fact_in_conflict_is_one_of_its_statements() -> None:
    card = indicator([("a > 4", "0"), ("true", "a")])
    stated = Domain("number", choices=(Fraction(1), Fraction(7, 2), Fraction(9)))

    assert (0, Fraction(7, 2), False) == ends(bounds_of(card, {"a": stated}))


def test_a_long_checklist_takes_no_time_in_the_number_of_its_answers() -> None:
    names = [f"x{i}" for i in range(30)]
    card = indicator([(name, "0.1") for name in names], hit="sum", facts=" ".join(names))

    assert (0, 3, False) == ends(bounds_of(card, {name: Domain("boolean") for name in names}))


def test_what_the_budget_does_not_allow_is_unknown_and_never_taken_for_proved() -> None:
    card = indicator([("a * a * a + b * b * b = c * c * c and a * b * c > 0", "weight"), ("true", "1")])
    free = {name: counted(1, None) for name in "abc"}
    found = bounds(card, {}, free, WEIGHT, SCALE, replay_of(card, {}), Budget(resources=20_000, milliseconds=500))

    assert (1, "unknown") == (found.high.points, found.high.verdict)


def test_a_replay_that_says_otherwise_is_no_answer_but_an_error() -> None:
    card = indicator([("true", "a")])

    with pytest.raises(Disagreement, match="card at"):
        bounds(card, {}, {"a": counted()}, WEIGHT, SCALE, lambda _: Fraction(99))
