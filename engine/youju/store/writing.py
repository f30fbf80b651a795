"""One change of the store: records appended to the chain and what follows from them, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from youju.ledger.journal import Head, record_after
from youju.store.events import Event
from youju.store.follow import follow
from youju.store.tables import RECORDS
from youju.store.texts import NAME, require_fits


@dataclass(frozen=True, slots=True)
class Made:
    """What a record says of itself: its number, who made it, when."""

    seq: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Writer:
    """A transaction in which nobody else writes: look at `connection`, decide, append."""

    connection: Connection
    by: str

    def append(self, event: Event) -> Made:
        """Enters an event in the chain and in the tables that follow from it."""
        require_fits(self.by, NAME)
        now = datetime.now(UTC)
        at = now.isoformat(timespec="milliseconds")
        body: dict[str, Any] = {"by": self.by, "at": at, **event.model_dump()}
        line, head = record_after(head_of(self.connection), event.KIND, body, now.date())
        made = Made(head.count, self.by, at)
        values = {"seq": made.seq, "hash": head.hash, "kind": event.KIND, "by": self.by, "at": at}
        self.connection.execute(insert(RECORDS).values(**values, line=line.decode()))
        follow(self.connection, event, made.seq, made.by, made.at)
        return made


def head_of(connection: Connection) -> Head:
    """The last record of the chain."""
    query = select(RECORDS.c.seq, RECORDS.c.hash).order_by(RECORDS.c.seq.desc()).limit(1)
    found = connection.execute(query).first()
    return Head() if found is None else Head(found.seq, found.hash)
