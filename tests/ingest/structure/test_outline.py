"""The outline: headings, list items, and the headings above each paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.document import StructuredDocument
from ingest.structure import structure
from ingest.structure.grammar import find_marker
from tests.ingest.sources import SEEDS, of_blocks, of_text


def outline(document: StructuredDocument) -> list[tuple[int | None, str]]:
    return [(p.depth, p.content.text) for p in document.paragraphs if p.kind == "heading"]


def path_of(document: StructuredDocument, beginning: str) -> tuple[str, ...]:
    return next(e.path for e in document.paragraphs if e.content.text.startswith(beginning))


@pytest.mark.parametrize(
    ("text", "level", "ordinal"),
    [
        ("Phần thứ hai: PHƯƠNG HƯỚNG", "part", 2),
        ("PHẦN II", "part", 2),
        ("Chương IV", "chapter", 4),
        ("Điều 12. Danh hiệu", "article", 12),
        ("A. ĐẶC ĐIỂM", "upper_letter", 1),
        ("IV- KẾT QUẢ", "roman", 4),
        ("III, Kết quả", "roman", 3),
        ("2. Công tác", "number", 2),
        ("3) Công tác", "number", 3),
        ("2.1. Khen thưởng", "number2", 1),
        ("1.2 Tiếp tục", "number2", 2),
        ("1.2.3. Tiếp tục", "number3", 3),
        ("đ) Kiểm tra", "lower_letter", 5),
        ("- Tập thể", "dash", 0),
        ("+ Cá nhân", "plus", 0),
        ("*Trong lĩnh vực", "star", 0),
    ],
)
def test_markers(text: str, level: str, ordinal: int) -> None:
    marker = find_marker(text)
    assert marker is not None
    assert (marker.level, marker.ordinal) == (level, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "12/BC-UBND ngày 01/6", "1.068,692 tỷ đồng", "24/24h", "1.2 tỷ đồng", "2, 3 và 4", "-5%", "năm 2023",
        "Điều 5 của Luật", "điều 5. của", "v.v. và", "B/c lãnh đạo", "Chương trình hành động", "10,5 ha",
    ],
)  # fmt: skip
def test_no_markers(text: str) -> None:
    assert find_marker(text) is None


REPORT = """\
BÁO CÁO
Tổng kết công tác thi đua năm 2023

