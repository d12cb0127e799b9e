"""A part of a report asked for in the chat is drafted, cited, and of the named unit and period alone."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.draft.sections import sections_named_in
from knowledge.query import Turn
from knowledge.understand.drafting import asks_for_draft


def _asked(question: str, store: KnowledgeBase, *before: str) -> Answer:
    return ask(question, store, [Turn("user", turn) for turn in before], today=date(2024, 7, 1))


@pytest.mark.parametrize(
    "request_for_text",
    [
        "Soạn phần công tác khen thưởng năm 2023 của xã An Lộ",
        "hãy viết giúp em đoạn hạn chế của phường Đồng Xoan",
        "nho ban soan giup minh muc kien nghi nam 2023 xa nam pha",
        "Dự thảo cho tôi một báo cáo tổng kết năm 2023 của huyện Kim Thạch",
        "Write a section on commendation for An Lộ commune",
    ],
)
def test_a_request_for_a_text_is_told(request_for_text: str) -> None:
    assert asks_for_draft(request_for_text)


@pytest.mark.parametrize(
    "question",
    [
        "Ai soạn báo cáo của xã An Lộ?",
        "Xã An Lộ soạn bao nhiêu kế hoạch phát động thi đua?",
        "Báo cáo của xã An Lộ viết những gì về khen thưởng?",
        "Dự thảo kế hoạch nào được xã An Lộ nhắc tới?",
        "Viết tắt HĐTĐKT nghĩa là gì?",
    ],
)
def test_a_question_is_no_request_for_a_text(question: str) -> None:
    assert not asks_for_draft(question)


@pytest.mark.parametrize(
    ("request_for_text", "sections"),
    [
        ("Soạn phần kết quả khen thưởng", ("khen-thuong",)),
        ("Viết mục tồn tại, hạn chế và nguyên nhân", ("han-che", "nguyen-nhan")),
        ("Dự thảo báo cáo thi đua, khen thưởng năm 2023", ()),
    ],
)
def test_the_sections_are_those_named(request_for_text: str, sections: tuple[str, ...]) -> None:
    assert sections_named_in(request_for_text) == sections


def test_the_draft_states_the_units_awards_with_their_sources(small_store: KnowledgeBase) -> None:
    answer = _asked("Viết giúp tôi phần công tác khen thưởng năm 2023 của huyện Kim Thạch", small_store)
    assert answer.intent == "draft"
    assert not answer.abstained
    assert "188 tập thể" in answer.text
    assert "An Lộ" not in answer.text
    cited = " ".join(citation.quote for citation in answer.citations)
    assert "188 tập thể, 420 cá nhân" in cited


def test_the_period_asked_for_is_drafted(small_store: KnowledgeBase) -> None:
    for year in ("2022", "2023"):
        answer = _asked(f"soan phan khen thuong nam {year} cua xa an lo", small_store)
        assert {c.document for c in answer.citations} == {f"an-lo-{year}.txt"}, answer.text


def test_no_report_gives_no_draft_of_blanks(small_store: KnowledgeBase) -> None:
    for request in (
        "Soạn phần khen thưởng năm 2019 của xã An Lộ",
        "Soạn phần khen thưởng năm 2023 của xã Hòa Thắng Trung",
        "Soạn giúp phần khen thưởng năm 2023",
    ):
        answer = _asked(request, small_store)
        assert answer.abstained, answer.text
        assert not answer.citations


def test_the_unit_may_stand_in_the_turn_before(small_store: KnowledgeBase) -> None:
    answer = _asked("Soạn phần khen thưởng", small_store, "Dân số huyện Kim Thạch năm 2023?")
    assert answer.intent == "draft"
    assert "Kim Thạch" in answer.text
    assert not answer.abstained
