"""Whether two cards ever differ: proved where they do not, values that show it where they do."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from card_strategies import CARDS
from hypothesis import Phase, given, reject, settings
from prove_kit import WEIGHT, counted, grid, indicator

from youju.facts import FactSpec
from youju.feel import Value
from youju.prove import Domain, Free, NotEncodable, domain_of
from youju.prove.differ import Unlike, came_to, pair
from youju.prove.readable import readable
from youju.prove.weights import weights_of
from youju.rubric import Indicator, Rubric
from youju.structs import replace

FREE: Free = {"a": counted(), "b": counted(), "p": Domain("boolean")}
AT: Mapping[str, Value] = {"weight": WEIGHT}


def found(old: Indicator, new: Indicator, free: Free = FREE) -> object:
    one = pair(old, new, AT, free).find()
    return (one.before, one.after) if isinstance(one, Unlike) else one


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([("a >= 2 * b", "1"), ("true", "0")], [("not(a < b + b)", "1"), ("a < 2 * b", "0")]),
        ([("a / b >= 50%", "1")], [("a >= b / 2 and b > 0", "1")]),
        ([("p", "a / 2"), ("true", "0")], [("not(p)", "0"), ("true", "a * 50%")]),
    ],
)
def test_another_writing_of_the_same_rules_is_proved_to_be_the_same(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    # What is not positive is left out where a rate decides: there no rule decides in either.
    assert "none" == found(indicator(old), indicator(new), {**FREE, "b": counted(1)})


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([("a >= 2", "1"), ("true", "0")], [("a > 2", "1"), ("true", "0")], (1, 0)),
        ([("a / b >= 50%", "1"), ("true", "0")], [("a * 2 >= b", "1"), ("true", "0")], ("undecided", 1)),
        ([("true", "a")], [("true", "min(a, 5)")], (6, 5)),
        ([("true", "a / 3")], [("true", "a / 3 + 0.01")], None),
    ],
)
def test_cards_that_differ_are_told_with_what_each_comes_to(
    old: list[tuple[str, str]], new: list[tuple[str, str]], expected: tuple[object, object] | None
) -> None:
    seen = found(indicator(old), indicator(new))

    assert isinstance(seen, tuple)
    assert expected in (None, seen)


def test_a_difference_that_only_values_between_the_grid_show_is_told_as_such() -> None:
    halves = indicator([("a > 2 and a < 3", "1"), ("true", "0")])
    third, more = (indicator([("true", points)]) for points in ("a / 3", "a / 3 + 0.001"))

    assert "off grid" == found(halves, indicator([("true", "0")]))
    # Less than a step of rounding apart.
    assert "off grid" == found(third, more)


def test_the_same_points_entered_by_another_rounding_are_a_difference() -> None:
    thirds, whole = (indicator([("true", points)]) for points in ("a / 3", "a"))
    coarse, coarse_whole = (replace(card, round=Fraction(1, 10)) for card in (thirds, whole))

    assert (Fraction(33, 100), Fraction(3, 10)) == found(thirds, coarse, {"a": counted(0, 1)})
    assert "off grid" == found(whole, coarse_whole)


def test_one_number_rounded_in_two_cards_is_one_whole_number_for_the_solver() -> None:
    """As two they would be proved equal value by value, a thousand of them up to 10 points."""
    old, new = (indicator([(f"a / b <= {most}", "10 * a / b"), ("true", "10")]) for most in ("100%", "100.01%"))
    both = pair(old, new, AT, {"a": counted(0, None), "b": counted(0, None)})

    assert "none" == both.find()
    assert len(both.board.wholes) == 2 * len({whole.name for whole in both.board.wholes}) > 0


def test_what_does_not_apply_is_not_the_same_as_nothing() -> None:
    card = indicator([("true", "0")])
    applying = replace(card, applies=card.rules[0].when)
    never = replace(card, applies=indicator([("p", "0")]).rules[0].when)

    assert "none" == found(card, applying)
    assert (0, "not applicable") == found(card, never)


@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(CARDS, CARDS)
def test_the_verdict_is_what_trying_every_value_gives(old: Indicator, new: Indicator) -> None:
    free: Free = {"a": counted(0, 3), "b": counted(0, 3), "p": Domain("boolean")}
    values: dict[str, Value] = {**AT, "c": Fraction(1), "q": True}
    try:
        one = pair(old, new, values, free).find()
    except NotEncodable:
        reject()
    tried = [came_to(old, {**values, **at}) != came_to(new, {**values, **at}) for at in grid(free)]

    # Some cards at random outgrow what a question may cost; that is a verdict of its own, and no claim.
    if one == "unknown":
        reject()

    assert any(tried) == isinstance(one, Unlike)


def test_a_witness_is_made_readable_without_ceasing_to_be_one() -> None:
    money = FactSpec.read({"en": "money", "type": "money", "unit": "万元"})
    free = {name: domain_of(money) for name in "ab"}
    cards = (indicator([(f"a / b {op} 93%", "1"), ("true", "0")]) for op in (">=", ">"))
    one = pair(*cards, AT, free)
    seen = readable(one.hunt, dict.fromkeys("ab", money), one.unlike(), accept=lambda at: one.at(at) is not None)

    assert {"a": Fraction(930_000), "b": Fraction(1_000_000)} == seen


def test_weights_are_all_that_transfers_can_make_of_them(rubric: Rubric) -> None:
    found = {name: weights_of(rubric, one).values for name, one in rubric.indicators.items()}
    more = {name: values for name, values in found.items() if len(values) > 1}

    assert {transfer.to[0] for transfer in rubric.transfers} == set(more)
    assert all(rubric.indicators[name].weight == values[0] for name, values in more.items())
