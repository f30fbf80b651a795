"""Reports handed in, audited, and audited again: what is accepted is on the disk before anybody is told so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from youju.desk.board import Wanted
from youju.desk.desk import Desk
from youju.desk.pool import Handle
from youju.desk.rows import audit_row
from youju.desk.versions import dated
from youju.desk.who import User, require
from youju.desk.work.audit import AuditAsk, audit_report
from youju.source import CodedError
from youju.store import Writer
from youju.store.events import AuditBegun, AuditRefused, AuditRun, DocumentTaken
from youju.store.tables import AUDITS, DOCUMENTS, RULINGS, RUNS

GRAPHS = "graphs"
"""The kind of answer that the graphs of a run are kept as, by the digest of its bundle."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a report: the audit that was begun, or the earlier ones of the same bytes, and none begun."""

    document: str
    audit: int | None
    earlier: tuple[int, ...] = ()


def take_in(desk: Desk, user: User, name: str, data: bytes, rubric: str | None = None) -> int:
    """Keeps a report and begins its audit, whose id it returns; `run` makes it."""
    taken = take_in_once(desk, user, name, data, Wanted(rubric), again=True)
    assert taken.audit is not None
    return taken.audit


def take_in_once(desk: Desk, user: User, name: str, data: bytes, wanted: Wanted, again: bool = False) -> Taken:
    """Keeps a report and begins its audit; where it was audited so before, only `again` begins another."""
    require(user, "take-in")
    digest = desk.store.blobs.put(data)
    with desk.store.writing(user.name) as writer:
        known = select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256 == digest)
        if writer.connection.execute(known).first() is None:
            writer.append(DocumentTaken(sha256=digest, name=name, size=len(data)))
        earlier = _earlier(writer.connection, digest, wanted)
        if earlier and not again:
            return Taken(digest, None, earlier)
        begun = AuditBegun(document=digest, name=name, rubric=wanted.rubric, ocr=wanted.ocr)
        return Taken(digest, writer.append(begun).seq, earlier)


def _earlier(connection: Connection, digest: str, wanted: Wanted) -> tuple[int, ...]:
    """The audits of a document as they are wanted now; the newest first."""
    query = select(AUDITS.c.id).where(AUDITS.c.document == digest).order_by(AUDITS.c.id.desc())
    if wanted.rubric is not None:
        query = query.where(AUDITS.c.rubric == wanted.rubric)
    if wanted.ocr:
        query = query.where(AUDITS.c.ocr)
    return tuple(connection.execute(query).scalars())


def run(
    desk: Desk,
    user: User,
    audit: int,
    told: str | None = None,
    begun: Callable[[Handle[Any]], None] | None = None,
    anew: bool = False,
) -> str | None:
    """Audits a report with the rulings made so far, and enters the result or why there is none.

    It keeps to the version of its last run; the first run, and one that is made `anew`, choose among those published.

    Returns the code of a refusal. How far it is stands in the file `told`; `begun` gets what can be cancelled.
    CodedError `work-…` where the worker failed: then nothing is entered, and it may be run again.
    """
    ask, rulings = asked(desk, audit, anew=anew)
    # Whoever made a ruling waits for it; reports that were handed in wait for one another.
    handle = desk.pool.start(audit_report, ask, told, long=told is not None)
    if begun is not None:
        begun(handle)
    try:
        made = handle.result()
    except CodedError as error:
        if error.code.startswith("work-"):
            raise
        refused = AuditRefused(audit=audit, rulings=rulings, **error.said)
        with desk.store.writing(user.name) as writer:
            _enter(writer, refused)
        return error.code
    bundle, record = desk.store.blobs.put(made.bundle), desk.store.blobs.put(made.record)
    # Unlike the bundle they can be made again, so that they may go where room is wanted.
    desk.kept.data(GRAPHS, bundle, lambda: made.graphs)
    entered = AuditRun.model_validate(
        {**made.said, "audit": audit, "rulings": rulings, "bundle": bundle, "record": record}
    )
    with desk.store.writing(user.name) as writer:
        _enter(writer, entered)
    return None


def _enter(writer: Writer, event: AuditRun | AuditRefused) -> None:
    """Enters a run, unless one that knows more rulings was entered while it was made."""
    last = (RUNS.c.audit == AUDITS.c.id) & (RUNS.c.number == AUDITS.c.run)
    query = select(RUNS.c.rulings).select_from(AUDITS).join(RUNS, last).where(AUDITS.c.id == event.audit)
    known = writer.connection.execute(query).scalar()
    if known is None or known <= event.rulings:
        writer.append(event)


def enter_failure(desk: Desk, user: User, audit: int, error: CodedError) -> None:
    """Enters why there is no result of an audit that has none yet: it is not tried again by itself."""
    with desk.store.writing(user.name) as writer:
        row = writer.connection.execute(select(AUDITS).where(AUDITS.c.id == audit)).one()
        if row.state in ("waiting", "refused"):
            writer.append(AuditRefused(audit=audit, rulings=row.rulings, **error.said))


def asked(desk: Desk, audit: int, versions: tuple[str, ...] | None = None, anew: bool = False) -> tuple[AuditAsk, int]:
    """What a worker needs to make an audit, and how many changes of rulings that counts. CodedError `audit-unknown`.

    `versions` are the digests to choose among. Where it is None that is the version of the last run, and without one,
    or `anew`, every published one: the fiscal year of the report decides.
    """
    days: tuple[str | None, ...] = ()
    with desk.store.reading() as connection:
        row = audit_row(connection, audit)
        rows = connection.execute(select(RULINGS).where(RULINGS.c.audit == audit).order_by(RULINGS.c.number)).all()
        if versions is None and row.version is not None and not anew:
            versions = (row.version,)
        if versions is None:
            found = dated(connection, row.rubric)
            versions, days = tuple(digest for digest, _ in found), tuple(day for _, day in found)
    rulings = tuple(dict(one._mapping) for one in rows)  # pyright: ignore[reportPrivateUsage] - its public name
    return AuditAsk(str(desk.store.folder), row.document, row.name, versions, rulings, row.ocr, days), row.rulings
