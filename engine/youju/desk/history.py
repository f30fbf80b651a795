"""The history of an audit: its records of the chain, in order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from youju.desk.desk import Desk
from youju.desk.who import User, require
from youju.store.events import AuditMoved, RulingWithdrawn
from youju.store.tables import AUDITS, RECORDS, RULINGS, RUNS


@dataclass(frozen=True, slots=True)
class Happened:
    """A record: its number and hash, who did it, when, which kind of event, and its content."""

    seq: int
    hash: str
    by: str
    at: str
    kind: str
    said: dict[str, Any]


def history(desk: Desk, user: User, audit: int) -> Sequence[Happened]:
    """All that was done to an audit, the first first."""
    require(user, "look")
    entered = [select(RUNS.c.seq).where(RUNS.c.audit == audit), select(RULINGS.c.seq).where(RULINGS.c.audit == audit)]
    seqs = [select(AUDITS.c.seq).where(AUDITS.c.id == audit), *entered]
    # These two kinds leave no number in a table. Quotes in words are escaped: only the key itself reads so.
    loose = and_(
        RECORDS.c.kind.in_((AuditMoved.KIND, RulingWithdrawn.KIND)), RECORDS.c.line.contains(f'"audit":{audit},')
    )
    query = select(RECORDS).where(or_(loose, *(RECORDS.c.seq.in_(one) for one in seqs))).order_by(RECORDS.c.seq)
    with desk.store.reading() as connection:
        rows = connection.execute(query).all()
    return [Happened(row.seq, row.hash, row.by, row.at, row.kind, json.loads(row.line)["body"]) for row in rows]
