"""The exported Word file, measured against Decree 30/2020/NĐ-CP by its own properties."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Mm, Pt

from knowledge.base import KnowledgeBase
from knowledge.draft import Draft, DraftRequest, draft
from knowledge.draft.word import document_bytes


@pytest.fixture(scope="module")
def made(small_store: KnowledgeBase) -> Draft:
    return draft(DraftRequest("xã An Lộ, huyện Kim Thạch", "2023"), small_store)


@pytest.fixture(scope="module")
def document(made: Draft) -> Any:
    return docx.Document(io.BytesIO(document_bytes(made, date(2023, 12, 12))))


def test_paper_and_margins(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert Mm(20) <= section.top_margin <= Mm(25)
    assert Mm(20) <= section.bottom_margin <= Mm(25)
    assert Mm(30) <= section.left_margin <= Mm(35)
    assert Mm(15) <= section.right_margin <= Mm(20)


def test_font_is_times_new_roman_of_13_or_14(document: Any) -> None:
    assert document.styles["Normal"].font.name == "Times New Roman"
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            assert run.font.name == "Times New Roman"
            assert Pt(13) <= run.font.size <= Pt(14)


def test_page_numbers_are_centred_above_and_not_on_the_first_page(document: Any) -> None:
    section = document.sections[0]
    assert section.different_first_page_header_footer
    header = section.header.paragraphs[0]
    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in header._p.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_body_is_justified_with_a_first_line_indent(document: Any) -> None:
    body = [p for p in document.paragraphs if "hu nhập bình quân" in p.text]
    assert body
    for paragraph in body:
        assert paragraph.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
        assert abs(paragraph.paragraph_format.first_line_indent - Cm(1.27)) < 1000
        assert paragraph.paragraph_format.space_after >= Pt(6)


def test_the_head_has_its_parts_in_their_looks(document: Any) -> None:
    left, right = (document.tables[0].cell(0, column) for column in (0, 1))
    assert "ỦY BAN NHÂN DÂN" in left.text
    assert "XÃ AN LỘ" in left.text
    assert "/BC-UBND" in left.text
    nation, motto = right.paragraphs[:2]
    assert nation.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert nation.runs[0].bold
    assert Pt(12) <= nation.runs[0].font.size <= Pt(13)
    assert motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert motto.runs[0].bold
    assert "w:pBdr" in right.paragraphs[2]._p.xml
    placed = right.paragraphs[-1]
    assert placed.text.startswith("An Lộ, ngày […] tháng […] năm 2023")
    assert all(run.italic for run in placed.runs)


def test_title_recipients_and_signature(document: Any) -> None:
    title = next(p for p in document.paragraphs if p.text == "BÁO CÁO")
    assert title.runs[0].bold
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    left, right = (document.tables[-1].cell(0, column) for column in (0, 1))
    label = left.paragraphs[0].runs[0]
    assert (label.text, label.bold, label.italic, label.font.size) == ("Nơi nhận:", True, True, Pt(12))
    assert all(run.font.size == Pt(11) for p in left.paragraphs[1:] for run in p.runs)
    assert right.paragraphs[0].text == "TM. ỦY BAN NHÂN DÂN"
    assert right.paragraphs[0].runs[0].bold


def test_marks_go_and_blanks_stay_highlighted(document: Any) -> None:
    text = "\n".join(p.text for p in document.paragraphs)
    assert "[1]" not in text
    blanks = [r for p in document.paragraphs for r in p.runs if r.text.startswith("[… chưa có số liệu")]
    assert blanks
    assert all(run.font.highlight_color is not None for run in blanks)


def test_control_characters_of_an_edit_do_not_break_the_file(made: Draft) -> None:
    edited = replace(made.paragraphs[0], text="Đoạn\x00 đã\x0b sửa\ud800 <b>&")
    content = document_bytes(made, paragraphs=(edited,))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Đoạn đã sửa <b>&".upper() in text.upper()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(made: Draft, tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(document_bytes(made))
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "draft.docx"]
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run([*command, profile], cwd=tmp_path, check=True, capture_output=True, timeout=110)
    import pypdfium2

    pdf = pypdfium2.PdfDocument(tmp_path / "draft.pdf")
    text = pdf[0].get_textpage().get_text_range()
    assert "Độc lập - Tự do - Hạnh phúc" in text
    width, height = pdf[0].get_size()
    assert (round(width), round(height)) == (595, 842)
