"""Whatever bytes a file has, reading ends in a document or in a refusal for the person."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from foundation.document import SourceDocument
from foundation.errors import UnreadableFile
from foundation.settings import Settings
from ingest.readers import read
from ingest.readers.old_word import document as old_word

from .old_files import doc_file, xls_file


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Kết quả", 1)
    document.add_table(2, 2)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook_file() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Chỉ tiêu", 5])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf_file() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.drawString(72, 700, "Bao cao")
    canvas.grid([72, 172, 272], [500, 520, 540])
    canvas.save()
    return buffer.getvalue()


def rtf_file() -> bytes:
    return rb"{\rtf1\ansi{\fonttbl{\f0 .VnTime;}}\pard B\'b8o\par\trowd\cellx900\intbl x\cell\row}"


def html_file() -> bytes:
    return "<html><ol><li>Một</ol><table><tr><td colspan=2>a<td>b</table></html>".encode()


MAKERS: dict[str, Callable[[], bytes]] = {
    "docx": word_file,
    "xlsx": workbook_file,
    "pdf": pdf_file,
    "rtf": rtf_file,
    "html": html_file,
    "doc": lambda: doc_file([("Báo cáo", "text"), ("Thu", "cell"), ("", "row")]),
    "xls": xls_file,
}


@pytest.mark.parametrize("extension", list(MAKERS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    damage=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=6
    )
)
def test_damaged_files_are_read_or_refused(
    tmp_path: Path, extension: str, damage: list[tuple[float, bytes, int]]
) -> None:
    data = MAKERS[extension]()
    for place, written, removed in damage:
        start = int(place * len(data))
        data = data[:start] + written + data[start + removed :]
    path = tmp_path / f"a.{extension}"
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(old_word.shutil, "which", lambda program: None)
        document, told = read_or_refused(path)
    if document is None:
        assert "“a." in told
        return
    document.text.encode("utf-8")
    assert all(
        page.start <= block.start <= block.end <= page.end for page in document.pages for block in page.blocks
    )


def read_or_refused(path: Path) -> tuple[SourceDocument | None, str]:
    try:
        return read(path, Settings(ocr_engine="off")), ""
    except UnreadableFile as refusal:
        return None, refusal.message
