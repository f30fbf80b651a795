"""What the cases of a rubric cover: every obligation with who met it, or why nobody did; counts are whole numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from youju.regress.obligations import KINDS, Kind, Obligation
from youju.rubric import Text
from youju.rubric.spec import Standing
from youju.structs import Entity, Struct

Verdict: TypeAlias = Literal["decided", "pinned", "uncovered", "infeasible", "off grid", "unknown"]
"""Met by a case that a person decided; only by one that was copied from the engine; by neither, though it can be;
proved that no values meet it; that none between the steps of the facts do; or it could not be settled."""


class Told(Entity):
    """An obligation and what became of it.

    `by` names the first case that meets it. Where none does, `why` tells the reason, and `witness` has values (texts
    with units, by name) that would meet it; the effective weight is among them where it is not the indicator's own.
    """

    obligation: Obligation
    verdict: Verdict
    by: str | None = None
    why: Text | None = None
    witness: tuple[tuple[str, str], ...] = ()


class Count(Struct):
    """Of so many obligations, how many became what. `missed` are those that can be met and are by no decided case."""

    all: int
    decided: int
    pinned: int
    infeasible: int
    off_grid: int
    unknown: int

    @property
    def missed(self) -> int:
        """All that no decided case meets and that is not proved impossible: the unknown ones are among them."""
        return self.all - self.decided - self.infeasible - self.off_grid


class Covered(Struct):
    """An indicator: its obligations in order, and how many of its cases are decided, pinned, and await a person."""

    indicator: str
    title: Text
    told: tuple[Told, ...]
    decided: int
    pinned: int
    blank: int

    def count(self, kind: Kind | None = None) -> Count:
        """The count of a kind, or of all."""
        return counted(one for one in self.told if kind in (None, one.obligation.kind))


class Coverage(Struct):
    """A rubric's indicators in its order, and what only whole departments can show: the caps of the total.

    `sums` tells who answers for the total and the sections of each department that expects some.
    """

    rubric: str
    indicators: tuple[Covered, ...]
    whole: tuple[Told, ...]
    sums: tuple[Standing, ...] = ()

    @property
    def told(self) -> tuple[Told, ...]:
        """All obligations."""
        return (*(one for each in self.indicators for one in each.told), *self.whole)

    def count(self, kind: Kind | None = None) -> Count:
        """The count of a kind over all indicators, or of everything."""
        return counted(one for one in self.told if kind in (None, one.obligation.kind))

    def cases(self, standing: Standing) -> int:
        """How many cases there are of a standing, as a test run counts them: the sums of a department are one."""
        own = ({"decided": one.decided, "pinned": one.pinned, "blank": one.blank} for one in self.indicators)
        return sum(one[standing] for one in own) + self.sums.count(standing)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds there are obligations of."""
        there = {one.obligation.kind for one in self.told}
        return tuple(kind for kind in KINDS if kind in there)


def counted(told: Iterable[Told]) -> Count:
    """How many became what."""
    found = [one.verdict for one in told]
    return Count(
        len(found),
        found.count("decided"),
        found.count("pinned"),
        found.count("infeasible"),
        found.count("off grid"),
        found.count("unknown"),
    )
