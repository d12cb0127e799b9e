from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from foundation.document import Block, SourceDocument
from foundation.settings import Settings
from ingest.readers import read

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")

ReadFile = Callable[..., SourceDocument]


@pytest.fixture
def without_ocr() -> Settings:
    return Settings(ocr_engine="off")


@pytest.fixture
def read_file(tmp_path: Path, without_ocr: Settings) -> ReadFile:
    """Write bytes under a name and read them back as a document."""

    def run(name: str, data: bytes | str, settings: Settings = without_ocr) -> SourceDocument:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(path, settings)

    return run


@pytest.fixture(scope="session")
def print_font() -> str:
    """A font with Vietnamese letters, registered for making PDFs."""
    if not FONT.exists():
        pytest.skip("no DejaVu font on this machine")
    pdfmetrics.registerFont(TTFont("Print", str(FONT)))
    return "Print"


def text_of(document: SourceDocument, block: Block) -> str:
    return document.text[block.start : block.end]


def blocks_of(document: SourceDocument) -> list[tuple[str, str]]:
    """Kind and text of every block, in order."""
    return [(b.kind, text_of(document, b)) for page in document.pages for b in page.blocks]


def grid_of(document: SourceDocument, block: Block) -> list[tuple[int, int, int, int, str]]:
    """Row, column, spans and text of every cell."""
    return [(c.row, c.column, c.row_span, c.column_span, document.text[c.start : c.end]) for c in block.cells]


def table_of(document: SourceDocument) -> Block:
    """The only table of a document."""
    (table,) = (b for page in document.pages for b in page.blocks if b.kind == "table")
    return table
