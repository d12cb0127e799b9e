"""A table whose plan column is a resolution: what was reached is told, not what was resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """ĐẢNG BỘ HUYỆN THOẠI SƠN
ĐẢNG ỦY XÃ VỌNG THÊ
Số 88-BC/ĐU
Vọng Thê, ngày 08 tháng 12 năm 2021
BÁO CÁO
công tác thi đua, khen thưởng năm 2021

1. Kết quả thực hiện nghị quyết

| Chỉ tiêu | ĐVT | Nghị quyết 2021 | Thực hiện | Đạt % |
|---|---|---|---|---|
| Hộ nghèo | % | 2,6 | 1,93 | vượt |
| Diện tích lúa | ha | 3.870 | 3.915 | 101,2 |
| Tham gia BHYT | % | 92 | 88,4 | 96,1 |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("planned"), {"vong-the.md": _REPORT}) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Tỷ lệ hộ nghèo xã Vọng Thê năm 2021", "1,93"),
        ("ty le ho ngheo xa vong the 2021", "1,93"),
        ("Diện tích lúa xã Vọng Thê năm 2021 là bao nhiêu ha?", "3.915"),
        ("tỷ lệ tham gia BHYT xã Vọng Thê năm 2021", "88,4"),
    ],
)
def test_what_was_reached_is_told(store: KnowledgeBase, question: str, number: str) -> None:
    answer = ask(question, store, today=date(2026, 7, 1))
    assert answer.value is not None
    assert answer.value.number == number
