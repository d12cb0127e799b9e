"""Communes merged on 01/07/2025: found by the names before and after, and said as such."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from language.units import lookup, predecessors, successors
from tests.knowledge.answer.conftest import store_of_texts

TODAY = date(2026, 3, 2)
_FORMER = """UBND HUYỆN {district}
UBND XÃ {shouted}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 51/BC-UBND
{name}, ngày 05 tháng 12 năm 2024
BÁO CÁO
Công tác thi đua, khen thưởng năm 2024
I. TÌNH HÌNH
Toàn xã có {homes} hộ dân; tỷ lệ hộ nghèo {poor}%. Xã tặng Giấy khen cho {people} cá nhân.
CHỦ TỊCH
Lê Văn Bảy
"""
_PRESENT = """ỦY BAN NHÂN DÂN
XÃ {shouted}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/BC-UBND
{name}, ngày 05 tháng 12 năm 2025
BÁO CÁO
Công tác thi đua, khen thưởng năm 2025
Kính gửi: Sở Nội vụ tỉnh {province}
I. TÌNH HÌNH
Toàn xã có 6.412 hộ dân.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {
        f"{name}.txt": _FORMER.format(
            district="HẢI LĂNG", shouted=name.upper(), name=name, homes=homes, poor=poor, people=people
        )
        for name, homes, poor, people in (
            ("Hải Khê", "1.204", "2,15", "14"),
            ("Hải Dương", "1.377", "3,08", "9"),
        )
    }
    texts["Nghĩa Trụ.txt"] = _PRESENT.format(shouted="NGHĨA TRỤ", name="Nghĩa Trụ", province="Hưng Yên")
    with store_of_texts(tmp_path_factory.mktemp("merged"), texts) as base:
        yield base


def test_the_list_knows_the_merger() -> None:
    new = next(u for u in lookup("Mỹ Thủy", within="Quảng Trị") if u.since_2025)
    assert {"Hải Khê", "Hải Dương"} <= {u.name for u in predecessors(new)}
    former = next(u for u in lookup("Long Hưng", within="Văn Giang") if not u.since_2025)
    assert [u.name for u in successors(former)] == ["Nghĩa Trụ"]


def test_a_new_commune_is_told_by_its_former_ones(store: KnowledgeBase) -> None:
    answer = ask("Tỷ lệ hộ nghèo của xã Mỹ Thủy năm 2024?", store, today=TODAY)
    assert not answer.abstained, answer.text
    assert "2,15" in answer.text
    assert "3,08" in answer.text
    assert "từ 01/7/2025" in answer.text
    assert "xã Hải Khê" in answer.text


def test_a_new_communes_awards_are_told_by_its_former_ones(store: KnowledgeBase) -> None:
    answer = ask("Xã Mỹ Thủy có bao nhiêu cá nhân được Giấy khen năm 2024?", store, today=TODAY)
    assert "14" in answer.text
    assert "9" in answer.text
    assert "từ 01/7/2025" in answer.text


def test_a_former_commune_is_told_by_the_new_one(store: KnowledgeBase) -> None:
    answer = ask("Xã Long Hưng có bao nhiêu hộ dân?", store, today=TODAY)
    assert "6.412" in answer.text, answer.text
    assert "từ 01/7/2025 thuộc xã Nghĩa Trụ" in answer.text


def test_a_report_of_the_name_itself_comes_first(store: KnowledgeBase) -> None:
    answer = ask("Xã Hải Khê có bao nhiêu hộ dân?", store, today=TODAY)
    assert answer.value is not None
    assert answer.value.number == "1.204"
    assert "01/7/2025" not in answer.text


def test_another_commune_is_not_told_at_all(store: KnowledgeBase) -> None:
    answer = ask("Tỷ lệ hộ nghèo của xã Nam Cửa Việt năm 2024?", store, today=TODAY)
    assert answer.abstained, answer.text
