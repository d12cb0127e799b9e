"""The questions of the product's promise, over the real reports."""

from __future__ import annotations

from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase

pytestmark = pytest.mark.seeds


def _ask(question: str, base: KnowledgeBase) -> Answer:
    return ask(question, base, today=date(2024, 6, 1))


def test_communes_with_the_provinces_certificate(seed_store: KnowledgeBase) -> None:
    """Every commune and town so honoured, what is borderline and why, who has no report."""
    answer = _ask("Những xã nào được Bằng khen tỉnh năm 2023?", seed_store)
    assert answer.intent == "award_list"
    assert {row.unit for row in answer.rows} == {"thị trấn Hà Trung", "xã Linh Thông", "xã Khánh Cư"}
    assert {row.authority for row in answer.rows} == {"Chủ tịch UBND tỉnh"}
    assert answer.coverage is not None
    assert answer.coverage.units_without_report == ("xã Hoằng Kim",)
    doubtful, _, rest = answer.text.partition("Cần xem thêm")[2].partition("Có thể bạn cũng quan tâm")
    assert "xã Hoằng Kim" in doubtful
    assert "nói chung về nhiều năm" in doubtful
    assert "gộp đã được tặng và đề nghị" in doubtful
    assert "Tỉnh đoàn" in rest
    assert "huyện Cẩm Xuyên" in rest


def test_silent_reports_are_named(seed_store: KnowledgeBase) -> None:
    answer = _ask("Xã nào được tặng Cờ thi đua của Chủ tịch UBND tỉnh năm 2023?", seed_store)
    assert answer.abstained
    assert answer.coverage is not None
    assert set(answer.coverage.units_silent) >= {"xã Linh Thông", "xã Khánh Cư"}
    assert "không nêu nội dung này" in answer.text


@pytest.mark.parametrize(("kind", "count"), [("cá nhân", "153"), ("tập thể", "66")])
def test_a_districts_own_figures(kind: str, count: str, seed_store: KnowledgeBase) -> None:
    question = f"Huyện Cẩm Xuyên tặng Giấy khen cho bao nhiêu {kind} trong 6 tháng đầu năm 2023?"
    answer = _ask(question, seed_store)
    assert answer.value is not None
    assert answer.value.number == count
    assert {row.unit for row in answer.rows} == {"huyện Cẩm Xuyên"}


def test_a_district_is_no_commune(seed_store: KnowledgeBase) -> None:
    answer = _ask("Những xã nào được Giấy khen của Chủ tịch UBND huyện năm 2023?", seed_store)
    assert "huyện Cẩm Xuyên" not in {row.unit for row in answer.rows}
    assert "153 cá nhân" in answer.text.partition("Số liệu riêng của cấp huyện")[2]
