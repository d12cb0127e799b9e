"""Turns, tables and what is copied."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

from foundation.answers import Answer, AnswerRow, Citation
from ui.tables import columns_of, excel, rows_html
from ui.transcript import ShownTurn, copy_text, place_of, transcript_html

CITATION = Citation(1, "d1", "bao-cao.docx", "Báo cáo", 2, 7, 9, 10, 20, "=HYPERLINK(1)\tvà <b>")
ROWS = (
    AnswerRow("xã A", 1, district="huyện B", recipient="Tổ <i>1</i>", count="3", award="Giấy khen",
              period="2023-H1", status="awarded"),
    AnswerRow("xã C", 1, district="huyện B", recipient="=1+1", count="nhiều", award="Giấy khen"),
)  # fmt: skip


def answer(rows: tuple[AnswerRow, ...] = ()) -> dict[str, Any]:
    text = "Có **3** [1]."
    return Answer(text, "award_list", rows=rows, citations=(CITATION,), suggestions=("Tiếp?",)).as_json()


def test_a_turn_on_its_way_tells_what_happens() -> None:
    shown = transcript_html([ShownTurn("t", "Câu <hỏi>", "waiting", status="Đang tìm…")])
    assert "Câu &lt;hỏi&gt;" in shown
    assert 'role="status"' in shown
    assert "Đang tìm…" in shown


def test_a_failed_turn_keeps_the_question_for_another_try() -> None:
    shown = transcript_html([ShownTurn("t", 'Hỏi "gì"', "failed", status="Có lỗi")])
    assert 'role="alert"' in shown
    assert 'data-event="ask" data-question="Hỏi &#34;gì&#34;"' in shown


def test_only_the_last_turn_suggests_what_to_ask_next() -> None:
    turns = [ShownTurn(name, "Hỏi", "done", answer()) for name in ("t1", "t2")]
    assert transcript_html(turns).count("Tiếp?</button>") == 1


def test_a_turn_being_written_shows_only_what_is_written() -> None:
    shown = transcript_html([ShownTurn("t", "Hỏi", "writing", answer(), written="Có")])
    assert "<p>Có</p>" in shown
    assert 'class="tools"' not in shown


def test_columns_that_no_row_fills_are_left_out() -> None:
    assert [column.name for column in columns_of(answer(ROWS)["rows"])] == [
        "unit", "district", "recipient", "count", "award", "period", "status",
    ]  # fmt: skip


def test_each_row_carries_its_mark_and_is_escaped() -> None:
    shown = str(rows_html("t", answer(ROWS)))
    assert shown.count('data-event="cite"') == 2
    assert "Tổ &lt;i&gt;1&lt;/i&gt;" in shown
    assert "6 tháng đầu năm 2023" in shown
    assert "đã khen" in shown


def test_excel_has_numbers_where_counted_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(excel(answer(ROWS), "=CMD()"))).active
    assert [cell.data_type for row in sheet.iter_rows() for cell in row].count("f") == 0
    assert sheet["A1"].value == "=CMD()"
    assert [cell.value for cell in sheet[3]][:4] == ["xã A", "huyện B", "Tổ <i>1</i>", 3]
    assert sheet["D4"].value == "nhiều"
    assert sheet["J3"].value == CITATION.quote


def test_a_place_is_page_and_lines() -> None:
    assert place_of(CITATION.as_json()) == "trang 2, dòng 7–9"
    assert place_of(CITATION.as_json() | {"page": None, "line_end": 7}) == "dòng 7"


def test_what_is_copied_has_question_answer_and_sources() -> None:
    assert copy_text("Hỏi?", answer()) == (
        "Hỏi?\n\nCó 3 [1].\n\nNguồn:\n[1] bao-cao.docx, trang 2, dòng 7–9: “=HYPERLINK(1) và <b>”"
    )
