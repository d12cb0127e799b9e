"""What the administrator sees of a language model, and the mark beside an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.collection import Collection
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.llm import LanguageModel
from knowledge.llm.prompts import fill
from knowledge.llm.record import MarkRefused
from knowledge.people.accounts import SOLE_USER
from knowledge.people.conversations import Conversations
from knowledge.store.filters import Filters
from tests.knowledge.factories import report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.llm.misbehaving import Inventor, each_line, saying, serving
from ui.asking import answering
from ui.library import _moved
from ui.model_tab import _markable, intro, requests_html
from ui.page import build
from ui.services import Services
from ui.transcript import transcript_html

QUESTION = "Tỷ lệ hộ nghèo của xã Suối Đá năm 2023 là bao nhiêu?"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store_dir=tmp_path / "s"), model=HashedEmbedding()) as opened:
        opened.put(report())
        yield opened


def services(base: KnowledgeBase, folder: Path, address: str, **settings: object) -> Services:
    chosen = Settings(store_dir=folder, openai_base_url=address, llm_model="m", llm_timeout_s=20, **settings)  # type: ignore[arg-type]
    return Services(base, Conversations(folder), chosen, LanguageModel(chosen))


def smooth(line: str) -> str:
    return line.replace("Tỷ lệ hộ nghèo – xã Suối Đá: ", "Theo báo cáo, tỷ lệ hộ nghèo của xã Suối Đá là ")


def test_better_words_come_after_the_answer_and_are_kept(base: KnowledgeBase, tmp_path: Path) -> None:
    with serving(saying(each_line(smooth))) as server:
        used = services(base, tmp_path / "m", server.address)
        conversation = used.desk_of(SOLE_USER).conversations.start("Hỏi").conversation_id
        turns = list(answering(used.desk_of(SOLE_USER), conversation, QUESTION, Filters()))
    first = next(turn for turn in turns if turn.state == "done")
    assert first.answer is not None
    assert first.answer["answer"].startswith("Tỷ lệ hộ nghèo – xã Suối Đá")
    last = used.desk_of(SOLE_USER).conversations.turn(turns[-1].turn_id).answer
    assert last["answer"].startswith("Theo báo cáo, tỷ lệ hộ nghèo của xã Suối Đá là **2,5")
    assert last["citations"] == first.answer["citations"]
    assert "diễn đạt bởi mô hình, đã đối chiếu" in transcript_html([turns[-1]])
    assert "diễn đạt bởi mô hình" not in transcript_html([first])
    assert "Đang diễn đạt lại" in transcript_html([turns[-2]])


def test_refused_words_leave_no_mark(base: KnowledgeBase, tmp_path: Path) -> None:
    with serving(saying(Inventor())) as server:
        used = services(base, tmp_path / "m", server.address)
        conversation = used.desk_of(SOLE_USER).conversations.start("Hỏi").conversation_id
        last = list(answering(used.desk_of(SOLE_USER), conversation, QUESTION, Filters()))[-1]
    assert last.answer is not None
    assert last.answer["model"]["refused"] > 0
    assert "diễn đạt bởi mô hình" not in transcript_html([last])


def test_the_tab_is_there_with_a_model_only(base: KnowledgeBase, tmp_path: Path) -> None:
    used = services(base, tmp_path / "m", "http://127.0.0.1:9/v1")
    without = Services(base, used.desk_of(SOLE_USER).conversations, used.settings)
    assert "tab-model" in str(build(used).get_config_file())
    assert "tab-model" not in str(build(without).get_config_file())


def test_what_was_sent_is_shown_escaped(base: KnowledgeBase, tmp_path: Path) -> None:
    with serving(saying("<script>alert(1)</script>")) as server:
        used = services(base, tmp_path / "m", server.address)
        assert used.model is not None
        assert "Chưa gửi yêu cầu nào" in requests_html(used.model.record.latest())
        list(used.model.lines(fill("drafting", "Xã còn <b>42</b> hộ."), ["a.docx"]))
        shown = requests_html(used.model.record.latest())
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "Xã còn &lt;b&gt;42" in shown
    assert "a.docx" in shown
    assert "mọi văn bản" in intro(used.model)["scope"]
    public = services(base, tmp_path / "p", server.address, llm_public_only=True)
    assert public.model is not None
    assert "đánh dấu công khai" in intro(public.model)["scope"]


def moved(used: Services, base: KnowledgeBase, collection: Collection) -> str:
    """What the library says when somebody moves the only document into a collection."""
    (document,) = base.documents()
    return _moved(used.desk_of(SOLE_USER), document.document_id, collection)[1]


def test_a_public_mark_ends_when_the_document_becomes_internal(base: KnowledgeBase, tmp_path: Path) -> None:
    used = services(base, tmp_path / "m", "http://127.0.0.1:9/v1", llm_public_only=True)
    model = used.model
    assert model is not None
    model.record.mark_public(base.documents()[0])
    assert model.may_see(base.documents()) == base.documents()
    assert "mô hình" in moved(used, base, Collection.DISTRICT)
    assert model.may_see(base.documents()) == []
    assert "đã bị bỏ" not in moved(used, base, Collection.PUBLIC)
    assert model.may_see(base.documents()) == [], "somebody has to mark it again"


def test_an_internal_document_is_neither_offered_nor_marked(base: KnowledgeBase, tmp_path: Path) -> None:
    used = services(base, tmp_path / "m", "http://127.0.0.1:9/v1", llm_public_only=True)
    assert used.model is not None
    base.move(base.documents()[0].document_id, Collection.COMMUNE)
    with pytest.raises(MarkRefused) as refused:
        used.model.record.mark_public(base.documents()[0])
    assert "nội bộ" in refused.value.message
    assert _markable(used.desk_of(SOLE_USER)) == []


def test_a_mark_made_before_is_not_heeded_however_the_document_was_moved(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    used = services(base, tmp_path / "m", "http://127.0.0.1:9/v1", llm_public_only=True)
    assert used.model is not None
    used.model.record.mark_public(base.documents()[0])
    base.move(base.documents()[0].document_id, Collection.COMMUNE)
    assert used.model.may_see(base.documents()) == []
