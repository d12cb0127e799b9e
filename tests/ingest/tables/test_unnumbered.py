"""Tables printed one cell a line without a column of ordinals."""

from __future__ import annotations

from foundation.document import Table
from ingest.structure import structure
from tests.ingest.sources import of_text

PLAN = """\
2. Các chỉ tiêu chủ yếu
Chỉ tiêu
ĐVT
Kế hoạch
năm 2021
Thực hiện
Ghi chú
Sản lượng cá nuôi
Tấn
310
342,5
Vượt
Đường bê tông
Km
2,5
-
Chờ vốn
Trồng rừng phân tán
Cây
4.000
4.150
Đạt
Trên đây là kết quả thực hiện các chỉ tiêu của xã trong năm, còn một chỉ tiêu chưa có số liệu.
"""


def tables_of(text: str) -> list[Table]:
    return list(structure(of_text(text)).tables)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_rows_begin_where_names_stand() -> None:
    (table,) = tables_of(PLAN)
    assert table.columns == ("Chỉ tiêu", "ĐVT", "Kế hoạch năm 2021", "Thực hiện", "Ghi chú")
    assert cells(table) == [
        ["Sản lượng cá nuôi", "Tấn", "310", "342,5", "Vượt"],
        ["Đường bê tông", "Km", "2,5", "-", "Chờ vốn"],
        ["Trồng rừng phân tán", "Cây", "4.000", "4.150", "Đạt"],
    ]
    assert PLAN[table.rows[1].span.start : table.rows[1].span.end] == "Đường bê tông\nKm\n2,5\n-\nChờ vốn"


def test_counts_with_their_kind_are_cells() -> None:
    text = "Hình thức khen thưởng\nNăm 2019\nNăm 2020\nBằng khen của tỉnh\n2 tập thể, 3 cá nhân\n04 cá nhân\n"
    text += "Giấy khen của huyện\n-\n11 tập thể, 25 cá nhân\n"
    (table,) = tables_of(text)
    assert cells(table)[1] == ["Giấy khen của huyện", "-", "11 tập thể, 25 cá nhân"]


def test_a_list_of_short_lines_is_no_table() -> None:
    assert tables_of("Nội dung\nHội trường\nÂm thanh\nBàn ghế\nNước uống\nHoa tươi\nBăng rôn\n") == []


def test_rows_of_another_length_end_the_table() -> None:
    text = "Danh hiệu\nTập thể\nCá nhân\nLao động tiên tiến\n4\n31\n"
    text += "Chiến sĩ thi đua cơ sở\n-\n5\nNgười tốt việc tốt\n12\n"
    (table,) = tables_of(text)
    assert [row[0] for row in cells(table)] == ["Lao động tiên tiến", "Chiến sĩ thi đua cơ sở"]


def test_names_of_several_lines_and_a_share_left_out() -> None:
    text = "Chỉ tiêu\nĐơn vị tính\nKế hoạch\nThực hiện\nĐạt (%)\nThu ngân sách\ntỷ đồng\n81,7\n96,42\n118\n"
    text += "Tỷ lệ hộ nghèo\n%\n0,6\n0,52\nSố tổ dân phố\nđạt chuẩn văn hóa\ntổ\n45\n45\n100\n"
    (table,) = tables_of(text)
    assert cells(table) == [
        ["Thu ngân sách", "tỷ đồng", "81,7", "96,42", "118"],
        ["Tỷ lệ hộ nghèo", "%", "0,6", "0,52", ""],
        ["Số tổ dân phố đạt chuẩn văn hóa", "tổ", "45", "45", "100"],
    ]
