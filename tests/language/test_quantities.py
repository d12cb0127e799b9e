"""Figures with their unit of measure."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.measures import canonical_measure, is_measure
from language.numbers import plain
from language.quantities import Quantity, quantities
from language.text import fold


def read(text: str) -> list[str]:
    """ "figure|unit" of every quantity, after checking that it points at its own words."""
    found = quantities(text)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.end <= quantity.unit_start <= quantity.unit_end
        assert bool(quantity.unit) == (quantity.unit_start < quantity.unit_end)
    return [f"{quantity.text}|{quantity.unit}" for quantity in found]


def one(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thu đạt 31,250 tỷ đồng", ["31,250|tỷ đồng"]),
        ("tỷ lệ 1,59 %", ["1,59|%"]),
        ("dân số 6.410 người", ["6.410|người"]),
        ("10/10 thôn văn hóa", ["10/10|thôn"]),
        ("chia thành 07 khối thi đua, góp 35 khối cát", ["07|khối", "35|m³"]),
        ("Huy hiệu 40 năm 03 đồng chí, 50 năm 02 đồng chí", ["03|đồng chí", "02|đồng chí"]),
        ("đạt 636,4 tấn", ["636,4|tấn"]),
        ("02 tập thể và 15 cá nhân", ["02|tập thể", "15|cá nhân"]),
        ("rộng 3.5 ha", ["3.5|ha"]),
        ("trên 500 triệu đồng", ["500|triệu đồng"]),
        ("từ 5 đến 7%", ["5 đến 7|%"]),
        ("5-7 tạ/ha", ["5-7|tạ/ha"]),
        ("năng suất 13,8 tấn/ha", ["13,8|tấn/ha"]),
        ("65 triệu đồng/người/năm", ["65|triệu đồng/người/năm"]),
        ("có mười lăm hộ tham gia", ["mười lăm|hộ"]),
        ("hai mươi mốt thôn", ["hai mươi mốt|thôn"]),
        ("diện tích 2.345m²", ["2.345|m²"]),
        ("hiến 12.000 m<sup>2</sup> đất", ["12.000|m²"]),
        ("tỷ suất 95,6‰", ["95,6|‰"]),
        ("dài 12,5km", ["12,5|km"]),
        ("1.200 lượt người", ["1.200|lượt người"]),
        ("28 giường bệnh/vạn dân", ["28|giường/vạn dân"]),
        ("tăng 1,2 điểm phần trăm", ["1,2|điểm phần trăm"]),
        ("1,2 triệu lượt khách", ["1,2|triệu lượt khách"]),
        ("150.000.000đ", ["150.000.000|đồng"]),
        ("25 tr.đ", ["25|triệu đồng"]),
        ("1 250 000 đồng", ["1 250 000|đồng"]),
        ("đạt 101,1%KH", ["101,1|%"]),
        ("dân số 6.410, gồm 5 thôn", ["6.410|", "5|thôn"]),
        ("Số hộ: 1.234", ["1.234|"]),
        ("3.222/3.353 = 96,1%", ["3.222/3.353|", "96,1|%"]),
        ("từ 45 lên 60 triệu đồng", ["45|", "60|triệu đồng"]),
        ("từ 3,32 giảm còn 1,53 năm 2024", ["3,32|", "1,53|"]),
        ("cả năm 6.120 tấn", ["6.120|tấn"]),
        ("lắp 36 đèn năng lượng mặt trời", ["36|đèn"]),
        ("883 hộ tăng 12 hộ so với cùng kỳ", ["883|hộ", "12|hộ"]),
        ("kích hoạt 1082 tài khoản", ["1082|tài khoản"]),
        ("Có 17/17 chi bộ", ["17/17|chi bộ"]),
        ("trẻ em dưới 5 tuổi suy dinh dưỡng 6,1%", ["6,1|%"]),
    ],
)
def test_printed_with_diacritics(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "năm 2023", "Năm 2023 xã tổ chức", "6 tháng đầu năm 2024", "9 tháng năm 2023", "năm học 2022-2023",
        "giai đoạn 2021 – 2025", "ngày 27/7", "ngày 05 tháng 12", "quý 3", "10/2023", "31/12/2023",
        "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017", "Chỉ thị số 34-CT/TW", "Kế hoạch số 15/KH-UBND",
        "1. Kết quả", "1.1. Kết quả thực hiện", "2.1 Lãnh đạo", "3, Công tác khác", "a) Kết quả; 2. Tồn tại",
        "Điện thoại: 02373 866 051", "ĐT 0912.345.678", "thôn 2, thôn 5 và 7", "xóm 3", "Quốc lộ 10", "QL1A",
        "thôn Bình Yên 4", "học sinh lớp 5", "trực 24/24h", "họp lúc 7h30", "75 năm ngày thành lập",
        "dịch Covid-19", "cấp độ 3", "khóa 12", "Điều 5", "khoản 2", "http://xa7.gov.vn",
    ],
)  # fmt: skip
def test_names_dates_and_numbers_are_no_quantities(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ty le ho ngheo 1,59%", ["1,59|%"]),
        ("thu ngan sach 31,250 ty dong", ["31,250|tỷ đồng"]),
        ("co 15 ho ngheo nam 2023", ["15|hộ"]),
        ("muoi lam ho", ["muoi lam|hộ"]),
        ("trong 6 thang dau nam", []),
    ],
)
def test_typed_without_diacritics(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_parts_of_a_quantity() -> None:
    ratio = one("11/12 thôn")
    assert (ratio.value, ratio.whole, ratio.kind) == (Decimal(11), Decimal(12), "body")
    between = one("từ 5 đến 7%")
    assert (between.value, between.upper, between.qualifier) == (Decimal(5), Decimal(7), "từ")
    assert one("trên 500 triệu đồng").qualifier == "trên"
    assert one("gần 9.164 tỷ đồng").qualifier == "gần"
    assert one("12 mâm xôi").kind == "count"
    assert one("cả 3 trường").kind == "body"


def test_comma_groups_thousands_of_people_but_not_of_money() -> None:
    assert one("12,500 người").value == Decimal(12500)
    assert one("12,500 tỷ đồng").value == Decimal("12.5")
    assert one("đạt 0.125%").value == Decimal("0.125")


def test_diacritics_tell_measures_from_words() -> None:
    assert read("12 tạ thóc") == ["12|tạ"]
    assert read("12 hộ so với") == ["12|hộ"]
    assert read("năm 2024 tỷ lệ hộ nghèo") == []


def test_line_noise_between_figure_and_unit() -> None:
    assert read("ước đạt 31,250 \n tỷ đồng") == ["31,250|tỷ đồng"]
    assert read("hộ nghèo 35\nhộ") == ["35|hộ"]


def test_units_printed_alone() -> None:
    assert canonical_measure("Trđ") == "triệu đồng"
    assert canonical_measure("Ha") == "ha"
    assert canonical_measure("(DN)") == "doanh nghiệp"
    assert canonical_measure("điểm cao") == "điểm cao"
    assert is_measure("triệu đồng/ha")
    assert not is_measure("Ủy ban nhân dân xã")


UNITS = [
    "tỷ đồng",
    "triệu đồng",
    "đồng",
    "%",
    "ha",
    "tấn",
    "km",
    "hộ",
    "người",
    "thôn",
    "con",
    "hồ sơ",
    "tạ/ha",
]
LEADS = ["Tổng thu ước đạt ", "diện tích là ", "còn ", "(đạt ", "Có ", "chiếm khoảng "]
TAILS = ["", ".", ", tăng so với cùng kỳ", "; các chỉ tiêu khác đạt kế hoạch", " trong năm"]


@st.composite
def printed_figures(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A figure as Vietnamese print writes it, and its value."""
    whole = draw(st.integers(0, 9_999_999_999))
    decimals = draw(st.one_of(st.just(""), st.from_regex(r"\A[0-9]{1,4}\Z")))
    value = Decimal(f"{whole}.{decimals}") if decimals else Decimal(whole)
    return plain(value), value


