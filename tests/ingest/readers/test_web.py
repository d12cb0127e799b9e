from __future__ import annotations

from .conftest import ReadFile, blocks_of, grid_of, table_of


def test_visible_text_as_blocks(read_file: ReadFile) -> None:
    document = read_file(
        "a.html",
        """<!DOCTYPE html><html><head><title>Trang</title><style>p{}</style></head><body>
        <script>alert("mã")</script><nav>Trang chủ</nav>
        <h2>I. Kết <i>quả</i></h2>
        <p>Xã <b>Tân Lập</b>
           đạt 95%.<br>Dòng hai</p><div style="display:none">ẩn</div><!-- chú thích -->
        Chữ rời<p><b>Đậm hết</b></p>
        </body></html>""",
    )
    assert blocks_of(document) == [
        ("heading", "I. Kết quả"), ("paragraph", "Xã Tân Lập đạt 95%.\nDòng hai"),
        ("paragraph", "Chữ rời"), ("paragraph", "Đậm hết"),
    ]  # fmt: skip
    blocks = document.pages[0].blocks
    assert blocks[0].level == 2
    assert [block.bold for block in blocks] == [True, False, False, True]


def test_lists_have_their_marks(read_file: ReadFile) -> None:
    document = read_file(
        "a.html", "<ol start=3><li>ba<li value=7>bảy</ol><ol type=a><li>một<ul><li>con</ul></ol>"
    )
    assert blocks_of(document) == [
        ("list_item", "3. ba"), ("list_item", "7. bảy"), ("list_item", "a. một"), ("list_item", "- con"),
    ]  # fmt: skip


def test_tables_with_spans(read_file: ReadFile) -> None:
    document = read_file(
        "a.html",
        "<table><thead><tr><th rowspan=2>TT<th colspan=2>Năm</tr><tr><th>2022<th>2023</tr></thead>"
        "<tr><td>1<td>4,5<td><p>5,1</p></tr></table>",
    )
    assert grid_of(document, table_of(document)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Năm"), (1, 1, 1, 1, "2022"), (1, 2, 1, 1, "2023"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "4,5"), (2, 2, 1, 1, "5,1"),
    ]  # fmt: skip


def test_layout_tables_are_passed_through(read_file: ReadFile) -> None:
    document = read_file(
        "a.html",
        "<table><tr><td><table border=1><tr><td>Thu<td>5,2</tr><tr><td>Chi<td>4,9</tr></table>"
        "</td></tr></table>"
        "<table><tr><td>UBND XÃ TÂN LẬP<br>Số: 3/BC<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table>",
    )
    assert [kind for kind, _ in blocks_of(document)] == ["table", "paragraph", "paragraph", "paragraph"]
    assert len(table_of(document).cells) == 4


def test_declared_and_undeclared_encodings(read_file: ReadFile) -> None:
    page = "<html><head><meta charset=utf-16></head><body>Báo cáo tổng kết</body></html>"
    assert read_file("a.html", page.encode("utf-8")).text == "Báo cáo tổng kết\n"
    old = "<html><body>B¸o c¸o tæng kÕt phong trµo thi ®ua</body></html>"
    assert read_file("a.html", old.encode("latin-1")).text == "Báo cáo tổng kết phong trào thi đua\n"


def test_legacy_fonts_in_the_markup(read_file: ReadFile) -> None:
    page = (
        '<p><font face=".VnTime">B&cedil;o c&cedil;o</font> của '
        "<span style=\"font-family:'VNI-Times'\">Uyû ban</span> xã Đức Phú</p>"
    )
    assert read_file("a.html", page).text == "Báo cáo của Uỷ ban xã Đức Phú\n"


def test_deep_nesting_does_not_break_reading(read_file: ReadFile) -> None:
    page = "<p>Đầu</p>" + "<div>" * 5_000 + "đáy" + "</div>" * 5_000 + "<p>Cuối</p>"
    text = read_file("a.html", page).text
    assert text.startswith("Đầu")
