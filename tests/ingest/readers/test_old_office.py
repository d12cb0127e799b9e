from __future__ import annotations

import io
import shutil

import docx
import pytest

from ingest.readers import old_workbook
from ingest.readers.old_word import document as old_word

from .conftest import ReadFile, blocks_of, grid_of, table_of
from .old_files import doc_file, xls_file

REPORT = [
    ("Báo cáo tổng kết", "text"), ("TT", "cell"), ("Chỉ tiêu", "cell"), ("", "row"),
    ("1", "cell"), ("", "cell"), ("", "row"), ("Hết", "text"),
]  # fmt: skip


@pytest.fixture
def without_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word.shutil, "which", lambda program: None)


@pytest.mark.usefixtures("without_converter")
def test_doc_text_and_tables_without_a_converter(read_file: ReadFile) -> None:
    document = read_file("a.doc", doc_file(REPORT))
    assert document.format == "doc"
    assert [kind for kind, _ in blocks_of(document)] == ["paragraph", "table", "paragraph"]
    assert grid_of(document, table_of(document)) == [
        (0, 0, 1, 1, "TT"), (0, 1, 1, 1, "Chỉ tiêu"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, ""),
    ]  # fmt: skip
    assert any(".docx" in note for note in document.notes)


@pytest.mark.usefixtures("without_converter")
def test_doc_fields_and_legacy_letters(read_file: ReadFile) -> None:
    field = 'Xem \x13 HYPERLINK "x" \x14trang 5\x15 nhe'
    data = doc_file([("B¸o c¸o tæng kÕt phong trµo thi ®ua", "text"), (field, "text")], narrow=True)
    document = read_file("a.doc", data)
    assert document.text == "Báo cáo tổng kết phong trào thi đua\nXem trang 5 nhe\n"
    assert any("TCVN3" in note for note in document.notes)


def test_encrypted_doc(read_file: ReadFile) -> None:
    with pytest.raises(Exception, match="encrypted"):
        read_file("a.doc", doc_file(REPORT, flags=0x0300))


def test_a_converter_that_fails_is_done_without(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word.shutil, "which", lambda program: "/bin/false")
    assert "Chỉ tiêu" in read_file("a.doc", doc_file(REPORT)).text


def test_a_converters_document_is_read_as_word(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    converted = docx.Document()
    converted.add_heading("Từ bộ chuyển đổi", 1)
    buffer = io.BytesIO()
    converted.save(buffer)

    def convert(command: list[str], **options: object) -> None:
        folder = command[command.index("--outdir") + 1]
        with open(f"{folder}/source.docx", "wb") as file:
            file.write(buffer.getvalue())

    monkeypatch.setattr(old_word.shutil, "which", lambda program: "soffice")
    monkeypatch.setattr(old_word.subprocess, "run", convert)
    assert blocks_of(read_file("a.doc", doc_file(REPORT))) == [("heading", "Từ bộ chuyển đổi")]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_the_real_converter_reads_a_hand_made_file(read_file: ReadFile) -> None:
    assert "Chỉ tiêu" in read_file("a.doc", doc_file(REPORT)).text


def test_xls_values_fonts_formats_and_merges(read_file: ReadFile) -> None:
    document = read_file("a.xls", xls_file())
    assert document.format == "xls"
    assert grid_of(document, table_of(document)) == [
        (0, 0, 1, 1, "Chỉ tiêu"), (0, 1, 1, 1, "Thực hiện"), (0, 2, 1, 1, "Ngày"),
        (1, 0, 1, 1, "Hộ nghèo"), (1, 1, 1, 1, "6.120,5"), (1, 2, 1, 1, "31/12/2023"),
        (2, 0, 1, 1, "Đạt"), (2, 1, 1, 2, "95,50%"),
    ]  # fmt: skip
    assert any("Biểu 1" in note for note in document.notes)  # the sheet is hidden


def test_locked_xls(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise old_workbook.xlrd.XLRDError("Workbook is encrypted")

    monkeypatch.setattr(old_workbook.xlrd, "open_workbook", refuse)
    with pytest.raises(Exception, match="encrypted") as caught:
        read_file("a.xls", xls_file())
    assert caught.value.key == "file_encrypted"  # type: ignore[attr-defined]
