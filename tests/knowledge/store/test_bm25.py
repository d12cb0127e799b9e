"""Ranking by words: the scores of FTS5's own ranking, over stores that change."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from knowledge.base import KnowledgeBase
from knowledge.store import lexical
from knowledge.store.bm25 import PassageLengths
from tests.knowledge.factories import report

LINES = (
    "Hộ nghèo giảm, hộ nghèo còn lại được vay vốn; hộ cận nghèo tăng.",
    "Thu ngân sách đạt dự toán.",
    "Trồng cây đầu xuân ở mười thôn, mỗi hộ một cây, do Đoàn Thanh niên phát động từ đầu năm.",
    "Dạy nghề cho hộ nghèo.",
    "Giải ngân vốn đầu tư công.",
    "Phát động thi đua ba đợt.",
)
QUESTION = "hộ nghèo được vay vốn ở thôn"


def by_fts5(connection: Connection, terms: lexical.WeightedTerms) -> dict[int, float]:
    """The scores by SQLite's own ranking."""
    match = " OR ".join(f'"{term}"' for term in terms.searched)
    found = connection.execute(
        text("SELECT rowid, bm25(lexical) AS cost FROM lexical WHERE lexical MATCH :match"), {"match": match}
    )
    return {row.rowid: -row.cost for row in found}


def ranked(base: KnowledgeBase, lengths: PassageLengths) -> list[tuple[int, float]]:
    with base._engine.connect() as connection:
        passages = sum(document.passages for document in base.documents())
        terms = lexical.weigh(connection, QUESTION, passages, lexical.Frequencies())
        found = lexical.search(connection, terms, lengths, 50, None)
        assert dict(found) == pytest.approx(by_fts5(connection, terms))
        return found


def test_scores_are_those_of_fts5_while_the_store_grows_and_shrinks(base: KnowledgeBase) -> None:
    lengths = PassageLengths()
    base.put(report("a.txt", "\n".join(LINES)))
    first = {id_ for id_, _ in ranked(base, lengths)}
    assert first
    base.put(report("b.txt", "\n".join(LINES[:3]), commune="xã Bàu Năng"))
    both = {id_ for id_, _ in ranked(base, lengths)}
    assert both > first
    base.delete(base.documents()[0].document_id)
    assert {id_ for id_, _ in ranked(base, lengths)} == both - first


def test_the_best_come_first_and_no_more_than_asked(base: KnowledgeBase) -> None:
    base.put(report("a.txt", "\n".join(LINES)))
    found = ranked(base, PassageLengths())
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    with base._engine.connect() as connection:
        terms = lexical.weigh(connection, QUESTION, len(LINES), lexical.Frequencies())
        assert lexical.search(connection, terms, PassageLengths(), 1, None) == found[:1]


def test_only_passages_of_the_chosen_documents_are_found(base: KnowledgeBase) -> None:
    base.put(report("a.txt", "\n".join(LINES)))
    base.put(report("b.txt", "\n".join(LINES[:4]), commune="xã Bàu Năng"))
    chosen = base.documents()[1]
    with base._engine.connect() as connection:
        terms = lexical.weigh(connection, QUESTION, 10, lexical.Frequencies())
        found = lexical.search(connection, terms, PassageLengths(), 50, [chosen.version])
    passages = {passage.passage_id for passage in base.passages(chosen.document_id)}
    assert {id_ for id_, _ in found} <= passages
    assert found
