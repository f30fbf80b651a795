"""Reports handed in, audited, and audited again: what is accepted is on the disk before anybody is told so."""

from __future__ import annotations

from sqlalchemy import select

from youju.desk.desk import Desk
from youju.desk.versions import current
from youju.desk.who import User, require
from youju.desk.work.audit import AuditAsk, audit_report
from youju.source import CodedError
from youju.store.events import AuditBegun, AuditRefused, AuditRun, DocumentTaken
from youju.store.tables import AUDITS, DOCUMENTS, RULINGS


def take_in(desk: Desk, user: User, name: str, data: bytes, rubric: str | None = None) -> int:
    """Keeps a report and begins its audit, whose id it returns; `run` makes it."""
    require(user, "take-in")
    digest = desk.store.blobs.put(data)
    with desk.store.writing(user.name) as writer:
        known = select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256 == digest)
        if writer.connection.execute(known).first() is None:
            writer.append(DocumentTaken(sha256=digest, name=name, size=len(data)))
        return writer.append(AuditBegun(document=digest, name=name, rubric=rubric)).seq


def run(desk: Desk, user: User, audit: int) -> None:
    """Audits a report by the versions in force and the rulings made so far, and enters the result or why there is none.

    CodedError where the worker failed: then nothing is entered, and it may be run again.
    """
    ask, rulings = asked(desk, audit)
    try:
        made = desk.work(audit_report, ask)
    except CodedError as error:
        if error.code.startswith("work-"):
            raise
        refused = AuditRefused(audit=audit, rulings=rulings, code=error.code, zh=error.zh, en=error.en)
        with desk.store.writing(user.name) as writer:
            writer.append(refused)
        return
    bundle, record = desk.store.blobs.put(made.bundle), desk.store.blobs.put(made.record)
    entered = AuditRun.model_validate(
        {**made.said, "audit": audit, "rulings": rulings, "bundle": bundle, "record": record}
    )
    with desk.store.writing(user.name) as writer:
        writer.append(entered)


def asked(desk: Desk, audit: int, versions: tuple[str, ...] | None = None) -> tuple[AuditAsk, int]:
    """What a worker needs to make an audit, and how many changes of rulings that counts. CodedError `audit-unknown`.

    `versions` are the digests to choose among: those in force where it is None.
    """
    with desk.store.reading() as connection:
        row = connection.execute(select(AUDITS).where(AUDITS.c.id == audit)).first()
        if row is None:
            raise CodedError("audit-unknown", f"没有第 {audit} 号审核", f"there is no audit {audit}")
        rows = connection.execute(select(RULINGS).where(RULINGS.c.audit == audit).order_by(RULINGS.c.number)).all()
        found = tuple(current(connection, row.rubric).values()) if versions is None else versions
    rulings = tuple(dict(one._mapping) for one in rows)  # pyright: ignore[reportPrivateUsage] - its public name
    return AuditAsk(str(desk.store.folder), row.document, row.name, found, rulings), row.rulings
