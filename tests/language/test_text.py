"""Folding, even spelling, sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.text import even_spelling, fold, nfc, sentences

VIETNAMESE = st.text(alphabet="aàảãáạăằâđêôơưỳýỵsSkKhHoOaAuUyYqQ .,;:!?0123456789\nIVX", max_size=80).map(nfc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng kết năm 2023. Đảng ủy xã họp.", ["Tổng kết năm 2023.", "Đảng ủy xã họp."]),
        ("Đạt tỷ lệ 99,35. Số học sinh là 31.250 em.", ["Đạt tỷ lệ 99,35.", "Số học sinh là 31.250 em."]),
        ("1. Kết quả nổi bật. 2.1. Hạn chế còn lại.", ["1. Kết quả nổi bật.", "2.1. Hạn chế còn lại."]),
        ("Điều 3. Giải thích từ ngữ.", ["Điều 3. Giải thích từ ngữ."]),
        ("Họp tại TP. Vinh lúc 8 giờ. Có 50 người.", ["Họp tại TP. Vinh lúc 8 giờ.", "Có 50 người."]),
        ("Tặng Cờ thi đua; tặng Bằng khen.", ["Tặng Cờ thi đua;", "tặng Bằng khen."]),
        ("Giai đoạn 2018 - 2023. Đến nay đã xong.", ["Giai đoạn 2018 - 2023.", "Đến nay đã xong."]),
        ("Đại hội khóa XX. Kỳ họp thứ hai.", ["Đại hội khóa XX.", "Kỳ họp thứ hai."]),
        (
            "Thu vượt dự toán giao.Bên cạnh đó, chợ xã.Các thôn",
            ["Thu vượt dự toán giao.", "Bên cạnh đó, chợ xã.", "Các thôn"],
        ),
        (
            "Hộ nghèo 2,5%.Có 3 thôn khá.UBND xã đã họp",
            ["Hộ nghèo 2,5%.", "Có 3 thôn khá.", "UBND xã đã họp"],
        ),
        (
            "Có ThS.Lê tham dự tại TP.Huế của đ/c.Lâm và tx.Kỳ Anh",
            ["Có ThS.Lê tham dự tại TP.Huế của đ/c.Lâm và tx.Kỳ Anh"],
        ),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in sentences(text)] == expected


@given(VIETNAMESE)
def test_sentences_lie_in_the_text_in_order_and_lose_no_word(text: str) -> None:
    found = sentences(text)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(VIETNAMESE)
def test_folding_and_even_spelling_keep_places(text: str) -> None:
    assert len(fold(text)) == len(text) == len(even_spelling(text))


@pytest.mark.parametrize(
    ("one", "other"), [("Chiến sỹ", "chiến sĩ"), ("uỷ ban", "ủy ban"), ("văn hoá", "Văn hóa"), ("xoè", "xòe")]
)
def test_even_spelling_makes_variants_equal(one: str, other: str) -> None:
    assert even_spelling(one) == even_spelling(other)


def test_even_spelling_keeps_qu_and_closed_syllables() -> None:
    assert even_spelling("quý toàn hoàn") == "quý toàn hoàn"
