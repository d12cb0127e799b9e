"""The compiled table: exact sums, nothing counted twice, empty cells told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.document import Span
from foundation.records import AwardRecord, PreparedDocument
from foundation.settings import Settings
from knowledge.awards.matrix import AwardMatrix, Cell, MatrixScope, award_matrix
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import AwardQuery
from tests.knowledge.factories import award, identity, report
from tests.knowledge.hashed_embedding import HashedEmbedding

Put = Callable[..., None]
NOTE = "Giấy khen"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(Settings(store_dir=tmp_path), HashedEmbedding()) as opened:
        yield opened


def document(name: str, *records: AwardRecord, **fields: Any) -> PreparedDocument:
    return report(name, f"Báo cáo {name} nêu kết quả khen thưởng trong kỳ.", awards=records, **fields)


def district_report(name: str, *records: AwardRecord, period: str = "2023") -> PreparedDocument:
    prepared = document(name, *records, period=period)
    values = {"title": "Báo cáo", "district": "huyện Dương Minh", "province": "Tây Ninh", "level": "huyện",
              "kind": "báo cáo", "period": period}  # fmt: skip
    return PreparedDocument(
        name, prepared.format, prepared.sha256, prepared.text, identity(**values), prepared.passages, records
    )


def cell(matrix: AwardMatrix, unit: str, award_name: str = NOTE, kind: str = "tập thể") -> Cell:
    row = next(row for row in matrix.rows if row.unit.name == unit)
    return next(c for column, c in row.cells.items() if (column.award, column.kind) == (award_name, kind))


def test_each_unit_is_counted_once_and_levels_apart(base: KnowledgeBase) -> None:
    base.put(document("xa.txt", award(count=9), award(count=4, recipient_kind="cá nhân")))
    base.put(district_report("huyen.txt", award("xã Suối Đá", count=8), award("huyện Dương Minh", count=20)))
    matrix = award_matrix(base, MatrixScope("2023"))
    mine = cell(matrix, "xã Suối Đá")
    assert (mine.count, mine.disagrees) == (9, True)
    assert [each.record.count for each in mine.repeats] == [8]
    assert cell(matrix, "huyện Dương Minh").count == 20
    assert [(group.level, [group.kind_total(kind) for kind in matrix.kinds]) for group in matrix.groups] == [
        ("huyện", [20, 0]), ("xã", [9, 4]),
    ]  # fmt: skip


def test_a_district_may_speak_for_a_commune_that_has_not_reported(base: KnowledgeBase) -> None:
    base.put(district_report("huyen.txt", award("xã Bàu Năng", count=2)))
    row = next(row for row in award_matrix(base, MatrixScope("2023")).rows if row.unit.level == "xã")
    assert (row.unit.name, row.unit.district, row.has_report) == ("xã Bàu Năng", "huyện Dương Minh", False)
    assert row.total("tập thể") == 2


def test_empty_cells_are_told_apart(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award("xã A", count=1), commune="xã A"))
    base.put(document("b.txt", commune="xã B"))
    base.put(document("c.txt", award("xã C", status="negated", count=None), commune="xã C"))
    base.put(document("d.txt", commune="xã D", period="2022"))
    base.put(document("e.txt", award("xã E", count=None), commune="xã E"))
    matrix = award_matrix(base, MatrixScope("2023"))
    told = {unit: cell(matrix, unit).state for unit in ("xã A", "xã B", "xã C", "xã D", "xã E")}
    assert told == {
        "xã A": "counted", "xã B": "silent", "xã C": "denied", "xã D": "no_report", "xã E": "stated",
    }  # fmt: skip
    row = next(row for row in matrix.rows if row.unit.name == "xã D")
    assert (row.has_report, row.other_periods) == (False, ("2022",))


def test_a_denial_of_everything_stands_in_the_columns_of_each_kind(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award("xã A", count=1), commune="xã A"))
    denied = award("xã B", status="negated", count=None, recipient_kind="khác")
    base.put(document("b.txt", denied, commune="xã B"))
    matrix = award_matrix(base, MatrixScope("2023"))
    assert [column.kind for column in matrix.columns] == ["tập thể"]
    assert cell(matrix, "xã B").state == "denied"


def test_repeats_proposals_and_other_periods_are_not_counted(base: KnowledgeBase) -> None:
    base.put(
        document(
            "a.txt", award(count=3), award(count=3, same_as=0, span=Span(11, 20)),
            award(count=50, status="proposed"), award(count=60, status="target"),
            award(count=70, period="2022"), award(count=80, status="background"),
        )
    )  # fmt: skip
    assert cell(award_matrix(base, MatrixScope("2023")), "xã Suối Đá").count == 3


def test_two_reports_of_one_unit_are_not_added_up(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award(count=5)))
    base.put(document("b.txt", award(count=5)))
    mine = cell(award_matrix(base, MatrixScope("2023")), "xã Suối Đá")
    assert (mine.count, mine.disagrees, len(mine.repeats)) == (5, False, 1)


def test_corrections_rejections_and_hand_typed_records_count(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award(count=5), award(count=7, recipient_kind="cá nhân")))
    for row, change in zip(base.award_book.page(AwardQuery(), 0, 9)[0], ("6", ""), strict=True):
        one = base.award_book.open(row.award_id or 0)
        assert row.document is not None
        if change:
            base.award_book.correct(row.document.document_id, one.statement, {"count": change})
        else:
            base.award_book.reject(row.document.document_id, one.statement)
    base.award_book.add_manual(
        {"unit": "xã Suối Đá", "district": "huyện Dương Minh", "province": "Tây Ninh", "award": NOTE,
         "recipient_kind": "tập thể", "authority_level": "huyện", "status": "awarded", "count": "2",
         "period": "2023"}
    )  # fmt: skip
    matrix = award_matrix(base, MatrixScope("2023", district="Dương Minh"))
    mine = cell(matrix, "xã Suối Đá")
    assert (mine.count, mine.by_hand, mine.amended) == (8, True, True)
    assert [column.kind for column in matrix.columns] == ["tập thể"]


def test_a_scope_keeps_to_its_place_award_and_level(base: KnowledgeBase) -> None:
    base.put(document("a.txt", award(count=1), award(count=2, award="Cờ thi đua")))
    base.put(document("b.txt", award("xã Tân An", count=4), commune="xã Tân An", district="huyện Khác"))
    base.put(district_report("h.txt", award("huyện Dương Minh", count=9)))
    here = award_matrix(base, MatrixScope("2023", district="huyện Dương Minh", level="xã", awards=(NOTE,)))
    assert [(row.unit.name, row.total("tập thể")) for row in here.rows] == [("xã Suối Đá", 1)]
    assert {column.award for column in here.columns} == {NOTE}


def test_the_national_list_names_the_communes_that_have_never_reported(base: KnowledgeBase) -> None:
    base.put(
        document(
            "a.txt", award("xã Hà Bắc"), commune="xã Hà Bắc", district="huyện Hà Trung", province="Thanh Hóa"
        )
    )
    some = award_matrix(base, MatrixScope("2023", district="huyện Hà Trung"))
    every = award_matrix(base, MatrixScope("2023", district="huyện Hà Trung", all_communes=True))
    assert len(some.rows) == 1
    assert len(every.rows) > 15
    names = [row.unit.name for row in every.rows]
    assert names.count("xã Hà Bắc") == 1
    assert all(c.state == "no_report" for row in every.rows if not row.has_report for c in row.cells.values())


RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["xã A", "xã B", "huyện Dương Minh"]),
        st.sampled_from(["tập thể", "cá nhân", "hộ gia đình"]),
        st.sampled_from([NOTE, "Bằng khen"]),
        st.one_of(st.none(), st.integers(0, 50)),
        st.sampled_from(["awarded", "awarded", "negated", "proposed"]),
    ),
    max_size=8,
)


@given(reports=st.lists(RECORDS, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_totals_are_the_sums_of_the_records_behind_them(
    reports: list[list[Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with KnowledgeBase.open(Settings(store_dir=tmp_path_factory.mktemp("store")), HashedEmbedding()) as base:
        for number, told in enumerate(reports):
            records = [
                award(unit, recipient_kind=kind, award=name, count=count, status=status)
                for unit, kind, name, count, status in told
            ]
            base.put(document(f"{number}.txt", *records, commune=("xã A", "xã B")[number % 2]))
        matrix = award_matrix(base, MatrixScope("2023"))
    for row in matrix.rows:
        for each in row.cells.values():
            counted = [entry.record for entry in each.records if entry.record.status == "awarded"]
            assert each.count == sum(record.count or 0 for record in counted)
            assert len({entry.document for entry in each.records if each.state != "denied"}) <= 1
    for group in matrix.groups:
        by_column = sum(group.total(column) for column in matrix.columns)
        assert by_column == sum(group.kind_total(kind) for kind in matrix.kinds)
        assert by_column == sum(each.count for row in group.rows for each in row.cells.values())
    awarded = {each[:3] for told in reports for each in told if each[4] == "awarded"}
    shown = {
        (entry.record.unit, column.kind, column.award)
        for row in matrix.rows
        for column, each in row.cells.items()
        for entry in (*each.records, *each.repeats)
        if entry.record.status == "awarded"
    }
    assert shown == awarded
