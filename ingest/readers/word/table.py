"""Word tables: the grid of cells, and which tables only lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.readers.content import CellDraft
from ingest.readers.layout import is_letterhead_or_signature, is_small, may_be_letterhead_or_signature
from ingest.readers.word.package import Element, attribute, child, children, local
from ingest.readers.word.styles import Styles, draws_lines

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell's XML with its place in the grid."""

    element: Element
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    def draft(self, text: str) -> CellDraft:
        """The cell with its text, for the common model."""
        return CellDraft(self.row, self.column, text, self.row_span, self.column_span)


def grid(table: Element) -> tuple[GridCell, ...]:
    """The cells of a table in reading order; a vertically merged cell stands once."""
    cells: list[GridCell] = []
    open_merges: dict[int, int] = {}
    for row_number, row in enumerate(_unwrapped(table, "tr")):
        column = _integer(attribute(child(row, "trPr", "gridBefore"), "val"), 0)
        for element in _unwrapped(row, "tc"):
            properties = child(element, "tcPr")
            width = max(1, _integer(attribute(child(properties, "gridSpan"), "val"), 1))
            merge = child(properties, "vMerge")
            continues = merge is not None and attribute(merge, "val") != "restart"
            if continues and column in open_merges:
                index = open_merges[column]
                cells[index] = replace(cells[index], row_span=row_number - cells[index].row + 1)
            else:
                if merge is not None:
                    open_merges[column] = len(cells)
                else:
                    open_merges.pop(column, None)
                cells.append(GridCell(element, row_number, column, 1, width))
            column += width
    return tuple(cells)


def _unwrapped(element: Element, name: str) -> Iterator[Element]:
    """Children of that name, also inside content controls; deleted rows are left out."""
    for part in element:
        if local(part) == name:
            if child(part, f"{name}Pr", "del") is None:
                yield part
        elif local(part) in _WRAPPERS:
            yield from _unwrapped(part, name)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def only_lays_out(table: Element, cells: tuple[GridCell, ...], styles: Styles) -> bool:
    """Whether the table is a letterhead, a signature block or a frame round a paragraph."""
    rows = max((cell.row for cell in cells), default=0) + 1
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    if not is_small(rows, columns):
        return False
    if rows == 1 and columns == 1:
        return True
    paragraphs = ("".join(p.itertext()) for p in table.iter() if local(p) == "p")
    text = "\n".join(paragraphs)
    if _ruled(table, cells, styles):
        return is_letterhead_or_signature(text)
    return may_be_letterhead_or_signature(text)


def _ruled(table: Element, cells: tuple[GridCell, ...], styles: Styles) -> bool:
    properties = child(table, "tblPr")
    borders = child(properties, "tblBorders")
    if draws_lines(borders):
        return True
    if borders is None and styles.has_borders(attribute(child(properties, "tblStyle"), "val")):
        return True
    ruled = sum(draws_lines(child(cell.element, "tcPr", "tcBorders")) for cell in cells)
    return ruled * 2 > len(cells) or any(
        draws_lines(child(row, "tblPrEx", "tblBorders")) for row in children(table, "tr")
    )
