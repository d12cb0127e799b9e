"""A conversation as a Word document."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest

from knowledge.people.kept import StoredTurn
from ui.conversation_word import conversation_docx

AT = datetime(2025, 3, 4, 15, 6, tzinfo=UTC)
CITATION: dict[str, Any] = {
    "n": 1, "document": "bao-cao.pdf", "document_id": "x", "title": "Báo cáo năm 2023", "page": 4,
    "line_start": 10, "line_end": 12, "char_start": 0, "char_end": 5, "ocr": True,
    "quote": "còn\x0b 4,72%\n của xã",
}  # fmt: skip
TEXT = "## Kết quả\n\nTỷ lệ là **4,72%** [1].\n\n- một\n  - hai\n\n> trích _nguyên_ văn\n"
TEXT += "\n| Xã | Số |\n|---|---|\n| A | 3 |"
ROW: dict[str, Any] = {"unit": "xã A", "award": "Giấy khen", "count": 3, "period": "2023", "citation": 1}


def made(answer: dict[str, Any]) -> Any:
    told = {"answer": "", "rows": [], "citations": [], "abstained": False} | answer
    turn = StoredTurn("t", "c", "Tỷ lệ **hộ** nghèo?", told, "2025-03-04T08:00:00+00:00")
    return docx.Document(io.BytesIO(conversation_docx("Hộ nghèo", [turn], "lan", AT)))


@pytest.fixture(scope="module")
def document() -> Any:
    return made({"answer": TEXT, "rows": [ROW], "citations": [CITATION]})


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_question_answer_and_numbered_sources_are_told(document: Any) -> None:
    told = lines(document)
    assert told[:3] == ["NỘI DUNG HỎI ĐÁP", "Hộ nghèo", "1 câu hỏi; lan trích xuất lúc 15:06, 04/03/2025"]
    assert "Tỷ lệ **hộ** nghèo?" in told
    assert "Tỷ lệ là 4,72% [1]." in told
    (source,) = [line for line in told if line.startswith("[1]")]
    assert "Báo cáo năm 2023 (tệp bao-cao.pdf), trang 4, dòng 10–12: “còn 4,72% của xã”" in source
    assert "nhận dạng" in source


def test_marks_of_bold_lists_and_quotes_become_their_look(document: Any) -> None:
    told = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert [run.text for run in told["Tỷ lệ là 4,72% [1]."].runs if run.bold] == ["4,72%"]
    assert told["Kết quả"].runs[0].bold or told["Kết quả"].runs[-1].bold
    assert told["– hai"].paragraph_format.left_indent > told["– một"].paragraph_format.left_indent
    assert all(run.italic for run in told["trích nguyên văn"].runs if run.text)
    assert not any("**" in line or line.startswith(("#", ">")) for line in told if "nghèo" not in line)


def test_tables_of_the_text_and_rows_stand_as_tables(document: Any) -> None:
    first, rows = document.tables
    assert [cell.text for cell in first.rows[1].cells] == ["A", "3"]
    assert [cell.text for cell in rows.rows[0].cells] == ["Đơn vị", "Số lượng", "Hình thức", "Kỳ", "Nguồn"]
    assert [cell.text for cell in rows.rows[1].cells] == ["xã A", "3", "Giấy khen", "năm 2023", "[1]"]


def test_it_is_set_in_the_type_of_administrative_documents(document: Any) -> None:
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert {run.font.name for paragraph in document.paragraphs for run in paragraph.runs} == {
        "Times New Roman"
    }
    assert round(document.sections[0].page_width.mm) == 210


def test_an_answer_without_sources_has_no_list_of_them() -> None:
    assert not any("Nguồn" in line for line in lines(made({"answer": "Không tìm thấy.", "abstained": True})))
