"""What was sent to a language model, and which documents are public."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "public_documents",
        sa.Column("sha256", String, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        if_not_exists=True,
    )
    op.create_table(
        "requests",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", String, nullable=False),
        sa.Column("purpose", String, nullable=False),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        sa.Column("model", String, nullable=False),
        sa.Column("documents", Text, nullable=False),
        sa.Column("sent_tokens", sa.Integer(), nullable=False),
        sa.Column("received_tokens", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("outcome", String, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
