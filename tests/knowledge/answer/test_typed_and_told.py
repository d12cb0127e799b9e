"""Typed as people type, told as reports tell: parts behind a colon, heads of columns, years in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.query import Turn
from knowledge.understand.phrasing import widen_short_forms
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND HUYỆN CAO LỘC
UBND XÃ THẠCH ĐẠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 187/BC-UBND
Thạch Đạn, ngày 14 tháng 12 năm 2024
BÁO CÁO
Tổng kết công tác thi đua, khen thưởng năm 2024
I. ĐẶC ĐIỂM TÌNH HÌNH
Xã có 9 thôn, dân số 1.204 hộ với 5.137 người.
Đảng bộ xã có 14 chi bộ: 09 chi bộ thôn, 3 chi bộ trường học, 02 chi bộ cơ quan.
II. KẾT QUẢ
Thu nhập bình quân đạt 47,5 triệu đồng/người/năm, tăng 3,2 triệu đồng so với năm 2023 (44,3 triệu đồng).
Thu ngân sách xã 6,15 tỷ đồng.
Tạo việc làm cho 286 lao động, trong đó 21 người đi làm việc ở nước ngoài.
Hội đồng Thi đua - Khen thưởng xã có 13 thành viên, họp 4 phiên.
Quỹ khen thưởng đã chi 92.700.000 đồng.
III. PHƯƠNG HƯỚNG NĂM 2025
Phấn đấu thu nhập bình quân đạt 51 triệu đồng/người/năm.
Kiến nghị UBND huyện: bổ sung quỹ khen thưởng cho xã; mở lớp tập huấn hồ sơ; cấp biểu mẫu thống nhất.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hoàng Văn Slính
"""
_TABLE = """UBND XÃ THẠCH ĐẠN
BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2024
xã Thạch Đạn, huyện Cao Lộc, tỉnh Lạng Sơn

| TT | Chỉ tiêu | Đơn vị tính | Kết quả 6 tháng 2023 | Kế hoạch năm 2024 | Kết quả 6 tháng 2024 |
| --- | --- | --- | --- | --- | --- |
| 1 | Phát triển hợp tác xã | hợp tác xã | 2 | 5 | 4 |
| 3 | Tỷ lệ hộ dân dùng nước sạch | % | 90,5 | 94 | 92,8 |
| 2 | Trồng rừng mới | ha | 21 | 60 | 37,5 |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {"thach-dan-2024.txt": _REPORT, "thach-dan-6-thang.md": _TABLE}
    with store_of_texts(tmp_path_factory.mktemp("typed"), texts) as base:
        yield base


def _asked(question: str, store: KnowledgeBase, *before: str) -> Answer:
    return ask(question, store, [Turn("user", turn) for turn in before], today=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Thạch Đạn có bao nhiêu chi bộ?", "14"),
        ("dan so xa thach dan", "5.137"),
        ("dan so thach dan la bao nhiu", "5.137"),
        ("Thạch Đạn có bao nhiêu người đi làm việc ở nước ngoài?", "21"),
        ("so ho dan xa thach dan", "1.204"),
        ("thu nhap binh quan thach dan bao nhieu tien", "47,5"),
        ("thu ns xã thạch đạn 2024 đc bn v ạ", "6,15"),
        ("quy khen thuong thach dan da chi", "92.700.000"),
        ("HĐ TĐKT xã Thạch Đạn có mấy tv z", "13"),
        ("Thu nhập bình quân xã Thạch Đạn năm 2023?", "44,3"),
        ("Xã Thạch Đạn phát triển được mấy hợp tác xã trong 6 tháng đầu năm 2024?", "4"),
    ],
)
def test_the_figure_asked_for_answers(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_the_year_before_is_no_target(store: KnowledgeBase) -> None:
    answer = _asked("Năm trước đó là bao nhiêu?", store, "Thu nhập bình quân của Thạch Đạn năm 2024?")
    assert answer.value is not None, answer.text
    assert answer.value.number == "44,3"


def test_a_target_answers_no_earlier_year(store: KnowledgeBase) -> None:
    answer = _asked("Thu ngân sách xã Thạch Đạn năm 2022 là bao nhiêu?", store)
    assert answer.abstained, answer.text


@pytest.mark.parametrize(
    "question", ["Ai ký báo cáo sơ kết của Thạch Đạn?", "ai ky bao cao tong ket xa thach dan"]
)
def test_the_signer_stands_in_the_report_that_is_signed(question: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.value is not None, answer.text
    assert answer.value.number == "Hoàng Văn Slính"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("xã A còn mấy hộ nghèo v", "xã A còn mấy hộ nghèo"),
        ("Thu nhập bình quân bao nhiêu vậy ạ?", "Thu nhập bình quân bao nhiêu"),
        ("Diện tích rừng bao nhiêu ha?", "Diện tích rừng bao nhiêu ha?"),
        ("Tặng Huân chương cho xã nào", "Tặng Huân chương cho xã nào"),
    ],
)
def test_a_closing_particle_says_nothing(typed: str, meant: str) -> None:
    assert widen_short_forms(typed) == meant


def test_a_list_of_clauses_behind_a_label_is_told_whole(store: KnowledgeBase) -> None:
    answer = _asked("Xã Thạch Đạn kiến nghị gì với UBND huyện?", store)
    for told in ("bổ sung quỹ khen thưởng", "tập huấn hồ sơ", "biểu mẫu thống nhất"):
        assert told in answer.text
    assert len(answer.citations) == 3


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Thu nhập bình quân Thạch Đạn năm 2024 so với năm 2023 thế nào?", ("47,5", "44,3")),
        ("Trồng rừng mới 6 tháng năm 2024 của Thạch Đạn so với 6 tháng năm 2023", ("37,5", "21")),
    ],
)
def test_a_year_without_a_report_is_compared_as_the_next_one_tells_it(
    question: str, numbers: tuple[str, ...], store: KnowledgeBase
) -> None:
    answer = _asked(question, store)
    assert all(f"**{number}" in answer.text for number in numbers)
    assert not answer.abstained
