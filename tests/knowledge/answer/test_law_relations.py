"""What guides and amends a law, the article an award rests on, and questions that go on with the law."""

from __future__ import annotations

import re
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.query import Turn

TODAY = date(2026, 11, 21)


def said(question: str, base: KnowledgeBase, *before: str) -> Answer:
    return ask(question, base, [Turn("user", turn) for turn in before], today=TODAY)


def articles(text: str) -> set[str]:
    return set(re.findall(r"Điều (\d+)", text))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Thông tư nào hướng dẫn Luật Thi đua, khen thưởng hiện nay?", ["15/2025/TT-BNV"]),
        ("nghi dinh nao quy dinh chi tiet luat tdkt 2022", ["152/2025/NĐ-CP", "98/2023/NĐ-CP"]),
        ("Nghị định 98/2023 hướng dẫn luật nào?", ["06/2022/QH15"]),
        ("Luật TĐKT 2003 đã được sửa đổi bởi những luật nào?", ["39/2013/QH13", "47/2005/QH11"]),
        ("Văn bản nào sửa đổi Luật số 06/2022/QH15?", ["06/2026/QH16", "01/10/2026"]),
        ("Is Decree 91/2017 still in force?", ["hết hiệu lực", "98/2023/NĐ-CP"]),
    ],
)
def test_what_guides_amends_and_replaces(question: str, told: list[str], library: KnowledgeBase) -> None:
    answer = said(question, library)
    assert not answer.abstained
    assert all(words in answer.text for words in told)


def test_a_law_of_another_field_is_no_amendment(library: KnowledgeBase) -> None:
    assert "32/2009/QH12" not in said("Luật TĐKT 2003 đã được sửa đổi bởi luật nào?", library).text
    reverse = said("Luật 32/2009/QH12 sửa đổi văn bản nào?", library)
    assert "cần kiểm tra" in reverse.text
    assert not reverse.citations


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Bằng khen tỉnh theo điều nào?", "74"),
        ("Căn cứ pháp lý của danh hiệu Lao động tiên tiến là điều nào?", "24"),
        ("ttldxs theo dieu may", "27"),
    ],
)
def test_the_article_of_an_award_is_cited_at_its_heading(
    question: str, article: str, library: KnowledgeBase
) -> None:
    answer = said(question, library)
    assert f"Điều {article}." in answer.text
    assert articles(answer.text) <= articles("\n".join(c.quote for c in answer.citations))


def test_without_a_text_of_law_no_article_is_named(reports: KnowledgeBase) -> None:
    answer = said("Bằng khen tỉnh theo điều nào?", reports)
    assert "06/2022/QH15" in answer.text
    assert not articles(answer.text)
    assert "cần kiểm tra" in answer.text


def test_both_sides_of_a_comparison_say_whether_they_apply(library: KnowledgeBase) -> None:
    question = "Khác nhau giữa NĐ 91/2017 và NĐ 98/2023 về tiền thưởng Cờ thi đua cấp tỉnh?"
    answer = said(question, library)
    assert "đang áp dụng" not in answer.text
    assert answer.text.count("đã hết hiệu lực") >= 2


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        ("Tiêu chuẩn Chiến sĩ thi đua cơ sở là gì?", "thế còn luật cũ thì sao?", "15/2003/QH11"),
        ("Nghị định 98/2023/NĐ-CP còn hiệu lực không?", "nó thay thế văn bản nào?", "91/2017/NĐ-CP"),
        ("Ai có thẩm quyền tặng Cờ thi đua của Chính phủ theo luật 2003?", "còn Bằng khen tỉnh?", "tỉnh"),
        ("Tiền thưởng Chiến sĩ thi đua cơ sở năm 2022?", "còn năm 2025 thì sao?", "2.340.000"),
        ("Giấy khen của Chủ tịch UBND huyện năm 2022 thưởng bao nhiêu?", "cho tập thể thì sao?", "900.000"),
    ],
)
def test_a_question_goes_on_with_the_law(
    before: str, question: str, told: str, library: KnowledgeBase
) -> None:
    answer = said(question, library, before)
    assert answer.intent == "regulation"
    assert told in answer.text


def test_a_question_on_a_report_after_one_on_the_law_is_on_the_report(library: KnowledgeBase) -> None:
    before = "Tiêu chuẩn Chiến sĩ thi đua cơ sở là gì?"
    assert said("Dân số của xã Lũng Tre là bao nhiêu?", library, before).intent != "regulation"
    assert said("Những xã nào được tặng Giấy khen năm 2024?", library, before).intent != "regulation"


def test_what_no_level_confers_any_more_is_said_first(library: KnowledgeBase) -> None:
    answer = said("Chủ tịch huyện hiện nay còn được tặng giấy khen không?", library)
    assert answer.text.startswith("- **Giấy khen của Chủ tịch UBND huyện**: không áp dụng")


def test_a_number_alone_finds_what_reports_cite(library: KnowledgeBase) -> None:
    answer = said("báo cáo nào viện dẫn nghị định 91", library)
    assert {row.unit for row in answer.rows} == {"xã Lũng Tre", "xã Bó Nặm"}


def test_a_year_with_two_base_salaries_tells_both_amounts(library: KnowledgeBase) -> None:
    answer = said("Tiền thưởng Chiến sĩ thi đua cơ sở năm 2023 là bao nhiêu?", library)
    assert answer.value is not None
    assert answer.value.number == "1.800.000"
    assert "trước ngày 01/07/2023: 1.490.000 đồng" in answer.text
    by_day = said("Tiền thưởng Chiến sĩ thi đua cơ sở theo quyết định ngày 20/12/2023?", library)
    assert "1.490.000" not in by_day.text
