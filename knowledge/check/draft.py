"""A draft as the checkers see it: its outline, its identity and its records.

The shapes are the foundation's, so a draft needs neither a store nor the room that reads files;
``ingest.draft`` makes one from a file.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from foundation.document import MappedText, Paragraph, Span, StructuredDocument, Table
from foundation.records import AwardRecord, DocumentIdentity, IndicatorRecord
from knowledge.check.finding import Quote
from language.periods import Period


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a table cell: its text, the headings above it, whether it is a cell."""

    content: MappedText
    path: tuple[str, ...]
    in_table: bool = False


@dataclass(frozen=True)
class Draft:
    """A document to check: what it says and what was read out of it."""

    document: StructuredDocument
    identity: DocumentIdentity
    awards: tuple[AwardRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()

    @property
    def text(self) -> str:
        """The stored original text, which every quote is cut from."""
        return self.document.source.text

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every paragraph and table cell with text, in reading order."""
        return tuple(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        for element in self.document.elements:
            if isinstance(element, Paragraph):
                yield Piece(element.content, element.path)
            else:
                yield from self._cells(element)

    @staticmethod
    def _cells(table: Table) -> Iterator[Piece]:
        seen: set[tuple[int, ...]] = set()  # a merged cell stands in each row that it reaches into
        for row in table.rows:
            for cell in row.cells:
                if cell.text.strip() and cell.content.origin not in seen:
                    seen.add(cell.content.origin)
                    yield Piece(cell.content, table.path, in_table=True)

    def quote(self, span: Span) -> Quote:
        """The words at a span of the original text."""
        return Quote(span.start, span.end, self.text[span.start : span.end])

    def quote_in(self, content: MappedText, start: int, end: int) -> Quote:
        """The original words behind ``content.text[start:end]``."""
        return self.quote(content.span(start, end))

    @cached_property
    def period(self) -> Period | None:
        """The period reported on, None when the document does not tell it."""
        code = self.identity.value("period")
        return None if code is None else Period(code)

    @cached_property
    def written_on(self) -> date | None:
        """The day of the document; the last day that fits where the day or month is blank.

        None when the document is not dated.
        """
        value = self.identity.value("date")
        if value is None:
            return None
        year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
        month = month or 12
        return date(year, month, day or calendar.monthrange(year, month)[1])

    @cached_property
    def period_start(self) -> date | None:
        """The first day of the period reported on."""
        if self.period is None:
            return None
        first = self.period.months[0]
        return date(first // 12, first % 12 + 1, 1)

    @cached_property
    def period_end(self) -> date | None:
        """The last day of the period reported on."""
        if self.period is None:
            return None
        last = self.period.months[1]
        year, month = last // 12, last % 12 + 1
        return date(year, month, calendar.monthrange(year, month)[1])
