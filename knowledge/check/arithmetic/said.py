"""A sentence as the checkers of neighbouring figures see it: its words, its figures, its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.quantities import Quantity, quantities
from language.text import fold, sentences

_AMONG = re.compile(r"\s*trong (?:do|so do)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its figures and where it begins in its piece."""

    draft: Draft
    piece: Piece
    base: int
    text: str
    folded: str
    found: tuple[Quantity, ...]

    def between(self, first: Quantity, second: Quantity) -> str:
        """The folded words between two figures."""
        return self.folded[first.stop : second.start]

    def finding(self, first: Quantity, last: Quantity, sure: float, key: str, **values: str) -> Finding:
        """A finding at the words from the first figure to the last; ``key`` is its wording."""
        quote = self.draft.quote_in(self.piece.content, self.base + first.start, self.base + last.stop)
        message = say(f"check.arithmetic.{key}", **values)
        repair = say(f"check.arithmetic.{key}_repair", **values)
        return Finding("arithmetic", "error", sure, message, repair, (quote,))


def spoken(draft: Draft) -> Iterator[Said]:
    """The sentences of a draft outside its tables, with those joined that a semicolon or "Trong đó" cut."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        for start, text in _joined(piece.content.text):
            yield Said(draft, piece, start, text, fold(text), tuple(quantities(text)))


def _joined(text: str) -> Iterator[tuple[int, str]]:
    start: int | None = None
    end = 0
    for sentence in sentences(text):
        start = sentence.start if start is None else start
        end = sentence.end
        if not sentence.text.endswith(";") and not _AMONG.match(fold(text[sentence.end :])):
            yield start, text[start:end]
            start = None
    if start is not None:
        yield start, text[start:end]


def plain(*figures: Quantity) -> bool:
    """Whether none is a ratio, a range or a blurred figure."""
    return all(figure.is_plain for figure in figures)
