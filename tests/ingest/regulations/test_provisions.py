"""Texts in the form of law, cut into provisions with their addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.records import Passage
from ingest.identity import identify
from ingest.prepare import passages as passages_of
from ingest.regulations.marks import find_mark, follows
from ingest.structure import structure
from tests.ingest.sources import of_text

CIRCULAR = """BỘ NỘI VỤ
Số: 71/2021/TT-BNV
Hà Nội, ngày 05 tháng 6 năm 2021

THÔNG TƯ
QUY ĐỊNH VỀ SỔ VÀNG THI ĐUA

Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;
Theo đề nghị của Vụ trưởng;

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Thông tư này quy định việc lập sổ vàng.
Điều 2. Đối tượng áp dụng
1. Cơ quan nhà nước.
2. Tổ chức khác, gồm:
a) Trường học có sân rộng từ hai mươi mét trở lên dành cho
lễ phát thưởng;
b) Trạm y tế;
đ) Hợp tác xã.
Chương II
LẬP SỔ
Mục 1. CÁCH GHI
Điều 3. Cách ghi
1. Ghi hằng ngày.
2. Ghi bằng mực đen.
2a. Không dùng bút chì.
Mục 2. LƯU SỔ
Điều 3a. Lưu sổ
Lưu tại văn phòng.
Điều 4. Hiệu lực thi hành
1. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 8 năm 2021.
2. Thông tư này thay thế Thông tư số 15/2015/TT-BNV ngày 02 tháng 02 năm 2015./.

Nơi nhận:
- Như Điều 2;
- Lưu: VT.
"""

AMENDMENT = """QUỐC HỘI
Luật số: 77/2031/QH18

LUẬT
SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT SỔ VÀNG

Điều 1. Sửa đổi, bổ sung một số điều của Luật Sổ vàng
1. Sửa đổi Điều 5 như sau:
“Điều 5. Người giữ sổ
1. Người giữ sổ là công chức.
2. Mỗi sổ có một người giữ.”.
2. Bổ sung khoản 4 vào sau khoản 3 Điều 9 như sau:
“4. Sổ được số hóa hằng năm.”.
Điều 2. Hiệu lực thi hành
Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2032.
"""

CONSOLIDATED = """BỘ NỘI VỤ
Số: 09/VBHN-BNV

THÔNG TƯ
VỀ SỔ VÀNG

Điều 1.[1] Phạm vi
1.[2] Áp dụng cho cấp xã.
2. (được bãi bỏ)
3. Áp dụng cho cấp tỉnh.
Điều 2. Sổ điện tử[3]
Dùng phần mềm.
"""

DECISION = """ỦY BAN NHÂN DÂN
XÃ SUỐI ĐÁ
Số: 31/QĐ-UBND
Suối Đá, ngày 12 tháng 3 năm 2024

QUYẾT ĐỊNH
Về việc tặng Giấy khen

