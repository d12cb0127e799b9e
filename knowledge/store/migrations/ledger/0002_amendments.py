"""What a person has set about award statements, and an index of statements by period."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "award_amendments",
        sa.Column("amendment_id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", String, nullable=True),
        sa.Column("action", String, nullable=False),
        sa.Column("statement", String, nullable=False),
        sa.Column("changes", Text, nullable=False),
        sa.Column("was", Text, nullable=True),
        sa.Column("quote", Text, nullable=False),
        sa.Column("made_at", String, nullable=False),
        sa.Column("state", String, nullable=False),
        sa.PrimaryKeyConstraint("amendment_id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("ix_award_amendments_name", "award_amendments", ["name"], if_not_exists=True)
    op.create_table(
        "award_readings",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("records", Text, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["documents.version"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version"),
        if_not_exists=True,
    )
    op.create_index("awards_by_period", "awards", ["period", "award_key"], if_not_exists=True)
    op.create_table(
        "manual_awards",
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("unit", Text, nullable=False),
        sa.Column("unit_key", String, nullable=False),
        sa.Column("district", String, nullable=True),
        sa.Column("district_key", String, nullable=True),
        sa.Column("province", String, nullable=True),
        sa.Column("province_key", String, nullable=True),
        sa.Column("recipient", Text, nullable=False),
        sa.Column("recipient_kind", String, nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("award", Text, nullable=False),
        sa.Column("award_key", String, nullable=False),
        sa.Column("authority", Text, nullable=False),
        sa.Column("authority_level", String, nullable=False),
        sa.Column("status", String, nullable=False),
        sa.Column("period", String, nullable=True),
        sa.Column("reason", Text, nullable=False),
        sa.ForeignKeyConstraint(["amendment_id"], ["award_amendments.amendment_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("amendment_id"),
        if_not_exists=True,
    )
    op.create_table(
        "award_marks",
        sa.Column("award_id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("was", Text, nullable=True),
        sa.ForeignKeyConstraint(["award_id"], ["awards.award_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("award_id"),
        if_not_exists=True,
    )
