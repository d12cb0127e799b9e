"""The answer contract: what answering gives back, whoever asks.

Plain typed models, free of any library's types, that every room may import. Offsets count
characters of the document's stored original text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Intent = Literal[
    "award_list", "award_count", "indicator", "regulation", "compare", "passage",
    "draft", "smalltalk", "corpus",
]  # fmt: skip


class Citation(NamedTuple):
    """A numbered pointer to the very words: ``quote == text[char_start:char_end]``."""

    n: int
    document_id: str
    document: str
    title: str
    page: int | None
    line_start: int
    line_end: int
    char_start: int
    char_end: int
    quote: str
    ocr: bool = False

    def as_json(self) -> dict[str, Any]:
        """The citation of the answer contract."""
        return {
            "n": self.n, "document": self.document, "document_id": self.document_id,
            "title": self.title, "page": self.page, "line_start": self.line_start,
            "line_end": self.line_end, "char_start": self.char_start,
            "char_end": self.char_end, "quote": self.quote, "ocr": self.ocr,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Value:
    """The figure (or short text) that answers a question for a fact."""

    number: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at: an absent report is told apart from one that says nothing."""

    documents_considered: int
    units_with: tuple[str, ...] = ()
    units_silent: tuple[str, ...] = ()
    units_without_report: tuple[str, ...] = ()
    units_denying: tuple[str, ...] = ()


class AnswerRow(NamedTuple):
    """One row of a list or comparison; ``citation`` is the number of its source.

    A tuple, because a list has thousands: it is made in a third of a data class's time.
    """

    unit: str
    citation: int
    district: str = ""
    province: str = ""
    recipient: str = ""
    recipient_kind: str = ""
    count: str = ""  # type: ignore[assignment]  # not the tuple's method
    award: str = ""
    authority: str = ""
    period: str = ""
    status: str = ""
    note: str = ""

    def citing(self, n: int) -> AnswerRow:
        """The same row with the number of its source."""
        return AnswerRow(self.unit, n, *self[2:])


@dataclass(frozen=True, slots=True)
class Checks:
    """What the verifier found: every number and every name stands in a cited span.

    ``from_registry`` tells that what stands in none was taken from the program's own registry
    of legal instruments, as the answer says.
    """

    numbers_cited: bool = True
    names_cited: bool = True
    from_registry: bool = False


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a language model had to do with an answer.

    ``reworded`` sentences are in its words and passed the check, ``refused`` ones did not and
    stand as they were. ``reading`` is the question as it read it, where the grammar was unsure;
    ``message`` tells a person why it could not help.
    """

    reworded: int = 0
    refused: int = 0
    reading: str = ""
    message: str = ""

    def as_json(self) -> dict[str, Any]:
        """The entry ``model`` of the answer contract."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer contract. ``text`` is Markdown with ``[1]`` marks; times in milliseconds."""

    text: str
    intent: Intent
    abstained: bool = False
    rows: tuple[AnswerRow, ...] = ()
    value: Value | None = None
    coverage: Coverage | None = None
    citations: tuple[Citation, ...] = ()
    checks: Checks = Checks()
    suggestions: tuple[str, ...] = ()
    timing_ms: dict[str, float] = field(default_factory=dict)
    model: ModelUse | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer as the command line prints it; ``model`` only where one was used."""
        coverage = None
        if self.coverage is not None:
            coverage = {
                "documents_considered": self.coverage.documents_considered,
                "units_with": list(self.coverage.units_with),
                "units_silent": list(self.coverage.units_silent),
                "units_without_report": list(self.coverage.units_without_report),
                "units_denying": list(self.coverage.units_denying),
            }
        return {
            "answer": self.text,
            "abstained": self.abstained,
            "intent": self.intent,
            "rows": [row._asdict() for row in self.rows],
            "value": None if self.value is None else {"number": self.value.number, "unit": self.value.unit},
            "coverage": coverage,
            "citations": [c.as_json() for c in self.citations],
            "checks": {
                "numbers_cited": self.checks.numbers_cited,
                "names_cited": self.checks.names_cited,
                "from_registry": self.checks.from_registry,
            },
            "suggestions": list(self.suggestions),
            "timing_ms": {k: round(v, 1) for k, v in self.timing_ms.items()},
            **({} if self.model is None else {"model": self.model.as_json()}),
        }