Phần thứ nhất
KẾT QUẢ THỰC HIỆN
I. ĐẶC ĐIỂM TÌNH HÌNH
1. Thuận lợi: Được cấp ủy quan tâm lãnh đạo, chỉ đạo sát sao.
Cán bộ, hội viên đoàn kết, nhất trí.
2. Khó khăn
Kinh phí hạn hẹp.
II. KẾT QUẢ
1. Các phong trào
1.1. Phong trào xây dựng nông thôn mới
- Đã đạt 17 tiêu chí.
1.2. Phong trào vì người nghèo
- Hỗ trợ 12 hộ.
2. Khen thưởng
Các đơn vị tiêu biểu gồm:
1. Thôn Bản Muông.
2. Thôn Nà Lừa.
3. Đánh giá chung
Đạt kết quả tốt.
Phần thứ hai
PHƯƠNG HƯỚNG
1. Tiếp tục đổi mới công tác thi đua, khen thưởng theo hướng thiết thực, hiệu quả.
2. Nâng cao chất lượng hồ sơ đề nghị khen thưởng ở các cấp, các ngành.
Trên đây là báo cáo của xã.
"""


def test_outline_of_a_report() -> None:
    document = structure(of_text(REPORT))
    assert outline(document) == [
        (None, "BÁO CÁO"),
        (None, "Tổng kết công tác thi đua năm 2023"),
        (1, "Phần thứ nhất KẾT QUẢ THỰC HIỆN"),
        (2, "I. ĐẶC ĐIỂM TÌNH HÌNH"),
        (3, "2. Khó khăn"),
        (2, "II. KẾT QUẢ"),
        (3, "1. Các phong trào"),
        (4, "1.1. Phong trào xây dựng nông thôn mới"),
        (4, "1.2. Phong trào vì người nghèo"),
        (3, "2. Khen thưởng"),
        (3, "3. Đánh giá chung"),
        (1, "Phần thứ hai PHƯƠNG HƯỚNG"),
    ]


def test_paths_of_a_report() -> None:
    document = structure(of_text(REPORT))
    first = "Phần thứ nhất KẾT QUẢ THỰC HIỆN"
    assert path_of(document, "Cán bộ, hội viên") == (first, "I. ĐẶC ĐIỂM TÌNH HÌNH", "1. Thuận lợi")
    assert path_of(document, "Kinh phí")[-1] == "2. Khó khăn"
    assert path_of(document, "- Hỗ trợ 12")[-2:] == ("1. Các phong trào", "1.2. Phong trào vì người nghèo")
    assert path_of(document, "2. Thôn Nà Lừa") == (first, "II. KẾT QUẢ", "2. Khen thưởng")
    assert path_of(document, "Đạt kết quả") == (first, "II. KẾT QUẢ", "3. Đánh giá chung")
    assert path_of(document, "2. Nâng cao") == ("Phần thứ hai PHƯƠNG HƯỚNG",)
    assert path_of(document, "Trên đây") == ()


def test_list_items_keep_their_marker() -> None:
    document = structure(of_text(REPORT))
    item = next(p for p in document.paragraphs if p.content.text == "- Hỗ trợ 12 hộ.")
    assert (item.kind, item.marker) == ("list_item", "-")


def test_letters_beneath_roman_numbers_are_learnt_from_the_document() -> None:
    document = structure(
        of_text("I. KẾT QUẢ\nA. KINH TẾ\nTốt.\nB. XÃ HỘI\nKhá.\nII. PHƯƠNG HƯỚNG\nTiếp tục.")
    )
    assert outline(document) == [
        (1, "I. KẾT QUẢ"), (2, "A. KINH TẾ"), (2, "B. XÃ HỘI"), (1, "II. PHƯƠNG HƯỚNG"),
    ]  # fmt: skip


def test_bullet_with_a_name_heads_the_text_beneath() -> None:
    text = (
        "2. Các phong trào\n- Phong trào “Phụ nữ tích cực học tập”\n"
        + "Hội Phụ nữ các cấp đã hưởng ứng sôi nổi, rộng khắp. " * 3
    )
    document = structure(of_text(text))
    assert path_of(document, "Hội Phụ nữ") == ("2. Các phong trào", "- Phong trào “Phụ nữ tích cực học tập”")


def test_stated_levels_make_headings_without_numbers() -> None:
    source = of_blocks(
        ("heading", "Báo cáo tổng kết", 1),
        ("heading", "Kết quả", 2),
        ("paragraph", "Đạt 12 chỉ tiêu."),
        ("heading", "Khen thưởng", 3),
        ("paragraph", "Có 5 tập thể."),
        ("heading", "Phương hướng", 2),
        ("paragraph", "Tiếp tục phát huy."),
    )
    document = structure(source)
    assert path_of(document, "Có 5 tập thể")[-2:] == ("Kết quả", "Khen thưởng")
    assert path_of(document, "Tiếp tục")[-1] == "Phương hướng"
    assert "Kết quả" not in path_of(document, "Tiếp tục")


def test_markdown_levels_that_jump_do_not_beat_the_numbers() -> None:
    document = structure(
        of_text(
            "#### **I, Chỉ đạo**\n\nTốt.\n\n## **II, Kết quả**\n\n"
            "### **1, Kinh tế**\n\nTăng.\n\n## **2, Xã hội**\n\nỔn định."
        )
    )
    assert path_of(document, "Ổn định") == ("II, Kết quả", "2, Xã hội")


LAW = """\
NGHỊ ĐỊNH
Quy định chi tiết thi hành

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về tiêu chuẩn danh hiệu.
Điều 2. Đối tượng
1. Công dân Việt Nam.
2. Tổ chức gồm:
a) Cơ quan nhà nước;
b) Doanh nghiệp.
Chương II
DANH HIỆU
Điều 3. Danh hiệu Chiến sĩ thi đua được xét tặng hằng năm. Cá nhân phải có sáng kiến.
Khoản này không áp dụng cho người nghỉ thai sản.
"""


def test_outline_of_a_regulation() -> None:
    document = structure(of_text(LAW))
    assert path_of(document, "1. Công dân") == ("Chương I QUY ĐỊNH CHUNG", "Điều 2. Đối tượng")
    assert path_of(document, "Khoản này") == ("Chương II DANH HIỆU", "Điều 3")


LINES = st.lists(
    st.builds(
        "{}{}".format,
        st.sampled_from(
            ["", "I. ", "II. ", "1. ", "2. ", "1.1. ", "a) ", "- ", "+ ", "Phần thứ nhất ", "| ", "TT ", "# "]
        ),
        st.text(st.sampled_from(list("aăâbcdđ eê ghi kl. mn, oô ơ;:“” 1234 ABCĐ|\t")), max_size=50),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_no_content_is_lost_and_spans_are_inside(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = structure(of_text(text))
    covered = bytearray(len(text))
    for element in document.elements:
        if hasattr(element, "content"):
            origins = element.content.origin
            assert list(origins) == sorted(origins)
            for origin in origins:
                covered[origin] = 1
        else:
            assert 0 <= element.span.start < element.span.end <= len(text)
            covered[element.span.start : element.span.end] = b"\1" * (element.span.end - element.span.start)
    missing = "".join(c for i, c in enumerate(text) if c.isalpha() and not covered[i])
    assert missing == ""


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.exists(), reason="the real reports are not beside the project")
@pytest.mark.parametrize(
    ("seed", "headings", "tables"),
    [("000", 26, 3), ("001", 29, 0), ("002", 17, 0), ("003", 15, 1), ("004", 12, 0)],
)
def test_outlines_of_the_real_reports(seed: str, headings: int, tables: int) -> None:
    path = next(SEEDS.glob(f"{seed}_*.txt"))
    document = structure(of_text(path.read_text("utf-8"), path.name))
    assert len(document.tables) == tables
    assert len(outline(document)) >= headings
    deepest = max(len(element.path) for element in document.elements)
    assert 2 <= deepest <= 5
