"""A document's paragraphs in their zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from foundation.document import MappedText, Span

Zone = Literal[
    "letterhead", "title", "addressee", "opening", "heading", "body", "plan", "closing",
    "recipients", "signature", "table",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a part of one, in its zone."""

    zone: Zone
    content: MappedText

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.content.text

    def span(self, start: int, end: int) -> Span:
        """The original place of ``text[start:end]``."""
        return self.content.span(start, end)
