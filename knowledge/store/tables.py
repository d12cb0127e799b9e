"""What the tables of a store are declared with."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

# Text is ordered and compared by code point, whatever a database's language is. SQLite always
# does so; PostgreSQL is told to, so that lists come out in one order from both.
String = sa.String().with_variant(sa.String(collation="C"), "postgresql")
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


@dataclass(frozen=True, slots=True)
class Part:
    """Tables that belong together and have one history of their schema, e.g. the ledger.

    ``name`` is that of its SQLite file and of its folder of revisions, ``head`` the latest one.
    """

    name: str
    metadata: sa.MetaData
    head: str

    @property
    def file(self) -> str:
        """The name of its SQLite file."""
        return f"{self.name}.sqlite"
