"""Answers on the law, over the shipped digests, a made decree and two made reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from foundation.answers import Answer
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.law.citing import citations, expired_citations, listed_on
from knowledge.law.shelf import entries_of, laws_of
from tests.knowledge.answer.conftest import DIGESTS, LAW, store_of

DECREE = LAW / "nghi-dinh-mau-2026.txt"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def with_decree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A whole decree that the registry does not know, and the digest of what it replaces."""
    digest = [path for path in DIGESTS if "152-2025" in path.name]
    with store_of([DECREE, *digest], tmp_path_factory.mktemp("decree")) as base:
        yield base


def said(question: str, base: KnowledgeBase, today: date = TODAY) -> Answer:
    return ask(question, base, today=today)


def articles(text: str) -> set[str]:
    return set(re.findall(r"Điều (\d+)", text))


QUESTIONS = [
    "Ai có thẩm quyền tặng Giấy khen?",
    "Tiêu chuẩn tặng Bằng khen của Chủ tịch UBND tỉnh cho cá nhân là gì?",
    "Chủ tịch UBND xã được tặng những gì từ 01/7/2025?",
    "Tiêu chuẩn Chiến sĩ thi đua cơ sở theo luật mới khác gì luật cũ?",
    "Hồ sơ đề nghị xét tặng danh hiệu thi đua gồm những gì?",
    "Tiền thưởng Lao động tiên tiến năm 2022 là bao nhiêu?",
    "Mức tiền thưởng Tập thể lao động xuất sắc hiện nay?",
    "Nguyên tắc khen thưởng theo luật mới là gì?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_article_is_named_that_stands_in_no_cited_text(question: str, library: KnowledgeBase) -> None:
    answer = said(question, library)
    assert not answer.abstained
    assert answer.citations
    assert articles(answer.text) <= articles("\n".join(c.quote for c in answer.citations))


@pytest.mark.parametrize(
    "question", [*QUESTIONS, "Điều 23 quy định gì?", "Báo cáo nào viện dẫn Nghị định 91?"]
)
def test_citations_are_the_very_words(question: str, library: KnowledgeBase) -> None:
    for citation in said(question, library).citations:
        text = library.original_text(citation.document_id)
        assert citation.quote == text[citation.char_start : citation.char_end]


@pytest.mark.parametrize(
    "question",
    [
        "Nghị định 91/2017/NĐ-CP còn hiệu lực không, văn bản nào thay thế?",
        "nghi dinh 91/2017 con hieu luc khong",
    ],
)
def test_the_registry_answers_without_any_text_of_law(question: str, reports: KnowledgeBase) -> None:
    answer = said(question, reports)
    assert not answer.abstained
    for words in ("hết hiệu lực", "01/01/2024", "98/2023/NĐ-CP", "theo danh mục văn bản của phần mềm"):
        assert words in answer.text
    assert answer.checks.from_registry
    assert not answer.checks.numbers_cited


def test_a_digest_is_cited_instead_of_the_registry(library: KnowledgeBase) -> None:
    answer = said("Nghị định 98/2023 còn hiệu lực không?", library)
    assert "hết hiệu lực" in answer.text
    assert "152/2025/NĐ-CP" in answer.text
    assert answer.citations
    assert answer.checks.numbers_cited
    assert not answer.checks.from_registry


def test_what_nobody_verified_is_said_to_be_checked(reports: KnowledgeBase) -> None:
    assert "cần kiểm tra" in said("Thông tư 12/2019/TT-BNV còn hiệu lực không?", reports).text


def test_an_unknown_instrument_is_unknown(library: KnowledgeBase) -> None:
    answer = said("Nghị định 555/2018/NĐ-CP còn hiệu lực không?", library)
    assert answer.abstained
    assert "chưa có" in answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Năm 2022 Nghị định 91/2017/NĐ-CP còn hiệu lực không?", "**còn hiệu lực** tại thời điểm 31/12/2022"),
        ("Trước ngày 01/01/2024, Nghị định 98/2023/NĐ-CP có hiệu lực chưa?", "**chưa có hiệu lực**"),
        ("Ai tặng Chiến sĩ thi đua cơ sở năm 2023?", "15/2003/QH11"),
    ],
)
def test_the_law_of_the_day_that_is_asked_about(question: str, words: str, library: KnowledgeBase) -> None:
    assert words in said(question, library).text


