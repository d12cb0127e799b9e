"""Judgements gone through, and questions of an evaluation set made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.questions import AbstainGold, ListGold, TextGold, ValueGold, load_questions
from foundation.errors import NotFound
from knowledge.people.conversations import Conversations
from knowledge.people.gold import GoldError, likely, question_entry, typed_again

ANSWER = {
    "answer": "Có **3** tập thể được khen [1].",
    "intent": "award_count",
    "citations": [{"n": 1, "document": "a.txt", "quote": "03 tập thể"}],
}
VALUE = {"question": "Bao nhiêu  tập thể?", "type": "count_sum", "gold": "value", "value": "5 | năm",
         "unit": "tập thể"}  # fmt: skip
LIST = {"question": "Những xã nào?", "type": "aggregate_list", "gold": "list",
        "items": "xã Suối Đá | Suoi Da\n\n xã Bàu Năng "}  # fmt: skip
TEXT = {"question": "Theo luật nào?", "type": "regulation", "gold": "text",
        "text": "Luật Thi đua, khen thưởng\n2022 | 06/2022/QH15",
        "document": "a.txt", "quote": "căn cứ  Luật"}  # fmt: skip
ABSTAIN = {"question": "Ai là khách mời?", "type": "single_fact", "gold": "abstain"}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    with Conversations(tmp_path) as conversations:
        yield conversations


def judged(kept: Conversations, owner: str, question: str = "Bao nhiêu tập thể?", **told: str) -> str:
    own = kept.of(owner)
    turn = own.add_turn(own.start(question).conversation_id, question, ANSWER).turn_id
    own.rate(turn, "down", told.get("comment", ""), "wrong")
    return turn


def test_a_judgement_tells_who_why_and_what_was_answered(kept: Conversations) -> None:
    turn = judged(kept, "lan", comment="phải là 5")
    (judgement,) = kept.review().judgements()
    assert (judgement.turn_id, judgement.given_by, judgement.reason) == (turn, "lan", "wrong")
    assert (judgement.comment, judgement.intent, judgement.state) == ("phải là 5", "award_count", "new")
    assert kept.of("lan").turn(turn).feedback == "down"


def test_questions_nobody_judged_are_not_in_the_review(kept: Conversations) -> None:
    own = kept.of("lan")
    own.add_turn(own.start("Chuyện riêng?").conversation_id, "Chuyện riêng?", ANSWER)
    judged(kept, "lan")
    assert [one.question for one in kept.review().judgements()] == ["Bao nhiêu tập thể?"]


def test_a_withdrawn_judgement_is_gone_and_others_cannot_withdraw_it(kept: Conversations) -> None:
    turn = judged(kept, "lan")
    with pytest.raises(NotFound):
        kept.of("hung").withdraw(turn)
    kept.of("lan").withdraw(turn)
    assert kept.review().judgements() == []
    assert kept.of("lan").turn(turn).feedback is None


def test_review_moves_through_its_states_and_begins_anew_when_judged_again(kept: Conversations) -> None:
    turn, review = judged(kept, "lan"), kept.review()
    assert review.counts() == {"new": 1, "looking": 0, "done": 0}
    review.set_state(turn, "done")
    assert [one.turn_id for one in review.judgements("done")] == [turn]
    kept.of("lan").rate(turn, "down", "vẫn sai", "incomplete")
    assert review.judgement(turn).state == "new"
    with pytest.raises(NotFound):
        review.set_state("không có", "done")


@pytest.mark.parametrize(
    ("typed", "gold"), [(VALUE, ValueGold(("5", "năm"), "tập thể")), (ABSTAIN, AbstainGold())]
)
def test_a_filled_in_form_is_a_question_of_the_format(
    kept: Conversations, tmp_path: Path, typed: dict[str, str], gold: object
) -> None:
    turn, review = judged(kept, "lan"), kept.review()
    review.keep_question(turn, question_entry(typed), "mai")
    (question,) = load_questions(review.write_questions(tmp_path))
    assert question.gold == gold
    assert question.id == f"feedback-{turn}"


def test_every_form_is_accepted_by_the_evaluation_together(kept: Conversations, tmp_path: Path) -> None:
    review = kept.review()
    for typed in (VALUE, LIST, TEXT, ABSTAIN):
        review.keep_question(judged(kept, "lan"), question_entry(typed), "mai")
    value, listed, text, abstained = load_questions(review.write_questions(tmp_path))
    assert value.question == "Bao nhiêu tập thể?"
    assert isinstance(listed.gold, ListGold)
    assert [item.names for item in listed.gold.items] == [("xã Suối Đá", "Suoi Da"), ("xã Bàu Năng",)]
    assert isinstance(text.gold, TextGold)
    assert text.gold.must_include == (("Luật Thi đua, khen thưởng",), ("2022", "06/2022/QH15"))
    assert [(one.document, one.quote) for one in text.evidence] == [("a.txt", "căn cứ Luật")]
    assert abstained.type == "unanswerable"


@pytest.mark.parametrize("typed", [VALUE, LIST, TEXT, ABSTAIN])
def test_a_kept_question_comes_back_into_the_form_as_it_was(typed: dict[str, str]) -> None:
    entry = question_entry(typed)
    assert question_entry(typed_again(entry)) == entry


@pytest.mark.parametrize(
    "wrong",
    [VALUE | {"question": " "}, VALUE | {"value": " | "}, LIST | {"items": "\n"}, TEXT | {"text": ""},
     TEXT | {"quote": ""}, VALUE | {"type": "unanswerable"}, VALUE | {"type": "?"}, VALUE | {"gold": "?"}],
)  # fmt: skip
def test_half_filled_forms_are_refused_with_a_word(wrong: dict[str, str]) -> None:
    with pytest.raises(GoldError) as refused:
        question_entry(wrong)
    assert refused.value.message


def test_a_question_is_replaced_dropped_and_outlives_its_judgement(kept: Conversations) -> None:
    turn, review = judged(kept, "lan"), kept.review()
    review.keep_question(turn, question_entry(VALUE), "mai")
    review.keep_question(turn, question_entry(LIST), "mai")
    kept.of("lan").withdraw(turn)
    (question,) = review.questions()
    assert question.entry["type"] == "aggregate_list"
    with pytest.raises(NotFound):
        review.keep_question(turn, question_entry(VALUE), "mai")
    review.drop_question(turn)
    assert review.question_lines() == ""


def test_the_form_offered_first_fits_what_was_asked() -> None:
    assert likely("award_list") == ("aggregate_list", "list")
    assert likely("smalltalk") == ("single_fact", "text")
