"""What an administrator is shown of other people's questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foundation.collection import EVERYTHING, Collection
from foundation.settings import Settings
from knowledge.people.accounts import Account
from knowledge.people.conversations import Conversations
from knowledge.people.gold import question_entry
from ui.answerers import Answerers
from ui.review import _shown, may_see
from ui.review_list import form_html
from ui.services import Desk

ANSWER: dict[str, Any] = {
    "answer": "Tỷ lệ kín là **9,31%** [1]. <script>x</script>", "intent": "indicator",
    "abstained": False, "rows": [],
    "citations": [{"n": 1, "document": "kin.txt", "document_id": "kin", "title": "Kín", "quote": "9,31%"}],
}  # fmt: skip


class OnlyOpen:
    """A knowledge base in which somebody sees one document, and not the cited one."""

    def documents(self) -> list[Any]:
        """What may be read."""
        return [type("Document", (), {"document_id": "mo"})()]


@pytest.fixture
def kept(tmp_path: Path) -> Conversations:
    conversations = Conversations(tmp_path)
    own = conversations.of("lan")
    turn = own.add_turn(own.start("Hỏi kín?").conversation_id, "Tỷ lệ <b>hộ</b> nghèo?", ANSWER)
    own.rate(turn.turn_id, "down", "sai <i>năm</i>", "misread")
    own.add_turn(own.start("Không gửi").conversation_id, "Câu không gửi phản hồi?", ANSWER)
    return conversations


def desk(kept: Conversations, tmp_path: Path, reads: frozenset[Collection]) -> Desk:
    base: Any = OnlyOpen()
    account = Account("mai", "administrator", reads)
    return Desk(account, base, kept.of("mai"), Settings(store_dir=tmp_path), None, None, Answerers(base))


def test_the_list_tells_what_was_sent_and_nothing_else(kept: Conversations, tmp_path: Path) -> None:
    told, _ = _shown(desk(kept, tmp_path, EVERYTHING), "new")
    assert "Tỷ lệ &lt;b&gt;hộ&lt;/b&gt; nghèo?" in told
    assert "sai &lt;i&gt;năm&lt;/i&gt;" in told
    assert "Hiểu sai câu hỏi" in told
    assert "9,31%" in told
    assert "<script>" not in told
    assert "Câu không gửi" not in told


def test_an_answer_from_what_the_administrator_may_not_read_is_withheld(
    kept: Conversations, tmp_path: Path
) -> None:
    partial = desk(kept, tmp_path, frozenset({Collection.PUBLIC}))
    assert not may_see(partial, kept.review().judgements()[0])
    told, _ = _shown(partial, "new")
    assert "9,31%" not in told
    assert "ngoài các nhóm bạn được đọc" in told


def test_the_form_offers_what_fits_and_shows_a_kept_question_again(kept: Conversations) -> None:
    (judgement,) = kept.review().judgements()
    first = form_html(judgement, None, ["a.txt"], "x")
    assert '<option value="value" selected>' in first
    typed = {"question": "Khác?", "type": "aggregate_list", "gold": "list", "items": "xã A"}
    question = kept.review().keep_question(judgement.turn_id, question_entry(typed), "mai")
    again = form_html(judgement, question, ["a.txt"], "x")
    assert '<option value="list" selected>' in again
    assert "xã A</textarea>" in again
