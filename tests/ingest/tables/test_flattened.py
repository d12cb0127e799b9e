"""Tables flattened to one cell, or part of one, per line."""

from __future__ import annotations

import pytest

from foundation.document import Table
from ingest.structure import structure
from tests.ingest.sources import SEEDS, of_text

# As a converter leaves a plan table of a mountain commune: header in pieces, labels over two
# lines, empty cells as two spaces more, the header once more after a page break.
HEADER = """\
TT Chỉ tiêu

Đơn vị

tính

TH năm

2021

KH năm

2022

Thực hiện năm 2022

Ghi chú

Ước

cả năm

So với

năm 2021

So với

kế hoạch

(%) (%)

A B 1 2 3 4 5=4/2*100 6=4/3*100

7
"""
FLATTENED = f"""\
2. Kết quả các chỉ tiêu
{HEADER}
I

Kinh tế

1

Diện tích

gieo trồng
 ha 400 420 462 115,5 110,0   

2 Tổng đàn gia súc con  1.500 1.600 1.440 96,0 90,0  

Do dịch bệnh

3

Thu nhập

bình quân

 Trđ   38       

Đánh giá cuối năm
{HEADER}
II

Xã hội

4

Hộ nghèo giảm
 %  5,0 4,0 4,4 88,0 110,0   
Nhìn chung các chỉ tiêu đều đạt và vượt kế hoạch huyện giao, đời sống nhân dân được cải thiện.
"""
COLUMNS = (
    "TT", "Chỉ tiêu", "Đơn vị tính", "TH năm 2021", "KH năm 2022", "Thực hiện năm 2022 / Ước cả năm",
    "Thực hiện năm 2022 / So với năm 2021 (%)", "Thực hiện năm 2022 / So với kế hoạch (%)", "Ghi chú",
)  # fmt: skip


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_flattened_table_is_recovered() -> None:
    document = structure(of_text(FLATTENED))
    economy, society = document.tables
    assert economy.columns == society.columns == COLUMNS
    assert (economy.caption, society.caption) == ("I. Kinh tế", "II. Xã hội")
    assert economy.recovered
    assert economy.path == ("2. Kết quả các chỉ tiêu",)
    assert rows(economy) == [
        ["1", "Diện tích gieo trồng", "ha", "400", "420", "462", "115,5", "110,0", ""],
        ["2", "Tổng đàn gia súc", "con", "1.500", "1.600", "1.440", "96,0", "90,0", "Do dịch bệnh"],
        ["3", "Thu nhập bình quân", "Trđ", "", "38", "", "", "", "Đánh giá cuối năm"],
    ]
    assert rows(society) == [["4", "Hộ nghèo giảm", "%", "5,0", "4,0", "4,4", "88,0", "110,0", ""]]
    assert document.paragraphs[-1].content.text.startswith("Nhìn chung")


def test_row_spans_quote_the_row() -> None:
    document = structure(of_text(FLATTENED))
    row = document.tables[0].rows[1]
    quoted = " ".join(FLATTENED[row.span.start : row.span.end].split())
    assert quoted == "2 Tổng đàn gia súc con 1.500 1.600 1.440 96,0 90,0 Do dịch bệnh"


def test_without_runs_of_spaces_the_formulas_place_the_figures() -> None:
    bare = "\n".join(" ".join(line.split()) for line in FLATTENED.splitlines())
    bare = bare.replace("ha 400 420 462 115,5 110,0", "ha 400 420 462 110,0")
    document = structure(of_text(bare))
    assert rows(document.tables[0])[0][2:] == ["ha", "400", "420", "462", "", "110,0", ""]


def test_figures_that_fit_no_column_surely_are_kept_in_order() -> None:
    bare = "\n".join(" ".join(line.split()) for line in FLATTENED.splitlines())
    document = structure(of_text(bare))
    unsure = next(table for table in document.tables if "Số liệu 1" in table.columns)
    assert unsure.columns == ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu 1", "Số liệu 2")
    assert rows(unsure) == [["3", "Thu nhập bình quân", "Trđ", "38", "Đánh giá cuối năm"]]


def test_one_cell_a_line_without_labels() -> None:
    text = """\
II. KẾT QUẢ
STT
Chỉ tiêu
ĐVT
Kế hoạch năm 2023
Thực hiện năm 2023
Tỷ lệ (%)
1
Tổng diện tích gieo trồng
ha
1.200
1.250
104,2
2
Sản lượng lương thực
tấn
5.400
5.670
105
III. CÔNG TÁC KHEN THƯỞNG
Có 12 tập thể được khen.
"""
    document = structure(of_text(text))
    (table,) = document.tables
    assert table.columns[3:] == ("Kế hoạch năm 2023", "Thực hiện năm 2023", "Tỷ lệ (%)")
    assert rows(table)[1] == ["2", "Sản lượng lương thực", "tấn", "5.400", "5.670", "105"]
    assert document.paragraphs[-1].path == ("III. CÔNG TÁC KHEN THƯỞNG",)


