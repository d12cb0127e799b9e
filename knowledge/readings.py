"""What can be read of a store: documents, texts, records, passages, the words of the corpus."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from llama_index.core.base.embeddings.base import BaseEmbedding
from sqlalchemy import Engine

from foundation.answers import Citation
from foundation.document import Span
from foundation.errors import NotFound
from knowledge.awards.book import AwardBook
from knowledge.retrieval.corpus_diacritics import CorpusDiacritics
from knowledge.retrieval.hybrid import HybridSearch
from knowledge.store.catalogue import Catalogue
from knowledge.store.database.interface import OriginalStore
from knowledge.store.filters import AwardSelection, Filters
from knowledge.store.ledger import reading
from knowledge.store.ledger.citing import Box, StoredTexts
from knowledge.store.ledger.conditions import Condition, award_condition, selection_condition
from knowledge.store.ledger.kept_awards import KeptAwards
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.stored import (
    FoundPassage,
    StoredAward,
    StoredDocument,
    StoredIndicator,
    StoredReference,
)


class Readings:
    """Everything that reads goes through here; ``KnowledgeBase`` adds what changes."""

    _engine: Engine
    _model: BaseEmbedding
    _originals: OriginalStore
    _catalogue: Catalogue
    _texts: StoredTexts
    _diacritics: CorpusDiacritics
    _search: HybridSearch
    award_book: AwardBook

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

    def cite_all(self, places: Iterable[tuple[str, Span]]) -> tuple[Citation, ...]:
        """Citations of places in documents, numbered from 1 in their order; errors as of ``cite``."""
        held = self._catalogue.by_id
        return tuple(
            self._texts.cite(held.get(document_id) or self.document(document_id), span, n)
            for n, (document_id, span) in enumerate(places, start=1)
        )

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
        where a person makes them. They are the very same objects until the store changes.
        ``filters.communes`` also finds records about that commune in
        reports of others; ``filters.periods`` goes by the record's own period where it has one.
        """
        return self._awards(award_condition(filters, awards))

    def selected_awards(self, selection: AwardSelection) -> list[StoredAward]:
        """Award statements as ``awards`` gives them, of a question's first sieve."""
        return self._awards(selection_condition(selection))

    def award_periods(self) -> tuple[str, ...]:
        """The periods of award statements and of documents."""
        return self._kept_awards.periods(self._catalogue.revision)

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
        """Load the models and the list of documents now, so that the first question does not wait.

        What is loaded stays, so the collector of this process need not look through it again: over
        thousands of documents each look would take longer than an answer.
        """
        self._model.get_query_embedding("")
        self._diacritics.model()
        self.documents()
        gc.collect()
        gc.freeze()

    def restore_diacritics(self, text: str) -> str:
        """The text with diacritics, to be shown: as the corpus writes it, else unchanged."""
        restored = self._diacritics.model().restore(text)
        return restored.text if restored.is_sure and restored.attested else text

    def vocabulary(self) -> frozenset[str]:
        """The canonical syllables of the corpus, against which typing is corrected."""
        return self._diacritics.model().vocabulary()

    @cached_property
    def _kept_awards(self) -> KeptAwards:
        return KeptAwards(self._engine)

    def _awards(self, condition: Condition) -> list[StoredAward]:
        revision, documents = self._catalogue.at_revision
        return self._kept_awards.find(condition, documents, revision)

    def _row(self, document_id: str) -> AnyRow:
        with self._engine.connect() as connection:
            row = reading.ready_row(connection, document_id=document_id)
        if row is None:
            raise NotFound("document_not_found", document_id)
        return row
