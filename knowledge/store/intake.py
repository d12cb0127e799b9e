"""Documents into the store: all of its parts, in the order that a kill at any moment forgives.

A new version is built beside the old one, its vectors follow, and one SQL transaction swaps it
in. Several documents share these steps when they come together, which is many times quicker.
The caller holds the right to write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from foundation.collection import Collection
from foundation.records import PreparedDocument
from knowledge.embedding.cache import EmbeddingCache
from knowledge.store.database.interface import OriginalStore
from knowledge.store.ledger import reading, writing
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.storable import StorableDocument
from knowledge.store.ledger.stored import PutResult
from knowledge.store.upkeep import Upkeep
from knowledge.store.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document to be stored, the file that it was read from, and what read it.

    Without a ``collection`` it goes where a person has put the file before, else among the public ones.
    """

    prepared: PreparedDocument
    original: Path | None = None
    reader_version: str = ""
    collection: Collection | None = None


class Intake:
    """Takes documents into one store."""

    def __init__(
        self,
        engine: Engine,
        cache: EmbeddingCache,
        vectors: Vectors,
        originals: OriginalStore,
        upkeep: Upkeep,
    ) -> None:
        self._engine = engine
        self._cache = cache
        self._vectors = vectors
        self._originals = originals
        self._upkeep = upkeep

    def put(self, arrivals: Sequence[Arrival]) -> list[PutResult]:
        """Store the documents as if one after the other; one result for each, in order."""
        results: list[PutResult] = []
        waiting: list[Arrival] = []
        for arrival in arrivals:
            if self._held(arrival) or any(_meets(arrival, other) for other in waiting):
                results += self._store(waiting)
                waiting = []
            # Asked again: what was stored meanwhile may have put the holder out of its place.
            held = self._held(arrival)
            if held is None:
                waiting.append(arrival)
            else:
                results.append(self.keep(held, arrival.prepared.name, arrival.collection))
        return results + self._store(waiting)

    def _held(self, arrival: Arrival) -> AnyRow | None:
        return self.holder(arrival.prepared.name, arrival.prepared.sha256, arrival.reader_version)

    def holder(self, name: str, sha256: str, reader_version: str) -> AnyRow | None:
        """The row that holds a file's content as it is now, None if it must be (re)built."""
        with self._engine.connect() as connection:
            holder = reading.ready_row(connection, sha256=sha256)
        if holder is not None and holder.name == name and holder.reader_version != reader_version:
            return None
        return holder

    def keep(self, held: AnyRow, name: str, collection: Collection | None = None) -> PutResult:
        """Content that is stored already: under this name, or under another one.

        A copy does not move the document out of its collection.
        """
        if held.name == name:
            if collection is not None:
                with self._engine.begin() as connection:
                    writing.set_collection(connection, name, collection)
            return PutResult("unchanged", held.document_id, held.name)
        with self._engine.begin() as connection:
            if writing.set_alias(connection, name, held.version):
                mine = reading.ready_row(connection, name=name)
                if mine is not None:
                    writing.give_way(connection, mine.version)
                writing.count_revision(connection)
        self._upkeep.clear_retired()
        return PutResult("duplicate", held.document_id, held.name)

    def _store(self, arrivals: Sequence[Arrival]) -> list[PutResult]:
        """Documents of different names and contents, which the store does not hold."""
        if not arrivals:
            return []
        storable = self._storable(arrivals)
        vectors = self._cache.embed([text for document in storable for text in document.embedded_texts])
        with self._engine.begin() as connection:
            built = [writing.insert_building(connection, document) for document in storable]
        passages = [(version, id_) for version, ids in built for id_ in ids]
        self._vectors.add([(*passage, vector) for passage, vector in zip(passages, vectors, strict=True)])
        with self._engine.begin() as connection:
            for arrival in arrivals:
                if arrival.collection is not None:
                    writing.set_correction(
                        connection, arrival.prepared.name, reading.COLLECTION, arrival.collection
                    )
            replaced = [writing.swap_in(connection, version) for version, _ in built]
            writing.count_revision(connection)
        self._upkeep.clear_retired()
        return [
            PutResult("replaced" if is_new_version else "added", document.document_id, document.prepared.name)
            for document, is_new_version in zip(storable, replaced, strict=True)
        ]

    def _storable(self, arrivals: Sequence[Arrival]) -> list[StorableDocument]:
        with self._engine.connect() as connection:
            changes = reading.corrections_of(connection, [arrival.prepared.name for arrival in arrivals])
            into = [_collection(connection, arrival) for arrival in arrivals]
        storable = []
        for arrival, collection in zip(arrivals, into, strict=True):
            prepared, original = arrival.prepared, arrival.original
            kept = None if original is None else self._originals.keep(original, prepared.sha256)
            source = None if original is None else str(original.resolve())
            corrected = changes.get(prepared.name, {})
            storable.append(
                StorableDocument.of(prepared, corrected, kept, source, arrival.reader_version, collection)
            )
        return storable


def _collection(connection: Connection, arrival: Arrival) -> Collection:
    return arrival.collection or reading.collection_of(connection, arrival.prepared.name)


def _meets(one: Arrival, other: Arrival) -> bool:
    """Whether what becomes of one depends on the other's being stored before."""
    return one.prepared.name == other.prepared.name or one.prepared.sha256 == other.prepared.sha256
