"""The printed lines of a PDF page with their boxes, from PDFium's text page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pypdfium2.raw

from foundation.document import Box
from ingest.encodings import in_font

# The bindings come without types.
pdfium: Any = pypdfium2.raw
Document: TypeAlias = Any
Page: TypeAlias = Any
TextPage: TypeAlias = Any

# A gap this many times the height of the letters parts columns; justified text stays below.
_COLUMN_GAP = 3.0
_FINER = 100  # PDFium maps points to whole device units: a hundredth of a point is enough


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; the box has its origin at the top left of the page as shown."""

    text: str
    box: Box
    bold: bool


@dataclass(slots=True)
class _Run:
    """Characters of the line being read; boxes in PDF space (left, bottom, right, top)."""

    first: int
    characters: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)

    def add(self, character: str, box: tuple[float, float, float, float] | None) -> None:
        if box is not None:
            if self.boxes and self._parted(box):
                while self.characters and self.characters[-1] == " ":
                    self.characters.pop()
                self.characters.append("\t")
            self.boxes.append(box)
        self.characters.append(character)

    def _parted(self, box: tuple[float, float, float, float]) -> bool:
        last = self.boxes[-1]
        height = max(last[3] - last[1], box[3] - box[1], 4.0)
        return box[0] - last[2] > _COLUMN_GAP * height


def text_lines(page: Page, textpage: TextPage) -> Iterator[Line]:
    """The page's lines in the order in which they were written."""
    run: _Run | None = None
    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        character = chr(code) if code else ""
        if character in ("\r", "\n"):
            if run is not None:
                yield from _line(page, textpage, run)
            run = None
            continue
        if run is None:
            run = _Run(index)
        box = None if character.isspace() or not character else textpage.get_charbox(index)
        run.add("-" if code in (0x2, 0xFFFE) else character, box)
    if run is not None:
        yield from _line(page, textpage, run)


def _line(page: Page, textpage: TextPage, run: _Run) -> Iterator[Line]:
    text = "".join(run.characters).strip()
    if not text or not run.boxes:
        return
    left = min(box[0] for box in run.boxes)
    bottom = min(box[1] for box in run.boxes)
    right = max(box[2] for box in run.boxes)
    top = max(box[3] for box in run.boxes)
    visible = run.first + next(i for i, c in enumerate(run.characters) if c.strip())
    font = _font_name(textpage, visible)
    yield Line(in_font(text, font), shown_box(page, left, bottom, right, top), "bold" in font.lower())


def _font_name(textpage: TextPage, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    return buffer.value.decode("utf-8", "replace") if 0 < length <= len(buffer) else ""


def shown_box(page: Page, left: float, bottom: float, right: float, top: float) -> Box:
    """A rectangle of PDF space on the page as it is shown: rotated and cropped, top left origin."""
    (x0, y0), (x1, y1) = _shown(page, left, top), _shown(page, right, bottom)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _shown(page: Page, x: float, y: float) -> tuple[float, float]:
    width, height = page.get_size()
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page, 0, 0, round(width * _FINER), round(height * _FINER), 0, x, y, device_x, device_y
    )
    return device_x.value / _FINER, device_y.value / _FINER
