"""A town that bears its district's name is not the district: neither its awards nor its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """ỦY BAN NHÂN DÂN
HUYỆN PHÙ YÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 512/BC-UBND
Phù Yên, ngày 12 tháng 12 năm 2023
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023

I. KẾT QUẢ
- Thu ngân sách trên địa bàn huyện 96,4 tỷ đồng, đạt 108% dự toán.
- Kết quả của các đơn vị như sau:

| Đơn vị | Giấy khen của Chủ tịch UBND huyện cho cá nhân | Thu ngân sách (triệu đồng) |
| --- | --- | --- |
| Thị trấn Phù Yên | 17 | 4.310 |
| Xã Huy Hạ | 9 | 1.205 |

II. KHEN THƯỞNG
Chủ tịch UBND huyện tặng Giấy khen cho 64 tập thể và 218 cá nhân.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Cầm Văn Phong
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("town"), {"phu-yen-2023.md": _REPORT}) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Chủ tịch UBND huyện Phù Yên tặng Giấy khen cho bao nhiêu cá nhân năm 2023?", "218"),
        ("Thị trấn Phù Yên có bao nhiêu cá nhân được Giấy khen của Chủ tịch UBND huyện năm 2023?", "17"),
        ("Thu ngân sách huyện Phù Yên năm 2023 là bao nhiêu?", "96,4"),
        ("Thu ngân sách thị trấn Phù Yên năm 2023 là bao nhiêu?", "4.310"),
    ],
)
def test_each_has_its_own(question: str, number: str, store: KnowledgeBase) -> None:
    answer = ask(question, store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_a_district_level_town_is_no_commune_of_its_name(tmp_path: Path) -> None:
    text = _REPORT.replace("HUYỆN PHÙ YÊN", "THỊ XÃ QUẢNG LAM").replace("Phù Yên", "Quảng Lam")
    text = text.replace("- Kết quả của", "- Thị xã Quảng Lam có 5 phường, 7 xã.\n- Kết quả của")
    with store_of_texts(tmp_path, {"thi-xa.md": text}) as base:
        answer = ask("Quảng Lam có bao nhiêu phường?", base, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == "5", answer.text
