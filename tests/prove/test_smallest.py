"""The smallest change is the one that trying every value finds; one step less of any fact fails."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from card_strategies import CARDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prove_kit import SCALE, WEIGHT, counted, grid, indicator, replay_of

from youju.feel import UNKNOWN, Value
from youju.prove import Budget, Domain, Free, Scale, Smallest, smallest
from youju.prove.replay import exact_points
from youju.rubric import Indicator

pytest.importorskip("z3")
FREE = {"a": counted(0, 5), "b": counted(0, 5), "p": Domain("boolean")}


def smallest_of(card: Indicator, values: dict[str, Value], free: Free, target: Fraction) -> Smallest:
    return smallest(card, values, free, WEIGHT, SCALE, target, replay_of(card, values))


def sizes(found: Smallest) -> dict[tuple[str, ...], int]:
    """The steps of each set of facts."""
    return {tuple(sorted(way.changes)): way.steps for way in found.ways}


def by_trying(card: Indicator, values: dict[str, Value], target: Fraction) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for changes, steps in _reaching(card, values, target):
        if changes not in found or steps < found[changes]:
            found[changes] = steps
    fewest = min(map(len, found), default=0)
    return {names: steps for names, steps in found.items() if len(names) == fewest}


def _reaching(card: Indicator, values: dict[str, Value], target: Fraction) -> Iterator[tuple[tuple[str, ...], int]]:
    for at in grid(FREE):
        exact = exact_points(card, {**values, **at}, WEIGHT)
        if exact is not None and SCALE.entered(exact) >= target:
            moved = tuple(sorted(name for name in at if at[name] != values[name]))
            yield moved, sum(1 if name == "p" else int(abs(at[name] - values[name])) for name in moved)


@settings(max_examples=60, suppress_health_check=(HealthCheck.too_slow,))
@given(CARDS, st.integers(0, 5), st.integers(0, 5), st.booleans(), st.sampled_from((1, 3, 5)))
def test_the_smallest_change_is_that_of_trying_every_value(
    card: Indicator, a: int, b: int, p: bool, points: int
) -> None:
    values: dict[str, Value] = {"a": Fraction(a), "b": Fraction(b), "c": Fraction(2), "p": p}

    assert by_trying(card, values, Fraction(points)) == sizes(smallest_of(card, values, FREE, Fraction(points)))


def test_one_fen_less_does_not_reach_the_threshold() -> None:
    money = Domain("number", Fraction(0), None, Fraction(100))
    card = indicator([("a / b >= 95%", "weight"), ("a / b < 95%", "weight * a / b")])
    values: dict[str, Value] = {"a": Fraction(9_400_000), "b": Fraction(10_000_000)}
    found = smallest_of(card, values, {"a": money, "b": money}, WEIGHT)

    assert [{"a": 9_500_000}, {"b": 9_894_700}] == [way.changes for way in found.ways]
    assert [1000, 1053] == [way.steps for way in found.ways]
    assert ["proved", "proved"] == [way.verdict for way in found.ways]


def test_a_value_finer_than_its_step_is_answered_on_its_own_grid() -> None:
    card = indicator([("a >= 95", "weight"), ("a < 95", "0")])
    found = smallest_of(
        card, {"a": Fraction("94.125")}, {"a": Domain("number", Fraction(0), None, Fraction(1, 10))}, WEIGHT
    )

    assert [({"a": 95}, 875)] == [(way.changes, way.steps) for way in found.ways]


def test_a_target_that_is_reached_already_needs_no_change() -> None:
    found = smallest_of(indicator([("true", "a")]), {"a": Fraction(3)}, {"a": counted()}, Fraction(3))

    assert [({}, 3, 0)] == [(way.changes, way.points, way.steps) for way in found.ways]


def test_a_target_that_nothing_reaches_is_proved_to_be_so() -> None:
    card = indicator([("true", "min(a, 4)")])

    assert Smallest((), "proved", complete=True) == smallest_of(card, {"a": Fraction(3)}, {"a": counted()}, WEIGHT)


def test_a_target_above_a_cap_is_never_reached() -> None:
    card, capped = indicator([("true", "a")]), Scale(Fraction(1, 100), most=Fraction(4))
    values: dict[str, Value] = {"a": Fraction(3)}

    assert Smallest((), "proved", complete=True) == smallest(
        card, values, {"a": counted()}, WEIGHT, capped, WEIGHT, replay_of(card, values, capped)
    )


def test_a_fact_that_nobody_knew_is_a_change_without_a_distance() -> None:
    card = indicator([("a / b >= 1", "weight"), ("a / b < 1", "0")])
    values: dict[str, Value] = {"a": UNKNOWN, "b": Fraction(4)}
    found = smallest_of(card, values, {"a": counted(), "b": counted()}, WEIGHT)

    assert [("a",)] == [tuple(way.changes) for way in found.ways]
    assert [0] == [way.steps for way in found.ways]


def test_another_of_several_statements_is_one_step() -> None:
    stated = Domain("number", choices=(Fraction(1), Fraction(7, 2), Fraction(9)))
    found = smallest_of(indicator([("true", "a / 3")]), {"a": Fraction(1)}, {"a": stated}, Fraction(1))

    assert [1] == [way.steps for way in found.ways]
    assert found.ways[0].changes["a"] in (Fraction(7, 2), Fraction(9))


def test_a_text_that_the_card_does_not_name_can_change_to_one_that_it_does() -> None:
    card = indicator([('a = "已批复"', "weight"), ('a != "已批复"', "0")])
    found = smallest_of(card, {"a": "不详"}, {"a": Domain("text")}, WEIGHT)

    assert [({"a": "已批复"}, 1, "proved")] == [(way.changes, way.steps, way.verdict) for way in found.ways]


def test_all_answers_of_a_checklist_change_together() -> None:
    card = indicator([("p", "2"), ("q", "3")], hit="sum")
    values: dict[str, Value] = {"p": False, "q": UNKNOWN}
    found = smallest_of(card, values, {"p": Domain("boolean"), "q": Domain("boolean")}, WEIGHT)

    assert [{"p": True, "q": True}] == [way.changes for way in found.ways]


def test_more_ways_than_are_told_are_said_to_be_more() -> None:
    names = [f"x{i}" for i in range(20)]
    card = indicator([(" or ".join(names), "weight"), ("true", "0")], facts=" ".join(names))
    found = smallest_of(card, dict.fromkeys(names, False), {name: Domain("boolean") for name in names}, WEIGHT)

    assert (16, False) == (len(found.ways), found.complete)


def test_what_the_budget_does_not_allow_is_unknown() -> None:
    card = indicator([("a * a * a + b * b * b = c * c * c", "weight"), ("true", "1")])
    values: dict[str, Value] = {name: Fraction(7) for name in "abc"}
    found = smallest(
        card, values, {name: counted(1, None) for name in "abc"}, WEIGHT, SCALE, WEIGHT, replay_of(card, values),
        Budget(resources=20_000, milliseconds=500),
    )  # fmt: skip

    assert ((), "unknown") == (found.ways, found.verdict)
