"""What only a store in PostgreSQL has to show: one ranking, faults of the server, several writers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlalchemy import Connection

from foundation.errors import StoreError
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.store import lexical
from knowledge.store.bm25 import PassageLengths
from knowledge.store.database.postgresql import PostgresqlDatabase
from knowledge.store.intake import Arrival
from knowledge.store.ledger.schema import LEDGER, open_engine
from knowledge.store.lexical_index import index_of
from knowledge.store.migrations import bring_up
from tests.knowledge.factories import report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.postgresql_server import OwnServer, Server
from tests.knowledge.store.contents import contents
from tests.knowledge.store.processes import FIRST, SECOND, open_base, put_version

SAID = "hộ nghèo giảm còn thôn bản xã thu ngân sách đạt 31,250 tỷ đồng 2.023 Đoàn Thanh niên khen"
WORDS = SAID.split()


def passages_of(seed: int, count: int) -> list[tuple[int, str, str]]:
    """(id, header, text) of passages of the genre's words, some of them the very same."""
    drawn = random.Random(seed)
    return [
        (number, "xã Suối Đá | 2023", " ".join(drawn.choices(WORDS, k=drawn.randint(1, 40))))
        for number in range(1, count + 1)
    ]


def indexed(connection: Connection, passages: list[tuple[int, str, str]]) -> None:
    """Index them as three documents, one of which goes and one of which comes back."""
    index = index_of(connection)
    groups = {version: passages[version - 1 :: 3] for version in (1, 2, 3)}
    for version, group in groups.items():
        index.add(connection, version, group)
    index.remove(connection, 2, groups[2])
    index.remove(connection, 3, groups[3])
    index.add(connection, 3, groups[3])


def test_both_databases_rank_the_same_passages_in_the_same_order(new_database: str, tmp_path: Path) -> None:
    passages = passages_of(4, 300)
    database = PostgresqlDatabase(new_database, tmp_path)
    engines = [open_engine(tmp_path / "ledger.sqlite"), database.engine(LEDGER)]
    found: list[list[list[tuple[int, float]]]] = []
    for engine in engines:
        bring_up(engine, LEDGER)
        with engine.begin() as connection:
            indexed(connection, passages)
            assert index_of(connection).is_sound(connection)
            lists = []
            for question in (
                "hộ nghèo ở thôn",
                "thu ngân sách đạt 31,250 tỷ đồng",
                "doan thanh nien",
                "khen",
            ):
                terms = lexical.weigh(connection, question, 200, lexical.Frequencies())
                lists.append(lexical.search(connection, terms, PassageLengths(), 50, None))
            found.append(lists)
        engine.dispose()
    database.close()
    assert all(found[0])
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def both(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> list[Connection]:
    """A connection to the ledger of each kind, for many short tries."""
    folder = tmp_path_factory.mktemp("both")
    database = PostgresqlDatabase(postgresql.new_database(), folder)
    connections = []
    for engine in (open_engine(folder / "ledger.sqlite"), database.engine(LEDGER)):
        bring_up(engine, LEDGER)
        connections.append(engine.connect())
    yield connections
    for connection in connections:
        connection.close()
        connection.engine.dispose()
    database.close()
    postgresql.drop_databases()


TYPED = st.text("aăâđeêioôơuưyàảãáạêềxcnhg XĐÀ0123456789.,-–/%+|:;()“”\n\t'\"\\_", max_size=60)


@effort(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TYPED, TYPED), min_size=1, max_size=4))
def test_both_databases_count_terms_and_lengths_alike(
    both: list[Connection], typed: list[tuple[str, str]]
) -> None:
    told = []
    for connection in both:
        index = index_of(connection)
        index.clear(connection)
        index.add(connection, 1, [(number, *parts) for number, parts in enumerate(typed, start=1)])
        terms = sorted({term for parts in typed for term in lexical.index_terms(*parts).split()})
        postings = index.postings(connection, terms)
        told.append(
            (
                index.counts(connection, terms),
                [length for _, length in index.lengths(connection, 0)],
                {term: sorted(zip(*map(list, postings[term]), strict=True)) for term in terms},
            )
        )
        connection.rollback()
    assert told[0] == told[1]


