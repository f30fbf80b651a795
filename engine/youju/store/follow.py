"""What follows from an event in the tables: the same whether it happens now or is replayed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from youju.store.events import (
    AccountSet,
    AuditBegun,
    AuditMoved,
    AuditRefused,
    AuditRun,
    DocumentTaken,
    DraftBegun,
    DraftMoved,
    DraftRebased,
    DraftSaved,
    Event,
    RulingMade,
    RulingWithdrawn,
    TokenEnded,
    TokenMade,
    VersionAsked,
    VersionDecided,
    VersionWithdrawn,
)
from youju.store.tables import (
    ACCOUNTS,
    AUDITS,
    DOCUMENTS,
    DRAFT_FILES,
    DRAFTS,
    FINDINGS,
    POINTS,
    RULINGS,
    RUNS,
    TOKENS,
    VERSIONS,
)


def follow(connection: Connection, event: Event, seq: int, by: str, at: str) -> None:
    """Enters an event, recorded under a number by somebody at a moment, in the tables."""
    here: dict[str, Any] = {"seq": seq, "by": by, "at": at}
    match event:
        case DocumentTaken():
            _put(connection, DOCUMENTS, {"sha256": event.sha256}, {"name": event.name, "size": event.size, "seq": seq})
        case AuditBegun():
            nothing = dict.fromkeys(("version", "year", "asked_by", "closed_at"))
            empty = {**nothing, "run": 0, "rulings": 0, "changed_at": at}
            values = {**event.model_dump(), **empty, **here, "id": seq, "state": "waiting"}
            connection.execute(insert(AUDITS).values(**values))
        case AuditRun():
            _run(connection, event, here)
        case AuditRefused():
            _refused(connection, event, here)
        case RulingMade():
            number = _more_rulings(connection, event.audit, at)
            connection.execute(insert(RULINGS).values(**event.model_dump(), **here, number=number))
        case RulingWithdrawn():
            _more_rulings(connection, event.audit, at, 0)
            said = {"withdrawn_by": by, "withdrawn_reason": event.reason, "withdrawn_at": at}
            one = (RULINGS.c.audit == event.audit) & (RULINGS.c.number == event.number)
            connection.execute(update(RULINGS).where(one).values(**said))
        case AuditMoved():
            asked, closed = by if event.state == "closing" else None, at if event.state == "closed" else None
            _change(connection, event.audit, state=event.state, asked_by=asked, changed_at=at, closed_at=closed)
        case DraftBegun():
            values = {**event.model_dump(), **here, "id": seq, "state": "open", "version": None}
            connection.execute(insert(DRAFTS).values(**values))
        case DraftSaved():
            key = {"draft": event.draft, "path": event.path}
            _put(connection, DRAFT_FILES, key, {"revision": event.revision, "blob": event.blob, **here})
        case DraftRebased():
            changed = {"base": event.base, "seq": seq}
            connection.execute(update(DRAFTS).where(DRAFTS.c.id == event.draft).values(**changed))
        case DraftMoved():
            connection.execute(update(DRAFTS).where(DRAFTS.c.id == event.draft).values(state=event.state))
        case VersionAsked():
            _asked(connection, event, here)
        case VersionDecided():
            _decided(connection, event, by, seq)
        case VersionWithdrawn():
            _settled(connection, event.digest, "open", {"state": "withdrawn", "seq": seq})
        case AccountSet():
            _put(connection, ACCOUNTS, {"name": event.name}, {**event.model_dump(), "at": at, "seq": seq})
        case TokenMade():
            connection.execute(insert(TOKENS).values(**event.model_dump(), id=seq, seq=seq, ended=False))
        case TokenEnded():
            connection.execute(update(TOKENS).where(TOKENS.c.id == event.token).values(ended=True))


def _put(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """A row of a key as it now is: a new one, or the one that was there, changed."""
    where = [table.c[name] == value for name, value in key.items()]
    if connection.execute(update(table).where(*where).values(**values)).rowcount == 0:
        connection.execute(insert(table).values(**{**values, **key}))


def _change(connection: Connection, audit: int, **values: Any) -> None:
    connection.execute(update(AUDITS).where(AUDITS.c.id == audit).values(**values))


def _more_rulings(connection: Connection, audit: int, at: str, made: int = 1) -> int:
    """Counts a change of rulings of an audit; returns the number of the last ruling."""
    _change(connection, audit, rulings=AUDITS.c.rulings + 1, changed_at=at)
    count = select(func.count()).select_from(RULINGS).where(RULINGS.c.audit == audit)
    return connection.execute(count).scalar_one() + made


def _run(connection: Connection, event: AuditRun, here: dict[str, Any]) -> None:
    number = _next_run(connection, event.audit)
    levels = {level.lower(): sum(one.level == level for one in event.findings) for level in ("P0", "P1", "P2")}
    said = event.model_dump(exclude={"rubric", "year", "points", "findings"})
    connection.execute(insert(RUNS).values(**said, **levels, number=number, at=here["at"], seq=here["seq"]))
    for table, rows in ((POINTS, event.points), (FINDINGS, event.findings)):
        connection.execute(delete(table).where(table.c.audit == event.audit))
        if rows:
            connection.execute(insert(table), [{"audit": event.audit, **one.model_dump()} for one in rows])
    kept = select(AUDITS.c.state).where(AUDITS.c.id == event.audit)
    state = connection.execute(kept).scalar_one()
    changed = {"rubric": event.rubric, "version": event.version, "year": event.year, "run": number}
    _change(
        connection, event.audit, **changed, state="open" if state in ("waiting", "refused") else state,
        changed_at=here["at"],
    )  # fmt: skip


def _refused(connection: Connection, event: AuditRefused, here: dict[str, Any]) -> None:
    number = _next_run(connection, event.audit)
    said = {**event.model_dump(), "p0": 0, "p1": 0, "p2": 0, "at": here["at"], "seq": here["seq"]}
    connection.execute(insert(RUNS).values(**said, number=number))
    _change(connection, event.audit, run=number, state="refused", changed_at=here["at"], closed_at=None)


def _next_run(connection: Connection, audit: int) -> int:
    return connection.execute(select(AUDITS.c.run).where(AUDITS.c.id == audit)).scalar_one() + 1


def _asked(connection: Connection, event: VersionAsked, here: dict[str, Any]) -> None:
    said = event.model_dump(exclude={"draft"})
    _put(connection, VERSIONS, {"digest": event.digest}, {**said, **here, "state": "asked", "approved_by": None})
    if event.draft is not None:
        changed = update(DRAFTS).where(DRAFTS.c.id == event.draft)
        connection.execute(changed.values(state="asked", version=event.digest))


def _decided(connection: Connection, event: VersionDecided, by: str, seq: int) -> None:
    state = "published" if event.published else "refused"
    # Versions stand in the order in which they were decided on, whenever they were asked for.
    changed = {"state": state, "approved_by": None if event.alone else by, "seq": seq}
    _settled(connection, event.digest, "published" if event.published else "open", changed)


def _settled(connection: Connection, digest: str, draft: str, changed: dict[str, Any]) -> None:
    """A version that was asked for is settled, and so is its draft: another one of the same bytes goes on as it was."""
    connection.execute(update(VERSIONS).where(VERSIONS.c.digest == digest).values(**changed))
    asked = (DRAFTS.c.version == digest) & (DRAFTS.c.state == "asked")
    connection.execute(update(DRAFTS).where(asked).values(state=draft))
