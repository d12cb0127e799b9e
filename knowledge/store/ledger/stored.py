"""What the knowledge base gives back: documents, passages and records with their document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foundation.collection import Collection
from foundation.document import Span
from foundation.records import AwardRecord, DocumentIdentity, IndicatorRecord, RegulationReference

PutStatus = Literal["added", "replaced", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True)
class PutResult:
    """What ``put`` did. ``duplicate`` of: the document that already holds the same content.

    ``document_id`` and ``name`` are those of the document that now holds the content.
    """

    status: PutStatus
    document_id: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """The document a record or passage comes from: who, where, when (corrections applied)."""

    document_id: str
    name: str
    title: str
    commune: str | None
    district: str | None
    province: str | None
    level: str | None
    kind: str | None
    period: str | None

    @property
    def unit(self) -> str | None:
        """The reporting unit: the commune, else the district, else the province."""
        return self.commune or self.district or self.province


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the store. ``identity`` has the corrections applied.

    ``document_id`` stays the same when a new version of the file takes over; ``version`` is
    another one then, so it can key what is kept in memory about the text.
    ``other_names`` are files with the very same content, which are not stored again.
    ``source`` is the path that the file was put from, None when it was put without one.
    ``pages`` is None for a format without pages; ``added_at`` is ISO 8601 in UTC.
    ``tells_of`` are the units that its records name besides the one that reports, as written there.
    """

    document_id: str
    version: int
    name: str
    title: str
    identity: DocumentIdentity
    summary: DocumentSummary
    format: str
    sha256: str
    state: Literal["building", "ready"]
    added_at: str
    pages: int | None
    passages: int
    awards: int
    indicators: int
    references: int
    source: str | None = None
    notes: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    collection: Collection = Collection.PUBLIC
    tells_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredAward:
    """An award statement and its document.

    ``amendment_id`` is set for what a person has corrected (``was`` is what was read then) or
    added (``was`` is None); None for a statement as it was read.
    """

    document: DocumentSummary
    record: AwardRecord
    amendment_id: int | None = None
    was: AwardRecord | None = None

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.document_id


@dataclass(frozen=True, slots=True)
class StoredIndicator:
    """A figure and its document."""

    document: DocumentSummary
    record: IndicatorRecord

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.document_id


@dataclass(frozen=True, slots=True)
class StoredReference:
    """A mention of a legal instrument and its document."""

    document: DocumentSummary
    record: RegulationReference

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.document_id


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of the store and how well it fits what was searched.

    ``score`` is 0–1 within one result list (1 = the best of the list, 0 when nothing was
    searched). ``lexical`` is the share of the question's words that the passage holds, weighted
    by their rarity, ``dense`` the cosine similarity; None where that search had no part.
    These two compare across searches and are fit for a threshold.
    """

    passage_id: int
    document: DocumentSummary
    ordinal: int
    text: str
    header: str
    path: tuple[str, ...]
    page: int | None
    span: Span
    score: float = 0.0
    lexical: float | None = None
    dense: float | None = None

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.document.document_id
