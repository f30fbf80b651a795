"""Which audits an overview is of, and in what order: what its address says, as conditions of a query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from youju.store.tables import AUDITS, FINDINGS, RUNS

NO_YEAR = 0
"""Stands for audits whose report states no fiscal year, or which have not been read yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which audits are looked at: of a year, a rubric, one of its versions, a state, with a finding of a code, with
    some letters in the name. None does not ask.

    They stand in the order of `sort`: `name`, `year`, `claimed`, `recomputed`, or an indicator; `down` turns it round.
    """

    year: int | None = None
    rubric: str | None = None
    version: str | None = None
    state: str | None = None
    code: str | None = None
    name: str | None = None
    sort: str = "name"
    down: bool = False


def narrowed(query: Any, wanted: Wanted) -> Any:
    """A query of audits that finds those wanted alone."""
    return query.where(*_conditions(wanted))


def judged(query: Any, wanted: Wanted) -> Any:
    """A query of audits and their last runs that finds those wanted which have a result: one refused since has none."""
    return narrowed(query.join(RUNS, LAST), wanted).where(RUNS.c.record.is_not(None))


LAST = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
"""That a run is the last one of its audit."""


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for name in ("rubric", "version", "state"):
        if (value := getattr(wanted, name)) is not None:
            yield AUDITS.c[name] == value
    if wanted.year is not None:
        yield AUDITS.c.year.is_(None) if wanted.year == NO_YEAR else AUDITS.c.year == wanted.year
    if wanted.name is not None:
        yield AUDITS.c.name.icontains(wanted.name, autoescape=True)
    if wanted.code is not None:
        yield AUDITS.c.id.in_(select(FINDINGS.c.audit).where(FINDINGS.c.code == wanted.code))
