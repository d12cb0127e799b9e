"""What a checker gives: a finding with its place, how sure it is, why, and a suggested repair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Category = Literal["arithmetic", "dates", "legal", "awards", "spelling", "form"]
Severity = Literal["error", "warning", "note"]

# A finding that is less sure than this is folded away: it is shown only when asked for.
SURE = 0.5


@dataclass(frozen=True, slots=True)
class Quote:
    """The very words: ``text == original[start:end]``, the document's stored original text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``confidence`` is 0-1; ``message`` and ``suggestion`` are Vietnamese.

    ``suggestion`` is empty where nothing can be suggested. ``quotes`` are the places concerned,
    the one to repair first; a missing part is quoted by the line next to which it belongs.
    """

    category: Category
    severity: Severity
    confidence: float
    message: str
    suggestion: str
    quotes: tuple[Quote, ...]

    @property
    def sure(self) -> bool:
        """Whether it is shown at once; the others are folded away."""
        return self.confidence >= SURE

    def as_json(self) -> dict[str, Any]:
        """The finding as the command line prints it."""
        return {
            "category": self.category,
            "severity": self.severity,
            "confidence": round(self.confidence, 2),
            "message": self.message,
            "suggestion": self.suggestion,
            "quotes": [
                {"char_start": quote.start, "char_end": quote.end, "quote": quote.text}
                for quote in self.quotes
            ],
        }
