"""What the HTTP API takes and gives; the OpenAPI description is made from these."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.query import Turn
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument
from ui.asking import MAX_QUESTION

MOST_TURNS = 40
_Name = Annotated[str, StringConstraints(max_length=200)]
_Names = Annotated[list[_Name], Field(max_length=1_000)]
_PLAIN = (
    "document_id", "name", "title", "format", "sha256", "added_at",
    "pages", "passages", "awards", "indicators", "references",
)  # fmt: skip
_IDENTITY = ("kind", "period", "issuer", "commune", "district", "province", "number", "date", "signer")


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SaidBefore(_Given):
    """A turn of the conversation so far."""

    role: Literal["user", "assistant"]
    content: Annotated[str, StringConstraints(max_length=20_000)]


class Narrowed(_Given):
    """Which documents a question is about; several values of a field mean "or"."""

    communes: _Names = []
    districts: _Names = []
    provinces: _Names = []
    periods: _Names = []
    kinds: _Names = []
    document_ids: _Names = []

    def filters(self) -> Filters:
        """The same as the stores take it."""
        return Filters(**{name: tuple(values) for name, values in self.model_dump().items()})


class Question(_Given):
    """A question, the turns before it, and which documents it is about."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION)]
    history: Annotated[list[SaidBefore], Field(max_length=MOST_TURNS)] = []
    filters: Narrowed = Narrowed()

    def turns(self) -> list[Turn]:
        """The history as the answering takes it."""
        return [Turn(each.role, each.content) for each in self.history]


class Answered(BaseModel):
    """The answer contract of ``python -m knowledge ask --json`` (docs/architecture.md)."""

    model_config = ConfigDict(extra="allow")

    answer: str = Field(description="Markdown with [1] marks that name the citations")
    abstained: bool = Field(description="Whether nothing was found that answers the question")
    intent: str
    rows: list[dict[str, Any]]
    value: dict[str, str] | None
    coverage: dict[str, Any] | None
    citations: list[dict[str, Any]] = Field(
        description="Each quote is exactly the text at char_start:char_end of the document's text"
    )
    checks: dict[str, bool]
    suggestions: list[str]
    timing_ms: dict[str, float]


class DocumentTold(BaseModel):
    """A document that the account may read."""

    document_id: str
    name: str
    title: str
    collection: str
    format: str
    sha256: str
    added_at: str
    pages: int | None
    passages: int
    awards: int
    indicators: int
    references: int
    identity: dict[str, str | None]

    @classmethod
    def of(cls, document: StoredDocument) -> DocumentTold:
        """What other programs are told of a document."""
        return cls(
            **{name: getattr(document, name) for name in _PLAIN},
            collection=document.collection.value,
            identity={name: document.identity.value(name) for name in _IDENTITY},
        )


class Documents(BaseModel):
    """A page of the documents, by name; ``total`` counts all of them."""

    total: int
    documents: list[DocumentTold]


class FindingTold(BaseModel):
    """A mistake in a draft, as ``python -m knowledge check --json`` tells it."""

    model_config = ConfigDict(extra="allow")

    category: str
    severity: str
    confidence: float
    message: str
    suggestion: str
    quotes: list[dict[str, Any]]


class Refusal(BaseModel):
    """Why a request was refused, in Vietnamese."""

    detail: str
