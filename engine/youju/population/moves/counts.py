"""What comes of two rubrics over a table, counted: who moves, by which rule, by how much, where."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, TypeAlias

from youju.facts.spec import Known
from youju.feel import Unknown
from youju.population.columns.pair import Pair
from youju.structs import Struct

Facts: TypeAlias = Mapping[str, Known | Literal[Unknown.UNKNOWN]]
"""The facts of a row in base units."""


class Way(Struct):
    """An indicator in the rows where these rules (None: no rule) and states decided before and those after: how many
    rows, how many of them with other points, and all their points together."""

    pair: Pair
    rules: tuple[int | None, int | None]
    states: tuple[str | None, str | None]
    rows: int
    moved: int
    before: Fraction
    after: Fraction
    change: Fraction


class Place(Struct):
    """The rows of a county in a year (None: the table does not say): how many, what their totals do, and the sum."""

    county: str | None
    year: int | None
    rows: int
    up: int
    down: int
    moved: int
    change: Fraction


class Rejects(Struct):
    """The rows that are not scored: how many for no rubric, by code how many cells, and the first cells, in order of
    their rows, as `FactsTable.rejected` has them; how many only the old rubric can score, and only the new one."""

    rows: int
    codes: Mapping[str, int]
    first: tuple[Mapping[str, str | int | None], ...]
    only_old: int = 0
    only_new: int = 0

    @property
    def all(self) -> int:
        """How many rows are in no figure."""
        return self.rows + self.only_old + self.only_new


class Tally(Struct):
    """The counts of all rows that both rubrics score. `before`, `after` and `changes` say how many totals, and
    differences of totals, come to a value; `moved` rows have other points on an indicator; in `opened` ones an
    indicator is no longer decided, in `settled` ones it now is, in `lapsed` ones it no longer applies."""

    rows: int
    moved: int
    opened: int
    settled: int
    lapsed: int
    before: Mapping[Fraction, int]
    after: Mapping[Fraction, int]
    changes: Mapping[Fraction, int]
    ways: tuple[Way, ...]
    places: tuple[Place, ...]
    rejects: Rejects

    @property
    def turned(self) -> tuple[Pair, ...]:
        """The indicators that come out otherwise in some row: by points, rule or state."""
        ways = (way for way in self.ways if way.moved or way.states[0] != way.states[1] or way.rules[0] != way.rules[1])
        return tuple({way.pair.indicator: way.pair for way in ways}.values())
