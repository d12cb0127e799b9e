"""Figures of an uploaded Word file, from the file's bytes to the sentences of the draft and its export."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from foundation.settings import Settings
from ingest.files import FoundFile
from ingest.workers import Failure, prepare_safely
from knowledge.base import KnowledgeBase
from knowledge.draft import Draft, DraftRequest, draft
from knowledge.draft.own import recorded_figures
from knowledge.draft.word import document_bytes
from tests.knowledge.draft.checks import unaccounted, uncited

ORIGIN = "số liệu từ tệp bieu-so-lieu.docx"


def _figures_file(folder: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("BIỂU SỐ LIỆU PHỤC VỤ BÁO CÁO NĂM 2024")
    document.add_paragraph("Tỷ lệ hộ nghèo năm 2024 còn 1,7%.")
    rows = (
        ("Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện"),
        ("Thu nhập bình quân đầu người", "triệu đồng", "60", "63,4"),
        ("Tỷ lệ tham gia bảo hiểm y tế", "%", "95", "96,2"),
    )
    table = document.add_table(rows=len(rows), cols=4)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    path = folder / "bieu-so-lieu.docx"
    document.save(path)
    return path


def _made(folder: Path, base: KnowledgeBase) -> Draft:
    path = _figures_file(folder)
    read = prepare_safely(FoundFile(path, path.name), Settings())
    assert not isinstance(read, Failure)
    own = recorded_figures(read.indicators, ORIGIN)
    return draft(DraftRequest("xã An Lộ, huyện Kim Thạch", "2024", ("ket-qua",), own), base)


def test_an_uploaded_word_file_of_figures_is_drafted_and_exported(
    small_store: KnowledgeBase, tmp_path: Path
) -> None:
    made = _made(tmp_path, small_store)
    assert f"63,4 triệu đồng ({ORIGIN})" in made.text
    assert f"96,2% ({ORIGIN})" in made.text
    assert f"1,7% ({ORIGIN})" in made.text
    told = {entry["text"]: entry.get("origin", "") for entry in made.figures}
    assert told["63,4"] == told["96,2"] == ORIGIN
    assert unaccounted(made) == []
    assert uncited(made) == []
    exported = docx.Document(io.BytesIO(document_bytes(made)))
    assert any("63,4 triệu đồng" in paragraph.text for paragraph in exported.paragraphs)