Điều 1. Tặng Giấy khen cho 05 cá nhân có thành tích trong phong trào thi đua.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Văn phòng và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.
"""


def cut(text: str) -> tuple[Passage, ...]:
    document = structure(of_text(text))
    return passages_of(document, identify(document))


def addresses(text: str) -> dict[tuple[str, ...], str]:
    return {p.path[-3:] if len(p.path) > 3 else p.path: p.text for p in cut(text)}


def at(text: str, *address: str) -> str:
    found = [p.text for p in cut(text) if p.path[-len(address) :] == address]
    assert len(found) == 1, [p.path for p in cut(text)]
    return found[0]


def test_points_and_clauses_have_addresses() -> None:
    heading = "Điều 2. Đối tượng áp dụng"
    assert at(CIRCULAR, heading, "khoản 2", "điểm b") == "b) Trạm y tế;"
    assert at(CIRCULAR, heading, "khoản 2", "điểm đ") == "đ) Hợp tác xã."
    assert "mét trở lên dành cho lễ phát thưởng" in at(CIRCULAR, heading, "khoản 2", "điểm a")
    assert at(CIRCULAR, "Điều 3. Cách ghi", "khoản 2a").startswith("2a. Không dùng")
    assert at(CIRCULAR, "Điều 3a. Lưu sổ").endswith("Lưu tại văn phòng.")


def test_chapter_and_section_lead_the_address() -> None:
    paths = [p.path for p in cut(CIRCULAR) if p.path[-1:] == ("khoản 1",)]
    assert ("Chương I QUY ĐỊNH CHUNG", "Điều 2. Đối tượng áp dụng", "khoản 1") in paths
    assert ("Chương II LẬP SỔ", "Mục 1. CÁCH GHI", "Điều 3. Cách ghi", "khoản 1") in paths


def test_a_point_is_found_with_the_words_of_its_clause() -> None:
    point = next(p for p in cut(CIRCULAR) if p.path[-1:] == ("điểm b",))
    assert point.header.startswith("Thông tư số 71/2021/TT-BNV")
    assert "2. Tổ chức khác, gồm:" in point.header


def test_what_stands_after_the_articles_has_no_address() -> None:
    last = cut(CIRCULAR)[-1]
    assert last.path == ()
    assert last.text.startswith("Nơi nhận")


def test_new_wording_stands_beneath_the_amending_clause() -> None:
    amended = "Điều 1. Sửa đổi, bổ sung một số điều của Luật Sổ vàng"
    assert at(AMENDMENT, amended, "khoản 1", "“Điều 5. Người giữ sổ", "khoản 2").startswith("2. Mỗi sổ")
    assert at(AMENDMENT, amended, "khoản 2").startswith("2. Bổ sung khoản 4")
    assert at(AMENDMENT, amended, "khoản 2", "khoản 4").startswith("“4. Sổ được số hóa")
    assert at(AMENDMENT, "Điều 2. Hiệu lực thi hành").endswith("năm 2032.")


def test_notes_of_a_consolidated_text_are_no_part_of_a_mark() -> None:
    assert at(CONSOLIDATED, "Điều 1.[1] Phạm vi", "khoản 3") == "3. Áp dụng cho cấp tỉnh."
    assert "Dùng phần mềm." in at(CONSOLIDATED, "Điều 2. Sổ điện tử[3]")


def test_a_decision_is_cut_by_article() -> None:
    found = [p.path[-1] for p in cut(DECISION) if p.path]
    assert [heading[:7] for heading in found] == ["Điều 1.", "Điều 2.", "Điều 3."]


@pytest.mark.parametrize("text", [CIRCULAR, AMENDMENT, CONSOLIDATED, DECISION])
def test_nothing_is_lost_and_every_passage_is_cited_in_order(text: str) -> None:
    found = cut(text)
    read = "".join("".join(p.text for p in found).split())
    assert sorted(read) == sorted("".join(text.split()))
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert [p.span for p in found] == sorted(p.span for p in found)


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("Điều 74. Bằng khen", "article", "74"),
        ("ĐIỀU 12a: Kho", "article", "12a"),
        ("“Điều 5. Sổ", "article", "5"),
        ("Điều 80 Luật này được sửa", None, ""),
        ("điều 3. chữ thường", None, ""),
        ("Chương IV", "chapter", "IV"),
        ("Mục 2. LƯU SỔ", "section", "2"),
        ("10. Mười", "clause", "10"),
        ("1.500 đồng", None, ""),
        ("d) Giấy khen", "point", "d"),
        ("đ) Cờ", "point", "đ"),
        ("A) In hoa", None, ""),
    ],
)
def test_marks(text: str, level: str | None, number: str) -> None:
    mark = find_mark(text)
    assert (mark and mark.level) == level
    assert (mark.number if mark else "") == number


@given(st.integers(1, 200), st.integers(1, 200))
def test_clauses_rise(first: int, second: int) -> None:
    assert follows(str(second), str(first)) == (second > first)
    assert follows(f"{first}a", str(first))
