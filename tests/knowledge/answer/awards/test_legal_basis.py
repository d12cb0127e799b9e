"""An award of the ledger leads to the article that it rests on, in answers and in the list of awards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from foundation.document import Span
from foundation.records import AuthorityLevel, AwardRecord
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.law.basis import basis_of_record
from knowledge.law.shelf import entries_of, laws_of
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.answer.conftest import store_of
from ui.award_basis import basis_links

DIGESTS = sorted((Path(__file__).resolve().parents[4] / "samples" / "regulations").glob("luat-*.md"))
REPORT = """ỦY BAN NHÂN DÂN
XÃ NẬM CHẠC
Số: 41/BC-UBND

Nậm Chạc, ngày 10 tháng 12 năm 2024

BÁO CÁO
Kết quả công tác thi đua, khen thưởng năm 2024

UBND xã Nậm Chạc, huyện Sông Bờ, tỉnh Lai Châu báo cáo kết quả năm 2024 như sau:

I. KẾT QUẢ KHEN THƯỞNG
Chủ tịch UBND tỉnh tặng Bằng khen cho 03 tập thể và 05 cá nhân.
"""
QUESTION = "Những xã nào được tặng Bằng khen của Chủ tịch UBND tỉnh năm 2024?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A report with an award and the digests of the laws."""
    folder = tmp_path_factory.mktemp("basis")
    (folder / "nam-chac.txt").write_text(REPORT, encoding="utf-8")
    with store_of([folder / "nam-chac.txt", *DIGESTS], folder / "store") as base:
        yield base


def award(level: AuthorityLevel, period: str | None) -> AwardRecord:
    return AwardRecord(
        "xã A", "1 tập thể", "tập thể", 1, "Bằng khen", "", level, "awarded", period, Span(0, 9)
    )


@pytest.mark.parametrize(
    ("level", "period", "article"),
    [
        ("tỉnh", "2024", "Điều 74"),
        ("Thủ tướng", "2024", "Điều 73"),
        ("tỉnh", "2022", "Điều 79"),
        ("tỉnh", None, None),
        ("khác", "2024", None),
    ],
)
def test_level_and_period_decide_the_article(
    level: AuthorityLevel, period: str | None, article: str | None, store: KnowledgeBase
) -> None:
    laws = laws_of(store.documents(), store)
    basis = basis_of_record(award(level, period), period, laws, entries_of(laws), store)
    assert (None if basis is None else basis.heading.split(".")[0]) == article


def test_a_list_of_awards_ends_with_its_article_cited(store: KnowledgeBase) -> None:
    answer = ask(QUESTION, store, today=date(2026, 11, 21))
    assert {row.unit for row in answer.rows} == {"xã Nậm Chạc"}
    assert "Căn cứ pháp lý" in answer.text
    assert "Điều 74. Bằng khen" in answer.text
    assert any(c.quote.startswith("Điều 74.") for c in answer.citations)


def test_the_list_of_awards_links_each_record(store: KnowledgeBase) -> None:
    rows, _ = store.award_book.page(AwardQuery(), 0, 25)
    links = basis_links(rows, store)
    assert {link.label for link in links.values()} == {"Điều 74, luật 06/2022/QH15"}
    link = next(iter(links.values()))
    assert store.original_text(link.document)[link.start : link.end].startswith("Điều 74.")
