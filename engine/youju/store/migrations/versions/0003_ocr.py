"""An audit knows whether pages that are pictures are to be recognised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("audits", sa.Column("ocr", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("audits") as audits:
        audits.alter_column("ocr", server_default=None)
