"""Values are round where they may be, and never rounded to something else than they are."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from prove_kit import WEIGHT, counted, indicator

from youju.facts import FactSpec
from youju.feel import UNKNOWN, Value
from youju.prove import Budget, Free, Hunt, board, came_to, readable

pytest.importorskip("z3")
COUNT = FactSpec.read({"en": "a count", "type": "count"})


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("a > 0", {"a": 10}),
        ("a / b >= 89% and a / b < 90%", {"b": 100, "a": 89}),
        ("a = 37", {"a": 37}),
        ("a > 4 and a < 8", {"a": 5}),
    ],
)
def test_counts_are_such_as_come_to_mind_first(when: str, expected: Mapping[str, int]) -> None:
    card = indicator([(when, "1"), ("true", "0")], facts=" ".join(expected))
    free: Free = {name: counted(0, None) for name in expected}
    at: dict[str, Value] = {"weight": WEIGHT}
    over = board([card], at, free)
    hunt = Hunt(over, Budget())
    seen = readable(
        hunt,
        dict.fromkeys(free, COUNT),
        over.lay(card).rows[0].counts,
        accept=lambda near: came_to(card, {**at, **near}) == 1,
    )

    assert {name: Fraction(value) for name, value in expected.items()} == seen


def test_a_fact_that_must_stay_unknown_stays_so() -> None:
    card = indicator([("a > 0", "1"), ("a <= 0", "0")], facts="a")
    at: dict[str, Value] = {"weight": WEIGHT}
    over = board([card], at, {"a": counted()}, frozenset("a"))
    unknown = over.lay(card).rows[0].truth.unknown
    seen = readable(
        Hunt(over, Budget()), {"a": COUNT}, unknown, accept=lambda near: came_to(card, {**at, **near}) == "undecided"
    )

    assert {"a": UNKNOWN} == seen
