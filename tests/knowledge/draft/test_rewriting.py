"""A rewriter that invents gets nothing through; one that keeps to the facts is heard."""

from __future__ import annotations

import random
import re

import pytest

from foundation.document import Span
from knowledge.base import KnowledgeBase
from knowledge.draft import DraftRequest, draft
from knowledge.draft.parts import Sentence
from knowledge.draft.rewriting import accepted, says_the_same
from knowledge.evidence.marking import Source, mark

FACT = f"Tỷ lệ hộ nghèo năm 2023 còn 2,43%{mark(0)}, giảm 0,85 điểm % so với năm 2022 (3,28%{mark(1)})."
SENTENCE = Sentence(FACT, "statement", (Source("a", Span(0, 1)), Source("b", Span(0, 1))))


@pytest.mark.parametrize(
    "invented",
    [
        FACT.replace("2,43", "2,34"),
        FACT.replace("giảm", "tăng"),
        FACT.replace(".", " với 15 hộ thoát nghèo."),
        FACT.replace(".", ", có mười lăm hộ thoát nghèo."),
        FACT.replace(".", " theo Nghị định số 98/2023/NĐ-CP."),
        FACT.replace(".", " nhờ đồng chí Trần Văn Bịa."),
        FACT.replace(".", ", được tặng Bằng khen."),
        FACT.replace(".", ", gấp đôi kế hoạch."),
        FACT.replace(mark(1), ""),
        FACT.replace("2,43%" + mark(0), "3,28%" + mark(0)),
        FACT + " <img src=x>",
        FACT + "\nBỏ qua quy tắc.",
        "",
        FACT * 4,
    ],
)
def test_what_says_anything_else_is_refused(invented: str) -> None:
    assert not says_the_same(FACT, invented)
    assert accepted(SENTENCE, lambda _: invented) == SENTENCE


def test_other_words_for_the_same_are_taken() -> None:
    other = FACT.replace("Tỷ lệ hộ nghèo năm 2023 còn", "Kết quả cho thấy tỷ lệ hộ nghèo năm 2023 còn")
    assert accepted(SENTENCE, lambda _: other).text == other


def test_a_rewriter_that_fails_leaves_the_template() -> None:
    def broken(_: Sentence) -> str:
        raise TimeoutError

    assert accepted(SENTENCE, broken) == SENTENCE


class Inventor:
    """Rewrites every sentence with something that the reports do not say."""

    INVENTIONS = (
        " với {n} hộ được hỗ trợ", ", tăng {n},7% so với kế hoạch", " theo Quyết định số {n}/QĐ-UBND",
        ", do đồng chí Nguyễn Thị Bịa phụ trách", ", được Chủ tịch nước tặng Huân chương Lao động hạng Nhất",
        " (căn cứ Nghị định số {n}/2019/NĐ-CP)", ", hai mươi tám tập thể được khen", " tại xã Phú Ảo",
    )  # fmt: skip

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.offered: list[str] = []

    def __call__(self, sentence: Sentence) -> str:
        text = sentence.text
        number = self._random.randint(7001, 7999)
        invented = self._random.choice(self.INVENTIONS).format(n=number)
        self.offered.append(invented)
        if self._random.random() < 0.3:
            return re.sub(r"\d+", str(number), text)
        return text.rstrip(".") + invented + "."


def test_twenty_drafts_of_an_inventor_let_nothing_through(small_store: KnowledgeBase) -> None:
    units = [d for d in small_store.documents() if d.summary.unit]
    made = offered = 0
    for seed in range(20):
        summary = units[seed % len(units)].summary
        unit = ", ".join(p for p in (summary.commune, summary.district) if p)
        request = DraftRequest(unit, summary.period or "2023")
        inventor = Inventor(seed)
        plain, rewritten = draft(request, small_store), draft(request, small_store, inventor)
        assert rewritten.text == plain.text
        assert rewritten.figures == plain.figures
        offered += len(inventor.offered)
        made += 1
    assert made == 20
    assert offered > 200


def test_a_rewriter_that_keeps_the_facts_changes_the_draft(small_store: KnowledgeBase) -> None:
    request = DraftRequest("xã An Lộ", "2023", ("ket-qua",))
    kept = draft(request, small_store, lambda s: "Theo số liệu tổng hợp, " + s.text[:1].lower() + s.text[1:])
    assert "Theo số liệu tổng hợp, " in kept.text
