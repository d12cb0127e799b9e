"""How many communes, not how many certificates; and what was conferred on the ground of a district."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from tests.knowledge.answer.conftest import store_of_texts

HEAD = """ỦY BAN NHÂN DÂN
{unit}

{name}, ngày 12 tháng 12 năm 2023

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023

UBND {where} báo cáo kết quả năm 2023 như sau:

"""
COMMUNES = {
    "Nậm Hu": "Năm 2023, xã có 03 tập thể và 11 cá nhân được Chủ tịch UBND huyện tặng Giấy khen; "
    "06 cá nhân được Chủ tịch UBND xã tặng Giấy khen.",
    "Pa Tần": "Năm 2023, 02 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen; "
    "07 cá nhân được Chủ tịch UBND huyện tặng Giấy khen.",
    "Lũng Cải": "Năm 2023, 01 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen.",
}
DISTRICT = "Trong năm 2023, Chủ tịch UBND huyện đã tặng Giấy khen cho 41 tập thể và 120 cá nhân."
PLACE = "huyện Mường Va, tỉnh Lai Châu"


def report(unit: str, name: str, told: str) -> str:
    where = PLACE if unit == "huyện" else f"{unit} {name}, {PLACE}"
    return HEAD.format(unit=f"{unit} {name}".upper(), name=name, where=where) + told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    texts = {f"{name}.txt": report("xã", name, told) for name, told in COMMUNES.items()}
    texts["huyen.txt"] = report("huyện", "Mường Va", DISTRICT)
    with store_of_texts(tmp_path_factory.mktemp("units"), texts) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Có bao nhiêu xã được Chủ tịch UBND huyện tặng Giấy khen năm 2023?", "2"),
        ("co may xa duoc bang khen cua chu tich ubnd tinh nam 2023", "2"),
        ("Bao nhiêu xã, thị trấn của huyện Mường Va có Bằng khen tỉnh năm 2023?", "2"),
        # Of the communes, not given by them.
        ("Tổng số bằng khen của các xã huyện Mường Va năm 2023", "3"),
        # The district's own report is silent on it.
        ("Năm 2023 bao nhiêu tập thể ở huyện Mường Va được Bằng khen của Chủ tịch UBND tỉnh?", "3"),
        # The district's own report tells it, and goes first.
        ("Trên địa bàn huyện Mường Va có bao nhiêu tập thể được Chủ tịch UBND huyện tặng Giấy khen?", "41"),
        ("Xã Nậm Hu có bao nhiêu cá nhân được giấy khen cấp huyện và cấp xã?", "17"),
        ("Tổng số Giấy khen của Chủ tịch UBND huyện cho tập thể và cá nhân xã Nậm Hu?", "14"),
    ],
)
def test_what_is_counted(store: KnowledgeBase, question: str, number: str) -> None:
    value = ask(question, store, today=date(2024, 1, 5)).value
    assert value is not None
    assert value.number == number


def test_kinds_asked_for_one_beside_the_other_are_not_added_up(store: KnowledgeBase) -> None:
    question = "Xã Nậm Hu có bao nhiêu tập thể và cá nhân được Chủ tịch UBND huyện tặng Giấy khen?"
    answer = ask(question, store, today=date(2024, 1, 5))
    assert answer.value is None
    assert "3 tập thể" in answer.text
    assert "11 cá nhân" in answer.text


def test_units_that_no_record_has_are_none(store: KnowledgeBase) -> None:
    assert ask("Có bao nhiêu xã được tặng Cờ thi đua của Chính phủ?", store, today=date(2024, 1, 5)).abstained
