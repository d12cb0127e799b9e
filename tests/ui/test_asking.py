"""A question on its way: answered, slow, failed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from foundation.answers import Answer
from foundation.errors import StoreError
from foundation.settings import Settings
from knowledge.people.accounts import SOLE_USER
from knowledge.people.conversations import Conversations
from knowledge.store.filters import Filters
from ui import asking
from ui.answerers import Answerers
from ui.asking import answering
from ui.services import Desk
from ui.transcript import ShownTurn


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    nothing: Any = None
    kept, settings = Conversations(tmp_path), Settings(store_dir=tmp_path)
    return Desk(SOLE_USER, nothing, kept, settings, None, None, Answerers(nothing))


def turns_of(desk: Desk, monkeypatch: pytest.MonkeyPatch, ask: Any) -> list[ShownTurn]:
    monkeypatch.setattr(desk.answerers, "ask", ask)
    conversation = desk.conversations.start("Hỏi").conversation_id
    return list(answering(desk, conversation, "Hỏi?", Filters()))


def test_an_answer_grows_and_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Một câu trả lời gồm nhiều chữ để viết dần ra trên trang."
    turns = turns_of(desk, monkeypatch, lambda *_: Answer(text, "passage"))
    assert turns[0].state == "waiting"
    written = [turn.written for turn in turns if turn.state == "writing"]
    assert written == sorted(written, key=len)
    assert all(text.startswith(part) for part in written)
    kept = desk.conversations.turn(turns[-1].turn_id)
    assert (turns[-1].state, kept.question, kept.answer["answer"]) == ("done", "Hỏi?", text)


def test_a_long_wait_is_told_about(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_TELL_EVERY", 0.02)
    monkeypatch.setattr(asking, "_LONG", 0)

    def slow(*_: object) -> Answer:
        time.sleep(0.2)
        return Answer("Xong.", "passage")

    waiting = [turn.status for turn in turns_of(desk, monkeypatch, slow) if turn.state == "waiting"]
    assert len(waiting) > 2
    assert "Vẫn đang tìm" in waiting[-1]


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (StoreError("store_busy", seconds=3), "tiến trình khác"),
        (RuntimeError("boom"), "Có lỗi ngoài dự tính"),
    ],
)
def test_a_failure_is_told_and_keeps_the_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception, word: str
) -> None:
    def fail(*_: object) -> Answer:
        raise error

    last = turns_of(desk, monkeypatch, fail)[-1]
    assert (last.state, last.question) == ("failed", "Hỏi?")
    assert word in last.status
    assert "boom" not in last.status


def test_earlier_turns_are_the_history(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def remember(_reads: object, _question: str, history: Any, _filters: object) -> Answer:
        seen.append([(turn.role, turn.content) for turn in history])
        return Answer("Đáp.", "passage")

    monkeypatch.setattr(desk.answerers, "ask", remember)
    conversation = desk.conversations.start("Hỏi").conversation_id
    for question in ("Một?", "Hai?"):
        list(answering(desk, conversation, question, Filters()))
    assert seen == [[], [("user", "Một?"), ("assistant", "Đáp.")]]
