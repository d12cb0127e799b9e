"""What lies in each store of a data folder, read past the knowledge base."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from sqlalchemy import text

from foundation.settings import Settings
from knowledge.store.database import open_database
from knowledge.store.ledger.schema import LEDGER
from knowledge.store.lexical_index import index_of

TABLES = ("texts", "passages", "awards", "indicators", "regulation_references", "aliases", "documents")


@dataclass(frozen=True)
class Contents:
    """Passage ids by store, and everything else that must be gone after a deletion."""

    ledger: set[int]
    lexical: set[int]
    vectors: set[int]
    originals: set[str]
    rows: dict[str, int]
    states: set[str]
    unused_embeddings: int
    retired: int

    @property
    def agree(self) -> bool:
        """Whether the three stores hold the same passages and nothing is left over."""
        return self.ledger == self.lexical == self.vectors and not self.retired and self.states <= {"ready"}


def contents(store: Path) -> Contents:
    """Opens each store by its own library."""
    database = open_database(Settings(store_dir=store))
    engine = database.engine(LEDGER)
    with closing(database), engine.connect() as connection:

        def column(sql: str) -> list:
            return [row[0] for row in connection.execute(text(sql))]

        index = index_of(connection)
        assert index.is_sound(connection)
        connection.rollback()
        found = Contents(
            ledger=set(column("SELECT passage_id FROM passages")),
            lexical={id_ for id_, _ in index.lengths(connection, 0)},
            vectors=_vector_ids(store),
            originals=database.originals.names(),
            rows={table: column(f"SELECT count(*) FROM {table}")[0] for table in TABLES},
            states=set(column("SELECT DISTINCT state FROM documents")),
            unused_embeddings=column("SELECT count(*) FROM embeddings")[0]
            - column("SELECT count(DISTINCT text_hash) FROM passages")[0],
            retired=column("SELECT count(*) FROM retired")[0],
        )
    engine.dispose()
    return found


def _vector_ids(store: Path) -> set[int]:
    client = chromadb.PersistentClient(
        str(store / "chroma"), settings=ChromaSettings(anonymized_telemetry=False)
    )
    try:
        names = [collection.name for collection in client.list_collections()]
        if not names:
            return set()
        return {int(id_) for id_ in client.get_collection(names[0]).get(include=[])["ids"]}
    finally:
        client.close()
