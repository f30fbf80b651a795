"""Values for each set of goals that a person reads easily, without the facts that make no difference."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from youju.facts.spec import FactSpec
from youju.feel import UNKNOWN, Value
from youju.prove import Disagreement, Values, readable
from youju.regress.generate.goals import Goals
from youju.structs import Struct


class Made(Struct):
    """Values of a case and the goals that it is for: those that no case before it meets."""

    values: Values
    new: frozenset[int]


def made(
    goals: Goals, sets: Sequence[frozenset[int]], specs: Mapping[str, FactSpec], same: Callable[[Values, Values], bool]
) -> tuple[Made, ...]:
    """A case for each set; together they meet every goal of the sets.

    Each must meet what no later one can; of what is left, one is given what it happens to meet. Facts are left out
    while the goals are met and `same` says that the rules come to the same.
    """
    done: list[Made] = []
    left = set[int]().union(*sets)
    for i, one in enumerate(sets):
        later = frozenset[int]().union(*sets[i + 1 :])
        needed = (one & left) - later
        values = _without(goals, needed, _read(goals, needed, specs), same)
        met = goals.met(values) & left
        done.append(Made(values, met))
        left -= met
    return tuple(done)


def _read(goals: Goals, needed: frozenset[int], specs: Mapping[str, FactSpec]) -> Values:
    asked = (goals.formulas[i] for i in sorted(needed))
    found = readable(goals.hunt, specs, *asked, accept=lambda near: needed <= goals.met(near))
    if isinstance(found, str):
        # The set was met before; a solver that gives up now is asked the plainer question again.
        found = goals.find(needed)
    if isinstance(found, str):
        raise Disagreement(f"goals {sorted(needed)} were met before, and now: {found}")
    return found


def _without(
    goals: Goals, needed: frozenset[int], values: Values, same: Callable[[Values, Values], bool]
) -> dict[str, Value]:
    """The values without those that may be unknown just as well."""
    kept = dict(values)
    for name in values:
        fewer: dict[str, Value] = {**kept, name: UNKNOWN}
        if needed <= goals.met(fewer) and same(values, fewer):
            kept = fewer
    return kept
