"""What a set of cases has to meet on one card: conditions on the values of its facts, each known by its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from youju.prove import Disagreement, Hunt, Values
from youju.prove.formula import TRUE, Formula, both, either, holds
from youju.structs import Struct

Together: TypeAlias = Literal["none", "off grid", "unknown"]
"""Why no values meet some goals at once: proved; none on the grid of the facts; or given up."""


class Goals(Struct):
    """Goals over the free facts of a board.

    `formulas` say them for the solver; `met` tells which ones values meet, by the exact evaluator and not the solver.
    """

    hunt: Hunt
    formulas: tuple[Formula, ...]
    met: Callable[[Values], frozenset[int]]

    def find(self, wanted: frozenset[int]) -> Values | Together:
        """Values on the grid that meet these goals; Disagreement where they turn out not to."""
        asked = (self.formulas[i] for i in sorted(wanted))
        found = self.hunt.find(*asked, accept=lambda near: wanted <= self.met(near))
        if not isinstance(found, str) and not wanted <= (met := self.met(found)):
            raise Disagreement(f"{dict(found)} should meet {sorted(wanted)}, and meets {sorted(met)}")
        return found

    def beyond(self, sets: Sequence[frozenset[int]]) -> Values | Together:
        """Values that meet goals which no one of these sets has all of."""
        everything = frozenset(range(len(self.formulas)))
        asked = [either(self.formulas[i] for i in sorted(everything - one)) for one in sets]

        def new(near: Values) -> bool:
            met = self.met(near)
            return not any(met <= one for one in sets)

        return self.hunt.find(*asked, accept=new)


def in_plausible(goals: Goals, plausible: Formula) -> Goals:
    """The goals, met only by values that are plausible, or that meet a goal which no plausible values do."""
    if plausible is TRUE:
        return goals

    def attempt(i: int) -> bool:
        asked = (goals.formulas[i], plausible)
        return not isinstance(goals.hunt.find(*asked, accept=lambda near: sensible(near) and i in goals.met(near)), str)

    def sensible(values: Values) -> bool:
        at = goals.hunt.board.point(values)
        return holds(plausible, at.numbers, at.flags)

    within = frozenset(i for i in range(len(goals.formulas)) if attempt(i))
    allowed = either((plausible, *(one for i, one in enumerate(goals.formulas) if i not in within)))

    def met(values: Values) -> frozenset[int]:
        found = goals.met(values)
        return found if found - within or sensible(values) else frozenset()

    return Goals(goals.hunt, tuple(both((one, allowed)) for one in goals.formulas), met)
