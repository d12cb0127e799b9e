"""Whose conversation it is; those from before belong to who works alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.migrations.steps import add_column
from knowledge.store.tables import String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make it so."""
    add_column("conversations", sa.Column("owner", String, nullable=False, server_default=""))
    op.create_index("ix_conversations_owner", "conversations", ["owner"], if_not_exists=True)
