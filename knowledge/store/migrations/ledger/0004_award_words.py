"""Award records by status; their words are indexed by ``create_own_tables``."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make it so."""
    op.create_index("awards_by_status", "awards", ["status", "award_key"], if_not_exists=True)
