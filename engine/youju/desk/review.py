"""How far a review is: by year, by month, by who has it; how many findings were ruled on; the commonest findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, distinct, func, select

from youju.desk.wanted import Wanted, judged
from youju.store.tables import AUDITS, FINDINGS, RULINGS

STATES = ("waiting", "refused", "open", "closing", "closed")
"""How an audit may stand: handed in, not to be audited, being reviewed, asked to be closed, closed."""


@dataclass(frozen=True, slots=True)
class Year:
    """The audits of a fiscal year (None: not stated, or not read yet) by state, and their findings: all, ruled on."""

    year: int | None
    states: Mapping[str, int]
    findings: int
    ruled: int

    @property
    def audits(self) -> int:
        """How many audits there are."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """How many findings nobody has ruled on."""
        return self.findings - self.ruled


@dataclass(frozen=True, slots=True)
class Month:
    """How many audits were handed in in a month, and how many were closed in it and still are."""

    month: str
    taken: int
    closed: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is. `documents` is how many different documents the audits are of; `busy` who has how many."""

    years: tuple[Year, ...]
    all: Year
    documents: int
    months: tuple[Month, ...]
    busy: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Common:
    """A code with how often it was found, in how many audits, and how many of these nobody has ruled on."""

    code: str
    level: str
    count: int
    audits: int
    open: int


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a code in the audits of a fiscal year."""

    year: int | None
    code: str
    level: str
    count: int
    audits: int
    ruled: int


def found_in(connection: Connection, wanted: Wanted) -> tuple[Found, ...]:
    """The findings of the last runs of audits, counted by fiscal year and code."""
    held = select(RULINGS.c.audit, RULINGS.c.finding).where(RULINGS.c.withdrawn_by.is_(None)).distinct().subquery()
    counted = (func.count(), func.count(distinct(FINDINGS.c.audit)), func.count(held.c.finding))
    query = select(AUDITS.c.year, FINDINGS.c.code, func.min(FINDINGS.c.level), *counted)
    query = query.select_from(FINDINGS).join(AUDITS, AUDITS.c.id == FINDINGS.c.audit)
    query = query.outerjoin(held, (held.c.audit == FINDINGS.c.audit) & (held.c.finding == FINDINGS.c.key))
    rows = connection.execute(judged(query, wanted).group_by(AUDITS.c.year, FINDINGS.c.code)).all()
    return tuple(Found(*row) for row in rows)


def commonest(found: Sequence[Found], most: int) -> tuple[Common, ...]:
    """The codes found most often, of all years."""
    every: dict[str, list[Found]] = {}
    for one in found:
        every.setdefault(one.code, []).append(one)
    codes = [
        Common(
            code, min(one.level for one in ones), sum(one.count for one in ones), sum(one.audits for one in ones),
            sum(one.count - one.ruled for one in ones),
        )
        for code, ones in every.items()
    ]  # fmt: skip
    return tuple(sorted(codes, key=lambda one: (-one.count, one.code))[:most])


def progress_of(rows: Sequence[Row[Any]], found: Sequence[Found]) -> Progress:
    """How far the review of some audits is, as rows of their table, with what was found in them."""
    known = sorted({row.year for row in rows}, key=lambda year: (year is None, year or 0))
    years = [
        _year(year, [row for row in rows if row.year == year], [one for one in found if one.year == year])
        for year in known
    ]
    busy = Counter(row.by for row in rows if row.state != "closed")
    by_most = sorted(busy.items(), key=lambda one: (-one[1], one[0]))
    documents = len({row.document for row in rows})
    return Progress(tuple(years), _year(None, rows, found), documents, _months(rows), tuple(by_most))


def _year(year: int | None, rows: Sequence[Row[Any]], found: Sequence[Found]) -> Year:
    states = Counter(row.state for row in rows)
    sums = (sum(one.count for one in found), sum(one.ruled for one in found))
    return Year(year, {name: states[name] for name in STATES}, *sums)


def _months(rows: Sequence[Row[Any]]) -> tuple[Month, ...]:
    taken = Counter(_month(row.at) for row in rows)
    closed = Counter(_month(row.closed_at) for row in rows if row.closed_at is not None)
    return tuple(Month(one, taken[one], closed[one]) for one in sorted({*taken, *closed}))


def _month(at: str) -> str:
    """The month of a moment by the clock of this machine, as pages show it."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m")
