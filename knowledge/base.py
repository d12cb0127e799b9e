"""The knowledge base: ledger, lexical index, vectors and original files as one thing.

What the ledger says is the truth. A new version of a document is built beside the old one and
swapped in by one SQL transaction, which also indexes its words; vectors and files follow, and
what a killed process left of them is swept by the next writer. There is one writer at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding
from sqlalchemy import update

from foundation.closing import Closing
from foundation.collection import EVERYTHING, Collection
from foundation.errors import StoreError
from foundation.records import IDENTITY_FIELDS, PreparedDocument
from foundation.settings import Settings
from knowledge.awards.book import AwardBook
from knowledge.embedding import EmbeddingCache, open_model
from knowledge.embedding.cache import prune
from knowledge.readings import Readings
from knowledge.retrieval.corpus_diacritics import CorpusDiacritics
from knowledge.retrieval.hybrid import HybridSearch
from knowledge.store.catalogue import Catalogue
from knowledge.store.database import open_database
from knowledge.store.intake import Arrival, Intake
from knowledge.store.ledger import reading, rows, writing
from knowledge.store.ledger.citing import StoredTexts
from knowledge.store.ledger.schema import LEDGER, documents
from knowledge.store.ledger.stored import PutResult, StoredDocument
from knowledge.store.upkeep import Upkeep
from knowledge.store.vectors import open_vectors

WRITER_WAIT_S = 60.0


class KnowledgeBase(Readings, Closing):
    """One store. Open it with ``KnowledgeBase.open``; safe to use from several threads."""

    def __init__(self, settings: Settings, model: BaseEmbedding, wait_s: float) -> None:
        folder = settings.store_dir
        folder.mkdir(parents=True, exist_ok=True)
        self._wait_s = wait_s
        self._database = open_database(settings)
        self._lock = self._database.writer_lock()
        self._engine = self._database.engine(LEDGER)
        self._model = model
        self._vectors = open_vectors(settings, self._engine)
        self._originals = self._database.originals
        self._catalogue = Catalogue(self._engine, self._database)
        self._texts = StoredTexts(self._engine)
        self._diacritics = CorpusDiacritics(self._engine, lambda: self._catalogue.revision)
        self._upkeep = Upkeep(self._engine, self._vectors, self._originals, model.model_name)
        cache = EmbeddingCache(self._engine, model)
        self._intake = Intake(self._engine, cache, self._vectors, self._originals, self._upkeep)
        self.award_book = AwardBook(self._engine, self._writing)
        self._search = HybridSearch(self._engine, self._vectors, model, settings, self._diacritics.model)
        self._seen: dict[frozenset[Collection], SeenKnowledge] = {}
        self._seen_lock = threading.Lock()

    @classmethod
    def open(
        cls, settings: Settings, model: BaseEmbedding | None = None, wait_s: float = WRITER_WAIT_S
    ) -> KnowledgeBase:
        """Open the store in ``settings.store_dir``, or make a new one there.

        ``model`` stands in for the model that the settings name. A writer waits ``wait_s``
        seconds for another one to finish.

        Raises:
            StoreError: the store was built by another embedding model or another program
                version, or is being created by a process that does not finish.
        """
        base = cls(settings, model or open_model(settings), wait_s)
        try:
            base._upkeep.prepare(base._lock, wait_s)
        except BaseException:
            base.close()
            raise
        return base

    def close(self) -> None:
        """Let go of all files."""
        with self._seen_lock:
            for view in self._seen.values():
                view.close()
            self._seen.clear()
        self._vectors.close()
        self._catalogue.close()
        self._engine.dispose()
        self._database.close()

    def seen_by(self, reads: frozenset[Collection]) -> KnowledgeBase:
        """The store as those see it who may read these collections: nothing else is in it.

        What may not be read is not found, counted, cited nor named, and an id of it is not an id;
        every answer is as from a store that never held it. A part cannot be written to. Who may
        read everything gets the store itself.
        """
        if reads >= EVERYTHING:
            return self
        with self._seen_lock:
            view = self._seen.get(reads)
            if view is None:
                view = self._seen[reads] = SeenKnowledge(self, reads)
            view.keep_in_step()
            return view

    # --- changing -----------------------------------------------------------------------

    def put(
        self,
        prepared: PreparedDocument,
        original: Path | None = None,
        reader_version: str = "",
        collection: Collection | None = None,
    ) -> PutResult:
        """Store a document: new, instead of the one of the same name, or not at all.

        Nothing happens when name, content and ``reader_version`` are those of the stored one
        ("unchanged"), or when the content is stored under another name ("duplicate": that one
        stays and is what the result names). ``original`` is copied into the store. ``collection``
        is as of ``Arrival``.

        Raises:
            StoreError: another process is writing and does not finish.
        """
        return self.put_all([Arrival(prepared, original, reader_version, collection)])[0]

    def put_all(self, arrivals: Sequence[Arrival]) -> list[PutResult]:
        """Store documents as ``put`` does, one after the other, but many times quicker.

        Readers see all of them at once. Some hundred are a good number: all their texts and
        vectors are in memory at a time.

        Raises:
            StoreError: another process is writing and does not finish.
        """
        with self._writing():
            return self._intake.put(arrivals)

    def known(self, name: str, sha256: str, reader_version: str = "") -> StoredDocument | None:
        """The document that already holds this content, None if the file has to be read.

        Its name is another one for a duplicate: tell the store by ``add_name``.
        """
        held = self._intake.holder(name, sha256, reader_version)
        return None if held is None else self.document(held.document_id)

    def add_name(self, document_id: str, name: str) -> PutResult:
        """A file of this name has the very content of the document: remember the name.

        What was stored under the name before gives way.

        Raises:
            NotFound: no such document.
        """
        with self._writing():
            return self._intake.keep(self._row(document_id), name)

    def delete(self, document_id: str) -> None:
        """Remove a document, under all its names, from every store; corrections go too.

        Raises:
            NotFound: no such document.
        """
        with self._writing():
            row = self._row(document_id)
            with self._engine.begin() as connection:
                writing.forget_corrections(connection, row.name)
                writing.retire(connection, row.version)
                # Also what a killed ingestion had embedded and nobody came back for.
                prune(connection)
                writing.count_revision(connection)
            self._upkeep.clear_retired()

    def correct_identity(self, document_id: str, name: str, value: str) -> None:
        """Set an identity field by hand, for this and every later version of the document.

        Filters, passage headers and the lexical index follow at once; vectors keep the
        header with which they were embedded until the document is read again.

        Raises:
            NotFound: no such document.
            ValueError: no such field.
        """
        if name not in IDENTITY_FIELDS:
            raise ValueError(f"unknown identity field {name!r}; one of {IDENTITY_FIELDS}")
        with self._writing(), self._engine.begin() as connection:
            row = self._row(document_id)
            writing.set_correction(connection, row.name, name, value)
            changes = reading.corrections_of(connection, [row.name])[row.name]
            identity = reading.corrected(rows.identity_from_json(row.identity), changes)
            writing.apply_identity(connection, row.version, identity)
            writing.count_revision(connection)

    def move(self, document_id: str, collection: Collection) -> None:
        """Put a document, in this and every later version, into a collection.

        Raises:
            NotFound: no such document.
        """
        with self._writing(), self._engine.begin() as connection:
            writing.set_collection(connection, self._row(document_id).name, collection)

    def mark_stale(self, document_id: str) -> None:
        """Have the document read again the next time its file is ingested, changed or not.

        Raises:
            NotFound: no such document.
        """
        with self._writing(), self._engine.begin() as connection:
            version = self._row(document_id).version
            statement = update(documents).where(documents.c.version == version)
            connection.execute(statement.values(reader_version="stale"))

    def state_of_vectors(self) -> str:
        """Whether passages can be found by vectors: ``ok``, ``away`` (their server) or ``damaged``."""
        return self._upkeep.state_of_vectors()

    def tend_vectors(self) -> None:
        """Have the vectors built again where they were lost or damaged; to be called now and then.

        Cheap when nothing is wrong; while their server is away or somebody writes, nothing happens.
        """
        self._upkeep.tend_vectors(self._lock)

    def rebuild_vectors(self) -> None:
        """Build the vectors anew from the ledger; nothing is embedded again."""
        with self._writing():
            self._upkeep.rebuild_vectors()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The right to write, waited for; what a dead writer left is swept first."""
        with self._lock.held(self._wait_s):
            self._upkeep.sweep()
            yield


