"""A commune that only its district's report tells of is recognised by its bare name, however typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.understand.places import find_places
from tests.knowledge.answer.conftest import store_of_texts

_REPORT = """UBND TỈNH QUẢNG TRỊ
UBND HUYỆN ĐAKRÔNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 402/BC-UBND
Đakrông, ngày 16 tháng 12 năm 2023
BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023

| Đơn vị | Lao động tiên tiến | Chiến sĩ thi đua cơ sở |
| --- | --- | --- |
| Xã Húc Nghì | 14 | 2 |
| Xã Pa Nang | 21 | 3 |
| Thị trấn Krông Klang | 33 | 6 |

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Hồ Văn Thiệp
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("told"), {"dakrong-2023.md": _REPORT}) as base:
        yield base


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("xa huc nghi co bao nhieu lao dong tien tien", "14"),
        ("huc nghi co may lao dong tien tien 2023", "14"),
        ("pa nang may cstdcs nam 2023", "3"),
        ("krông klang có mấy lao động tiên tiến năm 2023", "33"),
        ("Thị trấn Krông Klang có bao nhiêu chiến sĩ thi đua cơ sở?", "6"),
    ],
)
def test_the_row_of_the_named_commune_answers_alone(question: str, number: str, store: KnowledgeBase) -> None:
    answer = ask(question, store, today=date(2024, 7, 1))
    assert answer.value is not None, answer.text
    assert answer.value.number == number, answer.text


def test_a_document_knows_the_units_it_tells_of(store: KnowledgeBase) -> None:
    (document,) = store.documents()
    assert {name.lower() for name in document.tells_of} == {
        "xã húc nghì",
        "xã pa nang",
        "thị trấn krông klang",
    }


def test_another_communes_name_is_no_slip_of_one_told_of(store: KnowledgeBase) -> None:
    """A unit without report is not corrected to a unit without report."""
    places = find_places("xã Ba Nang có bao nhiêu hộ?", store.documents()).places
    assert [place.name for place in places] == ["xã Ba Nang"]
