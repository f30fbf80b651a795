"""Versions of rubrics as a history: those of one in their order, and how each came about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from youju.store.events import VersionAsked, VersionDecided, VersionWithdrawn
from youju.store.tables import RECORDS, VERSIONS

_KINDS = (VersionAsked.KIND, VersionDecided.KIND, VersionWithdrawn.KIND)


def versions_of(connection: Connection, *, rubric: str | None = None) -> tuple[Row[Any], ...]:
    """Versions of a rubric or of all, in any state, the one decided on last first."""
    query = select(VERSIONS).order_by(VERSIONS.c.seq.desc())
    return tuple(connection.execute(query if rubric is None else query.where(VERSIONS.c.rubric == rubric)).all())


@dataclass(frozen=True, slots=True)
class Step:
    """A record of the chain about a version: asked for, taken back, published, refused; `alone`: nobody else looked."""

    seq: int
    kind: str
    by: str
    at: str
    reason: str
    in_force: str | None
    published: bool | None
    alone: bool


def steps_of(connection: Connection, digest: str) -> tuple[Step, ...]:
    """How a version came about, as the chain has it."""
    rows = connection.execute(select(RECORDS).where(RECORDS.c.kind.in_(_KINDS)).order_by(RECORDS.c.seq)).all()
    found = ((row, json.loads(row.line)["body"]) for row in rows)
    return tuple(_step(row, body) for row, body in found if body["digest"] == digest)


def _step(row: Row[Any], body: Mapping[str, Any]) -> Step:
    return Step(
        row.seq, row.kind, row.by, row.at, body["reason"], body.get("in_force"), body.get("published"),
        body.get("alone", False),
    )  # fmt: skip