def test_prose_that_begins_like_a_header_is_no_table() -> None:
    text = "TT Thông tin về thi đua\n1. Xã đã tổ chức phát động thi đua.\n2. Xã đã khen thưởng 12 tập thể."
    assert structure(of_text(text)).tables == ()


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.exists(), reason="the real reports are not beside the project")
def test_the_flattened_table_of_a_real_report() -> None:
    path = next(SEEDS.glob("000_*.txt"))
    document = structure(of_text(path.read_text("utf-8"), path.name))
    assert [len(table.rows) for table in document.tables] == [14, 10, 2]
    table = document.tables[0]
    by_number = {row.cells[0].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    assert by_number["4"] == ["tấn", "573", "1.460", "636,4", "111,1", "43,6", "824", ""]
    assert by_number["1"] == ["%", "", "17", "", "", "", "", "Đánh giá vào cuối năm"]
    assert table.columns[4].startswith("KH năm 2024")
    assert table.columns[7].endswith("So với kế hoạch (%)")


def test_a_table_with_each_row_on_one_line() -> None:
    text = """\
TT Chỉ tiêu ĐVT Kế hoạch Thực hiện Tỷ lệ (%)
1 Diện tích lúa nước ha 320 325 101,6
2 Đàn trâu, bò con 1.450 1.380 95,2
3 Thu ngân sách xã triệu đồng 210 260 123,8
Ngoài ra, xã đã hoàn thành các chỉ tiêu khác được giao trong kế hoạch năm.
"""
    document = structure(of_text(text))
    (table,) = document.tables
    assert table.columns == ("TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)")
    assert rows(table)[1:] == [
        ["2", "Đàn trâu, bò", "con", "1.450", "1.380", "95,2"],
        ["3", "Thu ngân sách xã", "triệu đồng", "210", "260", "123,8"],
    ]
    assert [p.content.text[:9] for p in document.paragraphs] == ["Ngoài ra,"]


def test_a_list_of_people_one_cell_a_line() -> None:
    text = """\
Danh sách đề nghị:
TT
Họ và tên
Chức vụ, đơn vị
Danh hiệu
1
Hà Thị Nga
Công chức Văn phòng
- Thống kê
Lao động tiên tiến
2
Bùi Văn Thược
Trưởng thôn
Giấy khen
3
Quách Công Minh
Trưởng Công an xã, phụ trách
an ninh
Chiến sĩ thi đua cơ sở
Trên đây là danh sách các cá nhân được Hội đồng xét, đề nghị khen thưởng năm 2023.
"""
    document = structure(of_text(text.replace("\n- Thống kê", "")))
    (table,) = document.tables
    assert table.columns == ("TT", "Họ và tên", "Chức vụ, đơn vị", "Danh hiệu")
    assert rows(table) == [
        ["1", "Hà Thị Nga", "Công chức Văn phòng", "Lao động tiên tiến"],
        ["2", "Bùi Văn Thược", "Trưởng thôn", "Giấy khen"],
        ["3", "Quách Công Minh", "Trưởng Công an xã, phụ trách an ninh", "Chiến sĩ thi đua cơ sở"],
    ]
    assert document.paragraphs[-1].content.text.startswith("Trên đây là danh sách")


TWO_LEVELS = """\
3. Kết quả sản xuất vụ xuân
STT
Xã, thị trấn
Diện tích gieo trồng (ha)
Lúa
Ngô
Ghi chú
Diện tích (ha)
Năng suất (tạ/ha)
Sản lượng (tấn)
Diện tích (ha)
Năng suất (tạ/ha)
1
Xã Hua Nà
512,4
310
58,2
1.804
120
45,1
-
2
Xã Hua Nà 2
388
201
56
1.126
98
43
Bị hạn
Tổng cộng
900,4
511
57,5
2.930
218
44,3
Toàn huyện có hai xã tham gia mô hình liên kết sản xuất và tiêu thụ nông sản theo chuỗi trong vụ này.
"""


def test_two_levels_of_titles_without_labels_and_names_with_numbers() -> None:
    (table,) = structure(of_text(TWO_LEVELS)).tables
    assert table.columns[2:] == (
        "Diện tích gieo trồng (ha)",
        "Lúa / Diện tích (ha)",
        "Lúa / Năng suất (tạ/ha)",
        "Lúa / Sản lượng (tấn)",
        "Ngô / Diện tích (ha)",
        "Ngô / Năng suất (tạ/ha)",
        "Ghi chú",
    )
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Xã Hua Nà", "512,4", "310", "58,2", "1.804", "120", "45,1", "-"],
        ["2", "Xã Hua Nà 2", "388", "201", "56", "1.126", "98", "43", "Bị hạn"],
        ["", "Tổng cộng", "900,4", "511", "57,5", "2.930", "218", "44,3", ""],
    ]


def test_years_beneath_groups_a_total_beside_them_and_remarks_mostly_left_out() -> None:
    text = "Bảng 2. Hộ nghèo theo đơn vị\nTT\nĐơn vị\nTổng số hộ\nHộ nghèo\nHộ cận nghèo\nGhi chú\n"
    text += "Năm 2022\nNăm 2023\nNăm 2022\nNăm 2023\n1\nXã Hua Nà\n2.150\n401\n306\n612\n577\n"
    text += "2\nXã Pắc Sa\n1.724\n842\n683\n905\n860\nVượt KH\nTổng cộng\n3.874\n1.243\n989\n1.517\n1.437\n"
    (table,) = structure(of_text(text)).tables
    assert table.columns[2:] == (
        "Tổng số hộ",
        "Hộ nghèo / Năm 2022",
        "Hộ nghèo / Năm 2023",
        "Hộ cận nghèo / Năm 2022",
        "Hộ cận nghèo / Năm 2023",
        "Ghi chú",
    )
    assert [cell.text for cell in table.rows[0].cells][2:] == ["2.150", "401", "306", "612", "577", ""]
    assert len(table.rows) == 3
