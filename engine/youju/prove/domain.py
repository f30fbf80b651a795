"""What free facts may be, how exact points become points entered, and what a question may cost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypeAlias

from youju.audit.enter import round_half_up
from youju.facts.spec import FactSpec
from youju.feel import Value
from youju.structs import Struct

Direction: TypeAlias = Literal[1, -1]
"""Up or down."""

Kind: TypeAlias = Literal["number", "boolean", "text"]


class Domain(Struct):
    """The values a free fact may take, ends included; None at an end: nothing bounds it there.

    A number is a multiple of `step`, both in base units. With `choices` it takes one of these and no other, whatever
    the rest says. A text without choices may be any text.
    """

    kind: Kind
    least: Fraction | None = None
    most: Fraction | None = None
    step: Fraction = Fraction(1)
    choices: tuple[Value, ...] = ()


Free: TypeAlias = Mapping[str, Domain]


def domain_of(spec: FactSpec, choices: tuple[Value, ...] = ()) -> Domain:
    """The domain that the dictionary gives a fact; `choices` are those of its statements, where they conflict."""
    if spec.type in ("boolean", "text"):
        return Domain("boolean" if spec.type == "boolean" else "text", choices=choices)
    return Domain("number", spec.least, spec.most, spec.step or Fraction(1), choices)


class Scale(Struct):
    """How exact points become points entered: rounded half up to `round`, times `factor`, then cut to what caps allow.

    `factor` is above 1 where weight is shared in proportion. It never falls as exact points rise.
    """

    round: Fraction
    factor: Fraction = Fraction(1)
    least: Fraction | None = None
    most: Fraction | None = None

    def entered(self, exact: Fraction) -> Fraction:
        """The points entered for exact points."""
        return self.at(int(round_half_up(exact, self.round) / self.round))

    def at(self, mark: int) -> Fraction:
        """The points entered at that many steps of rounding."""
        points = mark * self.round * self.factor
        if self.most is not None and points > self.most:
            return self.most
        return self.least if self.least is not None and points < self.least else points

    def mark(self, exact: Fraction) -> int:
        """Exact points in whole steps of rounding, never beyond the first that a cap cuts to its bound."""
        return self._held(int(round_half_up(exact, self.round) / self.round))

    def reaching(self, points: Fraction) -> int | None:
        """The least steps of rounding at which so many points are entered, or more; None where caps forbid it."""
        if self.most is not None and points > self.most:
            return None
        return self._held(ceil(points / (self.round * self.factor)))

    def fence(self, direction: Direction) -> int | None:
        """The first steps of rounding in a direction that add nothing, since a cap cuts them; None without a cap."""
        if direction == 1:
            return None if self.most is None else ceil(self.most / (self.round * self.factor)) + 1
        return None if self.least is None else floor(self.least / (self.round * self.factor)) - 1

    def _held(self, mark: int) -> int:
        above, below = self.fence(1), self.fence(-1)
        mark = mark if above is None else min(mark, above - 1)
        return mark if below is None else max(mark, below + 1)


class Budget(Struct):
    """What one question to the solver may cost: its own count of resources (the same on any machine), time, and memory.

    After `patience` questions of one card that it gave up, no other is asked: all would cost as much.
    """

    resources: int = 5_000_000
    milliseconds: int = 3_000
    megabytes: int = 1_000
    patience: int = 20
