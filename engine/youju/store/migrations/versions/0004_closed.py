"""An audit knows when it was closed, as the chain has it; an indicator of a run the range that its rules allow."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
AUDITS = sa.table("audits", sa.column("id"), sa.column("state"), sa.column("closed_at"))
RECORDS = sa.table("records", sa.column("seq"), sa.column("kind"), sa.column("at"), sa.column("line"))


def upgrade() -> None:
    op.add_column("audits", sa.Column("closed_at", sa.String(32), nullable=True))
    op.add_column("points", sa.Column("low", sa.String(40), nullable=True))
    op.add_column("points", sa.Column("high", sa.String(40), nullable=True))
    connection = op.get_bind()
    moves = sa.select(RECORDS.c.at, RECORDS.c.line).where(RECORDS.c.kind == "audit-moved").order_by(RECORDS.c.seq)
    bodies = [(row.at, json.loads(row.line)["body"]) for row in connection.execute(moves)]
    # Of several closings of an audit the last counts, and none where it is open again.
    for audit, at in {body["audit"]: at for at, body in bodies if body["state"] == "closed"}.items():
        closed = (AUDITS.c.id == audit) & (AUDITS.c.state == "closed")
        connection.execute(sa.update(AUDITS).where(closed).values(closed_at=at))
