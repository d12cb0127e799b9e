"""The collection that a document belongs to; documents from before are public."""

from __future__ import annotations

import sqlalchemy as sa

from knowledge.store.migrations.steps import add_column
from knowledge.store.tables import String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make it so."""
    add_column("documents", sa.Column("collection", String, nullable=False, server_default="cong-khai"))
