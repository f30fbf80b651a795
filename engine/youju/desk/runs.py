"""The runs of an audit: each keeps the version it was made by; what another version would change, before it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from youju.desk.board import Job
from youju.desk.desk import Desk
from youju.desk.intake import asked
from youju.desk.jobs import require_runnable, run_anew
from youju.desk.rows import audit_row
from youju.desk.who import User, require
from youju.desk.work.rerun import apart, would_change
from youju.source import CodedError
from youju.store.tables import AUDITS, RUNS, VERSIONS


@dataclass(frozen=True, slots=True)
class Change:
    """What a run by the published versions would change, see `work/rerun.py`, and the version it would take."""

    audit: Row[Any]
    version: Row[Any]
    was: Row[Any]
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two runs of an audit, and how they differ, see `work/rerun.py`."""

    audit: Row[Any]
    sides: tuple[Row[Any], Row[Any]]
    told: Mapping[str, Any]


def runs_of(connection: Connection, audit: int) -> tuple[Row[Any], ...]:
    """Every run of an audit with its version's title and day in force, the last first."""
    return tuple(connection.execute(_runs(audit)).all())


def run_of(connection: Connection, audit: int, number: int | None = None) -> Row[Any]:
    """A run of an audit, the last where no number is given. CodedError `run-unknown`."""
    query = _runs(audit) if number is None else _runs(audit).where(RUNS.c.number == number)
    row = connection.execute(query.limit(1)).first()
    if row is None:
        zh, en = f"第 {audit} 号审核没有这一次结果", f"audit {audit} has no such run"
        raise CodedError("run-unknown", zh, en)
    return row


def _runs(audit: int) -> Select[Any]:
    query = select(RUNS, VERSIONS.c.title, VERSIONS.c.in_force, VERSIONS.c.rubric)
    query = query.outerjoin(VERSIONS, VERSIONS.c.digest == RUNS.c.version).where(RUNS.c.audit == audit)
    return query.order_by(RUNS.c.number.desc())


def change_of(desk: Desk, user: User, audit: int) -> Change:
    """What would change, were an audit run again by the versions published now.

    CodedError `audit-unknown`, or `run-unknown` where it has no result yet.
    """
    require(user, "look")
    ask, _ = asked(desk, audit, anew=True)
    with desk.store.reading() as connection:
        row, last = audit_row(connection, audit), run_of(connection, audit)
    if last.record is None:
        zh, en = (
            "上一次没有得出结果，没有可比的；可以直接再审",
            "the last run has no result to compare with: run it again",
        )
        raise CodedError("run-unknown", zh, en)
    found = desk.work(would_change, ask, last.record, long=True)
    with desk.store.reading() as connection:
        one = select(VERSIONS)
        version = connection.execute(one.where(VERSIONS.c.digest == found["version"])).one()
        was = connection.execute(one.where(VERSIONS.c.digest == last.version)).one()
    return Change(row, version, was, found)


def runs_apart(desk: Desk, user: User, audit: int, old: int, new: int) -> Apart:
    """How two runs of an audit differ. CodedError `audit-unknown`, `run-unknown`, of one without a result too."""
    require(user, "look")
    with desk.store.reading() as connection:
        row = audit_row(connection, audit)
        before, after = (run_of(connection, audit, number) for number in (old, new))
    records = [before.record, after.record]
    if None in records:
        raise CodedError("run-unknown", "这一次没有得出结果，不能比较", "that run has no result to compare")
    told = desk.kept.plain("runs", records, lambda: desk.work(apart, str(desk.store.folder), *records))
    return Apart(row, (before, after), told)


def run_again_anew(desk: Desk, user: User, audit: int) -> Job:
    """Has one audit made again by the versions published now. CodedError `audit-not-open` where it is closed."""
    require(user, "run")
    with desk.store.reading() as connection:
        row = require_runnable(audit_row(connection, audit))
    return run_anew(desk, user, [(row.id, row.name, row.document)])


def behind(connection: Connection, rubric: str) -> tuple[Row[Any], ...]:
    """The open audits of a rubric: what all of them being run again is about."""
    query = select(AUDITS).where(AUDITS.c.rubric == rubric, AUDITS.c.state == "open").order_by(AUDITS.c.id)
    return tuple(connection.execute(query).all())


def run_all_anew(desk: Desk, user: User, rubric: str) -> Job:
    """Has every open audit of a rubric made again by the versions published now, one after the other."""
    require(user, "run")
    with desk.store.reading() as connection:
        rows = behind(connection, rubric)
    if not rows:
        zh, en = "没有审核中的审核可以重审", "there is no open audit to run again"
        raise CodedError("nothing-to-run", zh, en)
    return run_anew(desk, user, [(row.id, row.name, row.document) for row in rows])
