"""Questions read by the model: only where the grammar found nothing, and only the same question."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from foundation.answers import Answer, Coverage
from knowledge.answer import Turn
from knowledge.answer import ask as ask_records
from knowledge.base import KnowledgeBase
from knowledge.llm import ask
from knowledge.llm.reading import is_unsure, read
from tests.knowledge.llm.conftest import Connect
from tests.knowledge.llm.misbehaving import Request, saying

TODAY = date(2024, 7, 1)


def reading(**told: Any) -> Any:
    return saying(json.dumps({"kind": "figure", "units": [], "periods": [], **told}, ensure_ascii=False))


@pytest.mark.parametrize(
    ("typed", "subject", "same"),
    [
        ("ty le hn xa An Lo 2023", "tỷ lệ hộ nghèo", True),
        ("tỷ lệ hộ ngèho xã An Lộ năm 23", "tỷ lệ hộ nghèo", True),
        ("tylehongheo xa An Lo nam 2023", "tỷ lệ hộ nghèo", True),
        ("thu ngân sách xã An Lộ năm 2023", "chi ngân sách", False),
        ("số hộ thoát nghèo xã An Lộ năm 2023", "số hộ nghèo", False),
        ("hộ khó khăn xã An Lộ năm 2023", "hộ nghèo", False),
        ("hộ chưa có điện xã An Lộ năm 2023", "hộ có điện", False),
        ("tỷ lệ hộ nghèo xã An Lộ", "tỷ lệ hộ nghèo", False),
        ("tỷ lệ hộ nghèo xã An Lộ năm 2022", "tỷ lệ hộ nghèo", False),
        ("tỷ lệ hộ nghèo xã An Lão năm 2023", "tỷ lệ hộ nghèo", False),
        ("tỷ lệ hộ nghèo huyện An Lộ năm 2023", "tỷ lệ hộ nghèo", False),
        ("thuế đất xã An Lộ năm 2023", "thu đất", False),
    ],
)
def test_only_the_same_question_is_the_same(typed: str, subject: str, same: bool, connect: Connect) -> None:
    model, _ = connect(reading(subject=subject, units=["xã An Lộ"], periods=["năm 2023"]))
    told = read(typed, (), model)
    assert told is not None
    assert told.question == f"{subject} của xã An Lộ năm 2023 là bao nhiêu?"
    assert told.same is same


@pytest.mark.parametrize(
    ("before", "now", "told", "same"),
    [
        (
            "Tỷ lệ hộ nghèo xã An Lộ năm 2023?",
            "còn xã Kim Thạch",
            "Tỷ lệ hộ nghèo xã Kim Thạch năm 2023?",
            True,
        ),
        (
            "Tỷ lệ hộ nghèo xã An Lộ năm 2023?",
            "còn xã Kim Thạch",
            "Thu ngân sách xã Kim Thạch năm 2023?",
            False,
        ),
        ("Tỷ lệ hộ nghèo xã An Lộ năm 2023?", "còn xã Kim Thạch", "Tỷ lệ hộ nghèo xã An Lộ năm 2023?", False),
        ("Tỷ lệ hộ nghèo xã An Lộ năm 2023?", "thế năm 2022", "Tỷ lệ hộ nghèo xã An Lộ năm 2021?", False),
    ],
)
def test_a_follow_up_takes_what_the_turn_before_supplies(
    before: str, now: str, told: str, same: bool, connect: Connect
) -> None:
    model, server = connect(saying(json.dumps({"question": told}, ensure_ascii=False)))
    history = [Turn("user", before), Turn("assistant", "Số liệu mật: 987 hộ.")]
    found = read(now, history, model)
    assert found is not None
    assert (found.question, found.same) == (told, same)
    assert "987" not in server.sent, "answers hold documents' words, and are not sent"


def test_nothing_is_read_into_what_is_no_question(connect: Connect) -> None:
    assert read("abc", (), connect(reading(kind="other", subject="hộ nghèo"))[0]) is None
    assert read("abc", (), connect(reading(subject="  "))[0]) is None
    assert read("Hộ nghèo?", [Turn("user", "x")], connect(saying('{"question": "ho ngheo"}'))[0]) is None


def test_only_what_found_nothing_is_unsure() -> None:
    looked = Coverage(3)
    assert is_unsure(Answer("", "indicator", abstained=True, coverage=looked))
    assert not is_unsure(Answer("", "indicator", coverage=looked))
    assert not is_unsure(Answer("", "smalltalk", abstained=True, coverage=looked))
    assert not is_unsure(Answer("", "indicator", abstained=True, coverage=Coverage(0)))
    absent = Coverage(3, units_without_report=("xã Xa",))
    assert not is_unsure(Answer("", "indicator", abstained=True, coverage=absent))


def test_a_sure_reading_is_never_asked_about(small_store: KnowledgeBase, connect: Connect) -> None:
    model, server = connect(reading(subject="thu ngân sách", units=["xã An Lộ"]))
    sure = "Tỷ lệ hộ nghèo của xã An Lộ năm 2023 là bao nhiêu?"
    answer = ask(sure, small_store, today=TODAY, model=model)
    assert answer.value == ask_records(sure, small_store, today=TODAY).value
    assert not any("response_format" in request for request in server.seen)


TYPED = "tylehongheo xa An Lo nam 2023"


def test_a_mistyped_question_is_answered(small_store: KnowledgeBase, connect: Connect) -> None:
    def helpful(request: Request) -> str:
        told = {"kind": "figure", "subject": "tỷ lệ hộ nghèo", "units": ["xã An Lộ"], "periods": ["năm 2023"]}
        return json.dumps(told, ensure_ascii=False) if "response_format" in request else ""

    plain = ask_records(TYPED, small_store, today=TODAY)
    assert plain.abstained
    answer = ask(TYPED, small_store, today=TODAY, model=connect(saying(helpful))[0])
    right = ask_records("tỷ lệ hộ nghèo của xã An Lộ năm 2023 là bao nhiêu?", small_store, today=TODAY)
    assert not answer.abstained
    assert (answer.value, answer.citations) == (right.value, right.citations)
    assert answer.text.startswith("_Câu hỏi được hiểu là: “tỷ lệ hộ nghèo của xã An Lộ năm 2023")
    assert answer.model is not None
    assert answer.model.reading


def test_another_question_is_only_offered(small_store: KnowledgeBase, connect: Connect) -> None:
    typed = "số gia đình túng thiếu xã An Lộ năm 2023"
    plain = ask_records(typed, small_store, today=TODAY)
    assert plain.abstained
    model, _ = connect(reading(subject="tỷ lệ hộ nghèo", units=["xã An Lộ"], periods=["năm 2023"]))
    answer = ask(typed, small_store, today=TODAY, model=model)
    assert (answer.abstained, answer.value, answer.text) == (True, None, plain.text)
    assert answer.suggestions[0] == "tỷ lệ hộ nghèo của xã An Lộ năm 2023 là bao nhiêu?"
