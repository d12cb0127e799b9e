"""An answer's text becomes HTML in which only the program's own marks are markup."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.answer_markup import answer_html, plain_text

CITATION: dict[str, Any] = {
    "n": 1, "document": "a.txt", "title": 'Báo cáo <b> "x"', "page": None, "line_start": 3, "line_end": 4,
    "char_start": 0, "char_end": 4, "quote": "chữ", "document_id": "d", "ocr": False,
}  # fmt: skip
OWN_TAGS = {
    "p", "br", "strong", "em", "h4", "ul", "ol", "li", "blockquote", "button",
    "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
TAG = re.compile(r"</?([a-z0-9]+)")


def shown(text: str) -> str:
    return str(answer_html(text, "t1", [CITATION]))


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def test_a_known_mark_becomes_a_button_that_names_its_source() -> None:
    markup = shown("Hộ nghèo còn **4,7%** [1].")
    assert "<strong>4,7%</strong>" in markup
    assert 'data-event="cite" data-turn="t1" data-n="1"' in markup
    assert 'aria-label="Xem nguồn 1: Báo cáo &lt;b&gt; &#34;x&#34;"' in markup


def test_a_mark_without_citation_stays_text() -> None:
    assert "<button" not in shown("Theo [2] và \\[1\\]")
    assert text_of(shown("Theo [2] và \\[1\\]")) == "Theo [2] và [1]"


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[tại đây](http://harm.invalid)",
        "![ảnh](http://harm.invalid/b.png)",
        "$x^2$ và \\\\(y\\\\)",
        "&lt;b&gt;",
        "javascript:alert(1)",
        "${value} {{ value }}",
    ],
)
def test_what_documents_bring_along_is_text(written: str) -> None:
    markup = shown(written)
    assert set(TAG.findall(markup)) <= {"p"}
    assert text_of(markup) == written.replace("\\\\", "\\")


def test_lists_headings_quotes_and_tables() -> None:
    markup = shown(
        "### Kết quả\n- một [1]\n  - hai\n\n> trích\n\n| A | B |\n|---|---|\n| 1 | x\\|y |\n\n1. đầu"
    )
    assert "<h4>Kết quả</h4>" in markup
    assert '<li class="nested">hai</li>' in markup
    assert "<blockquote><p>trích</p></blockquote>" in markup
    assert "<td>x|y</td>" in markup
    assert "<ol>" in markup


def test_an_unfinished_mark_is_text() -> None:
    assert text_of(shown("còn **4,7")) == "còn **4,7"


@given(st.text())
def test_no_text_makes_foreign_tags(text: str) -> None:
    assert set(TAG.findall(re.sub(r'"[^"]*"', "", shown(text)))) <= OWN_TAGS


@given(st.text(alphabet=st.characters(categories=["L", "N", "S", "P", "Z"])))
def test_escaped_document_text_comes_through_whole(text: str) -> None:
    one_line = " ".join(text.split())
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", one_line)
    assert text_of(shown(f"“{escaped}” [1]")) == f"“{one_line}” [1]"


def test_plain_text_keeps_marks_of_citations_only() -> None:
    assert plain_text("**4,7%** [1] _xem_ a\\*b \\[x\\]") == "4,7% [1] xem a*b [x]"
