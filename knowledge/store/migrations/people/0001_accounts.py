"""Accounts, sessions, failed sign-ins and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "accounts",
        sa.Column("name", String, nullable=False),
        sa.Column("role", String, nullable=False),
        sa.Column("password", Text, nullable=False),
        sa.Column("reads", String, nullable=False),
        sa.Column("made_at", String, nullable=False),
        sa.PrimaryKeyConstraint("name"),
        if_not_exists=True,
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", String, nullable=False),
        sa.Column("who", String, nullable=False),
        sa.Column("action", String, nullable=False),
        sa.Column("what", Text, nullable=False),
        sa.Column("chain", String, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token", String, nullable=False),
        sa.Column("name", String, nullable=False),
        sa.Column("begun_at", String, nullable=False),
        sa.Column("used_at", String, nullable=False),
        sa.PrimaryKeyConstraint("token"),
        if_not_exists=True,
    )
    op.create_index("ix_sessions_name", "sessions", ["name"], if_not_exists=True)
    op.create_table(
        "sign_in_failures",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", String, nullable=False),
        sa.Column("address", String, nullable=False),
        sa.Column("at", String, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_index("failures_by_address", "sign_in_failures", ["address", "at"], if_not_exists=True)
    op.create_index("failures_by_name", "sign_in_failures", ["name", "at"], if_not_exists=True)
