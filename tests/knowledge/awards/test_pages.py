"""The list of records page by page: complete, in one order, and counted anew when the store changes."""

from __future__ import annotations

from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.factories import award, report


def fill(base: KnowledgeBase, documents: int) -> None:
    for number in range(documents):
        text = f"Xã có 03 tập thể được tặng Giấy khen đợt {number}."
        base.put(report(f"bao-cao-{number}.txt", text, awards=(award(), award())))


def test_pages_together_are_the_whole_list_in_its_order(base: KnowledgeBase) -> None:
    fill(base, 4)
    whole, total = base.award_book.page(AwardQuery(), 0, 100)
    assert total == len(whole) == 8
    pages = [entry for offset in range(0, 9, 3) for entry in base.award_book.page(AwardQuery(), offset, 3)[0]]
    assert pages == whole
    names = [entry.document.name for entry in whole if entry.document is not None]
    assert names == sorted(names)


def test_what_a_filter_finds_is_counted_anew_when_the_store_changes(base: KnowledgeBase) -> None:
    fill(base, 1)
    query = AwardQuery(text="giay khen")
    assert base.award_book.page(query, 0, 1)[1] == 2
    fill(base, 3)
    assert base.award_book.page(query, 0, 1)[1] == 6
    base.delete(base.documents()[0].document_id)
    assert base.award_book.page(query, 0, 1)[1] == 4
