"""The matrix of audits by indicators: its cells, its order, a page of it, and what each indicator lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from youju.desk.wanted import Wanted, judged
from youju.feel import read_number
from youju.store.tables import AUDITS, POINTS
from youju.structs import Entity

PAGE = 50
"""How many audits a page of the matrix has."""
OWN_ORDER = ("name", "year", "claimed", "recomputed")
"""What the matrix can be in the order of, indicators aside."""
_CELL = tuple(POINTS.c[name] for name in ("audit", "indicator", "weight", "points", "low", "high", "status"))
"""What a query of cells selects."""


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator, and its section."""

    id: str
    zh: str
    en: str
    section_zh: str
    section_en: str


class Cell(Entity):
    """An indicator of an audit; `low` and `high` are what its rules allow, None where an older program made the run.

    Cells of the same figures are mostly one: who works something out of a cell may keep it by the cell itself.
    """

    weight: Fraction
    points: Fraction
    low: Fraction | None
    high: Fraction | None
    status: str

    @property
    def percent(self) -> int | None:
        """The share of the weight that is won, in whole percent, rounded down; None where it is undecided or none."""
        if self.status != "scored" or not self.weight:
            return None
        return floor(self.points * 100 / self.weight)

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """The points between which an undetermined indicator may come out; None where it is decided, or not told."""
        if self.status != "undetermined" or self.low is None or self.high is None:
            return None
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Line:
    """An audit with its cells by indicator; `twins` are audits of the same document, or of one name and year."""

    id: int
    name: str
    year: int | None
    state: str
    claimed: Fraction | None
    recomputed: Fraction
    cells: Mapping[str, Cell]
    twins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lost:
    """Points that an indicator lost over all audits, in how many; and of how many it is undetermined."""

    column: Column
    points: Fraction
    audits: int
    undetermined: int


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page of so many; `all` audits are in the matrix, and the first line is the `first` of them."""

    lines: tuple[Line, ...]
    all: int
    first: int
    page: int
    pages: int


def page_of(
    connection: Connection, rows: Sequence[Row[Any]], wanted: Wanted, rubric: str | None, page: int | None
) -> Page:
    """A page of the matrix of audits with a result by a rubric, given as rows; one with all of them for None."""
    ordered = _ordered(rows, wanted, _sorted_by(connection, wanted, rubric))
    if page is None:
        shown, at, pages = ordered, 1, 1
        query = _of(select(*_CELL), wanted, rubric)
    else:
        pages = max(1, ceil(len(ordered) / PAGE))
        at = max(1, min(page, pages))
        shown = ordered[(at - 1) * PAGE : at * PAGE]
        query = select(*_CELL).where(POINTS.c.audit.in_([row.id for row in shown]))
    cells, twins = _cells(connection, query), _twins(connection, shown)
    lines = (_line(row, cells.get(row.id, {}), twins[row.id]) for row in shown)
    return Page(tuple(lines), len(ordered), (at - 1) * PAGE + 1, at, pages)


def tallied(connection: Connection, wanted: Wanted, rubric: str | None) -> Sequence[Row[Any]]:
    """How many audits have which points of which weight on an indicator: what sums are made of, exactly."""
    kinds = (POINTS.c.indicator, POINTS.c.status, POINTS.c.weight, POINTS.c.points)
    query = _of(select(*kinds, func.count().label("audits")), wanted, rubric)
    return connection.execute(query.group_by(*kinds)).all()


def losses(tallies: Sequence[Row[Any]]) -> dict[str, tuple[Fraction, int, int]]:
    """Of each indicator the points that were lost, in how many audits, and in how many it is undetermined."""
    found: dict[str, list[Row[Any]]] = {}
    for one in tallies:
        found.setdefault(one.indicator, []).append(one)
    return {indicator: _loss(ones) for indicator, ones in found.items()}


def lost_by(columns: Sequence[Column], losses: Mapping[str, tuple[Fraction, int, int]]) -> tuple[Lost, ...]:
    """What each indicator lost where it was scored, and where it is undetermined; those that lost most first."""
    every = (Lost(column, *losses[column.id]) for column in columns if column.id in losses)
    told = (one for one in every if one.audits or one.undetermined)
    return tuple(sorted(told, key=lambda one: (-one.points, -one.undetermined, one.column.id)))


def _loss(tallies: Sequence[Row[Any]]) -> tuple[Fraction, int, int]:
    short = [(read_number(one.weight) - read_number(one.points), one) for one in tallies if one.status == "scored"]
    lost = [(points, one.audits) for points, one in short if points > 0]
    undetermined = sum(one.audits for one in tallies if one.status == "undetermined")
    points = sum((points * audits for points, audits in lost), Fraction(0))
    return points, sum(audits for _, audits in lost), undetermined


def _of(query: Any, wanted: Wanted, rubric: str | None) -> Any:
    """A query of points that finds those of the audits in the matrix."""
    joined = query.select_from(POINTS).join(AUDITS, AUDITS.c.id == POINTS.c.audit)
    return judged(joined, wanted).where(AUDITS.c.rubric == rubric)


def _sorted_by(connection: Connection, wanted: Wanted, rubric: str | None) -> dict[int, Fraction]:
    """The points of the indicator that the matrix is in the order of, by audit."""
    if wanted.sort in OWN_ORDER:
        return {}
    query = _of(select(POINTS.c.audit, POINTS.c.points), wanted, rubric).where(POINTS.c.indicator == wanted.sort)
    return {row.audit: read_number(row.points) for row in connection.execute(query)}


def _ordered(rows: Sequence[Row[Any]], wanted: Wanted, points: Mapping[int, Fraction]) -> list[Row[Any]]:
    """Rows in the order that is wanted; those that have no value stand at the end, whichever way round."""

    def value(row: Row[Any]) -> Any:
        match wanted.sort:
            case "name" | "year":
                return getattr(row, wanted.sort)
            case "claimed" | "recomputed":
                told = getattr(row, wanted.sort)
                return None if told is None else read_number(told)
            case _:
                return points.get(row.id)

    there = [(found, row) for row in rows if (found := value(row)) is not None]
    there.sort(key=lambda one: one[0], reverse=wanted.down)
    return [*(row for _, row in there), *(row for row in rows if value(row) is None)]


def _cells(connection: Connection, query: Select[Any]) -> dict[int, dict[str, Cell]]:
    """The cells that a query of points finds, by audit and indicator."""
    found: dict[int, dict[str, Cell]] = {}
    for row in connection.execute(query):
        cell = _cell(row.weight, row.points, row.low, row.high, row.status)
        found.setdefault(row.audit, {})[row.indicator] = cell
    return found


@lru_cache(10_000)
def _cell(weight: str, points: str, low: str | None, high: str | None, status: str) -> Cell:
    """The cell of figures as a row has them: most audits have the same on an indicator."""
    return Cell(read_number(weight), read_number(points), _number(low), _number(high), status)


def _twins(connection: Connection, shown: Sequence[Row[Any]]) -> Mapping[int, tuple[int, ...]]:
    """Of each audit shown the others of the same document, or of one name and year: somebody should know of both.

    All are asked for where all are shown: a database takes only so many values in a condition.
    """
    query = select(AUDITS.c.id, AUDITS.c.document, AUDITS.c.name, AUDITS.c.year).order_by(AUDITS.c.id)
    if len(shown) <= PAGE:
        parts = (AUDITS.c[name].in_({getattr(row, name) for row in shown}) for name in ("document", "name"))
        query = query.where(or_(*parts))
    by_document: dict[str, set[int]] = {}
    by_name: dict[Any, set[int]] = {}
    for row in connection.execute(query):
        by_document.setdefault(row.document, set()).add(row.id)
        by_name.setdefault((row.name, row.year), set()).add(row.id)
    return {
        row.id: tuple(sorted((by_document[row.document] | by_name[row.name, row.year]) - {row.id})) for row in shown
    }


def _number(text: str | None) -> Fraction | None:
    return None if text is None else read_number(text)


def _line(row: Row[Any], cells: Mapping[str, Cell], twins: tuple[int, ...]) -> Line:
    sums = (_number(row.claimed), read_number(row.recomputed))
    return Line(row.id, row.name, row.year, row.state, *sums, cells, twins)
