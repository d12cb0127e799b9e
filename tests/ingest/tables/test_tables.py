"""Tables whose cells stand side by side: blocks of a format, Markdown, HTML, tabs, columns."""

from __future__ import annotations

from foundation.document import SourceDocument, Table
from ingest.structure import structure
from tests.ingest.sources import of_table, of_text


def tables(source: SourceDocument) -> tuple[Table, ...]:
    return structure(source).tables


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_merged_header_is_flattened() -> None:
    source = of_table(
        [
            ["STT", "Chỉ tiêu", "ĐVT", "Năm 2023", "^"],
            ["^", "^", "^", "Kế hoạch", "Thực hiện"],
            ["1", "Sản lượng lúa", "tấn", "1.200", "1.310"],
            ["2", "Hộ nghèo", "hộ", "", "35"],
        ],
        {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2)},
    )
    (table,) = tables(source)
    assert table.columns == ("STT", "Chỉ tiêu", "ĐVT", "Năm 2023 / Kế hoạch", "Năm 2023 / Thực hiện")
    assert rows(table) == [["1", "Sản lượng lúa", "tấn", "1.200", "1.310"], ["2", "Hộ nghèo", "hộ", "", "35"]]
    assert not table.recovered


def test_label_row_and_repeated_header_are_dropped() -> None:
    header = ["TT", "Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ"]
    source = of_table(
        [header, ["A", "B", "1", "2", "3=2/1*100"], ["1", "Thu ngân sách", "10", "12", "120"], header,
         ["2", "Chi ngân sách", "9", "9", "100"]]
    )  # fmt: skip
    (table,) = tables(source)
    assert table.columns == tuple(header)
    assert [row[0] for row in rows(table)] == ["1", "2"]


def test_section_rows_become_captions() -> None:
    source = of_table(
        [
            ["TT", "Chỉ tiêu", "Kết quả"],
            ["I", "KINH TẾ", ""],
            ["1", "Thu nhập bình quân", "52,5"],
            ["II", "XÃ HỘI", ""],
            ["2", "Hộ nghèo", "2,1"],
        ],
        before="Biểu 1: Chỉ tiêu chủ yếu",
    )
    first, second = tables(source)
    title = "Biểu 1: Chỉ tiêu chủ yếu"
    assert (first.caption, second.caption) == (f"{title} — I. KINH TẾ", f"{title} — II. XÃ HỘI")
    assert (rows(first), rows(second)) == ([["1", "Thu nhập bình quân", "52,5"]], [["2", "Hộ nghèo", "2,1"]])
    assert second.span.start == first.span.end
    assert source.text[second.span.start :].startswith("II")


def test_line_above_is_the_caption_and_a_title_row_too() -> None:
    body = [["Danh hiệu", "Số lượng"], ["Lao động tiên tiến", "120"]]
    (table,) = tables(of_table(body, before="Bảng 2. Danh hiệu thi đua"))
    assert table.caption == "Bảng 2. Danh hiệu thi đua"
    titled = [["Bảng 3", "", ""], ["Tên", "Tập thể", "Cá nhân"], ["Giấy khen", "5", "9"]]
    (table,) = tables(of_table(titled))
    assert (table.caption, table.columns) == ("Bảng 3", ("Tên", "Tập thể", "Cá nhân"))


def test_repeated_and_empty_cells_stay_in_their_columns() -> None:
    (table,) = tables(of_table([["Tên", "", "Tuổi", ""], ["A", "x", "5", "y"], ["B", "", "5", ""]]))
    assert table.columns == ("Tên", "Cột 2", "Tuổi", "Cột 4")
    assert rows(table)[1] == ["B", "", "5", ""]


def test_table_without_header_keeps_its_first_row() -> None:
    (table,) = tables(of_table([["1", "Nguyễn Thị Lan", "1985"], ["2", "Trần Văn Hải", "1979"]]))
    assert len(table.rows) == 2


def test_markdown_table_with_break_and_page() -> None:
    text = (
        "Kết quả như sau:\n\n| STT | Danh hiệu | Số lượng |\n|:---|---|---:|\n"
        "| 1 | Bằng khen<br>của UBND tỉnh | 3 |\n| 2 | Giấy khen | |\n\nHết."
    )
    document = structure(of_text(text))
    (table,) = document.tables
    assert table.caption == "Kết quả như sau:"
    assert rows(table) == [["1", "Bằng khen của UBND tỉnh", "3"], ["2", "Giấy khen", ""]]
    row = table.rows[0]
    assert text[row.span.start : row.span.end].startswith("| 1 | Bằng khen")


def test_html_table_in_text_with_spans() -> None:
    text = (
        "<table border=1><tr><th rowspan=2>TT</th><th colspan=2>Khen thưởng</th></tr>"
        "<tr><th>Tập thể</th><th>Cá nhân</th></tr>\n<tr><td>1<td>4<td><b>11</b></tr></table>\nHết."
    )
    document = structure(of_text(text))
    (table,) = document.tables
    assert table.columns == ("TT", "Khen thưởng / Tập thể", "Khen thưởng / Cá nhân")
    assert rows(table) == [["1", "4", "11"]]
    assert [p.content.text for p in document.paragraphs] == ["Hết."]


def test_tab_separated_lines() -> None:
    text = "Danh sách:\nSTT\tHọ và tên\tDanh hiệu\n1\tLê Thị Mơ\tCSTĐCS\n2\tPhạm Văn Quý\tLĐTT\nHết."
    (table,) = tables(of_text(text))
    assert table.columns == ("STT", "Họ và tên", "Danh hiệu")
    assert rows(table)[1] == ["2", "Phạm Văn Quý", "LĐTT"]


def test_header_with_too_few_titles_names_no_column_wrongly() -> None:
    text = "Bằng khen\tGiấy khen\tDanh hiệu khác\n02\t11\t5\t7\t30"
    (table,) = tables(of_text(text))
    assert table.columns == tuple(f"Cột {i}" for i in range(1, 6))
    assert table.caption == "Bằng khen | Giấy khen | Danh hiệu khác"
    assert rows(table) == [["02", "11", "5", "7", "30"]]
    assert table.recovered


def test_columns_aligned_by_spaces() -> None:
    text = """\
Danh hiệu                Tập thể     Cá nhân     Ghi chú
Bằng khen tỉnh              4           11
Giấy khen huyện            20           65       đợt 1
Giấy khen xã                            40       quý I
Trong năm không có trường hợp nào bị thu hồi.
"""
    document = structure(of_text(text))
    (table,) = document.tables
    assert rows(table) == [
        ["Bằng khen tỉnh", "4", "11", ""],
        ["Giấy khen huyện", "20", "65", "đợt 1"],
        ["Giấy khen xã", "", "40", "quý I"],
    ]
    assert document.paragraphs[-1].content.text.startswith("Trong năm không có")


def test_letterhead_table_becomes_paragraphs() -> None:
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    dated = ["Số: 12/BC-HĐTĐKT", "Ea Kar, ngày 05 tháng 7 năm 2023"]
    document = structure(of_table([["UBND HUYỆN EA KAR\nHỘI ĐỒNG TĐKT", motto], dated]))
    assert document.tables == ()
    texts = [paragraph.content.text for paragraph in document.paragraphs]
    assert texts[0].startswith("UBND HUYỆN EA KAR")
    assert texts[-3:] == ["Độc lập - Tự do - Hạnh phúc", *dated]
