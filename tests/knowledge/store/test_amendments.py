"""What a person says of award statements is kept, is in force, and can be taken back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text as sql

from foundation.document import Span
from foundation.errors import AmendmentRefused
from foundation.records import AwardRecord, PreparedDocument
from foundation.settings import Settings
from knowledge.awards.book import AwardBook, OpenedAward
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.factories import award, report
from tests.knowledge.hashed_embedding import HashedEmbedding

UNITS = "Huyện khen 03 tập thể của xã."
PERSONS = "Tỉnh khen 01 cá nhân điển hình."
TAIL = "Cả xã vui mừng."
TEXT = "\n".join((UNITS, PERSONS, TAIL))


def _at(text: str, sentence: str) -> Span:
    start = text.index(sentence)
    return Span(start, start + len(sentence))


def units(text: str, count: int = 3) -> AwardRecord:
    return award(count=count, span=_at(text, UNITS.replace("03", f"{count:02}")))


def persons(text: str) -> AwardRecord:
    values = {"recipient": "01 cá nhân", "recipient_kind": "cá nhân", "authority_level": "tỉnh"}
    return award(award="Bằng khen", count=1, span=_at(text, PERSONS), **values)


def prepared(text: str = TEXT, name: str = "a.txt") -> PreparedDocument:
    return report(name, text, awards=(units(text), persons(text)))


def opened(base: KnowledgeBase, award_name: str) -> OpenedAward:
    rows, _ = base.award_book.page(AwardQuery(awards=(award_name,)), 0, 10)
    assert rows[0].award_id is not None
    return base.award_book.open(rows[0].award_id)


def counts(base: KnowledgeBase) -> dict[str, int | None]:
    return {each.record.award: each.record.count for each in base.awards()}


def correct(base: KnowledgeBase, award_name: str, **typed: str) -> None:
    one = opened(base, award_name)
    assert one.listed.document is not None
    base.award_book.correct(one.listed.document.document_id, one.statement, typed)


def reject(base: KnowledgeBase, award_name: str) -> None:
    one = opened(base, award_name)
    assert one.listed.document is not None
    base.award_book.reject(one.listed.document.document_id, one.statement)


def test_a_correction_is_in_force_shown_as_such_and_undone(base: KnowledgeBase) -> None:
    base.put(prepared())
    before = base.awards()
    correct(base, "Giấy khen", count="8", award="Bằng khen của huyện", period="2022")
    changed = next(each for each in base.awards() if each.was is not None)
    assert (changed.record.count, changed.record.award, changed.record.period) == (
        8,
        "Bằng khen của huyện",
        "2022",
    )
    assert changed.was == before[0].record
    assert [each.record.count for each in base.awards(awards=["Bằng khen của huyện"])] == [8]
    assert base.awards(awards=["Giấy khen"]) == []
    assert changed.amendment_id is not None
    base.award_book.undo(changed.amendment_id)
    assert base.awards() == before
    assert base.award_book.amendments() == []


def test_setting_a_field_back_takes_the_correction_back(base: KnowledgeBase) -> None:
    base.put(prepared())
    before = base.awards()
    correct(base, "Giấy khen", count="8", status="proposed")
    correct(base, "Giấy khen", count="3")
    assert [a.changes for a in base.award_book.amendments()] == [{"status": "proposed"}]
    correct(base, "Giấy khen", status="awarded")
    assert base.awards() == before
    with pytest.raises(AmendmentRefused):
        correct(base, "Giấy khen", count="3")


def test_a_rejected_statement_is_nowhere_until_it_is_taken_back(base: KnowledgeBase) -> None:
    document_id = base.put(prepared()).document_id
    before = base.awards()
    reject(base, "Bằng khen")
    assert counts(base) == {"Giấy khen": 3}
    assert base.document(document_id).awards == 1
    assert base.award_book.page(AwardQuery(), 0, 10)[1] == 1
    (kept,) = base.award_book.amendments()
    assert (kept.action, kept.quote, kept.state) == ("reject", PERSONS, "applied")
    base.award_book.undo(kept.amendment_id)
    assert base.awards() == before
    assert base.document(document_id).awards == 2


def test_amendments_outlive_a_new_version_and_say_when_their_words_are_gone(base: KnowledgeBase) -> None:
    base.put(prepared())
    correct(base, "Giấy khen", count="8")
    reject(base, "Bằng khen")
    moved = "Phần mở đầu mới.\n" + TEXT.replace("Huyện khen", "Huyện  khen")
    at = Span(moved.index("Huyện"), moved.index("Huyện") + len(UNITS) + 1)
    base.put(report("a.txt", moved, awards=(award(count=3, span=at), persons(moved))))
    assert counts(base) == {"Giấy khen": 8}
    changed = TEXT.replace("03", "05")
    base.put(report("a.txt", changed, awards=(units(changed, 5), persons(changed))))
    assert counts(base) == {"Giấy khen": 5}
    assert {a.action: a.state for a in base.award_book.amendments()} == {
        "correct": "unmatched", "reject": "applied",
    }  # fmt: skip
    base.put(prepared())
    assert counts(base) == {"Giấy khen": 8}


def test_an_added_record_needs_words_of_the_document(base: KnowledgeBase) -> None:
    document_id = base.put(prepared()).document_id
    typed = {"unit": "xã Suối Đá", "recipient": "nhân dân", "recipient_kind": "tập thể", "count": "1",
             "award": "Cờ", "authority_level": "tỉnh", "status": "awarded", "period": "2023"}  # fmt: skip
    for quote, key in (("Cả xã buồn.", "quote_missing"), (" ", "quote_empty")):
        with pytest.raises(AmendmentRefused) as refused:
            base.award_book.add(document_id, quote, typed)
        assert refused.value.key == f"amendment_{key}"
    base.award_book.add(document_id, TAIL, typed)
    added = base.awards(awards=["Cờ"])[0]
    assert base.cite(document_id, added.record.span, 1).quote == TAIL
    assert added.amendment_id is not None
    assert [each.record.award for each in base.awards()] == ["Giấy khen", "Bằng khen", "Cờ"]
    moved = "Một dòng nữa.\n" + TEXT
    base.put(prepared(moved))
    assert moved[slice(*base.awards(awards=["Cờ"])[0].record.span)] == TAIL
    base.put(prepared(TEXT.replace(TAIL, "Hết.")))
    assert base.awards(awards=["Cờ"]) == []
    assert base.award_book.amendments()[0].state == "unmatched"


def test_what_the_reader_learns_to_find_is_not_counted_twice(base: KnowledgeBase) -> None:
    text = TEXT
    document_id = base.put(report("a.txt", text, awards=(units(text),))).document_id
    values = {"unit": "xã Suối Đá", "recipient_kind": "cá nhân", "count": "1", "award": "Bằng khen",
              "recipient": "", "authority_level": "tỉnh", "status": "awarded", "period": "2023"}  # fmt: skip
    base.award_book.add(document_id, PERSONS, values)
    assert counts(base) == {"Giấy khen": 3, "Bằng khen": 1}
    base.mark_stale(document_id)
    base.put(prepared())
    assert counts(base) == {"Giấy khen": 3, "Bằng khen": 1}
    assert len(base.awards()) == 2
    assert base.award_book.amendments()[0].state == "superseded"


def test_a_record_without_source_is_listed_but_never_a_fact(base: KnowledgeBase) -> None:
    base.award_book.add_manual(
        {"unit": "xã Tân Lập", "district": "huyện Dương Minh", "province": "Tây Ninh", "recipient": "",
         "recipient_kind": "cá nhân", "count": "2", "award": "Giấy khen", "authority_level": "huyện",
         "status": "awarded", "period": "2023"}
    )  # fmt: skip
    assert base.awards() == []
    rows, total = base.award_book.page(AwardQuery(text="TAN lap"), 0, 10)
    assert (total, rows[0].document, rows[0].record.count) == (1, None, 2)
    assert rows[0].place == "xã Tân Lập, huyện Dương Minh"
    base.award_book.undo(rows[0].amendment_id or 0)
    assert base.award_book.page(AwardQuery(), 0, 10) == ([], 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [("count", "ba"), ("count", "-1"), ("count", "1,5"), ("status", "maybe"), ("period", "2023-13"),
     ("recipient_kind", "xe"), ("authority_level", "x"), ("award", " ")],
)  # fmt: skip
def test_values_that_are_none_are_refused(base: KnowledgeBase, field: str, value: str) -> None:
    base.put(prepared())
    with pytest.raises(AmendmentRefused) as refused:
        correct(base, "Giấy khen", **{field: value})
    assert refused.value.key == "amendment_bad_value"
    assert refused.value.message
    assert base.award_book.amendments() == []


def test_deleting_the_document_forgets_its_amendments(base: KnowledgeBase) -> None:
    document_id = base.put(prepared()).document_id
    correct(base, "Giấy khen", count="8")
    base.delete(document_id)
    assert base.award_book.amendments() == []
    base.put(prepared())
    assert counts(base) == {"Giấy khen": 3, "Bằng khen": 1}


def test_a_repeat_of_a_rejected_statement_counts_by_itself(base: KnowledgeBase) -> None:
    again = units(TEXT)
    repeat = award(count=3, span=_at(TEXT, TAIL), same_as=again.span.start, award="Giấy khen chi tiết")
    base.put(report("a.txt", TEXT, awards=(again, repeat)))
    reject(base, "Giấy khen")
    assert [each.record.same_as for each in base.awards()] == [None]


def test_a_store_of_an_earlier_version_gets_the_tables(open_store: Callable[[], KnowledgeBase]) -> None:
    base = open_store()
    base.put(prepared())
    with base._engine.begin() as connection:
        for table in ("manual_awards", "award_marks", "award_readings", "award_amendments"):
            connection.execute(sql(f"DROP TABLE {table}"))
        connection.execute(sql("DROP TABLE ledger_revision"))
    base.close()
    again = open_store()
    correct(again, "Giấy khen", count="8")
    assert counts(again)["Giấy khen"] == 8


def test_pages_and_filters_agree_with_the_whole_list(base: KnowledgeBase) -> None:
    for number in range(5):
        base.put(prepared(f"Báo cáo thứ {number}.\n{TEXT}", f"{number}.txt"))
    book: AwardBook = base.award_book
    pages = [book.page(AwardQuery(), offset, 3)[0] for offset in range(0, 12, 3)]
    listed = [row for page in pages for row in page]
    assert [row.record for row in listed] == [each.record for each in base.awards()]
    for query, expected in (
        (AwardQuery(kinds=("cá nhân",)), 5), (AwardQuery(levels=("tỉnh",)), 5),
        (AwardQuery(text="ca nhan"), 5),
        (AwardQuery(statuses=("proposed",)), 0), (AwardQuery(periods=("2023",)), 10),
        (AwardQuery(places=("xã Suối Đá, huyện Dương Minh",)), 10), (AwardQuery(amended_only=True), 0),
    ):  # fmt: skip
        assert book.page(query, 0, 100)[1] == len(book.page(query, 0, 100)[0]) == expected
    assert book.choices().awards == ("Bằng khen", "Giấy khen")


NAMES = st.sampled_from(["a.txt", "b.txt"])
EXTRA = st.sampled_from(["", "Mở đầu.\n", "Lời dẫn khác.\n"])
AWARDS = ("Giấy khen", "Bằng khen")


class Amended(RuleBasedStateMachine):
    """``said`` is what a person has set, by file name and award: a count, or None for rejected."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.base = KnowledgeBase.open(Settings(store_dir=self.folder), HashedEmbedding(), wait_s=5)
        self.texts: dict[str, str] = {}
        self.said: dict[tuple[str, str], int | None] = {}

    def teardown(self) -> None:
        self.base.close()
        shutil.rmtree(self.folder)

    def _statement(self, name: str, award_name: str) -> tuple[str, str] | None:
        for row in self.base.award_book.page(AwardQuery(awards=(award_name,)), 0, 100)[0]:
            if row.document is not None and row.document.name == name and row.award_id is not None:
                return row.document.document_id, self.base.award_book.open(row.award_id).statement
        return None

    @rule(name=NAMES, extra=EXTRA)
    def put(self, name: str, extra: str) -> None:
        text = f"{extra}{TEXT}\n{name}"
        self.base.put(prepared(text, name))
        self.texts[name] = text

    @precondition(lambda self: self.texts)
    @rule(name=NAMES, award_name=st.sampled_from(AWARDS), count=st.integers(0, 9))
    def correct(self, name: str, award_name: str, count: int) -> None:
        found = self._statement(name, award_name)
        if found is None or self._expected(name)[award_name] == count:
            return
        self.base.award_book.correct(*found, {"count": str(count)})
        self.said[name, award_name] = count
        if count == {"Giấy khen": 3, "Bằng khen": 1}[award_name]:
            del self.said[name, award_name]

    @precondition(lambda self: self.texts)
    @rule(name=NAMES, award_name=st.sampled_from(AWARDS))
    def reject(self, name: str, award_name: str) -> None:
        found = self._statement(name, award_name)
        if found is not None:
            self.base.award_book.reject(*found)
            self.said[name, award_name] = None

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.base.award_book.amendments()))
        assert chosen.was is not None
        assert chosen.document is not None
        self.base.award_book.undo(chosen.amendment_id)
        del self.said[chosen.document, chosen.was.award]

    @rule()
    def reopen(self) -> None:
        self.base.close()
        self.base = KnowledgeBase.open(Settings(store_dir=self.folder), HashedEmbedding(), wait_s=5)

    def _expected(self, name: str) -> dict[str, int | None]:
        if name not in self.texts:
            return {}
        said = {"Giấy khen": 3, "Bằng khen": 1} | {a: n for (d, a), n in self.said.items() if d == name}
        return {award_name: count for award_name, count in said.items() if count is not None}

    @invariant()
    def what_is_read_is_what_was_said(self) -> None:
        for name in ("a.txt", "b.txt"):
            mine = [each for each in self.base.awards() if each.document.name == name]
            assert {each.record.award: each.record.count for each in mine} == self._expected(name)
            assert len(mine) == len(self._expected(name))
            for each in mine:
                text = self.base.original_text(each.document_id)
                assert text[slice(*each.record.span)] in (UNITS, PERSONS)
                assert (each.amendment_id is not None) == ((name, each.record.award) in self.said)
        assert len(self.base.award_book.amendments()) == len(self.said)


Amended.TestCase.settings = settings(
    max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAmended = Amended.TestCase
