"""The pages of a PDF as drafts: lines, ruled tables, and OCR of pages without good text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2

from foundation.document import Box
from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.readers.content import BlockDraft, Content, PageDraft, SourceFile, assemble
from ingest.readers.limits import MAX_PAGES
from ingest.readers.ocr import Recogniser, recogniser
from ingest.readers.pdf.binding import Document, Page, TextPage, pdfium
from ingest.readers.pdf.lines import Line, text_lines
from ingest.readers.pdf.placing import Placing
from ingest.readers.pdf.rendering import page_image
from ingest.readers.pdf.rules import rules
from ingest.readers.pdf.tables import RuledTable, filled, ruled_tables
from ingest.readers.pdf.text_layer import is_good, is_missing
from ingest.readers.scans import recognised_page

_RECOGNITION_DPI = 300


def read(file: SourceFile, settings: Settings) -> Content:
    """Read every page; a page that cannot be read is noted and does not lose the others.

    Raises:
        UnreadableFile: encrypted or damaged file, too many pages, or no text at all.
    """
    document = open_document(file)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                "file_too_many_pages", f"{len(document)} pages",
                name=file.name, pages=len(document), limit=MAX_PAGES,
            )  # fmt: skip
        reading = _Reading(document, recogniser(settings))
        pages = list(reading.pages())
    finally:
        document.close()
    if not any(page.blocks for page in pages):
        key = "file_needs_ocr" if reading.unread_scans else "file_no_text"
        raise UnreadableFile(key, "no text on any page", name=file.name)
    return assemble(pages, reading.remarks())


def open_document(file: SourceFile) -> Document:
    """The opened document.

    Raises:
        UnreadableFile: it needs a password or is damaged.
    """
    try:
        document = pypdfium2.PdfDocument(file.data)  # type: ignore[no-untyped-call]
        if len(document) == 0:
            raise UnreadableFile("file_corrupt", "a PDF without pages", name=file.name)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        key = "file_encrypted" if locked else "file_corrupt"
        raise UnreadableFile(key, str(error), name=file.name) from error
    return document


@dataclass(slots=True)
class _Reading:
    """One document being read, and what there is to tell about its pages."""

    document: Document
    recognise: Recogniser | None
    recognised: list[int] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    unread_scans: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def pages(self) -> Iterator[PageDraft]:
        for index in range(len(self.document)):
            try:
                yield self._page(index)
            except Exception:  # whatever is wrong with one page, the others are read
                self.failed.append(index + 1)
                yield PageDraft((), index + 1)

    def _page(self, index: int) -> PageDraft:
        page = self.document[index]
        textpage, placing = page.get_textpage(), Placing.of(page)
        lines = list(text_lines(textpage, placing))
        drawn = _drawn(page)
        size = page.get_size()
        text = "\n".join(line.text for line in lines)
        if is_missing(text) and not drawn.images and not drawn.paths:
            self.empty.append(index + 1)
        elif not is_good(text, scanned=drawn.is_scan):
            recognised = self._recognised(page, index + 1, missing=is_missing(text))
            if recognised is not None:
                return recognised
        tables = ruled_tables(rules(page, placing)) if drawn.paths else []
        blocks = _with_tables(lines, tables, lambda box: _text_in(textpage, placing.in_pdf_space(box)))
        return PageDraft(tuple(blocks), index + 1, *size)

    def _recognised(self, page: Page, number: int, *, missing: bool) -> PageDraft | None:
        """The page as OCR reads it, None when it cannot be better than the text layer."""
        if self.recognise is None:
            if missing:
                self.unread_scans.append(number)
            return None
        draft = recognised_page(page_image(page, _RECOGNITION_DPI), page.get_size(), number, self.recognise)
        if not draft.blocks:
            if missing:
                self.empty.append(number)
            return None
        (self.recognised if missing else self.replaced).append(number)
        return draft

    def remarks(self) -> list[str]:
        """Notes for the person, each with its pages."""
        told = {
            "read_by_ocr": self.recognised,
            "text_layer_replaced": self.replaced,
            "pages_need_ocr": self.unread_scans,
            "pages_without_text": self.empty,
            "pages_failed": self.failed,
        }
        return [say(f"reading.{key}", pages=_ranges(pages)) for key, pages in told.items() if pages]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a page draws besides text."""

    paths: int
    images: int
    is_scan: bool


def _drawn(page: Page) -> _Drawn:
    width, height = page.get_size()
    paths = images = 0
    covered = 0.0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            continue
        images += 1
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return _Drawn(paths, images, covered > 0.6 * width * height)


def _with_tables(
    lines: list[Line], tables: list[RuledTable], text_in: Callable[[Box], str]
) -> Iterator[BlockDraft]:
    """The lines, with those inside a table replaced by the table at the place of the first."""
    told: set[int] = set()
    for line in lines:
        inside = next((i for i, table in enumerate(tables) if _holds(table.box, line.box)), None)
        if inside is None:
            yield BlockDraft("line", line.text, box=line.box, bold=line.bold)
        elif inside not in told:
            told.add(inside)
            table = tables[inside]
            yield BlockDraft("table", cells=filled(table, text_in), box=table.box)


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1


def _text_in(textpage: TextPage, rectangle: tuple[float, float, float, float]) -> str:
    text = textpage.get_text_bounded(*rectangle).replace("\x02", "-").replace("\ufffe", "-")
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", "\n", text)


def _ranges(numbers: list[int]) -> str:
    """``[1, 2, 3, 7]`` as "1–3, 7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(p[0]) if len(p) == 1 else f"{p[0]}–{p[-1]}" for p in parts)
