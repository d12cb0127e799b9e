"""Excel workbooks of the old kind (.xls), through _library."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlrd

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.encodings import in_font
from ingest.readers.cell_formats import as_printed
from ingest.readers.content import CellDraft, Content, PageDraft, SourceFile, assemble
from ingest.readers.sheets import sheet_page

_library: Any = xlrd  # its own calls are untyped


def read(file: SourceFile, settings: Settings) -> Content:
    """Read every sheet as printed; hidden sheets are noted.

    Raises:
        UnreadableFile: encrypted or damaged workbook.
    """
    try:
        book = _library.open_workbook(file_contents=file.data, formatting_info=True, logfile=io.StringIO())
        pages, notes = _pages(book)
    except _library.XLRDError as error:
        key = "file_encrypted" if "encrypt" in str(error).lower() else "file_corrupt"
        raise UnreadableFile(key, f"broken workbook: {error}", name=file.name) from error
    if not pages:
        raise UnreadableFile("file_blank", "no filled cell", name=file.name)
    return assemble(pages, notes)


def _pages(book: Any) -> tuple[list[PageDraft], list[str]]:
    pages: list[PageDraft] = []
    notes: list[str] = []
    for sheet in book.sheets():
        cells = list(_cells(book, sheet))
        if not cells:
            continue
        if sheet.visibility:
            notes.append(say("reading.hidden_sheet", sheet=sheet.name))
        pages.append(sheet_page(sheet.name, len(pages) + 1, cells))
    return pages, notes


def _cells(book: Any, sheet: Any) -> Iterator[CellDraft]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _printed(book, sheet.cell(row, column))
            if text.strip():
                yield CellDraft(row, column, text, *spans.get((row, column), (1, 1)))


def _printed(book: Any, cell: Any) -> str:
    if cell.ctype in (_library.XL_CELL_EMPTY, _library.XL_CELL_BLANK):
        return ""
    look = book.xf_list[cell.xf_index]
    number_format = book.format_map[look.format_key].format_str
    if cell.ctype == _library.XL_CELL_TEXT:
        return in_font(cell.value, book.font_list[look.font_index].name)
    if cell.ctype == _library.XL_CELL_DATE:
        return as_printed(_library.xldate_as_datetime(cell.value, book.datemode), number_format)
    if cell.ctype == _library.XL_CELL_BOOLEAN:
        return as_printed(bool(cell.value))
    if cell.ctype == _library.XL_CELL_ERROR:
        return str(_library.error_text_from_code.get(cell.value, ""))
    return as_printed(cell.value, number_format)
