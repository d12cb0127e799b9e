"""Tables that hold no data but only lay out a page, in any format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.readers.content import BlockDraft, CellDraft
from language.text import fold, nfc

# The national motto, and the list of recipients beside the signature: Decree 30/2020/NĐ-CP,
# annex I, puts both side by side with other text, which clerks do by a table without lines.
_WORDS = re.compile(r"cong hoa xa hoi chu nghia|doc lap\W+tu do\W+hanh phuc|noi nhan\s*:")
# Weaker signs of the same, enough when the table has no lines: the document's number, place and
# date, or on whose behalf it is signed.
_WEAK_WORDS = re.compile(
    r"^so\s*:|\bngay\b.{0,12}\bthang\b.{0,12}\bnam\b"
    r"|\b(?:tm|kt|tl|tuq|q)\s*\.\s*(?:uy ban|ubnd|hoi dong|chu tich)",
    re.MULTILINE,
)
_MOST_ROWS = 6
_MOST_COLUMNS = 3


def is_small(rows: int, columns: int) -> bool:
    """Whether a table of that size may be a letterhead or a signature block."""
    return rows <= _MOST_ROWS and columns <= _MOST_COLUMNS


def is_letterhead_or_signature(text: str) -> bool:
    """Whether the text of a small table is that of a letterhead or signature block."""
    return bool(_WORDS.search(fold(nfc(text))))


def may_be_letterhead_or_signature(text: str) -> bool:
    """Whether the text of a small table without lines is that of a letterhead or signature."""
    return is_letterhead_or_signature(text) or bool(_WEAK_WORDS.search(fold(nfc(text))))


def table_blocks(cells: Sequence[CellDraft]) -> Iterator[BlockDraft]:
    """A grid of cells as a table block, its letterhead and signature rows as paragraphs.

    Programs run a letterhead and the table under it together when nothing stands between.
    """
    rows = [list(row) for _, row in groupby(sorted(cells, key=_place), key=lambda cell: cell.row)]
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    everything = " ".join(cell.text for cell in cells)
    if columns < 2 or (is_small(len(rows), columns) and is_letterhead_or_signature(everything)):
        yield from _paragraphs(rows)
        return
    for lays_out, group in groupby(rows, _lays_out):
        if lays_out:
            yield from _paragraphs(group)
            continue
        data = list(group)
        first = data[0][0].row
        yield BlockDraft("table", cells=tuple(replace(c, row=c.row - first) for row in data for c in row))


def _place(cell: CellDraft) -> tuple[int, int]:
    return cell.row, cell.column


def _lays_out(row: Sequence[CellDraft]) -> bool:
    filled = [cell for cell in row if cell.text.strip()]
    if not is_small(1, len(filled)) or any(cell.row_span > 1 for cell in row):
        return False
    return is_letterhead_or_signature(" ".join(cell.text for cell in filled))


def _paragraphs(rows: Iterable[Sequence[CellDraft]]) -> Iterator[BlockDraft]:
    return lines_apart(BlockDraft("paragraph", cell.text) for row in rows for cell in row)


def lines_apart(blocks: Iterable[BlockDraft]) -> Iterator[BlockDraft]:
    """The blocks of a letterhead with each line a block: a line break parts issuer and number."""
    for block in blocks:
        if block.kind == "table":
            yield block
        else:
            yield from (replace(block, text=line) for line in block.text.split("\n"))
