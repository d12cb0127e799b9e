"""Normalisation: text repaired, every character still pointing to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.normalise import lines_of, mapped, normalise, repair
from tests.ingest.sources import of_text


def clean(text: str) -> str:
    return normalise(mapped(text)).text


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("thi đua khen thƣởng, PHƢƠNG HƢỚNG", "thi đua khen thưởng, PHƯƠNG HƯỚNG"),
        ("ƌƣợc tặng Bằng khen", "được tặng Bằng khen"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân thị xã Kỳ Anh"), "Ủy ban nhân dân thị xã Kỳ Anh"),
        ("xã\u00a0Tân\u2003Lập\u200b", "xã Tân Lập"),
        ("khen\u00ad thưởng", "khen thưởng"),
        ("ﬁle số 12", "file số 12"),
        ("\uf0b7 Tập thể", "• Tập thể"),
        ("diện tích 7,2 km<sup>2</sup>", "diện tích 7,2 km²"),
        ("<b>Hạng mục</b>&nbsp;A &amp; B", "Hạng mục A & B"),
        ("**Kính gửi: ** Sở Nội vụ", "Kính gửi: Sở Nội vụ"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("*Nơi nhận:*", "Nơi nhận:"),
        ("## **II. Kết quả** ##", "II. Kết quả"),
        (r"Số 12\_BC\-UBND", "Số 12_BC-UBND"),
        ("xây dựng k ế hoạch", "xây dựng kế hoạch"),
        ("ngườ i dân", "người dân"),
        ("ngư ời dân đư ợc khen thư ởng", "người dân được khen thưởng"),
        ("thàn h phố thự c hiện, chín h quyền", "thành phố thực hiện, chính quyền"),
        ("B Á O  C Á O", "BÁO CÁO"),
        ("trẻ em < 6 tuổi", "trẻ em < 6 tuổi"),
        ("5=4/2*100 6=4/3*100", "5=4/2*100 6=4/3*100"),
        ("đạt 103,l%, tăng l2,4%", "đạt 103,1%, tăng 12,4%"),
        ("2.l60 con; 58.OOO con; 18.45O triệu", "2.160 con; 58.000 con; 18.450 triệu"),
        ("10l dầu, 2 lít, OCOP 3 sao, 5OCOP, I. Kết quả", "10l dầu, 2 lít, OCOP 3 sao, 5OCOP, I. Kết quả"),
        ("*Trong lĩnh vực y tế: ổn định", "*Trong lĩnh vực y tế: ổn định"),
    ],
)
def test_repairs(printed: str, meant: str) -> None:
    assert clean(printed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "lắp đặt 200 m ống nước",
        "thực hiện điểm k ế tiếp",
        "chủ hộ ông An, bà Ý",
        "tổ n) không có trong danh sách",
        "hộ ông A ở xã B",
        "nhóm h ợp tác",
        "tổ 3 t ổng số",
    ],
)
def test_doubtful_spaces_stay(text: str) -> None:
    assert clean(text) == text


def test_an_element_that_formats_nothing_stays_as_text() -> None:
    text = "<script>alert('BK')</script> <tổng> <img src=x>"
    assert clean(text) == text


def test_superscript_quote_ends_inside_the_tag() -> None:
    text = "rộng 12 m<sup>2</sup> đất"
    content = normalise(mapped(text))
    span = content.span(0, content.text.index("²") + 1)
    assert text[span.start : span.end] == "rộng 12 m<sup>2"


def test_break_tag_ends_a_line_but_not_inside_a_table_row() -> None:
    lines = lines_of(of_text("TM. UBND<br/>CHỦ TỊCH\n| 1 | Giấy khen<br>huyện | 5 |"))
    assert [line.text for line in lines] == ["TM. UBND", "CHỦ TỊCH", "| 1 | Giấy khen huyện | 5 |"]


def test_gap_counts_blank_lines() -> None:
    lines = lines_of(of_text("một\n\n \nhai\nba"))
    assert [line.gap for line in lines] == [0, 2, 0]


NOISE = st.lists(
    st.sampled_from(list("aâăêôơưđƣƢeiouynhktm.,;:-+*#_|<>&\\/() \t12\u00a0\u200b\u0301\u0323\ufb01"))
    | st.sampled_from(["<sup>", "</sup>", "<br>", "&nbsp;", "**", "k ế", "ấ"]),
    max_size=60,
).map("".join)


@given(NOISE, st.integers(0, 1000))
def test_origins_never_decrease_and_lie_inside(text: str, start: int) -> None:
    content = normalise(mapped(text, start))
    assert list(content.origin) == sorted(content.origin)
    assert all(start <= origin < start + len(text) for origin in content.origin)


@given(NOISE)
def test_what_is_shown_stands_in_the_original_span(text: str) -> None:
    content = repair(mapped(text))
    for character, origin in zip(content.text, content.origin, strict=True):
        if character.isalnum() and character.isascii() and text[origin].isascii() and "&" not in text:
            assert text[origin] == character


@example("a<sup>\u0301")
@given(NOISE)
def test_normalising_again_changes_nothing_that_is_plain(text: str) -> None:
    once = clean(text)
    if not set(once) & set("<>&*_#\\"):
        assert clean(once).replace(" ", "") == once.replace(" ", "")
