from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from ingest.readers import limits, read

from .conftest import ReadFile
from .old_files import COMPOUND, compound_file


def refused(read_file: ReadFile, name: str, data: bytes | str, settings: Settings | None = None) -> str:
    """The key of the refusal; the message must name the file and be Vietnamese."""
    with pytest.raises(UnreadableFile) as caught:
        read_file(name, data, *([settings] if settings else []))
    assert f"“{name}”" in caught.value.message
    assert "{" not in caught.value.message
    return caught.value.key


def docx_bytes(text: str = "Báo cáo") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.png"])
def test_empty(read_file: ReadFile, name: str) -> None:
    assert refused(read_file, name, b"") == "file_empty"


@pytest.mark.parametrize("data", [b" \n\t\r\n ", "\ufeff \u00a0\n".encode(), b"\f\f"])
def test_only_white_space(read_file: ReadFile, data: bytes) -> None:
    assert refused(read_file, "a.txt", data) == "file_blank"


def test_word_document_without_words(read_file: ReadFile) -> None:
    assert refused(read_file, "a.docx", docx_bytes("  ")) == "file_blank"


def test_workbook_without_values(read_file: ReadFile) -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    assert refused(read_file, "a.xlsx", buffer.getvalue()) == "file_blank"


def test_folder_and_missing_file(tmp_path: Path, without_ocr: Settings) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, without_ocr)
    assert caught.value.key == "file_is_folder"
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path / "mat.docx", without_ocr)
    assert caught.value.key == "file_missing"


def test_not_permitted(tmp_path: Path, without_ocr: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kin.txt"
    path.write_text("bí mật")
    path.chmod(0)
    if os.access(path, os.R_OK):  # an administrator may read everything

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile) as caught:
        read(path, without_ocr)
    assert caught.value.key == "file_not_permitted"


def test_a_pipe_is_not_waited_for(tmp_path: Path, without_ocr: Settings) -> None:
    pipe = tmp_path / "ong.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile) as caught:
        read(pipe, without_ocr)
    assert caught.value.key == "file_unknown_format"


def test_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "to.pdf"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    def forbid(self: Path) -> bytes:
        raise AssertionError("the file was read")

    monkeypatch.setattr(Path, "read_bytes", forbid)
    with pytest.raises(UnreadableFile) as caught:
        read(path, Settings(max_file_mb=100))
    assert caught.value.key == "file_too_large"
    assert "200 MB" in caught.value.message
    assert "100 MB" in caught.value.message


@pytest.mark.parametrize(
    "data",
    [os.urandom(3_000), b"\x7fELF\x02\x01\x01" + bytes(500), bytes(range(256)) * 20],
    ids=["noise", "program", "all bytes"],
)
def test_binary(read_file: ReadFile, data: bytes) -> None:
    assert refused(read_file, "a.txt", data) == "file_unknown_format"


def test_archive_that_is_no_document(read_file: ReadFile) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("anh.txt", "chữ")
    assert refused(read_file, "a.zip", buffer.getvalue()) == "file_unknown_format"


@pytest.mark.parametrize("keep", [300, 2_000, -100])
def test_corrupt_docx(read_file: ReadFile, keep: int) -> None:
    assert refused(read_file, "a.docx", docx_bytes()[:keep]) == "file_corrupt"


def test_docx_with_broken_xml(read_file: ReadFile) -> None:
    data = with_part(docx_bytes(), "word/document.xml", b"<w:document><w:body>")
    assert refused(read_file, "a.docx", data) == "file_corrupt"


def test_corrupt_workbook(read_file: ReadFile) -> None:
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.save(buffer)
    data = with_part(buffer.getvalue(), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")
    assert refused(read_file, "a.xlsx", data) == "file_corrupt"
    data = with_part(buffer.getvalue(), "xl/workbook.xml", b"")
    assert refused(read_file, "a.xlsx", data) == "file_corrupt"


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n" + os.urandom(2_000)])
def test_corrupt_pdf(read_file: ReadFile, data: bytes) -> None:
    assert refused(read_file, "a.pdf", data) == "file_corrupt"


def test_password_protected_pdf(read_file: ReadFile) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=pdfencrypt.StandardEncryption("mat-khau", "chu"))
    canvas.drawString(100, 700, "secret")
    canvas.save()
    assert refused(read_file, "a.pdf", buffer.getvalue()) == "file_encrypted"


def test_encrypted_office_file(read_file: ReadFile) -> None:
    assert refused(read_file, "a.docx", compound_file({"EncryptedPackage": b""})) == "file_encrypted"


