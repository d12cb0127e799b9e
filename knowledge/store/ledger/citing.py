"""Pointing into a document's stored original text."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlalchemy import Engine

from foundation.answers import Citation
from foundation.document import Span, whole_letters
from foundation.records import LinePlace, PagePlace
from knowledge.store.ledger import rows
from knowledge.store.ledger.reading import layout_row, text_rows
from knowledge.store.ledger.rows import AnyRow
from knowledge.store.ledger.stored import StoredDocument

# Characters of text that are kept in memory, two bytes each at most.
KEPT_CHARACTERS = 24_000_000
KEPT_LAYOUTS = 64
READ_AT_ONCE = 500  # texts
Box = tuple[float, float, float, float]


class StoredTexts:
    """The stored texts with their pages and lines; the latest used are kept in memory.

    A version of a document never changes, so what is kept can never be out of date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[str, tuple[PagePlace, ...]]] = OrderedDict()
        self._characters = 0
        self._lines = lru_cache(maxsize=KEPT_LAYOUTS)(self._read_lines)

    def text(self, version: int) -> str:
        """The stored original text."""
        return self._paged(version)[0]

    def load(self, versions: Iterable[int]) -> None:
        """Read many texts in a few queries, for an answer that is about to quote them."""
        with self._lock:
            missing = [version for version in dict.fromkeys(versions) if version not in self._kept]
        for start in range(0, len(missing), READ_AT_ONCE):
            if self._read(missing[start : start + READ_AT_ONCE]) > KEPT_CHARACTERS:
                return

    def _paged(self, version: int) -> tuple[str, tuple[PagePlace, ...]]:
        with self._lock:
            kept = self._kept.get(version)
            if kept is not None:
                self._kept.move_to_end(version)
                return kept
        with self._engine.connect() as connection:
            (row,) = text_rows(connection, [version])
        return self._keep(row)

    def _read(self, versions: Sequence[int]) -> int:
        """Read and keep these texts; returns how many characters they have."""
        with self._engine.connect() as connection:
            return sum(len(self._keep(row)[0]) for row in text_rows(connection, versions))

    def _keep(self, row: AnyRow) -> tuple[str, tuple[PagePlace, ...]]:
        read = row.text, rows.pages_from_json(row.pages)
        with self._lock:
            if row.version not in self._kept:
                self._kept[row.version] = read
                self._characters += len(row.text)
            while self._characters > KEPT_CHARACTERS and len(self._kept) > 1:
                _, (dropped, _) = self._kept.popitem(last=False)
                self._characters -= len(dropped)
        return read

    def _read_lines(self, version: int) -> tuple[LinePlace, ...]:
        with self._engine.connect() as connection:
            return rows.lines_from_json(layout_row(connection, version).lines)

    def cite(self, document: StoredDocument, span: Span, n: int) -> Citation:
        """Citation number ``n`` of the words at ``span``.

        Raises:
            ValueError: the span is empty or not inside the text.
        """
        text, pages = self._paged(document.version)
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
        return [
            (line.page, line.box)
            for line in self._lines(version)
            if line.span.start < span.end and span.start < line.span.end
        ]
