"""The printed lines of a PDF page with their boxes, from PDFium's text page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

from foundation.document import Box
from ingest.encodings import in_font
from ingest.readers.boxes import surrounding
from ingest.readers.pdf.binding import TextPage, pdfium
from ingest.readers.pdf.placing import Placing

# A gap this many times the height of the letters parts columns; justified text stays below.
_COLUMN_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; the box has its origin at the top left of the page as shown."""

    text: str
    box: Box
    bold: bool


@dataclass(slots=True)
class _Run:
    """Characters of the line being read, with the boxes of the visible ones."""

    first: int
    characters: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add(self, character: str, box: Box | None) -> None:
        if box is not None:
            if self.boxes and self._parted(box):
                while self.characters and self.characters[-1] == " ":
                    self.characters.pop()
                self.characters.append("\t")
            self.boxes.append(box)
        self.characters.append(character)

    def _parted(self, box: Box) -> bool:
        last = self.boxes[-1]
        height = max(last.bottom - last.top, box.bottom - box.top, 4.0)
        return box.x0 - last.x1 > _COLUMN_GAP * height


def text_lines(textpage: TextPage, placing: Placing) -> Iterator[Line]:
    """The page's lines in the order in which they were written."""
    run: _Run | None = None
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        character = chr(code) if code else ""
        if character in ("\r", "\n"):
            if run is not None:
                yield from _line(textpage, run)
            run = None
            continue
        if run is None:
            run = _Run(index)
        box = None if character.isspace() or not character else placing.shown(*textpage.get_charbox(index))
        run.add("-" if code in (0x2, 0xFFFE) else character, box)
    if run is not None:
        yield from _line(textpage, run)


def _line(textpage: TextPage, run: _Run) -> Iterator[Line]:
    text = "".join(run.characters).strip()
    if not text or not run.boxes:
        return
    visible = run.first + next(i for i, c in enumerate(run.characters) if c.strip())
    font = _font_name(textpage, visible)
    yield Line(in_font(text, font), surrounding(run.boxes), "bold" in font.lower())


def _font_name(textpage: TextPage, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""
