"""Conversations keep their answers and citations, whatever happens to the documents."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.errors import NotFound
from knowledge.people.conversations import Conversations

ANSWER = {
    "answer": "Tỷ lệ hộ nghèo là 3,1 % [1].",
    "abstained": False,
    "citations": [{"n": 1, "document": "a.txt", "quote": "còn 3,1 %", "char_start": 4, "char_end": 13}],
}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations(tmp_path) as conversations:
        yield conversations


def test_an_answer_comes_back_whole_after_reopening(kept: Conversations, tmp_path: Path) -> None:
    begun = kept.start("Tỷ lệ hộ nghèo?")
    turn = kept.add_turn(begun.conversation_id, "Tỷ lệ hộ nghèo?", ANSWER)
    kept.close()
    with Conversations(tmp_path) as reopened:
        (again,) = reopened.turns(begun.conversation_id)
        assert again == turn
        assert again.answer == ANSWER
        assert reopened.turn(turn.turn_id) == turn


def test_the_latest_changed_comes_first(kept: Conversations) -> None:
    first, second = kept.start("một"), kept.start("hai")
    assert [c.title for c in kept.all()] == ["hai", "một"]
    kept.add_turn(first.conversation_id, "thêm", ANSWER)
    assert [c.conversation_id for c in kept.all()] == [first.conversation_id, second.conversation_id]


def test_turns_keep_their_order(kept: Conversations) -> None:
    begun = kept.start("một")
    for number in range(5):
        kept.add_turn(begun.conversation_id, str(number), ANSWER)
    assert [turn.question for turn in kept.turns(begun.conversation_id)] == list("01234")


def test_rename_and_delete(kept: Conversations) -> None:
    begun = kept.start("  một \n hai ")
    assert begun.title == "một hai"
    turn = kept.add_turn(begun.conversation_id, "hỏi", ANSWER)
    kept.rename(begun.conversation_id, "x" * 200)
    assert len(kept.all()[0].title) == 80
    kept.delete(begun.conversation_id)
    assert kept.all() == []
    for look_up in (
        lambda: kept.turns(begun.conversation_id),
        lambda: kept.turn(turn.turn_id),
        lambda: kept.rename(begun.conversation_id, "y"),
        lambda: kept.delete(begun.conversation_id),
        lambda: kept.add_turn(begun.conversation_id, "hỏi", ANSWER),
    ):
        with pytest.raises(NotFound) as missing:
            look_up()
        assert missing.value.message


def test_a_judgement_is_kept_with_what_was_judged(kept: Conversations) -> None:
    begun = kept.start("hỏi")
    turn = kept.add_turn(begun.conversation_id, "hỏi", ANSWER)
    kept.rate(turn.turn_id, "up")
    kept.rate(turn.turn_id, "down", "sai năm")
    assert kept.turns(begun.conversation_id)[0].feedback == "down"
    kept.delete(begun.conversation_id)
    (judgement,) = kept.review().judgements()
    assert (judgement.question, judgement.vote, judgement.comment) == ("hỏi", "down", "sai năm")
    assert judgement.answer == ANSWER["answer"]
    assert list(judgement.citations) == ANSWER["citations"]


def test_a_vote_is_up_or_down(kept: Conversations) -> None:
    turn = kept.add_turn(kept.start("hỏi").conversation_id, "hỏi", ANSWER)
    with pytest.raises(ValueError, match="vote"):
        kept.rate(turn.turn_id, "maybe")  # type: ignore[arg-type]


def test_threads_lose_no_turn(kept: Conversations) -> None:
    begun = kept.start("hỏi")

    def ask(person: int) -> None:
        for number in range(10):
            kept.add_turn(begun.conversation_id, f"{person}-{number}", ANSWER)

    people = [threading.Thread(target=ask, args=(person,)) for person in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    asked = [turn.question for turn in kept.turns(begun.conversation_id)]
    assert sorted(asked) == sorted(f"{person}-{number}" for person in range(4) for number in range(10))


def test_what_is_another_persons_is_not_there(tmp_path: Path) -> None:
    with Conversations(tmp_path) as everybody:
        mai, hung = everybody.of("mai"), everybody.of("hung")
        conversation = mai.start("Chuyện của Mai").conversation_id
        turn = mai.add_turn(conversation, "Hỏi", {"answer": "Đáp", "citations": []}).turn_id
        assert hung.all() == []
        assert everybody.all() == []
        for look in (
            lambda: hung.turns(conversation),
            lambda: hung.turn(turn),
            lambda: hung.rename(conversation, "Khác"),
            lambda: hung.delete(conversation),
            lambda: hung.rate(turn, "down"),
            lambda: hung.replace_answer(turn, {"answer": "Khác"}),
            lambda: hung.add_turn(conversation, "Chen vào", {"answer": ""}),
        ):
            with pytest.raises(NotFound):
                look()
        assert [one.title for one in mai.all()] == ["Chuyện của Mai"]
        assert mai.turn(turn).answer["answer"] == "Đáp"


def test_conversations_from_before_accounts_belong_to_who_worked_alone(tmp_path: Path) -> None:
    with Conversations(tmp_path) as before:
        before.start("Cũ")
        with before._engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE conversations_revision")
            connection.exec_driver_sql("DROP INDEX ix_conversations_owner")
            connection.exec_driver_sql("ALTER TABLE conversations DROP COLUMN owner")
    with Conversations(tmp_path) as after:
        assert [one.title for one in after.all()] == ["Cũ"]
        assert after.of("mai").all() == []


def test_words_are_found_with_and_without_diacritics_in_titles_questions_and_answers(
    kept: Conversations,
) -> None:
    lan = kept.of("lan")
    poor = lan.start("Hộ nghèo năm 2023")
    lan.add_turn(poor.conversation_id, "Tỷ lệ hộ nghèo?", ANSWER)
    other = lan.start("Chuyện khác")
    lan.add_turn(
        other.conversation_id, "Ai ký?", {"answer": "Chiến sỹ **Lò Văn Thử** ký [1].", "citations": []}
    )

    def found(words: str) -> list[str]:
        return [one.conversation.title for one in lan.found(words)]

    assert found("hộ nghèo") == found("ho ngheo") == found("NGHEO") == ["Hộ nghèo năm 2023"]
    assert found("lo van") == found("chiến sĩ") == ["Chuyện khác"]
    assert found("hố nghèo") == found("nghèo khổ") == found("gheo") == found("  ") == []
    assert found("3,1") == ["Hộ nghèo năm 2023"]
    assert found("1,3") == []
    assert found("chuyen") == ["Chuyện khác"]
    (shown,) = lan.found("van thu")
    assert (shown.before, shown.words, shown.after) == ("Chiến sỹ Lò ", "Văn", " Thử ký .")
    assert kept.of("hung").found("hộ nghèo") == []
