"""The check before an answer is shown, and the escaping of what documents say."""

from __future__ import annotations

import re

import pytest

from foundation.document import Span
from knowledge.evidence.alignment import align
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.evidence.verify import verify

HERE = Source("d1", Span(0, 10))
SAID = "Tổng số hộ nghèo 1.035 hộ, chiếm 1,21%; do ông Lý Văn Tám báo cáo"


def _quote(source: Source) -> str:
    return SAID


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Hộ nghèo: **1.035 hộ**", True),
        ("Hộ nghèo: 1035 hộ, tức 1,21%", True),
        ("Hộ nghèo: 1.036 hộ", False),
        ("Người báo cáo: Lý Văn Tám", True),
        ("Người báo cáo: Lý Văn Bảy", False),
        ("xã Phú Mộc năm 2023: 1,21%", True),
        ("xã Phú Thịnh: 1,21%", False),
    ],
)
def test_figures_and_names_must_be_cited_or_said(text: str, kept: bool) -> None:
    line = Line(f"{text} {mark()}", (HERE,))
    found = verify([line], _quote, "Tỷ lệ hộ nghèo xã Phú Mộc năm 2023?")
    assert bool(found.lines) is kept
    assert bool(found.dropped) is not kept


def test_a_claim_without_source_is_dropped_and_a_note_is_not() -> None:
    found = verify([Line("Có 5 xã"), Line("Đã xem 5 văn bản.", claims=False)], _quote, "")
    assert [line.claims for line in found.lines] == [False]


def test_computed_figures_are_vouched_for() -> None:
    line = Line(f"Chênh lệch 1.033,79 {mark()}", (HERE,), computed=("1.033,79",))
    assert verify([line], _quote, "").lines == (line,)


@pytest.mark.parametrize(
    "evil",
    [
        "[bấm](http://x.vn)",
        "<script>x</script>",
        "số liệu [7]",
        "![a](b)",
        "https://x.vn",
        "www.x.vn",
        "*in*",
    ],
)
def test_document_text_cannot_inject_markup(evil: str) -> None:
    shown = quoted(f"Theo {evil} thì")
    assert not re.search(r"(?<!\\)[\[\]<>!*]", shown)
    assert "://" not in shown
    assert "www." not in shown


def test_private_marks_in_a_document_do_not_become_citations() -> None:
    assert mark() not in quoted(f"lừa {mark()} đảo")


@pytest.mark.parametrize(
    ("passage", "original", "wanted", "expected"),
    [
        ("Có 35 hộ nghèo. Hết.", "Có 35\n\nhộ nghèo. Hết.", "Có 35 hộ nghèo.", "Có 35\n\nhộ nghèo."),
        ("công tác thi đua tốt", "công tác thi đƣa\n 7 \ntốt", "thi đua tốt", "thi đƣa\n 7 \ntốt"),
        ("Thu — KH: 15; TH: 8,5", "Thu | 15 | 8,5", "Thu — KH: 15; TH: 8,5", "Thu | 15 | 8,5"),
    ],
)
def test_alignment_finds_the_original_words(passage: str, original: str, wanted: str, expected: str) -> None:
    start = passage.index(wanted)
    span = align(passage, original, start, start + len(wanted))
    assert original[span.start : span.end] == expected
