"""Closer questions on awards: which office of a body, which recipients, what for, and who is next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.query import Turn
from tests.knowledge.answer.conftest import store_of_texts

REPORT = """ỦY BAN NHÂN DÂN
XÃ TRÀ LENG
Số: 77/BC-UBND

Trà Leng, ngày 12 tháng 12 năm 2023

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2023

UBND xã Trà Leng, huyện Sơn Bắc, tỉnh Quảng Nam báo cáo kết quả năm 2023 như sau:

I. KẾT QUẢ KHEN THƯỞNG
- Ban Thường vụ Đảng ủy xã tặng Giấy khen cho 21 đảng viên.
- Bí thư Đảng ủy xã tặng Giấy khen cho 05 chi bộ và 33 đảng viên.
- UBND xã Trà Leng được Chủ tịch UBND tỉnh tặng Bằng khen về thành tích phòng, chống cháy rừng.
- Trường Mẫu giáo Hoa Ban có 04 cá nhân được công nhận Chiến sĩ thi đua cơ sở.
- Trường THCS Trà Leng có 06 cá nhân được công nhận Chiến sĩ thi đua cơ sở.

II. ĐỀ NGHỊ
- Đề nghị Chủ tịch UBND huyện công nhận danh hiệu Lao động tiên tiến cho 17 cá nhân.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with store_of_texts(tmp_path_factory.mktemp("closer"), {"tra-leng.txt": REPORT}) as base:
        yield base


def said(question: str, base: KnowledgeBase, *before: str) -> Answer:
    return ask(question, base, [Turn("user", turn) for turn in before], today=date(2024, 1, 5))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Xã Trà Leng được Bí thư Đảng ủy tặng Giấy khen cho bao nhiêu đảng viên?", "33"),
        ("Xã Trà Leng được Ban Thường vụ Đảng ủy tặng Giấy khen cho bao nhiêu đảng viên?", "21"),
        ("Bao nhiêu chi bộ của xã Trà Leng được Bí thư Đảng ủy tặng Giấy khen?", "5"),
    ],
)
def test_the_named_office_and_recipients_are_counted(
    question: str, number: str, store: KnowledgeBase
) -> None:
    value = said(question, store).value
    assert value is not None
    assert value.number == number


@pytest.mark.parametrize("question", ["Xã Trà Leng được tỉnh tặng Bằng khen về việc gì?"])
def test_what_an_award_was_for_is_told_in_the_reports_words(question: str, store: KnowledgeBase) -> None:
    answer = said(question, store)
    assert "phòng, chống cháy rừng" in answer.text
    assert any("phòng, chống cháy rừng" in citation.quote for citation in answer.citations)


def test_a_follow_up_names_the_next_recipient(store: KnowledgeBase) -> None:
    before = "Trường Mẫu giáo Hoa Ban của xã Trà Leng có bao nhiêu chiến sĩ thi đua cơ sở?"
    value = said("còn Trường THCS thì sao?", store, before).value
    assert value is not None
    assert value.number == "6"


def test_what_is_only_proposed_is_not_told_as_given(store: KnowledgeBase) -> None:
    answer = said("Xã Trà Leng có bao nhiêu người đã được công nhận LĐTT?", store)
    assert answer.abstained
    assert answer.value is None
    assert "17" in answer.text
