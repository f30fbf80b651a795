"""Finding values on the grid of the facts: first anywhere, which proves most absences at once, then on the grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import floor
from typing import Literal, TypeAlias

from youju.feel import Value
from youju.prove.board import Board
from youju.prove.domain import Budget
from youju.prove.fact import Point
from youju.prove.formula import Formula, holds
from youju.prove.question import AtMost
from youju.prove.solver import Solver
from youju.structs import Struct, field

Values: TypeAlias = Mapping[str, Value]
Found: TypeAlias = Values | Literal["none", "off grid", "unknown"]
"""Values on the grid; or `none`: proved that no values at all do; `off grid`: only values between its points may;
`unknown`: given up."""

MOST_NEIGHBOURS = 64
"""How many points of the grid around a solution are tried before the solver is asked for one."""


class Hunt(Struct):
    """Looks for values of the free facts of a board, whatever else is laid on it between two questions."""

    board: Board
    budget: Budget
    _made: dict[tuple[bool, int], Solver] = field(default_factory=dict[tuple[bool, int], Solver])
    _given_up: list[None] = field(default_factory=list[None])

    def find(self, *conditions: Formula | AtMost, accept: Callable[[Values], bool]) -> Found:
        """Values on the grid at which the conditions hold; `accept` tells the same of values, by itself."""
        if len(self._given_up) >= self.budget.patience:
            return "unknown"
        found = self._find(conditions, accept)
        if found == "unknown":
            self._given_up.append(None)
        return found

    def _find(self, conditions: Sequence[Formula | AtMost], accept: Callable[[Values], bool]) -> Found:
        anywhere = self._solver(on_grid=False).ask(*conditions)
        if anywhere == "none":
            return "none"
        if isinstance(anywhere, Point):
            for near in self._neighbours(anywhere):
                if accept(near):
                    return near
        on_grid = self._solver(on_grid=True).ask(*conditions)
        if isinstance(on_grid, Point):
            return self._values(on_grid)
        return "off grid" if on_grid == "none" else "unknown"

    def _solver(self, on_grid: bool) -> Solver:
        """The solver that knows all whole numbers there are by now."""
        wholes = self.board.wholes
        key = (on_grid, len(wholes))
        if key not in self._made:
            # Those that know fewer are asked no more.
            for fewer in [made for made in self._made if made[1] != len(wholes)]:
                del self._made[fewer]
            steps = {name: fact.step for name, fact in self.board.facts.items() if fact.step is not None}
            names = frozenset(whole.name for whole in wholes)
            self._made[key] = Solver(self.board.within, self.budget, names, steps if on_grid else None)
        return self._made[key]

    def _values(self, point: Point) -> Values:
        filled = self._filled(point)
        return {name: fact.value(filled) for name, fact in self.board.facts.items()}

    def _filled(self, point: Point) -> Point:
        """With a value for what is of no account and bounded by nothing, and so never came to the solver."""
        numbers = {name: Fraction(0) for name in self.board.facts}
        flags = {flag: False for name in self.board.facts for flag in (name, f"known {name}")}
        return Point({**numbers, **point.numbers}, {**flags, **point.flags})

    def _neighbours(self, point: Point) -> Iterator[Values]:
        """Points of the grid around a point, within the domains."""
        filled = self._filled(point)
        stepped = [(name, fact.step) for name, fact in self.board.facts.items() if fact.step is not None]
        sides = [_sides(filled.numbers[name], step) for name, step in stepped]
        for count, chosen in enumerate(product(*sides)):
            if count == MOST_NEIGHBOURS:
                return
            near = {name: value for (name, _), value in zip(stepped, chosen, strict=True)}
            at = Point({**filled.numbers, **near}, filled.flags)
            if all(holds(fact.within, at.numbers, at.flags) for fact in self.board.facts.values()):
                yield {name: fact.value(at) for name, fact in self.board.facts.items()}


def _sides(value: Fraction, step: Fraction) -> tuple[Fraction, ...]:
    below = floor(value / step) * step
    return (value,) if below == value else (below, below + step)
