"""Verdicts, bounds and breakpoints of small cards, against every value of a small grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prove_kit import WEIGHT, formula, grid, indicator

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.firing import case_of
from youju.prove import Came, came_to, domain_of
from youju.regress.diff.compare import Cards, compare_cards
from youju.regress.diff.model import Course, IndicatorDiff, Level, Row
from youju.regress.diff.parts import card_parts
from youju.regress.diff.weighed import weighed
from youju.rubric import Indicator
from youju.structs import replace

COUNT = FactSpec.read({"en": "a", "type": "count", "unit": "项", "bounds": {"min": "0", "max": "3"}})
FLAG = FactSpec.read({"en": "p", "type": "boolean"})
SPECS = {**dict.fromkeys("abc", COUNT), **dict.fromkeys("pq", FLAG)}
FREE = {name: domain_of(spec) for name, spec in SPECS.items()}


_WHENS = st.sampled_from(["r >= 95%", "r > 1", "r <= 50%", "r = 1", "p", "not(p) and r < 2", "a > 1", "a >= 2 and p"])
_POINTS = st.sampled_from(["weight", "0", "2", "weight * min(1, r)", "max(0, weight - floor(r / 50%))", "weight - r"])
PLAIN = st.builds(indicator, st.lists(st.tuples(_WHENS, _POINTS), min_size=1, max_size=3), st.just({"r": ["a / b"]}))
"""Cards such as people write: bands, shares and steps of a rate, and a flag."""


def compared(old: Indicator, new: Indicator) -> IndicatorDiff:
    pairs = weighed(old, new, ((WEIGHT, WEIGHT),))
    return compare_cards(Cards(old, new, pairs, True, SPECS, card_parts(old, new)))


def everywhere(old: Indicator, new: Indicator) -> Iterator[tuple[dict[str, Value], Came, Came]]:
    """All values of the facts with what both come to."""
    read = {name: domain for name, domain in FREE.items() if name in "abcp"}
    for at in grid(read):
        values = {**at, "q": False, "weight": WEIGHT}
        yield values, came_to(old, values), came_to(new, values)


@settings(max_examples=8)
@given(PLAIN, PLAIN)
def test_the_verdict_and_the_bounds_are_those_of_trying_every_value(old: Indicator, new: Indicator) -> None:
    found = compared(old, new)
    tried = [(before, after) for _, before, after in everywhere(old, new)]
    apart = any(before != after for before, after in tried)

    assert apart == (found.kind == "changed") or found.kind == "unanalysed"
    if found.gain is not None and found.loss is not None:
        gaps = [one[1] - one[0] for one in tried if isinstance(one[0], Fraction) and isinstance(one[1], Fraction)]
        assert (max([*gaps, 0]), min([*gaps, 0])) == (found.gain.points, found.loss.points)
        assert any(isinstance(one, Fraction) != isinstance(other, Fraction) for one, other in tried) == (
            found.turn is not None
        )


@settings(max_examples=15)
@given(PLAIN, PLAIN, st.sampled_from(["as it is", "one rule changed"]))
def test_breakpoints_are_where_trying_every_value_shows_them(old: Indicator, new: Indicator, how: str) -> None:
    if how == "one rule changed":
        new = replace(old, rules=(new.rules[0], *old.rules[1:]))
    found = compared(old, new)
    met = 0
    for course in found.courses:
        for values, before, after in everywhere(old, new):
            if any(values[name] != value for name, value in course.given.items() if name in values):
                continue
            told = told_at(course, quantity_at(course, old, values))
            # Two lines may cross where they differ all around.
            assert before == after or told is not None
            if told is not None:
                met += 1
                assert_told(told, (before, after))
    # Rows of facts lie on the grid; those of named quantities are attained on it.
    assert bool(found.courses) == (met > 0)


def quantity_at(course: Course, card: Indicator, values: Mapping[str, Value]) -> Value:
    if course.quantity in values:
        return values[course.quantity]
    named = {let.name for let in card.lets}
    if course.quantity in named:
        return case_of(card, values, WEIGHT).values[course.quantity]
    with_it = replace(card, lets=(*card.lets, replace_let(card, course.quantity)))
    return case_of(with_it, values, WEIGHT).values[course.quantity]


def replace_let(card: Indicator, text: str):
    return replace(card.lets[0], name=text, alternatives=(formula(text),))


def told_at(course: Course, at: Value) -> Row | tuple[Level, Level] | None:
    if at is UNKNOWN:
        return course.unknown
    assert isinstance(at, Fraction)
    return next((row for row in course.rows if holds(row, at)), None)


def holds(row: Row, at: Fraction) -> bool:
    above = row.low is None or at > row.low or (row.low_in and at == row.low)
    return above and (row.high is None or at < row.high or (row.high_in and at == row.high))


def assert_told(told: Row | tuple[Level, Level], came: tuple[Came, Came]) -> None:
    levels = (told.before, told.after) if isinstance(told, Row) else told
    if all(level is not None and not level.slope and not level.curved for level in levels):
        assert came[0] != came[1]
    for level, one in zip(levels, came, strict=True):
        if level is not None and not level.slope and not level.curved:
            assert (level.points if level.points is not None else "undecided") == one


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Nothing is known of p: the one is undecided, the other is not.
        ([("p", "5"), ("not(p)", "5")], [("true", "5")], "missing"),
        ([("a >= 2", "1"), ("true", "0")], [("a > 1", "1"), ("true", "0")], "same on grid"),
        ([("a >= 2", "1"), ("true", "0")], [("not(a < 2)", "1"), ("a < 2", "0")], "same"),
        ([("a ** a > 1", "1"), ("true", "0")], [("a ** a > 2", "1"), ("true", "0")], "unanalysed"),
    ],
)
def test_what_is_not_simply_the_same_is_told_as_what_it_is(
    old: list[tuple[str, str]], new: list[tuple[str, str]], expected: str
) -> None:
    found = compared(indicator(old), indicator(new))

    assert expected == found.kind


def test_the_fact_is_told_without_which_a_rewrite_decides_otherwise() -> None:
    found = compared(indicator([("p", "5"), ("not(p)", "5")]), indicator([("true", "5")]))

    assert found.missing is not None
    assert ({"p": UNKNOWN}, "undecided", 5) == (
        found.missing.facts,
        found.missing.before.came,
        found.missing.after.came,
    )


def test_points_without_a_clamp_are_said_to_have_no_end() -> None:
    money = FactSpec.read({"en": "a", "type": "money", "unit": "万元"})
    old, new = indicator([("true", "a")], facts="a"), indicator([("true", "2 * a")], facts="a")
    found = compare_cards(Cards(old, new, weighed(old, new, ((WEIGHT, WEIGHT),)), True, {"a": money}, ()))

    assert found.gain is not None
    assert (True, "unknown") == (found.gain.unbounded, found.gain.verdict)
