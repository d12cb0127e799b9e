"""Excel workbooks (.xlsx): each sheet is a page with its printed values."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.encodings import in_font
from ingest.readers.cell_formats import as_printed
from ingest.readers.content import CellDraft, Content, PageDraft, SourceFile, assemble
from ingest.readers.limits import open_archive, refuse_entities
from ingest.readers.sheets import sheet_page

_library: Any = openpyxl  # its own calls are untyped

MAX_ROWS = 20_000
# A formula whose result the program that wrote the file did not store.
_UNCALCULATED = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def read(file: SourceFile, settings: Settings) -> Content:
    """Read every sheet with the stored results of formulas; hidden sheets are noted.

    Raises:
        UnreadableFile: hostile workbook, or one without values.
    """
    refuse_entities(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that hold no values: styles, validation
        workbook = _library.load_workbook(io.BytesIO(file.data), data_only=True, keep_links=False)
    pages: list[PageDraft] = []
    notes: list[str] = []
    for sheet in workbook.worksheets:
        cells = list(_cells(sheet))
        if not cells:
            continue
        if sheet.sheet_state != "visible":
            notes.append(say("reading.hidden_sheet", sheet=sheet.title))
        if sheet.max_row > MAX_ROWS:
            notes.append(say("reading.sheet_truncated", sheet=sheet.title, rows=MAX_ROWS))
        pages.append(sheet_page(sheet.title, len(pages) + 1, cells))
    if uncalculated := _uncalculated(file):
        notes.append(say("reading.formula_without_value", count=uncalculated))
    if not pages:
        raise UnreadableFile("file_blank", "no filled cell", name=file.name)
    return assemble(pages, notes)


def _cells(sheet: Any) -> Iterator[CellDraft]:
    """The filled cells, merged ones with their spans; rows are counted from 0.

    Only cells that the file holds are visited: asking for the sheet's whole extent would
    create a million empty rows for a sheet that is formatted to its end.
    """
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    for (row, column), cell in sorted(sheet._cells.items()):
        if row > MAX_ROWS:
            return
        text = _printed(cell)
        if text.strip():
            yield CellDraft(row - 1, column - 1, text, *spans.get((row, column), (1, 1)))


def _printed(cell: Any) -> str:
    text = as_printed(cell.value, cell.number_format)
    return in_font(text, cell.font.name) if isinstance(cell.value, str) else text


def _uncalculated(file: SourceFile) -> int:
    with open_archive(file) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(_UNCALCULATED.findall(archive.read(name))) for name in sheets if name.endswith(".xml"))
