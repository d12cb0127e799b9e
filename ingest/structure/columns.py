"""Two columns flattened into one line: the letterhead and the signature block.

"UBND XÃ …    CỘNG HÒA XÃ HỘI …" is two lines that a converter printed side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from foundation.document import Block, SourceDocument
from ingest.normalise import Line, collapse_spaces, lines_of_block
from ingest.structure.grammar import begins_with, outline, phrases
from ingest.structure.paragraphs import is_upper, title_line
from language.text import fold

_GAP = re.compile(r" {3,}|\t+")
_PLACE_AND_DATE = re.compile(r"(?<=\S) {2,}(?=\S(?:(?! {2})\D){2,60}, ngày\b)")
_REST_OF_DATE = re.compile(r"\s*(?:thang|nam)\s+\d")
_LAST_LETTERHEAD_LINE = 30
_MOST_LAYOUT_ROWS, _MOST_LAYOUT_COLUMNS = 8, 3
_LETTER = re.compile(r"\w")


def part_columns(items: Sequence[Line | Block]) -> list[Line | Block]:
    """The items with the lines of letterhead and signature block parted at their gaps."""
    lines = [item for item in items if isinstance(item, Line)]
    title = title_line([line.text for line in lines]) or 0
    recipients = [i for i, line in enumerate(lines) if begins_with(line.text, "closing", "recipients")]
    ending = recipients[-1] if recipients else len(lines)
    result: list[Line | Block] = []
    i = 0
    for item in items:
        if not isinstance(item, Line):
            result.append(item)
            continue
        letterhead = i < title <= _LAST_LETTERHEAD_LINE or (
            i < _LAST_LETTERHEAD_LINE and _is_motto(item.text)
        )
        parts = (letterhead or i >= ending) and item.raw.text.count("|") < 2
        result.extend(_parted(item) if parts else [item])
        i += 1
    return result


def without_layout_tables(source: SourceDocument, items: Sequence[Line | Block]) -> list[Line | Block]:
    """The items with tables that only set text side by side replaced by the lines of their cells."""
    result: list[Line | Block] = []
    for item in items:
        if isinstance(item, Line) or not _is_layout(source.text, item):
            result.append(item)
            continue
        page = source.page_at(item.start) or source.pages[0]
        for cell in item.cells:
            line = source.line_at(cell.start)
            block = Block("paragraph", cell.start, cell.end, line, line)
            result.extend(lines_of_block(source.text, page, block))
    return result


def without_layout_pipes(source: SourceDocument, items: Sequence[Line | Block]) -> list[Line | Block]:
    """The items with Markdown tables that only set text side by side replaced by their cells' lines."""
    result: list[Line | Block] = []
    for piped, group in groupby(items, _is_piped):
        run = list(group)
        lines = [item for item in run if isinstance(item, Line)]
        cells = [_pipe_cells(source.text, line) for line in lines] if piped else []
        if not piped or len(cells) > _MOST_LAYOUT_ROWS or max(map(len, cells)) > _MOST_LAYOUT_COLUMNS:
            result.extend(run)
            continue
        rows = [
            [cell for start, end in row for cell in _lines_of_cell(source, line, start, end)]
            for line, row in zip(lines, cells, strict=True)
        ]
        lays_out = _sets_side_by_side(cell.text for row in rows for cell in row)
        result.extend([cell for row in rows for cell in row] if lays_out else run)
    return result


def _is_piped(item: Line | Block) -> bool:
    return isinstance(item, Line) and item.raw.text.count("|") >= 2


def _pipe_cells(text: str, line: Line) -> list[tuple[int, int]]:
    """Where the cells of a Markdown row that say something stand in the original."""
    start, end = line.raw.origin[0], line.raw.origin[-1] + 1
    bars = [start - 1, *(at for at in range(start, end) if text[at] == "|"), end]
    cells = [(left + 1, right) for left, right in pairwise(bars)]
    return [(left, right) for left, right in cells if _LETTER.search(text[left:right])]


def _lines_of_cell(source: SourceDocument, line: Line, start: int, end: int) -> list[Line]:
    page = source.page_at(start) or source.pages[0]
    return lines_of_block(source.text, page, Block("paragraph", start, end, line.number, line.number))


def _is_layout(text: str, table: Block) -> bool:
    """Whether a table is a letterhead, a signature block or a frame around text."""
    columns = {cell.column for cell in table.cells if text[cell.start : cell.end].strip()}
    rows = {cell.row for cell in table.cells}
    if len(columns) <= 1:
        return True
    if len(columns) > _MOST_LAYOUT_COLUMNS or len(rows) > _MOST_LAYOUT_ROWS:
        return False
    return _sets_side_by_side(
        line for cell in table.cells for line in text[cell.start : cell.end].split("\n")
    )


def _sets_side_by_side(lines: Iterable[str]) -> bool:
    """Whether lines are those of a letterhead or a signature block."""
    return any(
        begins_with(line, "closing", "recipients") or _is_motto(line) or _is_signer(line)
        for line in (each.strip(" *") for each in lines)
        if line
    )


def _is_signer(line: str) -> bool:
    return is_upper(line) and begins_with(line, "closing", "signers")


def _is_motto(line: str) -> bool:
    return any(motto in line for motto in phrases("letterhead", "motto"))


def _parted(line: Line) -> list[Line]:
    text = line.raw.text
    cuts = {0, len(text)}
    cuts.update(match.end() for match in _GAP.finditer(text) if _parts_columns(text, *match.span()))
    cuts.update(match.end() for match in _PLACE_AND_DATE.finditer(text))
    cuts.update(at for motto in phrases("letterhead", "motto") if (at := text.find(motto)) > 0)
    places = sorted(cuts)
    parts = [line.raw.slice(start, end) for start, end in pairwise(places)]
    parts = [part for part in parts if _LETTER.search(part.text)]
    if len(parts) < 2 or all(len(part.text.split()) == 1 for part in parts):
        return [line]  # "Đàm   Văn   Sâm" is a name set wide
    gaps = [line.gap] + [0] * (len(parts) - 1)
    return [
        replace(line, raw=part, content=collapse_spaces(part), gap=gap, opens=True)
        for part, gap in zip(parts, gaps, strict=True)
    ]


def _parts_columns(text: str, start: int, end: int) -> bool:
    """Whether a gap lies between columns; others are left for a pen ("ngày    tháng")."""
    before, after = fold(text[:start]).split(), text[end:]
    if not before or not after.strip() or after.startswith("/"):
        return False
    if before[-1].isdigit() and _REST_OF_DATE.match(fold(after)):
        return False
    return before[-1] not in outline()["letterhead"]["fill_in"]
