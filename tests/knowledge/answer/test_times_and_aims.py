"""Figures told with their time, as aims, by who set the plan, or two in one breath."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_COMMUNE = """UBND HUYỆN BÌNH GIA
UBND XÃ HOA THÁM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Thám, ngày 16 tháng 12 năm 2023
BÁO CÁO
Tình hình kinh tế - xã hội năm 2023, phương hướng năm 2024
Xã đạt và vượt 13/15 chỉ tiêu nghị quyết. Còn 02 chỉ tiêu chưa đạt. Đó là trồng rừng và thu phí chợ.
Thu nhập bình quân tăng từ 27,5 triệu đồng/người (năm 2020) lên 36,2 triệu đồng/người (năm 2023).
Thu ngân sách trên địa bàn 2,41 tỷ đồng, đạt 104% dự toán tỉnh giao, đạt 97,5% dự toán huyện giao.
Thu ngân sách địa phương đạt 9,86 tỷ đồng.
Xã còn 61 hộ nghèo và 84 hộ cận nghèo; tỷ lệ hộ cận nghèo 9,4% (giảm 1,3% so với đầu năm).
Mía 118 ha, ngô 240 ha. Nâng tổng số đảng viên lên 176 đ/c.
Xã hoàn thành 14/19 tiêu chí, xây 4 nhà tình nghĩa, 7 nhà đại đoàn kết.
Năm 2024, xã phấn đấu thu ngân sách trên địa bàn 2,6 tỷ đồng. Tỷ lệ hộ nghèo dưới 5,5%, 88% gia đình văn hóa.
"""
_AIMS = """UBND HUYỆN BÌNH GIA
UBND XÃ TÂN VĂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Văn, ngày 20 tháng 12 năm 2023
BÁO CÁO
Kết quả năm 2023, nhiệm vụ năm 2024
Nhiệm vụ năm 2024 với 9 chỉ tiêu chủ yếu là: thu nhập bình quân đạt 41 triệu đồng; đào tạo nghề cho \
120 lao động; doanh thu dịch vụ tăng 8,4%.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {"hoa-tham.txt": _COMMUNE, "tan-van.txt": _AIMS}
    with store_of_texts(tmp_path_factory.mktemp("times"), texts) as base:
        yield base


def _asked(question: str, store: KnowledgeBase) -> Answer:
    return ask(question, store, today=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Thu nhập bình quân xã Hoa Thám năm 2020?", "27,5"),
        ("Thu nhập bình quân xã Hoa Thám năm 2023?", "36,2"),
        ("Thu ngân sách xã Hoa Thám đạt bao nhiêu % dự toán huyện giao?", "97,5"),
        ("thu ngan sach xa hoa tham dat bao nhieu % du toan tinh giao", "104"),
        ("Thu ngân sách địa phương của xã Hoa Thám là bao nhiêu?", "9,86"),
        ("xa hoa tham co bao nhieu dang vien", "176"),
        ("Diện tích mía của xã Hoa Thám", "118"),
        ("Hoa Thám giảm hộ cận nghèo bao nhiêu phần trăm so với đầu năm?", "1,3"),
        ("Xã Hoa Thám đạt bao nhiêu chỉ tiêu nghị quyết?", "13/15"),
        ("Hoa Thám xây bao nhiêu nhà đại đoàn kết?", "7"),
        ("Mục tiêu đào tạo nghề năm 2024 của xã Tân Văn là bao nhiêu lao động?", "120"),
        ("Chỉ tiêu thu nhập bình quân năm 2024 của xã Tân Văn?", "41"),
        ("Xã Hoa Thám đạt mấy tiêu chí nông thôn mới, còn thiếu tiêu chí nào?", "14/19"),
    ],
)
def test_the_figure_of_the_asked_time_plan_and_kind(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert not answer.abstained
    assert answer.value is not None
    assert answer.value.number == number


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo xã Hoa Thám năm 2023 là bao nhiêu?",  # told is only what 2024 is to bring
        "Doanh thu dịch vụ xã Tân Văn tăng bao nhiêu phần trăm?",
        "Thu nhập bình quân xã Hoa Thám năm 2021?",
    ],
)
def test_an_aim_or_another_year_is_no_result(question: str, store: KnowledgeBase) -> None:
    assert _asked(question, store).abstained


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Xã Hoa Thám còn bao nhiêu hộ nghèo và cận nghèo?", ("61 hộ", "84 hộ")),
        ("Hoa Thám xây bao nhiêu nhà tình nghĩa và bao nhiêu nhà đại đoàn kết?", ("4 nhà", "7 nhà")),
    ],
)
def test_two_figures_are_told_where_two_are_asked(
    question: str, numbers: tuple[str, str], store: KnowledgeBase
) -> None:
    answer = _asked(question, store)
    assert not answer.abstained
    assert answer.value is None
    assert all(f"**{number}**" in answer.text for number in numbers)


def test_which_aims_were_missed_is_told_with_the_sentence_that_says_them(store: KnowledgeBase) -> None:
    answer = _asked("Chỉ tiêu nào không đạt nghị quyết của xã Hoa Thám?", store)
    assert not answer.abstained
    assert "trồng rừng và thu phí chợ" in answer.text


def test_a_name_that_no_document_has_gets_no_figures_of_others(store: KnowledgeBase) -> None:
    assert _asked("Huyện Krôngtan có bao nhiêu hộ nghèo?", store).abstained


def test_certificates_given_by_a_chairman_are_those_of_that_chairman(store: KnowledgeBase) -> None:
    answer = _asked("How many individuals were awarded certificates by the commune chairman?", store)
    assert answer.intent == "award_count"
