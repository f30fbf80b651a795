"""Two audits of made-up departments compared: backwards what was won is lost, and the changes sum exactly."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_report import written
from made_trial import audited
from made_world import World, draw

from youju.audit.record import to_record
from youju.explain.compare import Comparison, compare
from youju.ledger.loaded import ledger_of
from youju.rubric import Rubric
from youju.source import canonical

BACKWARDS = {"won": "lost", "lost": "won", "reargued": "reargued"}
CHANGES: Mapping[str, Callable[[World, int], World]] = {
    "bought": lambda w, n: replace(w, bought=w.planned + n - 20),
    "planned": lambda w, n: replace(w, planned=w.planned + n),
    "tasks": lambda w, n: replace(w, tasks_done=max(0, w.tasks_done - n % 3)),
    "satisfied": lambda w, n: replace(w, satisfied=max(0, w.satisfied - n)),
    "staff": lambda w, n: replace(w, in_post=w.in_post + n % 5),
    "three": lambda w, n: replace(w, three_budget=w.three_budget + n * 10),
    "late": lambda w, n: replace(w, late=n % 4),
    "awards": lambda w, n: replace(w, awards=w.awards[: n % 3]),
}
"""A figure of a department changed, by an amount."""
SEEDS, AMOUNTS = st.integers(0, 60), st.integers(1, 40)
CHANGED = st.tuples(st.sampled_from(sorted(CHANGES)), AMOUNTS)


def saved(world: World, hand: int, rubric: Rubric) -> dict[str, Any]:
    """The record of an audit as it is after it was written and read."""
    return json.loads(canonical(to_record(audited(written(world, hand).plain(), rubric))))


Department = Callable[[int], dict[str, Any]]


@pytest.fixture(scope="module")
def department(rubric: Rubric) -> Department:
    """The record of the department of a seed as it was drawn: many examples change the same one."""
    return functools.cache(lambda seed: saved(draw(seed), seed, rubric))


def compared(
    seed: int, change: tuple[str, int], hand: int, rubric: Rubric, department: Department
) -> tuple[Comparison, Comparison]:
    """A department and the same with a figure changed, forwards and backwards; the hands may differ."""
    one, other = department(seed), saved(CHANGES[change[0]](draw(seed), change[1]), hand, rubric)
    return compare(one, other), compare(other, one)


def turns(found: Comparison) -> dict[str, tuple[str, Fraction]]:
    return {one.shift.indicator: (one.shift.turn, one.shift.after - one.shift.before) for one in found.turned}


@pytest.mark.parametrize("seed", range(4))
def test_an_audit_differs_in_nothing_from_itself(seed: int, department: Department) -> None:
    record = department(seed)
    found = compare(record, record)

    assert not found.differs
    assert ((), (), (), ()) == (found.facts, found.rulings_gone, found.rulings_came, found.turned)


@pytest.mark.parametrize("seed", range(4))
def test_the_ledger_of_a_record_is_the_one_that_was_saved(seed: int, rubric: Rubric) -> None:
    made = audited(written(draw(seed), seed).plain(), rubric)

    assert made.ledger == ledger_of(json.loads(canonical(to_record(made)))["ledger"])


@settings(max_examples=25)
@given(seed=SEEDS, change=CHANGED)
def test_the_changes_of_indicators_sum_to_the_change_of_the_total(
    seed: int, change: tuple[str, int], rubric: Rubric, department: Department
) -> None:
    found, _ = compared(seed, change, seed, rubric, department)
    totals = [side.ledger.totals.recomputed for side in (found.before, found.after)]

    assert totals[1] - totals[0] == sum((moved for _, moved in turns(found).values()), Fraction(0))


@settings(max_examples=25)
@given(seed=SEEDS, change=CHANGED, other=st.booleans())
def test_what_was_won_is_lost_backwards(
    seed: int, change: tuple[str, int], other: bool, rubric: Rubric, department: Department
) -> None:
    there, back = compared(seed, change, seed + other, rubric, department)

    assert {name: (BACKWARDS[turn], -moved) for name, (turn, moved) in turns(there).items()} == turns(back)
    assert [(one.name, one.after, one.before) for one in there.facts] == [
        (one.name, one.before, one.after) for one in sorted(back.facts, key=lambda one: names(there).index(one.name))
    ]


@settings(max_examples=15)
@given(seed=SEEDS, change=CHANGED)
def test_of_two_departments_too_the_changes_sum_to_the_difference(
    seed: int, change: tuple[str, int], rubric: Rubric, department: Department
) -> None:
    one, other = department(seed), saved(CHANGES[change[0]](draw(seed + 1), change[1]), seed, rubric)
    found = compare(one, other)
    totals = [side.ledger.totals.recomputed for side in (found.before, found.after)]

    assert totals[1] - totals[0] == sum((moved for _, moved in turns(found).values()), Fraction(0))
    assert not found.same_report


def names(found: Comparison) -> list[str]:
    return [one.name for one in found.facts]