def test_the_law_of_today_carries_the_warning_of_its_unread_amendment(library: KnowledgeBase) -> None:
    question = "Tiêu chuẩn danh hiệu Lao động tiên tiến là gì?"
    assert "06/2026/QH16" in said(question, library).text
    assert "06/2026/QH16" not in said(question, library, date(2026, 9, 30)).text


def test_an_article_that_is_not_there_is_not_made_up(library: KnowledgeBase) -> None:
    assert said("Điều 150 Luật 06/2022/QH15 quy định gì?", library).abstained


def test_arithmetic_is_shown(reports: KnowledgeBase) -> None:
    answer = said("Tiền thưởng Lao động tiên tiến theo quyết định ngày 15/8/2024?", reports)
    assert answer.value is not None
    assert answer.value.number == "710.000"
    assert "0,3 × 2.340.000 đồng = 702.000 đồng" in answer.text


def test_who_cites_and_what_had_expired(library: KnowledgeBase) -> None:
    cites = said("Những báo cáo nào viện dẫn Nghị định 91/2017?", library)
    assert {row.unit for row in cites.rows} == {"xã Lũng Tre", "xã Bó Nặm"}
    expired = said("Báo cáo nào viện dẫn văn bản đã hết hiệu lực tại thời điểm báo cáo?", library)
    assert {row.unit for row in expired.rows} == {"xã Lũng Tre"}
    assert "98/2023/NĐ-CP" in expired.text


def test_what_a_report_grants_is_no_question_on_the_law(library: KnowledgeBase) -> None:
    assert (
        said("Xã Lũng Tre có bao nhiêu cá nhân được tặng Giấy khen năm 2024?", library).intent != "regulation"
    )


def test_a_text_of_the_office_extends_the_registry(with_decree: KnowledgeBase) -> None:
    answer = said("Nghị định 152/2025/NĐ-CP còn hiệu lực không?", with_decree)
    assert "hết hiệu lực" in answer.text
    assert "900/2026/NĐ-CP" in answer.text
    before = said("Năm 2025 Nghị định 152/2025/NĐ-CP còn hiệu lực không?", with_decree)
    assert "**còn hiệu lực**" in before.text


def test_the_text_itself_is_cited_and_said_to_be_it(with_decree: KnowledgeBase) -> None:
    answer = said("Khoản 2 Điều 1 Nghị định 900/2026/NĐ-CP quy định gì?", with_decree)
    assert "Không thưởng bằng hiện vật" in answer.text
    assert "do người ký quyết định" not in answer.text
    assert "Theo văn bản gốc" in answer.text


def test_the_registry_of_a_store_on_a_day(library: KnowledgeBase) -> None:
    laws = laws_of(library.documents(), library)
    assert all(law.digest for law in laws)
    entries = entries_of(laws)
    standing = {item.known.number: item.standing.status for item in listed_on(date(2024, 3, 1), entries)}
    assert standing["91/2017/NĐ-CP"] == "expired"
    assert standing["98/2023/NĐ-CP"] == "in_force"
    assert standing["152/2025/NĐ-CP"] == "not_yet"


@pytest.mark.seeds
def test_the_real_reports_of_2024_that_cite_replaced_law(seed_store: KnowledgeBase) -> None:
    expired = expired_citations(citations(seed_store.documents(), seed_store))
    found: dict[str, set[str]] = {}
    for mention in expired:
        assert mention.known is not None
        assert mention.standing is not None
        found.setdefault(mention.document.name[:3], set()).add(mention.known.number)
    assert set(found) == {"000", "003"}
    assert {"91/2017/NĐ-CP", "12/2019/TT-BNV"} <= found["000"]
    assert found["003"] == {"91/2017/NĐ-CP"}
    replaced = {
        m.standing.replaced_by for m in expired if m.standing and m.known and m.known.kind == "nghị định"
    }
    assert replaced == {("98/2023/NĐ-CP",)}
