"""Records are found by the beginnings of their words, whatever becomes of their documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy import text as sql

from foundation.collection import Collection
from foundation.document import Span
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import AwardQuery
from knowledge.store.ledger.award_words import are_begun_in
from tests.knowledge.factories import award, report

TEXT = "Chủ tịch UBND huyện tặng Giấy khen cho 03 tập thể hiến đất ở Đắk Sơn."

DECOMPOSED = unicodedata.normalize("NFD", "Đường")


def _put(
    base: KnowledgeBase, name: str = "a.txt", reason: str = "hiến đất mở đường", period: str = "2023"
) -> str:
    record = award(count=3, span=Span(0, len(TEXT)), reason=reason, unit="xã Đắk Sơn")
    return base.put(report(name, TEXT + name + reason, awards=(record,), period=period)).document_id


def _found(base: KnowledgeBase, typed: str) -> list[str]:
    rows, total = base.award_book.page(AwardQuery(text=typed), 0, 20)
    assert total == len(rows)
    return [row.document.name for row in rows if row.document is not None]


@pytest.mark.parametrize(
    "typed", ["hien dat", "HIẾN ĐẤT", "đak son", "dak", "giay khe", "mo, duong!", "  ", DECOMPOSED]
)
def test_typed_words_begin_words_of_the_record(base: KnowledgeBase, typed: str) -> None:
    _put(base)
    assert _found(base, typed) == ["a.txt"]


@pytest.mark.parametrize("typed", ["ien dat", "hiến sách", 'dat" OR "khong', "khen*zzz"])
def test_other_words_are_not_found(base: KnowledgeBase, typed: str) -> None:
    _put(base)
    assert _found(base, typed) == []


def test_a_new_version_a_correction_and_a_deletion_are_followed(base: KnowledgeBase) -> None:
    document = _put(base)
    base.correct_identity(document, "title", "Báo cáo tổng kết cụm thi đua")
    assert _found(base, "cum thi dua hien") == ["a.txt"]
    _put(base, reason="phòng, chống lũ", name="a.txt", period="2022")
    assert (_found(base, "hiến"), _found(base, "cụm lũ")) == ([], ["a.txt"])
    (one,) = base.award_book.page(AwardQuery(text="lũ"), 0, 1)[0]
    assert one.award_id is not None
    opened = base.award_book.open(one.award_id)
    base.award_book.correct(document, opened.statement, {"recipient": "đội xung kích"})
    assert _found(base, "xung kich lu") == ["a.txt"]
    base.delete(document)
    assert _found(base, "lũ") == []


def test_nobody_finds_what_they_may_not_read(base: KnowledgeBase) -> None:
    base.move(_put(base), next(each for each in Collection if each is not Collection.PUBLIC))
    _put(base, "b.txt")
    assert _found(base.seen_by(frozenset({Collection.PUBLIC})), "hiến đất") == ["b.txt"]


def test_a_store_from_before_gets_the_index(open_store: Callable[[], KnowledgeBase]) -> None:
    base = open_store()
    if base._engine.dialect.name != "sqlite":
        pytest.skip("only stores of SQLite files are older than the index")
    _put(base)
    with base._engine.begin() as connection:
        for trigger in ("added", "gone", "changed", "titled"):
            connection.execute(sql(f"DROP TRIGGER award_words_{trigger}"))
        connection.execute(sql("DROP TABLE award_words"))
        connection.execute(sql("UPDATE ledger_revision SET version_num = '0003'"))
    base.close()
    again = open_store()
    _put(again, "b.txt")
    assert _found(again, "hien dat") == ["a.txt", "b.txt"]


@given(
    st.text(st.sampled_from("aạăâđĐƯươộỷ 1_-./"), max_size=12),
    st.sampled_from(["a", "d", "uo", "1", "y"]),
)
def test_the_index_and_single_texts_agree(told: str, begun: str) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(
            sql("CREATE VIRTUAL TABLE t USING fts5(told, tokenize='unicode61 remove_diacritics 2')")
        )
        plain = told.replace("đ", "d").replace("Đ", "D")
        connection.execute(sql("INSERT INTO t VALUES (:told)"), {"told": plain})
        found = connection.execute(sql("SELECT 1 FROM t WHERE t MATCH :w"), {"w": f'"{begun}"*'}).all()
    assert bool(found) == are_begun_in(begun, told)
