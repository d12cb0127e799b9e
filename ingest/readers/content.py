"""What every format's reader delivers, and how it becomes text with blocks over it.

A reader of a format with a layout of its own (Word, PDF, a workbook, a scan) describes what
it found as drafts; ``assemble`` lays the drafts out as one text and measures every block.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from foundation.document import Block, BlockKind, Box, Cell, Page
from foundation.settings import Settings
from foundation.wording import say
from ingest.encodings import display_name, mended, pasted_legacy

# Control characters other than tab and line end, and halves of surrogate pairs: no reader
# of the text can show them and some stores refuse them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Symbol fonts put their characters into a private area: the lower half are keyboard
# characters, the upper half are bullets, arrows and ticks.
_SYMBOLS = {0xF000 + code: chr(code) if code < 0x7F else "•" for code in range(0x20, 0x100)}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of a file, read once, under the name that people see."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class CellDraft:
    """One table cell; a merged cell stands once, at its top left position."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block before its place in the text is known. Tables have ``cells`` and no ``text``."""

    kind: BlockKind
    text: str = ""
    level: int | None = None
    cells: tuple[CellDraft, ...] = ()
    box: Box | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageDraft:
    """The blocks of one page in reading order; sizes in points."""

    blocks: tuple[BlockDraft, ...]
    number: int | None = None
    width: float | None = None
    height: float | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, the pages over it, and Vietnamese notes for the person."""

    text: str
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()


Reader = Callable[[SourceFile, Settings], Content]


def clean(text: str) -> str:
    """Text of a draft as it may stand in the stored text: NFC, one kind of line end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = text.replace("\xa0", " ").replace("\xad", "").translate(_SYMBOLS)
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text))


class _Layout:
    """The text so far and the line that it has reached."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.offset = 0
        self.line = 1

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.offset += len(text)
        self.line += text.count("\n")

    def block(self, draft: BlockDraft) -> Block:
        start, line_start = self.offset, self.line
        cells = self._table(draft.cells) if draft.kind == "table" else ()
        if draft.kind != "table":
            self.write(clean(draft.text))
        block = Block(
            draft.kind, start, self.offset, line_start, self.line,
            level=draft.level, cells=cells, box=draft.box, bold=draft.bold,
        )  # fmt: skip
        self.write("\n")
        return block

    def _table(self, drafts: tuple[CellDraft, ...]) -> tuple[Cell, ...]:
        """Cells with tabs between them and a line end after each row."""
        cells = []
        row: int | None = None
        for draft in sorted(drafts, key=lambda cell: (cell.row, cell.column)):
            if row is not None:
                self.write("\t" if draft.row == row else "\n")
            row = draft.row
            start = self.offset
            self.write(clean(draft.text).strip())
            spans = draft.row_span, draft.column_span
            cells.append(Cell(draft.row, draft.column, start, self.offset, *spans, draft.box))
        return tuple(cells)


def assemble(drafts: Iterable[PageDraft], notes: Iterable[str] = ()) -> Content:
    """Lay drafts out as one text: a block a line or more, pages following each other.

    ``Page.start``/``end`` cover the text without gaps. Blocks without any visible character
    are left out. Pieces that are in a legacy encoding without a font that tells are mended.
    """
    drafts, encoding = _mended(tuple(drafts))
    if encoding is not None:
        notes = (*notes, say("reading.encoding_converted", encoding=display_name(encoding)))
    layout = _Layout()
    pages = []
    for draft in drafts:
        start = layout.offset
        blocks = tuple(layout.block(block) for block in draft.blocks if _visible(block))
        pages.append(Page(draft.number, start, layout.offset, blocks, draft.width, draft.height, draft.ocr))
    return Content("".join(layout.parts), tuple(pages), tuple(notes))


def _mended(pages: tuple[PageDraft, ...]) -> tuple[tuple[PageDraft, ...], str | None]:
    """The pages with legacy text converted, and the encoding that it was in, if any."""
    blocks = [block for page in pages for block in page.blocks]
    encoding = pasted_legacy(piece for b in blocks for piece in (b.text, *(c.text for c in b.cells)))
    if encoding is None:
        return pages, None

    def mend(block: BlockDraft) -> BlockDraft:
        cells = tuple(replace(cell, text=mended(cell.text, encoding)) for cell in block.cells)
        return replace(block, text=mended(block.text, encoding), cells=cells)

    return tuple(replace(page, blocks=tuple(map(mend, page.blocks))) for page in pages), encoding


def _visible(draft: BlockDraft) -> bool:
    return bool(clean(draft.text).strip()) or any(clean(cell.text).strip() for cell in draft.cells)
