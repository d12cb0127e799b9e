"""Drafts with a model at an endpoint: what it invents does not come through."""

from __future__ import annotations

import re

from knowledge.base import KnowledgeBase
from knowledge.draft import DraftRequest, draft
from knowledge.llm.drafting import DraftRewriter
from tests.knowledge.llm import misbehaving
from tests.knowledge.llm.conftest import Connect
from tests.knowledge.llm.misbehaving import Inventor, each_line, saying


def requests(base: KnowledgeBase) -> list[DraftRequest]:
    made = []
    for document in base.documents():
        summary = document.summary
        if summary.unit and summary.period:
            unit = ", ".join(p for p in (summary.commune, summary.district) if p) or summary.unit
            made.append(DraftRequest(unit, summary.period, ("ket-qua", "khen-thuong", "phuong-huong")))
    return made


def test_twenty_drafts_of_an_inventing_endpoint_let_nothing_through(
    small_store: KnowledgeBase, connect: Connect
) -> None:
    wanted = requests(small_store)
    plain: dict[int, str] = {}
    refused = 0
    for number in range(20):
        place = number % len(wanted)
        plain.setdefault(place, draft(wanted[place], small_store).text)
        model, server = connect(saying(Inventor()), llm_timeout_s=20)
        rewriter = DraftRewriter(small_store, model)
        made = draft(wanted[place], small_store, rewriter)
        assert made.text == plain[place]
        assert rewriter.reworded == 0
        assert len(server.seen) == rewriter.refused
        refused += rewriter.refused
    assert refused > 100


def test_good_words_are_taken_and_counted(small_store: KnowledgeBase, connect: Connect) -> None:
    model, _ = connect(
        saying(each_line(lambda text: "Theo số liệu tổng hợp, " + text[:1].lower() + text[1:]))
    )
    rewriter = DraftRewriter(small_store, model)
    made = draft(DraftRequest("xã An Lộ", "2023", ("ket-qua",)), small_store, rewriter)
    assert "Theo số liệu tổng hợp, " in made.text
    assert rewriter.reworded > 0
    assert re.search(r"diễn đạt lại \d+ câu", rewriter.told())
    plain = draft(DraftRequest("xã An Lộ", "2023", ("ket-qua",)), small_store)
    assert made.citations == plain.citations
    assert made.figures == plain.figures


def test_a_failing_endpoint_is_asked_once_and_told_of(small_store: KnowledgeBase, connect: Connect) -> None:
    model, server = connect(misbehaving.failing)
    rewriter = DraftRewriter(small_store, model)
    request = DraftRequest("xã An Lộ", "2023")
    assert draft(request, small_store, rewriter).text == draft(request, small_store).text
    assert len(server.seen) == 1
    assert "Không kết nối" in rewriter.told()


def test_what_is_not_public_is_not_sent(small_store: KnowledgeBase, connect: Connect) -> None:
    model, server = connect(saying(each_line(str)), llm_public_only=True)
    draft(DraftRequest("xã An Lộ", "2023"), small_store, DraftRewriter(small_store, model))
    assert server.seen == []
