"""The markup of the checking tab and the Word file of findings."""

from __future__ import annotations

import io
import re
from datetime import date

import docx

from foundation.document import SourceDocument
from knowledge.check import Finding, Quote
from knowledge.check.word import findings_document
from ui.check_view import Checked, checked_html

TEXT = "Một <b>hai</b> ba\nbốn năm sáu\n"


def quote_of(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), words)


def finding(confidence: float, *words: str) -> Finding:
    quotes = tuple(quote_of(each) for each in words)
    return Finding("spelling", "warning", confidence, f"Vì {words[0]}", "Sửa <i>lại</i>.", quotes)


def html_of(*findings: Finding) -> str:
    source = SourceDocument("x.txt", "txt", "0" * 64, TEXT, ())
    return checked_html(Checked(source, "x.txt", findings), "1")


def test_the_text_is_whole_and_escaped_with_overlapping_marks() -> None:
    html = html_of(finding(0.9, "hai</b> ba"), finding(0.9, "ba\nbốn"))
    text = re.search(r'checked-text"[^>]*>(.*?)</div>', html, re.DOTALL)
    assert text is not None
    assert re.sub(r"</?mark[^>]*>", "", text[1]) == TEXT.replace("<", "&lt;").replace(">", "&gt;")
    assert 'data-at=" 1-0 2-0 "' in text[1]
    assert "<i>" not in html


def test_what_is_less_sure_is_folded_away() -> None:
    html = html_of(finding(0.9, "hai"), finding(0.3, "năm"))
    shown, folded = html.split('<details class="folded">')
    assert "Vì hai" in shown
    assert "Vì năm" in folded
    assert "Vì năm" not in shown


def test_nothing_found_is_said() -> None:
    html = html_of()
    assert "Không thấy điều gì cần sửa" in html
    assert 'data-event="excel"' not in html


def test_the_place_is_the_line_of_the_quote() -> None:
    html = html_of(finding(0.9, "sáu"))
    assert '<span class="number">dòng 2</span>' in html


def test_the_word_file_has_every_finding() -> None:
    content = findings_document([finding(0.9, "hai"), finding(0.3, "sáu")], TEXT, "x.txt", date(2024, 5, 6))
    document = docx.Document(io.BytesIO(content))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1][1].startswith("Dòng 1\n")
    assert [row[3] for row in rows[1:]] == ["Vì hai", "Vì sáu"]
    assert "06/05/2024" in document.paragraphs[1].text


def test_control_characters_do_not_break_the_word_file() -> None:
    odd = Finding("form", "note", 0.9, "Chữ \x0b lạ", "", ())
    document = docx.Document(io.BytesIO(findings_document([odd], TEXT, "a\x01.txt", date(2024, 5, 6))))
    assert document.tables[0].rows[1].cells[3].text == "Chữ  lạ"