class SeenKnowledge(KnowledgeBase):
    """The part of a store that some may read; ``KnowledgeBase.seen_by`` makes it."""

    def __init__(self, whole: KnowledgeBase, reads: frozenset[Collection]) -> None:
        self._whole = whole
        self._engine = whole._database.seen(LEDGER, reads)
        self._model = whole._model
        self._vectors = whole._vectors
        self._originals = whole._originals
        self._upkeep = whole._upkeep
        self._catalogue = Catalogue(self._engine, whole._database)
        self._texts = StoredTexts(self._engine)
        cache = EmbeddingCache(self._engine, whole._model)
        self._intake = Intake(self._engine, cache, self._vectors, self._originals, self._upkeep)
        self.award_book = AwardBook(self._engine, self._writing)
        self._moves: str | None = ""
        self._learn_anew()

    def keep_in_step(self) -> None:
        """Forget what was learnt from the words of documents that have changed their collection."""
        with self._engine.connect() as connection:
            moves = reading.meta_value(connection, writing.COLLECTIONS)
        if moves != self._moves:
            self._moves = moves
            self._learn_anew()

    def _learn_anew(self) -> None:
        self._diacritics = CorpusDiacritics(self._engine, lambda: self._catalogue.revision)
        self._search = self._whole._search.over(self._engine, self._diacritics.model)

    def seen_by(self, reads: frozenset[Collection]) -> KnowledgeBase:
        """Nobody sees more by asking a part."""
        raise StoreError("store_seen_in_part")

    def close(self) -> None:
        """Let go of the ledger; the rest belongs to the whole."""
        self._catalogue.close()
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        raise StoreError("store_seen_in_part")
        yield
