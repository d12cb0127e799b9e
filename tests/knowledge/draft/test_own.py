"""Figures that the drafter brings: read as people type and tabulate them, stated for what they are of."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from foundation.settings import Settings
from ingest.files import FoundFile
from ingest.pipeline import ingest
from ingest.workers import Failure, prepare_safely
from knowledge.base import KnowledgeBase
from knowledge.draft import Draft, DraftRequest, OwnFigure, draft
from knowledge.draft.own import own_figures, recorded_figures
from tests.knowledge.draft.checks import paragraph_with, unaccounted, uncited

AN_LO = "xã An Lộ, huyện Kim Thạch"
FILE = "số liệu từ tệp bieu.xlsx"


def _read(folder: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> tuple[OwnFigure, ...]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    path = folder / "bieu.xlsx"
    book.save(path)
    read = prepare_safely(FoundFile(path, path.name), Settings())
    assert not isinstance(read, Failure)
    return recorded_figures(read.indicators, FILE, read.awards)


def _made(base: KnowledgeBase, own: tuple[OwnFigure, ...], period: str = "2024", unit: str = AN_LO) -> Draft:
    made = draft(DraftRequest(unit, period, own=own), base)
    assert unaccounted(made) == []
    assert uncited(made) == []
    return made


@pytest.mark.parametrize(
    ("written", "figures"),
    [
        ("58,5tr/người/năm", [("58,5", "triệu đồng/người/năm", "")]),
        ("đạt 100%", [("100", "%", "")]),
        ("khoảng 95%", [("95", "%", "khoảng")]),
        ("12 450 người", [("12.450", "người", "")]),
        ("3 tập thể, 7 cá nhân", [("3", "tập thể", ""), ("7", "cá nhân", "")]),
        ("4 tập thể và 11 cá nhân", [("4", "tập thể", ""), ("11", "cá nhân", "")]),
        ("chưa có", [("chưa có", "", "")]),
        ("2 vụ, 1 người bị thương", [("2 vụ, 1 người bị thương", "", "")]),
    ],
)
def test_typed_figures_are_read_as_people_write_them(
    written: str, figures: list[tuple[str, str, str]]
) -> None:
    read = own_figures([("nội dung", written)])
    assert [(f.value_text, f.unit, f.qualifier) for f in read] == figures


def test_words_instead_of_a_figure_are_told_as_such(small_store: KnowledgeBase) -> None:
    made = _made(
        small_store, own_figures([("giao quân", "đạt chỉ tiêu"), ("tai nạn giao thông", "2 vụ, 1 người")])
    )
    assert "đạt chỉ tiêu (số liệu nhập tay)" in paragraph_with(made, "iao quân").text
    assert "2 vụ, 1 người (số liệu nhập tay)" in made.text


def test_the_year_before_in_a_file_is_compared_with_and_never_the_result(
    small_store: KnowledgeBase, tmp_path: Path
) -> None:
    own = _read(
        tmp_path,
        [
            ["BIỂU CHỈ TIÊU CHỦ YẾU NĂM 2025 XÃ AN LỘ"],
            [],
            ["TT", "Chỉ tiêu", "Thực hiện năm 2024", "Năm 2025", None, "So sánh (%)", None],
            [None, None, None, "Kế hoạch", "Thực hiện", "TH/KH", "2025/2024"],
            [1, "Thu ngân sách nhà nước (triệu đồng)", "9.400", "9.900", "8.910", "90", "94,8"],
            [2, "Tỷ lệ hộ nghèo (%)", "2,1", "1,8", "1,7", None, None],
        ],
        ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3"),
    )
    made = _made(small_store, own, "2025")
    budget = paragraph_with(made, "hu ngân sách nhà nước").text
    assert f"8.910 triệu đồng ({FILE})" in budget
    assert "giảm 490 triệu đồng" in budget
    assert "9.400 triệu đồng" in budget
    assert "))" not in made.text
    assert "94,8" not in made.text
    assert "giảm 0,4 điểm %" in made.text


def test_figures_of_other_periods_and_units_are_told_and_not_stated(small_store: KnowledgeBase) -> None:
    own = (
        OwnFigure("tỷ lệ hộ nghèo", "6,6", "%", origin=FILE, period="2021"),
        OwnFigure("thu ngân sách nhà nước", "77", "tỷ đồng", origin=FILE, of_unit="xã Tân Khê"),
        OwnFigure("số hộ nghèo", "14", "hộ", origin=FILE, period="2024", of_unit="xã An Lộ"),
    )
    made = _made(small_store, own)
    assert "6,6" not in made.text
    assert "77" not in made.text
    assert "14 hộ" in made.text
    note = next(note for note in made.notes if "chưa đưa vào" in note)
    assert "tỷ lệ hộ nghèo (năm 2021): 6,6%" in note
    assert "xã Tân Khê" in note


def test_a_clerks_table_is_stated_row_by_row(small_store: KnowledgeBase, tmp_path: Path) -> None:
    own = _read(
        tmp_path,
        [
            ["UBND XÃ AN LỘ"],
            ["BIỂU TỔNG HỢP NĂM 2024"],
            [],
            ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", None, None],
            [None, None, None, "Kế hoạch", "Thực hiện", "Đạt %"],
            [1, "Tổng giá trị sản xuất", "Tỷ đồng", 300, 312, 104],
            [None, "- Trong đó: Nông nghiệp", "Tỷ đồng", 90, 88.2, 98],
            [2, "Thu ngân sách trên địa bàn", "Triệu đồng", "6 400", "7 120", "111,25"],
            [3, "Số người tham gia BHYT", "Người", "5.100", "5.302", "104"],
            [4, "Giấy khen của Chủ tịch UBND xã", "Tập thể", None, 6],
            [None, None, "Cá nhân", None, 19],
            ["", "Tổng cộng", "", None, 25],
        ],
        ("A4:A5", "B4:B5", "C4:C5", "D4:F4"),
    )
    made = _made(small_store, own)
    assert f"7.120 triệu đồng ({FILE})" in made.text
    assert re.search(r"iá trị sản xuất nông nghiệp[^.]* 88,2 tỷ đồng", made.text)
    assert "Trong đó" not in made.text
    assert "ỷ lệ tham gia bảo hiểm y tế năm 2024 đạt 5.302" not in made.text
    assert "ố người tham gia BHYT" in made.text
    assert f"Giấy khen của Chủ tịch UBND cấp xã: 6 tập thể ({FILE}); 19 cá nhân ({FILE})." in made.text
    assert "Giấy khen của Chủ tịch UBND cấp xã: [" not in made.text
    assert "25" not in re.sub(
        r"\[\d+\]|202\d|/202\d\S*|\d+/\S+", "", made.text.split("Công tác khen thưởng")[1]
    )


def test_a_share_beside_a_count_is_no_count(small_store: KnowledgeBase, tmp_path: Path) -> None:
    own = _read(
        tmp_path,
        [
            ["Số liệu xã An Lộ năm 2024"],
            ["Nội dung", "Kết quả", "Tỷ lệ %"],
            ["Số hộ nghèo", "31", "1,62"],
            ["Số thôn, làng đạt chuẩn văn hóa", "7/8", "87,5"],
        ],
        ("A1:C1",),
    )
    made = _made(small_store, own)
    assert "1,62%" in paragraph_with(made, "ỷ lệ hộ nghèo").text
    assert "1,62 hộ" not in made.text
    assert "có 7/8 thôn" not in made.text


def test_a_ward_has_no_villages_and_no_rural_programme(small_store: KnowledgeBase) -> None:
    made = draft(DraftRequest("phường Bến Ngự", "2024"), small_store)
    assert "số thôn" not in made.text.casefold()
    assert "nông thôn mới" not in made.text.casefold().replace("[gợi ý", "")
    assert any("tổ dân phố" in blank for blank in made.blanks)


def test_a_part_of_the_villages_is_no_number_of_them(small_store: KnowledgeBase) -> None:
    made = _made(small_store, own_figures([("số thôn", "5/9 thôn")]))
    assert "có 5/9 thôn" not in made.text


def test_the_drafters_own_name_stays_where_the_lexicon_calls_it_otherwise(small_store: KnowledgeBase) -> None:
    made = _made(small_store, own_figures([("xóa nhà tạm", "11 nhà"), ("thu ngân sách", "9,1 tỷ đồng")]))
    assert "óa nhà tạm" in made.text
    assert "hà đại đoàn kết" not in made.text
    assert "hu ngân sách nhà nước" in made.text


def test_a_plan_that_was_not_reached_is_a_shortcoming_without_a_share_too(small_store: KnowledgeBase) -> None:
    own = (
        OwnFigure("thu ngân sách nhà nước", "12,4", "tỷ đồng", origin=FILE),
        OwnFigure("thu ngân sách nhà nước", "13", "tỷ đồng", "plan", FILE),
    )
    made = draft(DraftRequest(AN_LO, "2024", ("han-che",), own), small_store)
    assert any("12,4 tỷ đồng" in p.text and "13 tỷ đồng" in p.text for p in made.paragraphs)
    half = draft(DraftRequest(AN_LO, "2024-H1", ("han-che",), own), small_store)
    assert "13 tỷ đồng" not in half.text


def test_a_spreadsheets_bare_number_gets_its_dots(small_store: KnowledgeBase, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["SỐ LIỆU XÃ AN LỘ NĂM 2024"],
        ["Chỉ tiêu", "ĐVT", "KH 2024", "ƯTH 2024", "ƯTH/KH (%)"],
        ["Sản lượng lương thực có hạt", "Tấn", 12000, 12480, 104],
    ]
    made = _made(small_store, _read(tmp_path, rows, ("A1:E1",)))
    crops = paragraph_with(made, "lương thực").text
    assert f"12.480 tấn ({FILE})" in crops
    assert f"104% ({FILE})" in crops


def test_the_title_of_a_report_and_its_awards_are_no_words_on_a_figure(tmp_path: Path) -> None:
    report = """ỦY BAN NHÂN DÂN
XÃ ĐỒNG LẠC, HUYỆN YÊN HẠ

BÁO CÁO
Tổng kết phong trào thi đua năm 2022, phương hướng năm 2023

Hội đồng thi đua khen thưởng xã đã khen thưởng 9 tập thể, 17 cá nhân.
Hạn chế: Việc đăng ký thi đua ở một số thôn còn chậm so với yêu cầu; công tác kiểm tra chưa được duy trì đều.
"""
    file = tmp_path / "dong-lac.txt"
    file.write_text(report, encoding="utf-8")
    settings = Settings(store_dir=tmp_path / "store")
    with KnowledgeBase.open(settings) as base:
        ingest([file], base, settings)
        made = draft(DraftRequest("xã Đồng Lạc", "2022"), base)
    assert "báo cáo ghi" not in made.text
    assert "Công tác kiểm tra chưa được duy trì đều" in made.text
    assert "Giấy khen của Chủ tịch UBND cấp xã: [" not in made.text
