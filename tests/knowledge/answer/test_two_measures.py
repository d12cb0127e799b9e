"""A number asked for with its share, and amounts printed with their plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.query import Share
from knowledge.understand.two_measures import with_share
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND HUYỆN CÀNG LONG
UBND XÃ ĐỨC MỸ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 140/BC-UBND
Đức Mỹ, ngày 02 tháng 12 năm 2022
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

I. KẾT QUẢ
- Thu ngân sách nhà nước 3,86/3,5 tỷ đồng, đạt 110,3% dự toán, bằng 104% so cùng kỳ.
- Hộ nghèo: 57 hộ, chiếm 1,88%; hộ cận nghèo 91 hộ, chiếm 3,01%.
- Có 4/6 trường đạt chuẩn quốc gia, tỷ lệ 66,67%.
- Xã đạt 15/19 tiêu chí nông thôn mới.
- Kết nạp 12 đảng viên mới.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Quốc Thới
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("shares"), {"duc-my-2022.txt": _REPORT}) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number", "share"),
    [
        ("Hộ nghèo xã Đức Mỹ năm 2022 còn bao nhiêu hộ, chiếm bao nhiêu phần trăm?", "57", "1,88%"),
        ("Xã Đức Mỹ có bao nhiêu hộ cận nghèo, tỷ lệ bao nhiêu?", "91", "3,01%"),
        ("Xã Đức Mỹ có bao nhiêu trường đạt chuẩn quốc gia, chiếm bao nhiêu %?", "4", "66,67%"),
        ("Thu ngân sách xã Đức Mỹ năm 2022 và dự toán đạt bao nhiêu %", "3,86", "110,3%"),
        ("Thu ngân sách xã Đức Mỹ được bao nhiêu, bằng bao nhiêu phần trăm so với cùng kỳ?", "3,86", "104%"),
    ],
)
def test_both_stand_in_the_first_line(question: str, number: str, share: str, store: KnowledgeBase) -> None:
    answer = ask(question, store, today=date(2024, 7, 1))
    assert answer.value is None, answer.text  # two figures were asked for
    assert f"**{number}" in answer.text.split("\n")[0], answer.text
    assert share in answer.text.split("\n")[0], answer.text


def test_a_share_that_is_not_told_is_said_to_be_missing(store: KnowledgeBase) -> None:
    answer = ask("Xã Đức Mỹ kết nạp bao nhiêu đảng viên mới, chiếm bao nhiêu phần trăm?", store)
    assert answer.value is not None
    assert answer.value.number == "12"
    assert "Không thấy tỷ lệ" in answer.text


def test_the_amount_reached_is_the_answer(store: KnowledgeBase) -> None:
    answer = ask("thu ngan sach xa Duc My nam 2022", store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert (answer.value.number, answer.value.unit) == ("3,86", "tỷ đồng"), answer.text
    assert "3,5" in answer.text.split("\n")[0]


def test_of_counted_things_both_numbers_are_told(store: KnowledgeBase) -> None:
    answer = ask("Xã Đức Mỹ đạt bao nhiêu tiêu chí nông thôn mới?", store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == "15/19"


@pytest.mark.parametrize(
    "question",
    [
        "Hộ nghèo, cận nghèo chiếm bao nhiêu phần trăm?",
        "Năm 2022 thu ngân sách đạt bao nhiêu?",
        "Tỷ lệ hộ nghèo bao nhiêu phần trăm?",
    ],
)
def test_one_measure_is_left_alone(question: str) -> None:
    assert with_share(question) is None


def test_what_the_share_is_of() -> None:
    assert with_share("Thu ngân sách bao nhiêu, đạt bao nhiêu % kế hoạch?") == (
        "Thu ngân sách bao nhiêu",
        Share("percent_of_plan"),
    )
