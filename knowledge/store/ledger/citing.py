"""Pointing into a document's stored original text."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Engine

from foundation.document import Span, whole_letters
from foundation.records import Citation, LinePlace, PagePlace
from knowledge.store.ledger import rows
from knowledge.store.ledger.reading import layout_row
from knowledge.store.ledger.stored import StoredDocument

KEPT_TEXTS = 64
Box = tuple[float, float, float, float]


class StoredTexts:
    """The stored texts with their pages and lines; the latest used are kept in memory.

    A version of a document never changes, so what is kept can never be out of date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._layout = lru_cache(maxsize=KEPT_TEXTS)(self._read)

    def _read(self, version: int) -> tuple[str, tuple[PagePlace, ...], tuple[LinePlace, ...]]:
        with self._engine.connect() as connection:
            row = layout_row(connection, version)
        return row.text, rows.pages_from_json(row.pages), rows.lines_from_json(row.lines)

    def text(self, version: int) -> str:
        """The stored original text."""
        return self._layout(version)[0]

    def cite(self, document: StoredDocument, span: Span, n: int) -> Citation:
        """Citation number ``n`` of the words at ``span``.

        Raises:
            ValueError: the span is empty or not inside the text.
        """
        text, pages, _ = self._layout(document.version)
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"span {span.start}:{span.end} is not inside the {len(text)} characters")
        span = whole_letters(text, span)
        page = next((p for p in pages if p.span.start <= span.start < p.span.end), None)
        first_line = text.count("\n", 0, span.start) + 1
        return Citation(
            n=n,
            document_id=document.document_id,
            document=document.name,
            title=document.title,
            page=None if page is None else page.number,
            line_start=first_line,
            line_end=first_line + text.count("\n", span.start, span.end - 1),
            char_start=span.start,
            char_end=span.end,
            quote=text[span.start : span.end],
            ocr=page is not None and page.ocr,
        )

    def highlights(self, version: int, span: Span) -> list[tuple[int, Box]]:
        """(page number, box) of every printed line or cell that the span touches."""
        lines = self._layout(version)[2]
        return [
            (line.page, line.box)
            for line in lines
            if line.span.start < span.end and span.start < line.span.end
        ]
