"""Sentences and tables of the genre and the indicator records they give."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from foundation.document import (
    MappedText,
    Paragraph,
    SourceDocument,
    Span,
    StructuredDocument,
    Table,
    TableCell,
    TableRow,
)
from foundation.records import DocumentIdentity, IdentityField, IndicatorRecord
from ingest.extract.indicators import extract_indicators

CASES = tomllib.loads((Path(__file__).parent / "indicator_cases.toml").read_text(encoding="utf-8"))["case"]
COMMUNE, DISTRICT = "xã An Phú", "huyện Tân Sơn"


def identity(level: str = "xã", period: str = "2023") -> DocumentIdentity:
    return DocumentIdentity(
        commune=IdentityField(COMMUNE, 1) if level == "xã" else None,
        district=IdentityField(DISTRICT, 1),
        level=IdentityField(level, 1),
        period=IdentityField(period, 1),
    )


def document(text: str, *elements: Any) -> StructuredDocument:
    return StructuredDocument(SourceDocument("a.txt", "txt", "0", text, ()), tuple(elements))


def paragraph(text: str, path: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph("paragraph", MappedText(text, tuple(range(len(text)))), path)


def extract(text: str, path: tuple[str, ...] = (), level: str = "xã") -> tuple[IndicatorRecord, ...]:
    return extract_indicators(document(text, paragraph(text, path)), identity(level))


def shown(record: IndicatorRecord, level: str) -> str:
    own = COMMUNE if level == "xã" else DISTRICT
    line = f"{record.indicator} = {record.value_text} {record.unit_of_measure}".rstrip()
    if record.kind != "actual" or record.period != "2023":
        line += f" | {record.kind}"
    if record.period != "2023":
        line += f" | {record.period}"
    return line if record.unit == own else f"{line} @ {record.unit}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    level = case.get("level", "xã")
    records = extract(case["text"], tuple(case.get("path", ())), level)
    assert [shown(record, level) for record in records] == case["expect"]
    for record in records:
        span, value = record.span, record.value_span
        assert case["text"][value.start : value.end] == record.value_text
        assert span.start <= value.start
        assert value.end <= span.end
        assert 0 < record.confidence <= 1


def test_a_list_of_aims_is_a_plan_until_the_list_ends() -> None:
    texts = [
        "Các chỉ tiêu phấn đấu trong năm 2024:",
        "- Thu ngân sách trên địa bàn 6,5 tỷ đồng.",
        "- Tỷ lệ hộ nghèo dưới 1,2%.",
        "Dân số toàn xã 5.120 người.",
    ]
    paragraphs, place = [], 0
    for text in texts:
        content = MappedText(text, tuple(range(place, place + len(text))))
        paragraphs.append(Paragraph("list_item" if text.startswith("-") else "paragraph", content))
        place += len(text) + 1
    records = extract_indicators(document("\n".join(texts), *paragraphs), identity())
    assert [shown(record, "xã") for record in records] == [
        "thu ngân sách nhà nước = 6,5 tỷ đồng | plan | 2024",
        "tỷ lệ hộ nghèo = 1,2 % | plan | 2024",
        "dân số = 5.120 người",
    ]


def table(columns: list[str], rows: list[list[str]], **options: Any) -> StructuredDocument:
    """A table over a text in which each row is a line of cells parted by tabs."""
    text = "\n".join(["\t".join(columns), *("\t".join(row) for row in rows)])
    built, offset = [], len("\t".join(columns)) + 1
    for row in rows:
        cells, place = [], offset
        for cell in row:
            cells.append(TableCell(MappedText(cell, tuple(range(place, place + len(cell))))))
            place += len(cell) + 1
        built.append(TableRow(tuple(cells), Span(offset, place - 1)))
        offset = place
    return document(text, Table(tuple(columns), tuple(built), Span(0, len(text)), **options))


def rows_of(structured: StructuredDocument, level: str = "xã", period: str = "2023") -> list[str]:
    records = extract_indicators(structured, identity(level, period))
    for record in records:
        assert structured.source.text[slice(*record.value_span)] == record.value_text
        assert record.from_table
    return [shown(record, level) for record in records]


def test_table_of_plan_and_result_with_unit_column_and_dittos() -> None:
    structured = table(
        [
            "TT",
            "Chỉ tiêu",
            "ĐVT",
            "Kế hoạch năm 2023",
            "Thực hiện năm 2023",
            "So với KH (%)",
            "So với cùng kỳ (%)",
            "Ghi chú",
        ],
        [
            ["I", "Về kinh tế", "", "", "", "", "", ""],
            ["1", "Tổng sản lượng lương thực có hạt", "tấn", "2.450", "2.511,5", "102,5", "101,3", ""],
            ["2", "Cơ cấu kinh tế", "", "", "", "", "", ""],
            ["-", "Nông, lâm, thủy sản", "%", "32", "31,4", "", "", ""],
            ["-", "Dịch vụ", '"', "40", "41,2", "", "", "Ước"],
            ["3", "Thu nhập bình quân đầu người", "Trđ", "62", "64,5", "104", "", ""],
        ],
    )
    assert rows_of(structured) == [
        "sản lượng lương thực có hạt = 2.450 tấn | plan",
        "sản lượng lương thực có hạt = 2.511,5 tấn",
        "sản lượng lương thực có hạt = 102,5 % | percent_of_plan",
        "sản lượng lương thực có hạt = 101,3 % | percent_of_previous",
        "Cơ cấu kinh tế (Nông, lâm, thủy sản) = 32 % | plan",
        "Cơ cấu kinh tế (Nông, lâm, thủy sản) = 31,4 %",
        "Cơ cấu kinh tế (Dịch vụ) = 40 % | plan",
        "Cơ cấu kinh tế (Dịch vụ) = 41,2 %",
        "thu nhập bình quân đầu người = 62 triệu đồng | plan",
        "thu nhập bình quân đầu người = 64,5 triệu đồng",
        "thu nhập bình quân đầu người = 104 % | percent_of_plan",
    ]


def test_table_with_a_many_storeyed_header_and_a_numbering_row() -> None:
    structured = table(
        [
            "TT", "Chỉ tiêu", "Đơn vị tính", "KQ thực hiện 6 tháng 2022", "KH năm 2023 (HĐND giao)",
            "Kết quả thực hiện / 6 tháng đầu năm / Ước thực hiện",
            "Kết quả thực hiện / 6 tháng đầu năm / So với cùng kỳ (%)",
            "Kết quả thực hiện / 6 tháng đầu năm / So với kế hoạch (%)", "Còn phải thực hiện", "Ghi chú",
        ],
        [
            ["A", "B", "", "1", "2", "3", "4=3/1*100", "5=3/2*100", "6=2-3", "7"],
            ["1", "Thu ngân sách", "Trđ", "4.120", "9.800", "5.310", "128,9", "54,2", "4.490", ""],
            ["2", "Số thôn đạt chuẩn văn hóa", "thôn", "", "8/8", "", "", "", "", "Đánh giá cuối năm"],
            ["3", "Tỷ lệ dân số dùng nước sạch", "%", "", "Duy trì 95%", "95", "", "100", "", ""],
        ],
        recovered=True,
    )  # fmt: skip
    assert rows_of(structured, period="2023-H1") == [
        "thu ngân sách nhà nước = 4.120 triệu đồng | actual | 2022-H1",
        "thu ngân sách nhà nước = 9.800 triệu đồng | plan",
        "thu ngân sách nhà nước = 5.310 triệu đồng | actual | 2023-H1",
        "thu ngân sách nhà nước = 128,9 % | percent_of_previous | 2023-H1",
        "thu ngân sách nhà nước = 54,2 % | percent_of_plan | 2023-H1",
        "thu ngân sách nhà nước = 4.490 triệu đồng | remaining | 2023-H1",
        "số thôn văn hóa = 8/8 thôn | plan",
        "Tỷ lệ dân số dùng nước sạch = 95 % | plan",
        "Tỷ lệ dân số dùng nước sạch = 95 % | actual | 2023-H1",
        "Tỷ lệ dân số dùng nước sạch = 100 % | percent_of_plan | 2023-H1",
    ]


def test_table_with_bare_years_and_units_in_the_names() -> None:
    structured = table(
        ["Nội dung", "Năm 2021", "Năm 2022", "Năm 2023"],
        [["Tỷ lệ hộ nghèo (%)", "6,2", "4,8", "3,5"], ["Đàn lợn (con)", "1.200", "1.340", "1.415"]],
    )
    assert rows_of(structured) == [
        "tỷ lệ hộ nghèo = 6,2 % | actual | 2021",
        "tỷ lệ hộ nghèo = 4,8 % | actual | 2022",
        "tỷ lệ hộ nghèo = 3,5 %",
        "tổng đàn lợn = 1.200 con | actual | 2021",
        "tổng đàn lợn = 1.340 con | actual | 2022",
        "tổng đàn lợn = 1.415 con",
    ]


def test_table_of_communes() -> None:
    structured = table(
        ["STT", "Tên xã", "Số hộ nghèo", "Tỷ lệ hộ nghèo (%)"],
        [
            ["1", "Xã Bình An", "45", "2,1"],
            ["2", "Thị trấn Lộc Hà", "12", "0,6"],
            ["", "Tổng cộng", "57", "1,4"],
        ],
    )
    assert rows_of(structured, level="huyện") == [
        "số hộ nghèo = 45 hộ @ xã Bình An",
        "tỷ lệ hộ nghèo = 2,1 % @ xã Bình An",
        "số hộ nghèo = 12 hộ @ thị trấn Lộc Hà",
        "tỷ lệ hộ nghèo = 0,6 % @ thị trấn Lộc Hà",
        "số hộ nghèo = 57 hộ",
        "tỷ lệ hộ nghèo = 1,4 %",
    ]


def test_table_of_awards_gives_no_indicators() -> None:
    structured = table(["TT", "Đơn vị", "Bằng khen", "Giấy khen"], [["1", "Xã Bình An", "2", "15"]])
    assert rows_of(structured) == []


def test_table_of_aims_is_a_plan_for_the_next_period() -> None:
    structured = table(
        ["TT", "Chỉ tiêu", "Đơn vị", "Chỉ tiêu năm 2024"],
        [["1", "Tỷ lệ hộ nghèo", "%", "1,2"], ["2", "Sản phẩm OCOP", "sản phẩm", "3"]],
        path=("II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",),
    )
    assert rows_of(structured) == [
        "tỷ lệ hộ nghèo = 1,2 % | plan | 2024",
        "sản phẩm OCOP = 3 sản phẩm | plan | 2024",
    ]


def test_table_of_two_columns() -> None:
    structured = table(
        ["Chỉ tiêu", "Kết quả"],
        [["Dân số", "8.215 người"], ["Tỷ lệ hộ nghèo", "2,1%"], ["Trường đạt chuẩn quốc gia", "3/3 trường"]],
    )
    assert rows_of(structured) == [
        "dân số = 8.215 người", "tỷ lệ hộ nghèo = 2,1 %", "trường đạt chuẩn quốc gia = 3/3 trường",
    ]  # fmt: skip


def test_a_bare_share_right_of_plan_and_result_is_the_share_of_the_plan() -> None:
    structured = table(
        ["Nội dung", "Giao", "Đạt", "Tỷ lệ (%)"],
        [["Giải quyết việc làm (người)", "200", "226", "113"], ["Hộ nghèo (%)", "1,6", "1,5", ""]],
    )
    assert rows_of(structured) == [
        "giải quyết việc làm = 200 người | plan",
        "giải quyết việc làm = 226 người",
        "giải quyết việc làm = 113 % | percent_of_plan",
        "tỷ lệ hộ nghèo = 1,6 % | plan",
        "tỷ lệ hộ nghèo = 1,5 %",
    ]


def test_a_share_beside_a_count_of_places_is_of_that_count() -> None:
    structured = table(
        ["Tên xã", "Số hộ", "Hộ đạt GĐVH", "Tỷ lệ (%)"],
        [["An Lạc", "812", "760", "93,6"], ["Bình Hòa", "640", "601", "93,9"]],
    )
    assert rows_of(structured, level="huyện") == [
        "số hộ = 812 hộ @ xã An Lạc",
        "Hộ đạt GĐVH = 760 @ xã An Lạc",
        "tỷ lệ gia đình văn hóa = 93,6 % @ xã An Lạc",
        "số hộ = 640 hộ @ xã Bình Hòa",
        "Hộ đạt GĐVH = 601 @ xã Bình Hòa",
        "tỷ lệ gia đình văn hóa = 93,9 % @ xã Bình Hòa",
    ]


def test_a_report_without_marks_is_read_like_any() -> None:
    text = (
        "Tong thu ngan sach 41,6 ty dong, dat 148% du toan. Ty le ho ngheo con 0,94% (32 ho), giam 0,41% "
        "so voi nam 2022; ho can ngheo 96 ho, chiem 2,8%. Ty le gia dinh van hoa dat 91,3%."
    )
    assert [shown(record, "xã") for record in extract(text)] == [
        "thu ngân sách nhà nước = 41,6 tỷ đồng",
        "thu ngân sách nhà nước = 148 % | percent_of_plan",
        "tỷ lệ hộ nghèo = 0,94 %",
        "số hộ nghèo = 32 hộ",
        "tỷ lệ giảm hộ nghèo = 0,41 %",
        "số hộ cận nghèo = 96 hộ",
        "tỷ lệ hộ cận nghèo = 2,8 %",
        "tỷ lệ gia đình văn hóa = 91,3 %",
    ]


def test_a_report_without_marks_has_aims() -> None:
    records = extract("Phan dau thu ngan sach 43 ty dong.", ("III. Nhiem vu nam 2024",))
    told = [shown(record, "xã") for record in records]
    assert told == ["thu ngân sách nhà nước = 43 tỷ đồng | plan | 2024"]
