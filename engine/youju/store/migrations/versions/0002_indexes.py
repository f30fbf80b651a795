"""The audits of a document and the sessions of an account are found without reading all."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("ix_audits_document", "audits", ["document"])
    op.create_index("ix_sessions_account", "sessions", ["account"])
