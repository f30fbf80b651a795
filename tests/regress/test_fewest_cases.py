"""How few cases are needed: as trying every case on a small grid finds, and never fewer than is told."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest
from card_strategies import CARDS
from hypothesis import given, reject, settings
from prove_kit import WEIGHT, counted, grid

from youju.feel import Value, evaluate
from youju.firing.cases import case_of
from youju.prove import Budget, Domain, Free, NotEncodable
from youju.prove.board import board
from youju.prove.hunt import Hunt
from youju.regress.generate.goals import Goals
from youju.regress.generate.made import made
from youju.regress.generate.pool import fewest_sets
from youju.rubric import Indicator

pytest.importorskip("z3")
FREE: Free = {"a": counted(0, 4), "b": counted(0, 4), "p": Domain("boolean")}
AT: Mapping[str, Value] = {"weight": WEIGHT, "c": WEIGHT}


def goals_of(card: Indicator) -> Goals:
    """That every rule holds once, and once does not."""
    over = board([card], AT, FREE)
    laid = over.lay(card)
    formulas = tuple(side for row in laid.rows for side in (row.truth.yes, row.truth.no))

    def met(values: Mapping[str, Value]) -> frozenset[int]:
        names = case_of(card, {**AT, **values}, WEIGHT).values
        held = [evaluate(rule.when.expr, names) for rule in card.rules]
        return frozenset(2 * i + (0 if value is True else 1) for i, value in enumerate(held) if isinstance(value, bool))

    return Goals(Hunt(over, Budget()), formulas, met)


def by_trying(goals: Goals) -> tuple[frozenset[int], int]:
    """What any case on the grid meets, and how few cases meet all of it."""
    sets = {goals.met(values) for values in grid({name: FREE[name] for name in goals.hunt.board.facts})}
    every = frozenset[int]().union(*sets)
    enough = (
        n for n in range(len(sets) + 1) if any(every <= frozenset[int]().union(*some) for some in combinations(sets, n))
    )
    return every, next(enough)


@settings(max_examples=60)
@given(CARDS)
def test_all_that_can_be_met_is_met_by_the_fewest_cases(card: Indicator) -> None:
    try:
        goals = goals_of(card)
    except NotEncodable:
        reject()
    every, few = by_trying(goals)
    found = fewest_sets(goals)
    cases = made(goals, found.sets, {}, lambda _, _fewer: True)

    assert every == frozenset[int]().union(*(goals.met(case.values) for case in cases))
    assert every | frozenset(found.unmet) == frozenset(range(len(goals.formulas)))
    assert (few, few) == (found.at_least, len(cases))
