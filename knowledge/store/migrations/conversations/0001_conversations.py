"""Conversations, their turns, and what people thought of answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "conversations",
        sa.Column("conversation_id", String, nullable=False),
        sa.Column("title", Text, nullable=False),
        sa.Column("created_at", String, nullable=False),
        sa.Column("changed_at", String, nullable=False),
        sa.PrimaryKeyConstraint("conversation_id"),
        if_not_exists=True,
    )
    op.create_table(
        "judgements",
        sa.Column("turn_id", String, nullable=False),
        sa.Column("question", Text, nullable=False),
        sa.Column("answer", Text, nullable=False),
        sa.Column("citations", Text, nullable=False),
        sa.Column("vote", String, nullable=False),
        sa.Column("comment", Text, nullable=False),
        sa.Column("given_at", String, nullable=False),
        sa.PrimaryKeyConstraint("turn_id"),
        if_not_exists=True,
    )
    op.create_table(
        "turns",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("turn_id", String, nullable=False),
        sa.Column("conversation_id", String, nullable=False),
        sa.Column("question", Text, nullable=False),
        sa.Column("answer", Text, nullable=False),
        sa.Column("asked_at", String, nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.conversation_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("turn_id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_turns_conversation_id", "turns", ["conversation_id"], if_not_exists=True)
