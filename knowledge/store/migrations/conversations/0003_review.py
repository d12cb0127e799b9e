"""Who judged an answer, why, and how far the review is; evaluation questions made of judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.migrations.steps import add_column
from knowledge.store.tables import String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make it so."""
    for name, default in (("given_by", ""), ("reason", ""), ("state", "new"), ("intent", "")):
        add_column("judgements", sa.Column(name, String, nullable=False, server_default=default))
    op.create_index("ix_judgements_state", "judgements", ["state"], if_not_exists=True)
    op.create_table(
        "eval_questions",
        sa.Column("turn_id", String, nullable=False),
        sa.Column("line", Text, nullable=False),
        sa.Column("made_by", String, nullable=False),
        sa.Column("made_at", String, nullable=False),
        sa.PrimaryKeyConstraint("turn_id"),
        if_not_exists=True,
    )
