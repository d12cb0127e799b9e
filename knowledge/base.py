"""The knowledge base: ledger, lexical index, vectors and original files as one thing.

What the ledger says is the truth. A new version of a document is built beside the old one and
swapped in by one SQL transaction, which also indexes its words; vectors and files follow, and
what a killed process left of them is swept by the next writer. There is one writer at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from llama_index.core.base.embeddings.base import BaseEmbedding
from sqlalchemy import update

from foundation.document import Span
from foundation.errors import NotFound
from foundation.records import IDENTITY_FIELDS, Citation, PreparedDocument
from foundation.settings import Settings
from knowledge.awards.book import AwardBook
from knowledge.embedding import EmbeddingCache, open_model
from knowledge.embedding.cache import prune
from knowledge.retrieval.corpus_diacritics import CorpusDiacritics
from knowledge.retrieval.hybrid import HybridSearch
from knowledge.store.catalogue import Catalogue
from knowledge.store.filters import AwardSelection, Filters
from knowledge.store.intake import Arrival, Intake
from knowledge.store.ledger import reading, rows, writing
from knowledge.store.ledger.citing import Box, StoredTexts
from knowledge.store.ledger.conditions import Condition, award_condition, selection_condition
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.schema import documents, open_engine
from knowledge.store.ledger.stored import (
    FoundPassage,
    PutResult,
    StoredAward,
    StoredDocument,
    StoredIndicator,
    StoredReference,
)
from knowledge.store.originals import Originals
from knowledge.store.upkeep import Upkeep
from knowledge.store.vectors import Vectors
from knowledge.store.writer_lock import WriterLock

WRITER_WAIT_S = 60.0


class KnowledgeBase:
    """One store. Open it with ``KnowledgeBase.open``; safe to use from several threads."""

    def __init__(self, settings: Settings, model: BaseEmbedding, wait_s: float) -> None:
        folder = settings.store_dir
        folder.mkdir(parents=True, exist_ok=True)
        self._wait_s = wait_s
        self._lock = WriterLock(folder / "writer.lock")
        self._engine = open_engine(folder / "ledger.sqlite")
        self._model = model
        self._vectors = Vectors(folder / "chroma")
        self._originals = Originals(folder / "originals")
        self._catalogue = Catalogue(self._engine, folder / "ledger.sqlite")
        self._texts = StoredTexts(self._engine)
        self._diacritics = CorpusDiacritics(self._engine)
        self._upkeep = Upkeep(self._engine, self._vectors, self._originals, model.model_name)
        cache = EmbeddingCache(self._engine, model)
        self._intake = Intake(self._engine, cache, self._vectors, self._originals, self._upkeep)
        self.award_book = AwardBook(self._engine, self._writing)
        self._search = HybridSearch(self._engine, self._vectors, model, settings, self._diacritics.model)

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
        self._vectors.close()
        self._catalogue.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- changing -----------------------------------------------------------------------

    def put(
        self, prepared: PreparedDocument, original: Path | None = None, reader_version: str = ""
    ) -> PutResult:
        """Store a document: new, instead of the one of the same name, or not at all.

        Nothing happens when name, content and ``reader_version`` are those of the stored one
        ("unchanged"), or when the content is stored under another name ("duplicate": that one
        stays and is what the result names). ``original`` is copied into the store.

        Raises:
            StoreError: another process is writing and does not finish.
        """
        return self.put_all([Arrival(prepared, original, reader_version)])[0]

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

    def mark_stale(self, document_id: str) -> None:
        """Have the document read again the next time its file is ingested, changed or not.

        Raises:
            NotFound: no such document.
        """
        with self._writing(), self._engine.begin() as connection:
            version = self._row(document_id).version
            statement = update(documents).where(documents.c.version == version)
            connection.execute(statement.values(reader_version="stale"))

    def rebuild_vectors(self) -> None:
        """Build the vectors anew from the ledger; nothing is embedded again."""
        with self._writing():
            self._upkeep.rebuild_vectors()

    # --- reading ------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """A number that grows with every change that readers can see."""
        return self._catalogue.revision

    def documents(self, filters: Filters | None = None) -> list[StoredDocument]:
        """The documents that pass the filters, by name."""
        return self._catalogue.passing(filters) if filters else list(self._catalogue.all)

    def document(self, document_id: str) -> StoredDocument:
        """One document.

        Raises:
            NotFound: no such document.
        """
        return self._catalogue.document(document_id)

    def original_text(self, document_id: str) -> str:
        """The stored original text, which all spans count.

        Raises:
            NotFound: no such document.
        """
        return self._texts.text(self.document(document_id).version)

    def load_texts(self, document_ids: Iterable[str]) -> None:
        """Read the texts of many documents at once, before an answer quotes them one by one.

        Documents that are gone are passed over.
        """
        held = self._catalogue.by_id
        self._texts.load(held[document_id].version for document_id in document_ids if document_id in held)

    def original_file(self, document_id: str) -> Path | None:
        """The stored copy of the file, None when it was put without one.

        Raises:
            NotFound: no such document.
        """
        return self._originals.path(self._row(document_id).original)

    def cite(self, document_id: str, span: Span, n: int) -> Citation:
        """Citation number ``n`` of the words at ``span`` of a document.

        Raises:
            NotFound: no such document.
            ValueError: the span is empty or not inside the text.
        """
        return self._texts.cite(self.document(document_id), span, n)

    def highlights(self, document_id: str, span: Span) -> list[tuple[int, Box]]:
        """(page number, box in points) of every printed line that the span touches.

        Raises:
            NotFound: no such document.
        """
        return self._texts.highlights(self.document(document_id).version, span)

    def passages(self, document_id: str) -> list[FoundPassage]:
        """The passages of a document in reading order."""
        with self._engine.connect() as connection:
            return reading.passages_of(connection, document_id)

    def awards(self, filters: Filters | None = None, awards: Sequence[str] = ()) -> list[StoredAward]:
        """Award statements, all or those of the named awards (taxonomy names).

        A person's corrections are in force and what was rejected is left out; ``award_book`` is
        where a person makes them. ``filters.communes`` also finds records about that commune in
        reports of others; ``filters.periods`` goes by the record's own period where it has one.
        """
        return self._awards(award_condition(filters, awards))

    def selected_awards(self, selection: AwardSelection) -> list[StoredAward]:
        """Award statements as ``awards`` gives them, of a question's first sieve."""
        return self._awards(selection_condition(selection))

    def award_periods(self) -> tuple[str, ...]:
        """The periods of award statements and of documents."""
        with self._engine.connect() as connection:
            return reading.award_periods(connection)

    def indicators(
        self, filters: Filters | None = None, indicators: Sequence[str] = ()
    ) -> list[StoredIndicator]:
        """Figures, all or those of the named indicators; filters as for ``awards``."""
        with self._engine.connect() as connection:
            return reading.stored_indicators(connection, filters, indicators)

    def references(self, filters: Filters | None = None) -> list[StoredReference]:
        """Mentions of legal instruments in the documents that pass the filters."""
        with self._engine.connect() as connection:
            return reading.stored_references(connection, filters)

    def search(self, text: str, filters: Filters | None = None, k: int = 10) -> list[FoundPassage]:
        """The ``k`` passages that fit best, best first."""
        return self._search.search(text, filters, k)

    def warm_up(self) -> None:
        """Load the models now, so that the first question does not wait for them."""
        self._model.get_query_embedding("")
        self._diacritics.model()

    def restore_diacritics(self, text: str) -> str:
        """The text with diacritics as the corpus writes them; unchanged where unsure."""
        restored = self._diacritics.model().restore(text)
        return restored.text if restored.is_sure else text

    def vocabulary(self) -> frozenset[str]:
        """The canonical syllables of the corpus, against which typing is corrected."""
        return self._diacritics.model().vocabulary()

    # --- inside -------------------------------------------------------------------------

    def _awards(self, condition: Condition) -> list[StoredAward]:
        summaries = {version: each.summary for version, each in self._catalogue.by_version.items()}
        with self._engine.connect() as connection:
            return reading.stored_awards(connection, condition, summaries)

    def _row(self, document_id: str) -> AnyRow:
        with self._engine.connect() as connection:
            row = reading.ready_row(connection, document_id=document_id)
        if row is None:
            raise NotFound("document_not_found", document_id)
        return row

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The right to write, waited for; what a dead writer left is swept first."""
        with self._lock.held(self._wait_s):
            self._upkeep.sweep()
            yield
