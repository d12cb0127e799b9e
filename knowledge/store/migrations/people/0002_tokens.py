"""The tokens of other programs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from knowledge.store.tables import String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "tokens",
        sa.Column("token_id", String, nullable=False),
        sa.Column("hash", String, nullable=False),
        sa.Column("name", String, nullable=False),
        sa.Column("account_made_at", String, nullable=False),
        sa.Column("label", String, nullable=False),
        sa.Column("made_at", String, nullable=False),
        sa.Column("ends_at", String, nullable=False),
        sa.Column("used_at", String, nullable=False),
        sa.PrimaryKeyConstraint("token_id"),
        if_not_exists=True,
    )
    op.create_index("ix_tokens_hash", "tokens", ["hash"], unique=True, if_not_exists=True)
    op.create_index("ix_tokens_name", "tokens", ["name"], if_not_exists=True)
