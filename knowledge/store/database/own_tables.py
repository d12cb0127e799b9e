"""What one database keeps beside the tables that both have: indexes of words, original files."""

from __future__ import annotations

from sqlalchemy import Connection, MetaData

from knowledge.store.database import original_parts
from knowledge.store.ledger import award_words
from knowledge.store.ledger.schema import LEDGER
from knowledge.store.lexical_index import index_of
from knowledge.store.tables import Part

_OWN: dict[str, tuple[MetaData, ...]] = {"sqlite": (), "postgresql": (original_parts.metadata,)}


def create_own_tables(connection: Connection, part: Part) -> None:
    """Create, beside the tables of the ledger, what this database has of its own and lacks."""
    if part is not LEDGER:
        return
    index_of(connection).create(connection)
    award_words.create(connection)
    for metadata in _OWN[connection.dialect.name]:
        metadata.create_all(connection)
