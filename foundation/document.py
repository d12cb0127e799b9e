"""The document model: what a reader delivers, and what structuring makes of it.

Two stages, two shapes, and nothing after reading knows about file formats:

* ``SourceDocument``: pages of blocks over one *stored original text*. Every offset in the
  program that is shown to a user counts characters of that text.
* ``StructuredDocument``: paragraphs and tables in reading order, with their heading path.
  Their text is normalised (joined lines, repaired characters) and each character knows where
  in the original it came from (``MappedText``).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal["line", "paragraph", "heading", "list_item", "table"]


class Span(NamedTuple):
    """Half-open range ``[start, end)`` of characters in the stored original text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points (1/72 inch), origin at the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. A merged cell appears once, at its top left position, with its spans."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page as the format itself marks it.

    ``line`` is one physical line of a source that has hard line breaks (plain text, PDF):
    normalisation joins lines into paragraphs. ``level`` is the depth of a heading (1 = top)
    where the format states it. ``cells`` is filled for tables only.
    """

    kind: BlockKind
    start: int
    end: int
    line_start: int
    line_end: int
    level: int | None = None
    cells: tuple[Cell, ...] = ()
    box: Box | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``number`` is None for formats without pages. Sizes in points."""

    number: int | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    width: float | None = None
    height: float | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file as read: its name, the sha256 of its bytes, its text and the blocks over it.

    ``text`` is the stored original text: the decoded characters of the file with line ends
    as ``\\n`` and nothing else changed (legacy Vietnamese encodings are converted, because
    unconverted they are not text). ``notes`` are Vietnamese remarks for the person who
    uploaded the file, e.g. that its encoding was converted or that pages were read by OCR.
    """

    name: str
    format: str
    sha256: str
    text: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> Page | None:
        """The page that holds the character at ``offset``, None if no page does."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page
        return None

    def line_at(self, offset: int) -> int:
        """The 1-based line of the stored original text that holds ``offset``."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class MappedText:
    """Normalised text whose every character knows its place in the stored original text.

    ``origin[i]`` is the original offset of ``text[i]``; an inserted character (the space that
    joins two lines) carries the offset of the character it stands for. ``origin`` never
    decreases and has the length of ``text``.
    """

    text: str
    origin: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origin):
            raise ValueError("origin must have one entry for each character of text")

    def span(self, start: int, end: int) -> Span:
        """The original range behind ``text[start:end]``; both ends must lie inside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"empty or outside range {start}:{end} of {len(self.text)}")
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def locate(self, offset: int) -> int:
        """The index in ``text`` of the first character at or after original ``offset``."""
        return bisect_left(self.origin, offset)

    def slice(self, start: int, end: int) -> MappedText:
        """``text[start:end]`` with its origins."""
        return MappedText(self.text[start:end], self.origin[start:end])


def whole_letters(text: str, span: Span) -> Span:
    """The span with the combining marks that belong to its last letter.

    An original in decomposed form (NFD) has them as characters of their own.
    """
    end = span.end
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return Span(span.start, end)


def join_mapped(parts: Iterable[MappedText], separator: str = " ") -> MappedText:
    """Join mapped texts; the separator maps to the end of the part before it."""
    text: list[str] = []
    origin: list[int] = []
    for part in parts:
        if text and part.text:
            text.append(separator)
            origin.extend([origin[-1]] * len(separator))
        text.append(part.text)
        origin.extend(part.origin)
    return MappedText("".join(text), tuple(origin))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item with the headings above it, outermost first.

    ``marker`` is the outline mark that was cut from the front ("I.", "2.1.", "a)", "-", "+"),
    empty when there was none. ``content`` includes the marker's text, so that quotes read as
    the source does. ``depth`` is the outline depth of a heading (1 = Phần/Chương).
    """

    kind: Literal["heading", "paragraph", "list_item"]
    content: MappedText
    path: tuple[str, ...] = ()
    marker: str = ""
    depth: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """The normalised text of a cell; an empty cell has empty text."""

    content: MappedText

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.content.text


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells aligned with ``Table.columns``; ``span`` covers the whole row in the original."""

    cells: tuple[TableCell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its column headings flattened to one text for each column.

    A multi-row header becomes "Kết quả thực hiện / 6 tháng đầu năm / Ước thực hiện".
    ``recovered`` marks a table that was rebuilt from flattened text: its row boundaries are
    inferred, so a consumer may trust a row less.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    span: Span
    path: tuple[str, ...] = ()
    caption: str = ""
    page: int | None = None
    recovered: bool = False


@dataclass(frozen=True, slots=True)
class StructuredDocument:
    """A source document and its elements in reading order."""

    source: SourceDocument
    elements: tuple[Paragraph | Table, ...] = field(default_factory=tuple)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The elements that are text, headings included."""
        return tuple(e for e in self.elements if isinstance(e, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The elements that are tables."""
        return tuple(e for e in self.elements if isinstance(e, Table))
