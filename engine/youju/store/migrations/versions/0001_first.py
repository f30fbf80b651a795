"""The tables of the first store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _chain()
    _audits()
    _judged()
    _rubrics()
    _people()


def _text(name: str, most: int | None = None, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text() if most is None else sa.String(most), nullable=nullable)


def _whole(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable, autoincrement=False)


def _truth(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _only(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=f"uq_{table}_{column}")


def _of(table: str, column: str, other: str, its: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.{its}"], name=f"fk_{table}_{column}_{other}")


def _chain() -> None:
    op.create_table(
        "records",
        _whole("seq"),
        _text("hash", 64),
        _text("kind", 32),
        _text("by", 64),
        _text("at", 32),
        _text("line"),
        _key("records", "seq"),
        _only("records", "hash"),
    )
    op.create_table(
        "secrets",
        _text("kind", 32),
        _text("of", 64),
        _text("hash"),
        _key("secrets", "kind", "of"),
    )
    op.create_table(
        "sessions",
        _text("hash", 64),
        _text("account", 64),
        _text("csrf", 64),
        _text("made_at", 32),
        _text("seen_at", 32),
        _key("sessions", "hash"),
        _only("sessions", "csrf"),
    )


def _audits() -> None:
    op.create_table(
        "documents",
        _text("sha256", 64),
        _text("name"),
        _whole("size"),
        _whole("seq"),
        _key("documents", "sha256"),
    )
    op.create_table(
        "audits",
        _whole("id"),
        _text("document", 64),
        _text("name"),
        _text("rubric", 64, nullable=True),
        _text("version", 64, nullable=True),
        _whole("year", nullable=True),
        _text("state", 32),
        _whole("run"),
        _whole("rulings"),
        _text("asked_by", 64, nullable=True),
        _text("by", 64),
        _text("at", 32),
        _text("changed_at", 32),
        _whole("seq"),
        _key("audits", "id"),
        _of("audits", "document", "documents", "sha256"),
    )
    op.create_table(
        "runs",
        _whole("audit"),
        _whole("number"),
        _text("version", 64, nullable=True),
        _whole("rulings"),
        _text("bundle", 64, nullable=True),
        _text("record", 64, nullable=True),
        _text("claimed", 40, nullable=True),
        _text("recomputed", 40, nullable=True),
        _text("confirmed", 40, nullable=True),
        _text("low", 40, nullable=True),
        _text("high", 40, nullable=True),
        _whole("p0"),
        _whole("p1"),
        _whole("p2"),
        _text("code", 80, nullable=True),
        _text("zh", nullable=True),
        _text("en", nullable=True),
        _text("at", 32),
        _whole("seq"),
        _key("runs", "audit", "number"),
        _of("runs", "audit", "audits", "id"),
    )


def _judged() -> None:
    op.create_table(
        "points",
        _whole("audit"),
        _text("indicator", 80),
        _text("weight", 40),
        _text("claimed", 40, nullable=True),
        _text("points", 40),
        _text("status", 32),
        _text("support", 32, nullable=True),
        _key("points", "audit", "indicator"),
        _of("points", "audit", "audits", "id"),
    )
    op.create_table(
        "findings",
        _whole("audit"),
        _text("key", 80),
        _text("code", 80),
        _text("level", 2),
        _text("indicator", 80, nullable=True),
        _key("findings", "audit", "key"),
        _of("findings", "audit", "audits", "id"),
    )
    op.create_table(
        "rulings",
        _whole("audit"),
        _whole("number"),
        _text("fact", 64, nullable=True),
        _text("finding", 80, nullable=True),
        _text("code", 80, nullable=True),
        _text("indicator", 80, nullable=True),
        _text("decision", 32),
        _text("value", nullable=True),
        _text("source", nullable=True),
        _text("reason"),
        _text("by", 64),
        _text("at", 32),
        _text("withdrawn_by", 64, nullable=True),
        _text("withdrawn_reason", nullable=True),
        _text("withdrawn_at", 32, nullable=True),
        _whole("seq"),
        _key("rulings", "audit", "number"),
        _of("rulings", "audit", "audits", "id"),
    )


def _rubrics() -> None:
    op.create_table(
        "versions",
        _text("digest", 64),
        _text("rubric", 64),
        _text("title"),
        _text("base", 64, nullable=True),
        _text("state", 32),
        _text("in_force", 10, nullable=True),
        _text("reason"),
        _text("by", 64),
        _text("approved_by", 64, nullable=True),
        _text("at", 32),
        _whole("seq"),
        _key("versions", "digest"),
    )
    op.create_index("ix_versions_rubric", "versions", ["rubric"])
    op.create_table(
        "drafts",
        _whole("id"),
        _text("rubric", 64),
        _text("base", 64),
        _text("title"),
        _text("state", 32),
        _text("version", 64, nullable=True),
        _text("by", 64),
        _text("at", 32),
        _whole("seq"),
        _key("drafts", "id"),
    )
    op.create_table(
        "draft_files",
        _whole("draft"),
        _text("path", 200),
        _whole("revision"),
        _text("blob", 64, nullable=True),
        _text("by", 64),
        _text("at", 32),
        _whole("seq"),
        _key("draft_files", "draft", "path"),
        _of("draft_files", "draft", "drafts", "id"),
    )


def _people() -> None:
    op.create_table(
        "accounts",
        _text("name", 64),
        _text("title"),
        _text("role", 32),
        _truth("active"),
        _text("at", 32),
        _whole("seq"),
        _key("accounts", "name"),
    )
    op.create_table(
        "tokens",
        _whole("id"),
        _text("account", 64),
        _text("title"),
        _text("ends_at", 32),
        _truth("ended"),
        _whole("seq"),
        _key("tokens", "id"),
        _of("tokens", "account", "accounts", "name"),
    )
