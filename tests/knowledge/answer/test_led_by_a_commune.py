"""A line led in by a commune answers for that commune and never for the district that reports it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.evidence.led import leading_unit
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND TỈNH BÌNH THUẬN
UBND HUYỆN HÀM TÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 311/BC-UBND
Hàm Tân, ngày 15 tháng 12 năm 2023
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023
I. KẾT QUẢ PHONG TRÀO THI ĐUA
Tỷ lệ hộ nghèo giảm từ 3,45% năm 2021 xuống còn 1,27% năm 2023.
- Xã Sông Phan: thu ngân sách 7,4 tỷ đồng; trồng mới 18 ha rừng. Huy động 2,6 tỷ đồng làm đường.
- Xã Tân Đức: thu ngân sách 5,1 tỷ đồng; trồng mới 33 ha rừng.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phan Văn Lượng
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("led"), {"ham-tan-2023.txt": _REPORT}) as base:
        yield base


def _asked(question: str, store: KnowledgeBase) -> Answer:
    return ask(question, store, today=date(2024, 7, 1))


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Hàm Tân thu ngân sách năm 2023 bao nhiêu?",
        "Huyện Hàm Tân trồng mới bao nhiêu ha rừng?",
        "Huyện Hàm Tân huy động bao nhiêu tiền làm đường?",
    ],
)
def test_a_communes_line_is_no_answer_for_its_district(question: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert answer.abstained, answer.text
    assert answer.value is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Xã Sông Phan thu ngân sách bao nhiêu?", "7,4"),
        ("thu ngan sach xa Tan Duc nam 2023", "5,1"),
        ("Xã Sông Phan huy động bao nhiêu tiền làm đường?", "2,6"),
    ],
)
def test_the_commune_is_answered_from_it(question: str, number: str, store: KnowledgeBase) -> None:
    answer = _asked(question, store)
    assert not answer.abstained, answer.text
    assert answer.value is not None
    assert answer.value.number == number
    assert "Hàm Tân" in answer.text


def test_a_year_told_in_the_background_is_answered(store: KnowledgeBase) -> None:
    answer = _asked("Tỷ lệ hộ nghèo huyện Hàm Tân năm 2021 là bao nhiêu?", store)
    assert not answer.abstained, answer.text
    assert answer.value is not None
    assert answer.value.number == "3,45"


@pytest.mark.parametrize(
    ("line", "path", "unit"),
    [
        ("- Xã Sông Phan: 3,1%", (), "Xã Sông Phan"),
        ("* **Thị trấn Lạc Tánh** (4 khu phố) - đạt 12 tiêu chí", (), "Thị trấn Lạc Tánh"),
        ("2. Đối với phường 5: có 3 cá nhân", (), "phường 5"),
        ("Thu ngân sách 5 tỷ đồng.", ("I. KẾT QUẢ", "3. Xã Tân Đức"), "Xã Tân Đức"),
        ("1. UBND xã Tân Đức: thu ngân sách 5 tỷ đồng.", (), "xã Tân Đức"),
        ("Hộ nghèo 3%.", ("ỦY BAN NHÂN DÂN XÃ TÂN ĐỨC", "I. Kết quả"), "XÃ TÂN ĐỨC"),
        ("UBND huyện: hộ nghèo 3%.", (), ""),
        ("Hộ nghèo 3%.", ("UBND xã",), ""),
        ("Xã Tân Đức thu ngân sách 5 tỷ đồng.", (), ""),
        ("- Xã hội: 5 hoạt động", (), ""),
    ],
)
def test_what_leads_in(line: str, path: tuple[str, ...], unit: str) -> None:
    assert leading_unit(line, path) == unit
