from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from ingest.readers import workbook
from ingest.readers.cell_formats import as_printed
from language.numbers import parse_figure

from .conftest import ReadFile, blocks_of, grid_of, table_of


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (2023, "General", "2023"),
        (31.25, "General", "31,25"),
        (0.1 + 0.2, "General", "0,3"),
        (12.0, "General", "12"),
        (1e20, "General", "100000000000000000000"),
        (1068.692, "#,##0.00", "1.068,69"),
        (1234567, "#,##0", "1.234.567"),
        (0.955, "0.0%", "95,5%"),
        (0.5, "0%", "50%"),
        (5, "00", "05"),
        (2.5, "0.##", "2,5"),
        (2, "0.##", "2"),
        (1234.5, '#,##0.0" tỷ đồng"', "1.234,5 tỷ đồng"),
        (98.5, "0.0\\%", "98,5%"),
        (-1500, "#,##0;(#,##0)", "-1.500"),
        (0, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-"),
        (1_500_000, "#,##0,", "1.500"),
        (0.0000001, "0.00E+00", "0,0000001"),
        (float("nan"), "0", "nan"),
        (True, "General", "TRUE"),
        (None, "0", ""),
        ("Không", "@", "Không"),
        (datetime(2023, 12, 31), "mm-dd-yy", "31/12/2023"),
        (date(2023, 6, 5), "d/m/yyyy", "05/06/2023"),
        (datetime(2023, 12, 1), "mm/yyyy", "12/2023"),
        (datetime(2023, 12, 1), "yyyy", "2023"),
        (datetime(2023, 12, 1, 8, 30), "d/m/yyyy h:mm", "01/12/2023 08:30"),
        (time(7, 5), "h:mm", "07:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_values_as_vietnamese_reads_them(value: object, number_format: str, printed: str) -> None:
    assert as_printed(value, number_format) == printed


@given(st.integers(-(10**12), 10**12), st.sampled_from(["General", "#,##0", "0", "#,##0.00"]))
def test_whole_numbers_are_read_back(value: int, number_format: str) -> None:
    printed = as_printed(value, number_format)
    assert parse_figure(printed.lstrip("-")) == abs(value)
    assert printed.startswith("-") == (value < 0)


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(alphabet='#0,.%;"-_(*)xE+?/ ', max_size=12))
def test_any_format_prints_something_or_nothing(value: float, number_format: str) -> None:
    assert isinstance(as_printed(value, number_format), str)


def report() -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 01"
    sheet["A1"], sheet["D1"] = "UBND XÃ TÂN LẬP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2023"
    sheet.merge_cells("A3:E3")
    rows = [
        ["TT", "Chỉ tiêu", "Đơn vị", "Năm 2023", None],
        [None, None, None, "Kế hoạch", "Thực hiện"],
        [1, "Thu ngân sách", "triệu đồng", 5000, 6120.5],
        [None, "Trong đó:", None, None, None],
        [2, "Hộ nghèo", "%", 0.03, 0.0235],
    ]
    for number, row in enumerate(rows, 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    for area in ("A5:A6", "B5:B6", "C5:C6", "D5:E5"):
        sheet.merge_cells(area)
    sheet["D7"].number_format, sheet["E7"].number_format = "#,##0", "#,##0.0"
    sheet["D9"].number_format, sheet["E9"].number_format = "0.0%", "0.00%"
    sheet["A12"] = "Nơi nhận: Lưu VT"
    return book


def test_a_sheet_is_a_page_of_titles_and_tables(read_file: ReadFile) -> None:
    document = read_file("a.xlsx", saved(report()))
    assert [(kind, text) for kind, text in blocks_of(document) if kind != "table"] == [
        ("heading", "Biểu 01"), ("paragraph", "UBND XÃ TÂN LẬP"),
        ("paragraph", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("paragraph", "CÁC CHỈ TIÊU CHỦ YẾU NĂM 2023"), ("paragraph", "Nơi nhận: Lưu VT"),
    ]  # fmt: skip
    assert grid_of(document, table_of(document)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 2, 1, "Chỉ tiêu"), (0, 2, 2, 1, "Đơn vị"), (0, 3, 1, 2, "Năm 2023"),
        (1, 3, 1, 1, "Kế hoạch"), (1, 4, 1, 1, "Thực hiện"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "Thu ngân sách"), (2, 2, 1, 1, "triệu đồng"),
        (2, 3, 1, 1, "5.000"), (2, 4, 1, 1, "6.120,5"),
        (3, 1, 1, 1, "Trong đó:"),
        (4, 0, 1, 1, "2"), (4, 1, 1, 1, "Hộ nghèo"), (4, 2, 1, 1, "%"), (4, 3, 1, 1, "3,0%"),
        (4, 4, 1, 1, "2,35%"),
    ]  # fmt: skip


def test_hidden_sheets_and_formulas_are_told(read_file: ReadFile) -> None:
    book = report()
    hidden = book.create_sheet("Phụ")
    hidden["A1"], hidden["A2"] = "Ghi chú", "=1+1"
    hidden.sheet_state = "hidden"
    book.create_sheet("Trống")
    document = read_file("a.xlsx", saved(book))
    assert [page.number for page in document.pages] == [1, 2]
    assert "Ghi chú" in document.text
    assert any("Phụ" in note for note in document.notes)
    assert any("1 ô công thức" in note for note in document.notes)


def test_two_tables_of_one_sheet_stay_two(read_file: ReadFile) -> None:
    book = openpyxl.Workbook()
    for row in (["Biểu A"], ["TT", "Thu"], [1, 5], [], ["Biểu B"], ["TT", "Chi"], [1, 4]):
        book.active.append(row)
    kinds = [kind for kind, _ in blocks_of(read_file("a.xlsx", saved(book)))]
    assert kinds == ["heading", "paragraph", "table", "paragraph", "table"]


def test_legacy_font_in_a_cell(read_file: ReadFile) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Tæng sè hé nghÌo"
    book.active["A1"].font = Font(name=".VnTime")
    assert "Tổng số hộ nghèo" in read_file("a.xlsx", saved(book)).text


def test_a_sheet_formatted_to_its_end_costs_nothing(read_file: ReadFile) -> None:
    book = report()
    book.active.row_dimensions[1_048_576].height = 20
    assert len(read_file("a.xlsx", saved(book)).text) < 1_000


def test_an_endless_sheet_is_cut_with_a_note(read_file: ReadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 10)
    book = openpyxl.Workbook()
    for row in range(1, 30):
        book.active.append([row, f"Hộ {row}"])
    document = read_file("a.xlsx", saved(book))
    assert "Hộ 10" in document.text
    assert "Hộ 11" not in document.text
    assert any("10 dòng" in note for note in document.notes)
