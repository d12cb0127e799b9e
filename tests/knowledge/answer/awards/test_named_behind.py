"""People named behind what an award was for, and targets for the year after the report's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND HUYỆN SÔNG HINH
UBND XÃ EA LÂM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 96/BC-UBND
Ea Lâm, ngày 05 tháng 12 năm 2022
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2022

I. KẾT QUẢ KHEN THƯỞNG
- 02 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen về thành tích chống cháy rừng
(ông Ksor Y Blim; bà Hờ Lan).
- Chủ tịch UBND xã tặng Giấy khen cho 12 tập thể, 35 cá nhân.

II. PHƯƠNG HƯỚNG NĂM 2023
- Phấn đấu có 03 cá nhân được Chủ tịch UBND tỉnh tặng Bằng khen.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Kpá Y Thuyên
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("behind"), {"ea-lam-2022.txt": _REPORT}) as base:
        yield base


def test_who_is_named_behind_the_reason_is_named(store: KnowledgeBase) -> None:
    answer = ask("Ai ở Ea Lâm được Chủ tịch UBND tỉnh tặng Bằng khen năm 2022?", store)
    assert "Ksor Y Blim" in answer.text, answer.text
    assert "Hờ Lan" in answer.text, answer.text


def test_the_target_is_of_the_next_year(store: KnowledgeBase) -> None:
    answer = ask(
        "Năm 2022 xã Ea Lâm phấn đấu bao nhiêu Bằng khen tỉnh cho năm 2023?", store, today=date(2024, 7, 1)
    )
    assert answer.value is not None, answer.text
    assert answer.value.number == "3", answer.text
