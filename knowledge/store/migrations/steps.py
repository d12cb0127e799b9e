"""Steps of revisions that Alembic does not have: they do nothing where they were done before.

Stores from before there were revisions have some of the later tables and columns already.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def add_column(table: str, column: sa.Column[str]) -> None:
    """Add a column that the table does not have; rows that are there get the column's default."""
    known = {each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)}
    if column.name not in known:
        op.add_column(table, column)