def test_compound_file_of_another_program(read_file: ReadFile) -> None:
    assert refused(read_file, "a.msg", compound_file({"__properties": b""})) == "file_unknown_format"


def test_broken_compound_file(read_file: ReadFile) -> None:
    assert refused(read_file, "a.doc", COMPOUND + b"\0" * 600) == "file_corrupt"


def test_broken_old_word_file(read_file: ReadFile) -> None:
    assert refused(read_file, "a.doc", compound_file({"WordDocument": b""})) == "file_doc_unsupported"


def test_broken_old_workbook(read_file: ReadFile) -> None:
    assert refused(read_file, "a.xls", compound_file({"Workbook": b""})) == "file_corrupt"


def test_zip_bomb_by_size(read_file: ReadFile) -> None:
    data = with_part(docx_bytes(), "word/media/image1.xml", b"0" * (limits._RATIO_COUNTS_FROM + 1))
    assert len(data) < 200_000
    assert refused(read_file, "a.docx", data) == "file_bomb"


def test_zip_bomb_by_markup(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_XML", 30_000)
    assert refused(read_file, "a.docx", docx_bytes()) == "file_bomb"


def test_zip_bomb_by_number_of_parts(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PARTS", 5)
    assert refused(read_file, "a.docx", docx_bytes()) == "file_bomb"


def test_zip_that_lies_about_its_size(read_file: ReadFile) -> None:
    content = b"<w:document>" + b" " * 5_000_000
    data = with_part(docx_bytes(), "word/document.xml", content)
    lying = data.replace(struct.pack("<I", len(content)), struct.pack("<I", 100))
    assert lying != data
    assert refused(read_file, "a.docx", lying) == "file_corrupt"


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_entities_are_refused(read_file: ReadFile, part: str) -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
        b'<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&b;&x;</a>'
    )
    assert refused(read_file, "a.docx", with_part(docx_bytes(), part, bomb)) == "file_bomb"


def test_scan_without_ocr_engine(read_file: ReadFile) -> None:
    assert refused(read_file, "a.png", png_bytes(400, 300)) == "file_needs_ocr"


def test_image_without_text(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.image.recogniser", lambda settings: lambda image: [])
    assert refused(read_file, "a.png", png_bytes(400, 300)) == "file_no_text"


def png_bytes(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height), 255).save(buffer, "PNG")
    return buffer.getvalue()


def test_image_bomb(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.image.recogniser", lambda settings: lambda image: [])
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    body = b"IDAT" + zlib.compress(bytes(1_000))
    data += struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    assert refused(read_file, "a.png", data) == "file_image_too_large"


def test_corrupt_image(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.image.recogniser", lambda settings: lambda image: [])
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 60).save(buffer, "PNG")
    assert refused(read_file, "a.png", buffer.getvalue()[:2_000]) == "file_corrupt"


def test_wrong_extension_is_read_by_content_with_a_note(read_file: ReadFile) -> None:
    document = read_file("bao-cao.pdf", docx_bytes("Báo cáo tổng kết"))
    assert document.format == "docx"
    assert "Báo cáo tổng kết" in document.text
    assert "bao-cao.pdf" in document.notes[0]
    assert "Word" in document.notes[0]


def test_web_page_saved_as_old_word_file(read_file: ReadFile) -> None:
    document = read_file("a.doc", "<html><body><p>Báo cáo thi đua</p></body></html>")
    assert (document.format, document.text.strip()) == ("html", "Báo cáo thi đua")


def test_hostile_file_name(read_file: ReadFile) -> None:
    assert read_file("a\n\u202eb.txt", "Báo cáo").name == "ab.txt"


ENGLISH = (
    "The annual report on emulation and commendation was submitted by the local committee. "
    "Several departments achieved outstanding results during the period under review."
)
FRENCH = "Le rapport annuel présente les résultats obtenus par les différents services de la commune. " * 2
UNMARKED = (
    "Bao cao tong ket phong trao thi dua yeu nuoc nam hai khong hai ba cua uy ban nhan dan xa Tan Lap. " * 2
)


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_other_languages_are_kept_with_a_note(read_file: ReadFile, text: str) -> None:
    document = read_file("a.txt", text)
    assert document.text == text
    assert any("tiếng Việt" in note for note in document.notes)


def test_vietnamese_without_marks_is_told(read_file: ReadFile) -> None:
    (note,) = read_file("a.txt", UNMARKED).notes
    assert "không dấu" in note
