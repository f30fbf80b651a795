"""What the store knows of audits, versions and its own chain, as rows: read by programs through the HTTP API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from youju.desk.desk import Desk
from youju.desk.intake import asked
from youju.desk.rows import audit_row, version_row, with_last_run
from youju.desk.who import User, require
from youju.desk.work.why import why_of
from youju.source import CodedError
from youju.store.tables import AUDITS, DOCUMENTS, FINDINGS, POINTS, RECORDS, RULINGS, VERSIONS


@dataclass(frozen=True, slots=True)
class Filter:
    """Which audits: those before one (the newest first), of a state, a rubric, a year."""

    before: int | None = None
    state: str | None = None
    rubric: str | None = None
    year: int | None = None


def audits(desk: Desk, user: User, wanted: Filter, most: int) -> Sequence[Any]:
    """Audits with the sums of their last run, the newest first."""
    require(user, "look")
    query = with_last_run().order_by(AUDITS.c.id.desc()).limit(most)
    if wanted.before is not None:
        query = query.where(AUDITS.c.id < wanted.before)
    for name in ("state", "rubric", "year"):
        if (value := getattr(wanted, name)) is not None:
            query = query.where(AUDITS.c[name] == value)
    with desk.store.reading() as connection:
        return connection.execute(query).all()


def audit(desk: Desk, user: User, number: int) -> Any:
    """One audit with the sums of its last run. CodedError `audit-unknown`."""
    require(user, "look")
    with desk.store.reading() as connection:
        return audit_row(connection, number, with_last_run())


def points(desk: Desk, user: User, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """The indicators of the last runs of audits, by audit."""
    require(user, "look")
    query = select(POINTS).where(POINTS.c.audit.in_(numbers)).order_by(POINTS.c.audit, POINTS.c.indicator)
    found: dict[int, list[Any]] = {number: [] for number in numbers}
    with desk.store.reading() as connection:
        for row in connection.execute(query):
            found[row.audit].append(row)
    return found


def findings(desk: Desk, user: User, number: int) -> Sequence[Any]:
    """The findings of the last run of an audit. CodedError `audit-unknown`."""
    audit(desk, user, number)
    query = select(FINDINGS).where(FINDINGS.c.audit == number).order_by(FINDINGS.c.level, FINDINGS.c.key)
    with desk.store.reading() as connection:
        return connection.execute(query).all()


def rulings(desk: Desk, user: User, number: int) -> Sequence[Any]:
    """Every ruling of an audit, those that were withdrawn too. CodedError `audit-unknown`."""
    audit(desk, user, number)
    query = select(RULINGS).where(RULINGS.c.audit == number).order_by(RULINGS.c.number)
    with desk.store.reading() as connection:
        return connection.execute(query).all()


def record(desk: Desk, user: User, number: int) -> bytes:
    """The bytes of audit.json of the last run. CodedError `audit-unknown`, `audit-without-result`."""
    return desk.store.blobs.get(_made(audit(desk, user, number)).record)


def why(desk: Desk, user: User, number: int, indicator: str) -> dict[str, Any]:
    """What `youju why --json` tells of an indicator. CodedError `indicator-not-found`, or as of `record`."""
    row = _made(audit(desk, user, number))
    ask, _ = asked(desk, number, (row.version,))
    return desk.work(why_of, ask, indicator)


def document(desk: Desk, user: User, digest: str) -> bytes:
    """A document as it was handed in. CodedError `not-found`: nothing else of the store is given out here."""
    require(user, "look")
    with desk.store.reading() as connection:
        known = connection.execute(select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256 == digest)).first()
    if known is None:
        raise CodedError("not-found", "没有这份文件", "there is no such document")
    return desk.store.blobs.get(digest)


def versions(desk: Desk, user: User, rubric: str | None = None) -> Sequence[Any]:
    """Versions of rubrics, or of one, in the order in which they were asked for."""
    require(user, "look")
    query = select(VERSIONS).order_by(VERSIONS.c.seq)
    with desk.store.reading() as connection:
        return connection.execute(query if rubric is None else query.where(VERSIONS.c.rubric == rubric)).all()


def version(desk: Desk, user: User, digest: str) -> Any:
    """A version of a rubric. CodedError `version-unknown`."""
    require(user, "look")
    with desk.store.reading() as connection:
        return version_row(connection, digest)


def chain(desk: Desk, user: User, after: int, most: int) -> list[str]:
    """Records of the chain after one, each the line that `youju journal verify` reads, with its end."""
    require(user, "look")
    query = select(RECORDS.c.line).where(RECORDS.c.seq > after).order_by(RECORDS.c.seq).limit(most)
    with desk.store.reading() as connection:
        return list(connection.execute(query).scalars())


def length(desk: Desk) -> int:
    """How many records the chain has: what tells that the store can be reached."""
    with desk.store.reading() as connection:
        return connection.execute(select(func.max(RECORDS.c.seq))).scalar() or 0


def _made(row: Any) -> Any:
    if row.record is None:
        zh, en = "这份审核还没有结果", "this audit has no result yet"
        raise CodedError("audit-without-result", zh, en)
    return row