@given(
    printed_figures(), st.sampled_from(UNITS), st.sampled_from(LEADS), st.sampled_from(TAILS), st.booleans()
)
def test_any_printed_figure_is_found_with_its_exact_place(
    figure: tuple[str, Decimal], unit: str, lead: str, tail: str, accented: bool
) -> None:
    printed, value = figure
    text = unicodedata.normalize("NFC", f"{lead}{printed} {unit}{tail}")
    text = text if accented else fold(text)
    found = quantities(text)
    assert [(q.text, q.unit, q.start, q.end) for q in found] == [
        (printed, unit, len(lead), len(lead) + len(printed))
    ]
    people = unit in ("hộ", "người", "thôn", "con", "hồ sơ")
    if not (people and len(printed.partition(",")[2]) == 3):
        assert found[0].value == value


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_places_are_always_right(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    previous = 0
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert previous <= quantity.start <= quantity.end <= quantity.unit_end <= len(text)
        previous = quantity.end


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1990, 2030), st.sampled_from("/-."))
def test_no_date_is_a_quantity(day: int, month: int, year: int, mark: str) -> None:
    assert quantities(f"ngày {day}{mark}{month}{mark}{year}") == []
    assert quantities(f"Quyết định số {day}/QĐ-UBND ngày {day:02d}/{month:02d}/{year} của Chủ tịch") == []


def test_a_sum_said_in_two_units_is_one() -> None:
    [sum_] = quantities("Tổng thu đạt 1 tỷ 245 triệu đồng.")
    assert (sum_.value, sum_.unit, sum_.text) == (Decimal(1245), "triệu đồng", "1 tỷ 245")
    assert [q.text for q in quantities("thu 3 tỷ, chi 245 triệu đồng")] == ["3", "245"]
