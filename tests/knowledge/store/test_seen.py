"""A part of a store is like a store that never held the rest."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from foundation.collection import EVERYTHING, Collection
from foundation.document import Span
from foundation.errors import NotFound, StoreError
from foundation.records import PreparedDocument, RegulationReference
from foundation.settings import Settings
from knowledge.answer import ask
from knowledge.base import KnowledgeBase
from knowledge.readings import Readings
from knowledge.store.filters import AwardSelection, Filters
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.factories import award, indicator, report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.postgresql_server import another_database

PUBLIC, DISTRICT, COMMUNE = Collection.PUBLIC, Collection.DISTRICT, Collection.COMMUNE
READS = frozenset({PUBLIC})

_COMMUNES = ("xã Suối Đá", "xã Bàu Năng", "xã Tân Lập", "xã Rạch Gừa", "xã Gò Sành")
_TEXTS = (
    "Tỷ lệ hộ nghèo của xã giảm còn 2,5 %.\nXã có 03 tập thể được tặng Giấy khen.",
    "Tỷ lệ hộ nghèo là 4,1 %.\nPhong trào trồng cây được hưởng ứng.\nĐường thôn được mở rộng.",
    "Tỷ lệ hộ nghèo còn cao.\nDạy nghề cho thanh niên nông thôn.",
    "Tỷ lệ hộ nghèo tăng.\nThi đua dạy tốt, học tốt.\nĐường thôn được bê tông hoá.",
    "Tỷ lệ hộ nghèo không đổi.\nHiến đất mở đường liên xã.",
)


def _document(number: int) -> PreparedDocument:
    commune = _COMMUNES[number]
    return report(
        f"bao-cao-{number}.txt",
        _TEXTS[number],
        commune=commune,
        period=("2022", "2023", "2024")[number % 3],
        awards=(award(commune, award=("Giấy khen", "Cờ thi đua")[number % 2], count=number + 1),),
        indicators=(indicator(commune),),
        references=(RegulationReference(f"{number}/QĐ-UBND", "quyết định", None, None, Span(0, 9)),),
    )


@contextmanager
def _store(documents: list[tuple[PreparedDocument, Collection]]) -> Iterator[KnowledgeBase]:
    with (
        another_database(Settings().database_url) as url,
        tempfile.TemporaryDirectory() as folder,
        KnowledgeBase.open(
            Settings(store_dir=Path(folder), database_url=url), HashedEmbedding(), wait_s=5
        ) as base,
    ):
        for document, collection in documents:
            base.put(document, collection=collection)
        yield base


# Every public method that reads, and what it gives, without ids of rows and times.
READING: dict[str, Callable[[KnowledgeBase], Any]] = {
    "documents": lambda base: [
        [replace(one, version=0, added_at="") for one in base.documents(filters)]
        for filters in (None, Filters(communes=("Bàu Năng",)), Filters(periods=("2023",)))
    ],
    "document": lambda base: [base.document(one.document_id).name for one in base.documents()],
    "original_text": lambda base: [base.original_text(one.document_id) for one in base.documents()],
    "load_texts": lambda base: base.load_texts([one.document_id for one in base.documents()]),
    "original_file": lambda base: [base.original_file(one.document_id) for one in base.documents()],
    "cite": lambda base: [base.cite(one.document_id, Span(0, 9), 1) for one in base.documents()],
    "cite_all": lambda base: base.cite_all((one.document_id, Span(0, 9)) for one in base.documents()),
    "highlights": lambda base: [base.highlights(one.document_id, Span(0, 9)) for one in base.documents()],
    "passages": lambda base: [
        [replace(found, passage_id=0) for found in base.passages(one.document_id)] for one in base.documents()
    ],
    "awards": lambda base: (base.awards(), base.awards(Filters(periods=("2023",)), ["Giấy khen"])),
    "selected_awards": lambda base: (
        base.selected_awards(AwardSelection()),
        base.selected_awards(AwardSelection(periods=("2022",), places=("xã Suối Đá",))),
    ),
    "award_periods": lambda base: sorted(base.award_periods()),
    "indicators": lambda base: (base.indicators(), base.indicators(None, ["tỷ lệ hộ nghèo"])),
    "references": lambda base: base.references(),
    "search": lambda base: [
        [replace(found, passage_id=0) for found in base.search(words, filters, 5)]
        for words in ("tỷ lệ hộ nghèo", "mở rộng đường thôn", "day nghe")
        for filters in (None, Filters(periods=("2023",)))
    ],
    "restore_diacritics": lambda base: [
        base.restore_diacritics(words) for words in ("ty le ho ngheo", "day nghe cho thanh nien", "hien dat")
    ],
    "vocabulary": lambda base: base.vocabulary(),
    "award_book": lambda base: (
        [replace(one, award_id=None) for one in base.award_book.page(AwardQuery(), 0, 50)[0]],
        base.award_book.page(AwardQuery(), 0, 50)[1],
        base.award_book.choices(),
        base.award_book.manual(),
        [replace(one, amendment_id=0, made_at="") for one in base.award_book.amendments()],
    ),
}
# A counter without a meaning of its own, and a warming that gives nothing.
_TELLING_NOTHING = {"revision", "warm_up"}
QUESTIONS = (
    "Tỷ lệ hộ nghèo của xã Bàu Năng năm 2023 là bao nhiêu?",
    "Có bao nhiêu tập thể được tặng Giấy khen?",
    "So sánh tỷ lệ hộ nghèo của xã Suối Đá và xã Tân Lập",
    "Những xã nào có báo cáo năm 2022?",
)

TYPED = {
    "unit": "xã Bàu Năng", "award": "Giấy khen", "recipient": "một tập thể", "status": "awarded",
    "recipient_kind": "tập thể", "authority_level": "huyện",
}  # fmt: skip


def _answer(question: str, base: KnowledgeBase) -> dict[str, Any]:
    told = ask(question, base).as_json()
    return {name: value for name, value in told.items() if name != "timing_ms"}


_collections = st.lists(st.sampled_from(Collection), min_size=1, max_size=5)
_rights = st.sets(st.sampled_from(Collection), max_size=2).map(frozenset)


@given(_collections, _rights)
@settings(max_examples=5, deadline=None)
def test_every_reading_is_as_if_nothing_else_was_stored(
    collections: list[Collection], reads: frozenset[Collection]
) -> None:
    documents = [(_document(number), collection) for number, collection in enumerate(collections)]
    visible = [pair for pair in documents if pair[1] in reads]
    with _store(documents) as whole, _store(visible) as only:
        part = whole.seen_by(reads)
        for name, read in READING.items():
            assert read(part) == read(only), name
        for question in QUESTIONS:
            assert _answer(question, part) == _answer(question, only), question


def test_the_readings_above_are_all_there_are() -> None:
    public = {name for name in vars(Readings) if not name.startswith("_")} | {"award_book"}
    assert public == set(READING) | _TELLING_NOTHING


@pytest.fixture
def split(base: KnowledgeBase) -> KnowledgeBase:
    base.put(_document(0), collection=PUBLIC)
    base.put(_document(1), collection=COMMUNE)
    return base


def test_an_id_of_what_may_not_be_read_is_no_id(split: KnowledgeBase) -> None:
    hidden = next(one for one in split.documents() if one.collection == COMMUNE).document_id
    part = split.seen_by(READS)
    for look_up in (
        part.document,
        part.original_text,
        part.original_file,
        lambda id_: part.cite(id_, Span(0, 5), 1),
        lambda id_: part.highlights(id_, Span(0, 5)),
    ):
        with pytest.raises(NotFound):
            look_up(hidden)
    assert part.passages(hidden) == []
    assert part.search("tỷ lệ hộ nghèo", Filters(document_ids=(hidden,))) == []
    assert part.known("bao-cao-1.txt", _document(1).sha256) is None


def test_what_an_answer_says_of_units_is_of_the_part_only(split: KnowledgeBase) -> None:
    told = str(ask("Xã Bàu Năng có bao nhiêu Cờ thi đua?", split.seen_by(READS)).as_json())
    assert "bao-cao-1" not in told
    assert "4,1" not in told


def test_records_without_a_source_are_for_those_who_read_everything(split: KnowledgeBase) -> None:
    split.award_book.add_manual(TYPED)
    assert len(split.award_book.manual()) == 1
    for reads in (READS, frozenset({DISTRICT, COMMUNE})):
        assert split.seen_by(reads).award_book.manual() == []
        assert split.seen_by(reads).award_book.amendments() == []


def test_a_part_cannot_be_written_to(split: KnowledgeBase) -> None:
    part = split.seen_by(READS)
    (shown,) = part.documents()
    for change in (
        lambda: part.put(_document(2)),
        lambda: part.delete(shown.document_id),
        lambda: part.move(shown.document_id, COMMUNE),
        lambda: part.correct_identity(shown.document_id, "period", "2020"),
        lambda: part.award_book.add_manual(TYPED),
        lambda: part.seen_by(EVERYTHING),
    ):
        with pytest.raises(StoreError):
            change()
    table = "main.documents" if part._engine.dialect.name == "sqlite" else "public.documents"
    with part._engine.connect() as connection, pytest.raises(DBAPIError, match=r"read-?only"):
        connection.execute(sql(f"UPDATE {table} SET collection = 'cong-khai'"))
    assert len(split.documents()) == 2


def test_who_reads_everything_has_the_store_itself(base: KnowledgeBase) -> None:
    assert base.seen_by(EVERYTHING) is base


def test_a_document_that_moves_is_gone_at_once(split: KnowledgeBase) -> None:
    part = split.seen_by(READS)
    (shown,) = part.documents()
    assert part.search("tập thể được tặng Giấy khen")
    split.move(shown.document_id, DISTRICT)
    again = split.seen_by(READS)
    assert again.documents() == []
    assert again.search("tập thể được tặng Giấy khen") == []
    assert again.vocabulary() == frozenset()
    assert part.documents() == []


def test_the_collection_outlives_versions_names_and_reading_again(base: KnowledgeBase) -> None:
    first = base.put(_document(0), reader_version="1", collection=COMMUNE)
    assert base.put(_document(0), reader_version="2").status == "replaced"
    assert base.document(first.document_id).collection == COMMUNE
    copy = replace(_document(0), name="ban-sao.txt")
    assert base.put(copy).status == "duplicate"
    assert base.document(first.document_id).collection == COMMUNE
    # The name gets other words: what it held goes on under the copy's name, still kept apart.
    base.put(replace(_document(1), name="bao-cao-0.txt"))
    assert {one.collection for one in base.documents()} == {COMMUNE}
    base.put(replace(_document(2), name="ban-sao.txt"))
    assert {one.collection for one in base.documents()} == {COMMUNE}
    assert base.seen_by(READS).documents() == []


def test_putting_a_file_again_into_another_collection_moves_it(base: KnowledgeBase) -> None:
    base.put(_document(0))
    assert base.documents()[0].collection == PUBLIC
    assert base.put(_document(0), collection=DISTRICT).status == "unchanged"
    assert base.documents()[0].collection == DISTRICT


def test_a_store_of_an_earlier_version_gets_the_column(open_store: Callable[[], KnowledgeBase]) -> None:
    base = open_store()
    base.put(_document(0))
    with base._engine.begin() as connection:
        connection.execute(sql("ALTER TABLE documents DROP COLUMN collection"))
        connection.execute(sql("DROP TABLE ledger_revision"))
    base.close()
    again = open_store()
    assert [one.collection for one in again.documents()] == [PUBLIC]
    assert len(again.seen_by(READS).documents()) == 1
