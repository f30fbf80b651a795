"""All audits at once: departments by indicators, totals, findings, lost points, how far a year's review is.

Everything is read from the tables, exactly; nothing of an audit itself is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, distinct, func, select

from youju.desk.desk import Desk
from youju.desk.versions import current
from youju.desk.who import User, require
from youju.desk.work.version import outline
from youju.feel import read_number
from youju.store.tables import AUDITS, FINDINGS, POINTS, RUNS

ZERO = Fraction(0)
MOST_FINDINGS = 15
STATES = ("waiting", "refused", "open", "closing", "closed")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which audits are looked at: of a year, a rubric, a state; None does not ask."""

    year: int | None = None
    rubric: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """An indicator, and its section."""

    id: str
    zh: str
    en: str
    section_zh: str
    section_en: str


@dataclass(frozen=True, slots=True)
class Cell:
    """An indicator of an audit. `percent` is the share of the weight that is won, rounded down: None where there is no
    weight, or it is not decided."""

    weight: Fraction
    points: Fraction
    status: str

    @property
    def percent(self) -> int | None:
        """The share of the weight that is won, in whole percent."""
        if self.status != "scored" or not self.weight:
            return None
        return int(self.points * 100 / self.weight)


@dataclass(frozen=True, slots=True)
class Line:
    """An audit with its cells by indicator."""

    id: int
    name: str
    year: int | None
    state: str
    claimed: Fraction | None
    recomputed: Fraction | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Common:
    """A code with how often it was found, and in how many audits."""

    code: str
    level: str
    count: int
    audits: int


@dataclass(frozen=True, slots=True)
class Lost:
    """Points that an indicator lost over all audits, and in how many."""

    column: Column
    points: Fraction
    audits: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: audits by state, closed ones by month, who has how many that are not closed."""

    states: Mapping[str, int]
    months: Sequence[tuple[str, int]]
    open: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What `Wanted` comes to; `rubric` is the one whose indicators the columns are."""

    wanted: Wanted
    rubric: str | None
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    findings: tuple[Common, ...]
    lost: tuple[Lost, ...]
    progress: Progress
    years: tuple[int, ...]
    rubrics: tuple[str, ...]


def overview(desk: Desk, user: User, wanted: Wanted) -> Overview:
    """All audits as they are wanted."""
    require(user, "look")
    with desk.store.reading() as connection:
        rows = connection.execute(_audits(wanted)).all()
        known = connection.execute(select(AUDITS.c.rubric, AUDITS.c.year, func.count()).group_by(*_KEYS)).all()
        rubric = wanted.rubric or _most(rows)
        digest = current(connection, rubric).get(rubric) if rubric else None
        cells = _cells(connection, wanted, rubric)
        findings = _findings(connection, wanted)
    lines = tuple(_line(row, cells.get(row.id, {})) for row in rows if rubric is None or row.rubric == rubric)
    columns = _columns(desk, digest, lines)
    return Overview(
        wanted,
        rubric,
        columns,
        tuple(one for one in lines if one.cells),
        findings,
        _lost(columns, lines),
        _progress(rows),
        tuple(sorted({row.year for row in known if row.year is not None})),
        tuple(sorted({row.rubric for row in known if row.rubric is not None})),
    )


_KEYS = (AUDITS.c.rubric, AUDITS.c.year)


def _narrowed(query: Any, wanted: Wanted) -> Any:
    asked = {AUDITS.c.year: wanted.year, AUDITS.c.rubric: wanted.rubric, AUDITS.c.state: wanted.state}
    return query.where(*(column == value for column, value in asked.items() if value is not None))


def _audits(wanted: Wanted) -> Any:
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    query = select(AUDITS, RUNS.c.claimed, RUNS.c.recomputed).outerjoin(RUNS, last)
    return _narrowed(query, wanted).order_by(AUDITS.c.name, AUDITS.c.id)


def _cells(connection: Connection, wanted: Wanted, rubric: str | None) -> dict[int, dict[str, Cell]]:
    query = select(POINTS.c.audit, POINTS.c.indicator, POINTS.c.weight, POINTS.c.points, POINTS.c.status)
    query = _narrowed(query.join(AUDITS, AUDITS.c.id == POINTS.c.audit), wanted).where(AUDITS.c.rubric == rubric)
    found: dict[int, dict[str, Cell]] = {}
    for row in connection.execute(query).all():
        found.setdefault(row.audit, {})[row.indicator] = Cell(
            read_number(row.weight), read_number(row.points), row.status
        )
    return found


def _findings(connection: Connection, wanted: Wanted) -> tuple[Common, ...]:
    count, audits = func.count(), func.count(distinct(FINDINGS.c.audit))
    query = select(FINDINGS.c.code, func.min(FINDINGS.c.level), count, audits)
    query = _narrowed(query.join(AUDITS, AUDITS.c.id == FINDINGS.c.audit), wanted).group_by(FINDINGS.c.code)
    rows = connection.execute(query.order_by(count.desc(), FINDINGS.c.code).limit(MOST_FINDINGS)).all()
    return tuple(Common(*row) for row in rows)


def _most(rows: Sequence[Row[Any]]) -> str | None:
    """The rubric of most audits: a table has the indicators of one."""
    count = Counter(row.rubric for row in rows if row.rubric)
    return min(count, key=lambda name: (-count[name], name)) if count else None


def _line(row: Row[Any], cells: Mapping[str, Cell]) -> Line:
    claimed, recomputed = (None if one is None else read_number(one) for one in (row.claimed, row.recomputed))
    return Line(row.id, row.name, row.year, row.state, claimed, recomputed, cells)


def _columns(desk: Desk, digest: str | None, lines: Sequence[Line]) -> tuple[Column, ...]:
    """The indicators of the version published last; those that only older versions have stand at the end."""
    found: list[Any] = []
    if digest is not None:
        found = desk.kept.plain("outlines", digest, lambda: desk.work(outline, str(desk.store.folder), digest))
    known = [Column(**one) for one in found]
    names = {one.id for one in known}
    older = sorted({name for line in lines for name in line.cells} - names)
    return (*known, *(Column(name, name, name, "旧版的指标", "of older versions") for name in older))


def _lost(columns: Sequence[Column], lines: Sequence[Line]) -> tuple[Lost, ...]:
    """What each indicator lost where it was scored, those that lost most first."""
    found: list[Lost] = []
    for column in columns:
        cells = [line.cells[column.id] for line in lines if column.id in line.cells]
        lost = [one.weight - one.points for one in cells if one.status == "scored" and one.points < one.weight]
        if lost:
            found.append(Lost(column, sum(lost, ZERO), len(lost)))
    return tuple(sorted(found, key=lambda one: (-one.points, one.column.id)))


def _progress(rows: Sequence[Row[Any]]) -> Progress:
    states = Counter(row.state for row in rows)
    months = Counter(row.changed_at[:7] for row in rows if row.state == "closed")
    busy = Counter(row.by for row in rows if row.state != "closed")
    by_most = sorted(busy.items(), key=lambda one: (-one[1], one[0]))
    return Progress({name: states[name] for name in STATES}, sorted(months.items()), by_most)
