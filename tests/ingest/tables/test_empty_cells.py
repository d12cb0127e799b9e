"""Flattened tables whose empty cells are dashes on lines of their own."""

from __future__ import annotations

import pytest

from foundation.document import Table
from ingest.structure import structure
from tests.ingest.sources import of_text

WRAPPED = """\
Số TT
Hình thức
Số tập thể
Số cá nhân
Số hộ
1
Giấy khen của Chủ tịch
UBND thị xã
-
14
-
2
Danh hiệu thôn văn hóa
6
-
-
3
Giấy khen của UBND phường
3
-
-
Công tác bình xét đúng quy trình.
"""

DASHED_ROWS = """\
TT
Chỉ tiêu
ĐVT
Kế hoạch
Thực hiện
1
Diện tích gieo trồng
Ha
410
415
-
Cây lúa
Ha
300
302
-
Cây màu
Ha
110
113
2
Tổng đàn lợn
Con
950
990
"""


def cells(text: str) -> list[list[str]]:
    (table,) = tables_of(text)
    return [[cell.text for cell in row.cells] for row in table.rows]


def tables_of(text: str) -> list[Table]:
    return list(structure(of_text(text)).tables)


def test_names_of_several_lines_beside_empty_cells() -> None:
    assert cells(WRAPPED) == [
        ["1", "Giấy khen của Chủ tịch UBND thị xã", "-", "14", "-"],
        ["2", "Danh hiệu thôn văn hóa", "6", "-", "-"],
        ["3", "Giấy khen của UBND phường", "3", "-", "-"],
    ]
    (table,) = tables_of(WRAPPED)
    assert "bình xét" not in WRAPPED[table.span.start : table.span.end]


@pytest.mark.parametrize("empty", ["–", "…", "/"])
def test_other_marks_of_empty_cells(empty: str) -> None:
    text = WRAPPED.replace("\n-", f"\n{empty}")
    assert cells(text)[1] == ["2", "Danh hiệu thôn văn hóa", "6", empty, empty]


def test_a_page_number_between_an_ordinal_and_its_name() -> None:
    text = WRAPPED.replace("\n2\nDanh", "\n2\n\n5\n\nDanh")
    assert cells(text)[1] == ["2", "Danh hiệu thôn văn hóa", "6", "-", "-"]


def test_dashes_that_begin_rows_still_do() -> None:
    assert cells(DASHED_ROWS)[1] == ["-", "Cây lúa", "Ha", "300", "302"]
    assert [row[0] for row in cells(DASHED_ROWS)] == ["1", "-", "-", "2"]