def test_a_server_that_stops_is_told_of_and_found_again(
    postgresql: Server, new_database: str, tmp_path: Path
) -> None:
    if not isinstance(postgresql, OwnServer):
        pytest.skip("only a server of these tests may be stopped")
    with open_base(tmp_path / "store", wait_s=1) as base:
        put_version(base, FIRST, tmp_path)
        seen = base.seen_by(frozenset())
        assert not seen.documents()
        postgresql.stop()
        try:
            for work in (
                base.documents,
                lambda: base.search("hộ nghèo"),
                base.awards,
                seen.documents,
                lambda: base.put(report("b.txt", SECOND)),
            ):
                with pytest.raises(StoreError) as away:
                    work()
                assert away.value.key == "database_away"
                assert "máy chủ cơ sở dữ liệu" in away.value.message
                assert "trust" not in away.value.message
        finally:
            postgresql.start()
        assert [document.name for document in base.documents()] == ["a.txt"]
        assert base.search("hộ nghèo")
        assert not seen.documents()
        assert base.put(report("b.txt", SECOND)).status == "added"
    assert contents(tmp_path / "store").agree


def test_connections_that_died_unseen_are_nobodys_error(
    postgresql: Server, new_database: str, tmp_path: Path
) -> None:
    if not isinstance(postgresql, OwnServer):
        pytest.skip("only a server of these tests may be stopped")
    with open_base(tmp_path / "store", wait_s=1) as base:
        held = [base._engine.connect() for _ in range(3)]
        for connection in held:
            connection.close()  # back into the pool
        postgresql.stop()
        postgresql.start()
        assert [base.documents() for _ in range(3)] == [[], [], []]


def test_the_password_is_never_shown(tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    database = PostgresqlDatabase("postgresql://lan:bi-mat@127.0.0.1:1/kho", tmp_path)
    with pytest.raises(StoreError) as away:
        database.exists()
    assert "127.0.0.1:1/kho" in away.value.message
    assert "bi-mat" not in away.value.message + str(away.value) + repr(Settings(database_url="x:bi-mat@y"))


@pytest.mark.parametrize("url", ["mysql://a@b/c", "kho", "postgresql://máy-chủ", "sqlite:///x"])
def test_an_address_of_something_else_is_refused(url: str, tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    with pytest.raises(StoreError) as refused:
        PostgresqlDatabase(url, tmp_path)
    assert "DATABASE_URL" in refused.value.message


def test_copies_of_the_program_with_folders_of_their_own_share_documents_and_files(
    new_database: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(FIRST, encoding="utf-8")
    first = KnowledgeBase.open(Settings(store_dir=tmp_path / "one"), HashedEmbedding())
    second = KnowledgeBase.open(Settings(store_dir=tmp_path / "two"), HashedEmbedding())
    with first, second:
        first.put(report("a.txt", FIRST), file)
        (document,) = second.documents()
        there = second.original_file(document.document_id)
        assert there is not None
        assert there.is_relative_to(tmp_path / "two")
        assert there.read_text(encoding="utf-8") == FIRST
        first.delete(document.document_id)
        assert second.documents() == []


def test_a_database_of_another_language_lists_in_the_same_order(postgresql: Server, tmp_path: Path) -> None:
    names = ["b.txt", "A.txt", "á.txt", "đ.txt", "_.txt", "a b.txt", "ab.txt"]
    url = postgresql.new_database("TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi'")
    chosen = Settings(store_dir=tmp_path / "store", database_url=url)
    with KnowledgeBase.open(chosen, HashedEmbedding()) as base:
        base.put_all([Arrival(report(name, f"{number}. {FIRST}")) for number, name in enumerate(names)])
        listed = [document.name for document in base.documents()]
    postgresql.drop_databases()
    assert listed == sorted(names)
