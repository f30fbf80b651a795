"""Cards as cases say what the interpreter says, unknown and division by zero included."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from card_strategies import CARDS, ROUNDINGS, VALUES, conditions, numbers
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from prove_kit import WEIGHT, counted, indicator
from shipped import rubrics_shipped

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Call, Expr, Name, Value, evaluate, literal, parse
from youju.prove import Domain, NotEncodable, domain_of
from youju.prove.board import Board
from youju.prove.encode import Encoder
from youju.prove.fact import Fact
from youju.prove.formula import holds
from youju.prove.number import Number
from youju.prove.points import pose, worth
from youju.prove.reckoning import Reckoning
from youju.prove.replay import exact_points
from youju.prove.truth import Truth
from youju.rubric import Indicator, Rubric

sys.path.append(str(Path(__file__).parents[1] / "firing"))
from near_thresholds import fact_set

RUBRICS = list(rubrics_shipped().values())
FACTS = {name: Fact(name, Domain("number"), optional=True) for name in "abc"} | {
    name: Fact(name, Domain("boolean"), optional=True) for name in "pq"
}


def by_cases(expr: Expr, values: dict[str, Value]) -> Value:
    """The value of an expression by its cases alone."""
    reckon = Reckoning(frozenset())
    found = Encoder({name: fact.encoded() for name, fact in FACTS.items()}.__getitem__, reckon).encode(expr)
    point = Board(FACTS, {}, reckon).point(values)
    if isinstance(found, Truth):
        yes, no = (holds(part, point.numbers, point.flags) for part in (found.yes, found.no))
        assert not (yes and no)
        return True if yes else False if no else UNKNOWN
    assert isinstance(found, Number)
    return next(
        (worth(one, point.numbers) for one in found.pieces if holds(one.when, point.numbers, point.flags)), UNKNOWN
    )


@settings(max_examples=400)
@given(st.one_of(numbers(), conditions()), st.lists(VALUES, min_size=10, max_size=10))
def test_an_expression_by_cases_is_what_the_interpreter_makes_of_it(expr: Expr, points: list[dict[str, Value]]) -> None:
    try:
        found = [by_cases(expr, values) for values in points]
    except NotEncodable:
        return

    assert [evaluate(expr, values) for values in points] == found


@pytest.mark.parametrize("how", ROUNDINGS)
def test_a_rounding_is_exact_at_and_beside_every_half(how: str) -> None:
    quarters = [{"a": Fraction(i, 4)} for i in range(-12, 13)]
    rounding = Call(how, (Name("a"), literal(Fraction(0))))

    assert [evaluate(rounding, values) for values in quarters] == [by_cases(rounding, values) for values in quarters]


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_every_indicator_by_cases_has_the_points_of_the_interpreter_about_its_thresholds(rubric: Rubric) -> None:
    random = Random(20231231)
    specs = rubric.dictionary.facts
    points = [_within(specs, fact_set(rubric, random)) for _ in range(120)]
    for one in rubric.indicators.values():
        free = {name: domain_of(specs[name]) for name in one.facts}
        posed = pose(one, {}, free, one.weight, frozenset(free))
        expected = [exact_points(one, values, one.weight) for values in points]

        assert expected == [posed.at(values) for values in points], one.id


def _within(specs: Mapping[str, FactSpec], values: dict[str, Value]) -> dict[str, Value]:
    """Values that are no less than the dictionary allows."""
    least = {name: specs[name].least for name in values}
    return {
        name: value if not isinstance(value, Fraction) or (low := least[name]) is None else max(value, low)
        for name, value in values.items()
    }


@settings(max_examples=150)
@given(CARDS, st.lists(VALUES, min_size=10, max_size=10))
def test_a_card_at_random_by_cases_has_the_points_of_the_interpreter(
    card: Indicator, points: list[dict[str, Value]]
) -> None:
    free = {name: FACTS[name].domain for name in card.facts}
    try:
        posed = pose(card, {}, free, WEIGHT, frozenset(free))
    except NotEncodable:
        # A card that falls into too many cases is told as such, and nothing is claimed of it.
        reject()

    assert [exact_points(card, values, WEIGHT) for values in points] == [posed.at(values) for values in points]


def test_a_text_is_one_of_those_the_card_names_or_another() -> None:
    card = indicator([('a = "甲"', "3"), ('a in ("乙", "丙")', "1"), ('a != "甲"', "0")])
    posed = pose(card, {}, {"a": Domain("text")}, WEIGHT)
    texts = ("甲", "乙", "丙", "其他")

    assert [3, 1, 1, 0] == [posed.at({"a": text}) for text in texts]


def test_a_fact_that_is_not_free_keeps_its_value_and_without_one_is_unknown() -> None:
    card = indicator([("a / b >= 1", "weight"), ("c >= 0", "1")], hit="sum")
    free = {"a": counted()}

    assert [6, None] == [
        pose(card, {"b": Fraction(2), **given}, free, WEIGHT).at({"a": Fraction(2)})
        for given in ({"c": Fraction(1)}, {})
    ]


@pytest.mark.parametrize(
    ("points", "part"),
    [
        ("2 ** a", "2 ** a"),
        ("floor(a, b)", "floor(a, b)"),
        ("1 + (if null then a else 2)", "null"),
        ("b * decimal(a, 0) + a", "b * decimal(a, 0)"),
        ("[1, 2][1]", "[1, 2][1]"),
    ],
)
def test_what_has_no_exact_encoding_is_refused_by_name(points: str, part: str) -> None:
    with pytest.raises(NotEncodable) as refused:
        pose(indicator([("true", points)]), {}, {"a": counted(), "b": counted()}, WEIGHT)

    assert parse(part) == refused.value.expr
