"""The table that a district compiles: unit by award, for one period and place.

Each cell is counted from one document only, so that an award which a commune's report and its
district's report both tell is counted once: the unit's own report of the period goes first. What
the others say of the same cell is kept beside it, and a different sum there is a conflict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from foundation.records import AuthorityLevel, RecipientKind, UnitLevel
from knowledge.awards.units import UnitKey, UnitName, known_units, listed_communes, reported_periods, unit_of
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters, place_key
from knowledge.store.ledger.award_pages import ListedAward

CellState = Literal["counted", "stated", "denied", "silent", "no_report"]

KINDS: tuple[RecipientKind, ...] = get_args(RecipientKind)
_LEVELS = {level: rank for rank, level in enumerate(get_args(AuthorityLevel))}
_UNIT_LEVELS: tuple[UnitLevel, ...] = ("tỉnh", "huyện", "xã")


@dataclass(frozen=True, slots=True)
class MatrixScope:
    """What to compile. Empty texts do not restrict; ``period`` is a code and is compared exactly.

    ``all_communes`` adds the communes of the national list that the store does not know: those of
    the chosen district, or of the chosen province since districts were abolished (07/2025).
    ``with_provinces`` are provinces that ``province`` is compiled together with.
    """

    period: str
    province: str = ""
    district: str = ""
    level: str = ""
    awards: tuple[str, ...] = ()
    all_communes: bool = False
    with_provinces: tuple[str, ...] = ()

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces that the scope keeps to; none means all."""
        return (self.province, *self.with_provinces) if self.province else ()


class Column(NamedTuple):
    """A counted thing: an award of one level to one kind of recipient."""

    award: str
    level: str
    kind: RecipientKind


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one unit and column.

    ``count`` is the sum of the counted records' figures and ``uncounted`` how many of them give
    none. ``state``: ``counted``, ``stated`` (given, but without a figure), ``denied`` (the report
    says that there was none), ``silent`` (it does not say) or ``no_report``. ``repeats`` are
    records of the same cell that are not counted; with ``disagrees`` they say another sum.
    """

    state: CellState
    count: int = 0
    uncounted: int = 0
    records: tuple[ListedAward, ...] = ()
    repeats: tuple[ListedAward, ...] = ()
    disagrees: bool = False

    @property
    def by_hand(self) -> bool:
        """Whether a record without a source is counted in."""
        return any(entry.document is None for entry in self.records)

    @property
    def amended(self) -> bool:
        """Whether a person has corrected or added something that is counted in."""
        return any(entry.amendment_id is not None for entry in self.records)


_SILENT, _NO_REPORT = Cell("silent"), Cell("no_report")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit and its cells, one for each column of the matrix.

    By former or present units (``merging``), ``joined`` are the rows that were put together in this
    one, and ``across`` the units that it cannot be put to because it went to or came from several.
    """

    unit: UnitName
    has_report: bool
    other_periods: tuple[str, ...]
    cells: Mapping[Column, Cell]
    joined: tuple[str, ...] = ()
    across: tuple[str, ...] = ()

    def total(self, kind: RecipientKind) -> int:
        """The sum of the row's cells of one kind of recipient."""
        return sum(cell.count for column, cell in self.cells.items() if column.kind == kind)


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The units of one level. Levels have totals of their own: a district's figures include communes'."""

    level: UnitLevel
    rows: tuple[MatrixRow, ...]

    def total(self, column: Column) -> int:
        """The sum of a column over the units of the level."""
        return sum(row.cells[column].count for row in self.rows)

    def kind_total(self, kind: RecipientKind) -> int:
        """The sum of one kind of recipient over all columns and units of the level."""
        return sum(row.total(kind) for row in self.rows)


@dataclass(frozen=True, slots=True)
class AwardMatrix:
    """The compiled table. ``columns`` are ordered by level, award, kind."""

    scope: MatrixScope
    columns: tuple[Column, ...]
    groups: tuple[MatrixGroup, ...]

    @property
    def kinds(self) -> tuple[RecipientKind, ...]:
        """The kinds of recipient that occur."""
        return tuple(kind for kind in KINDS if any(column.kind == kind for column in self.columns))

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The rows of all levels in order."""
        return tuple(row for group in self.groups for row in group.rows)


def award_matrix(base: KnowledgeBase, scope: MatrixScope) -> AwardMatrix:
    """Compile the matrix of a scope from the records in force and those typed in by hand."""
    within = Filters(
        districts=(scope.district,) if scope.district else (),
        provinces=scope.provinces,
    )
    documents = base.documents(within)
    ranks = {each.document_id: each.version for each in documents}
    units = known_units(documents)
    entries: dict[tuple[UnitKey, Column], list[ListedAward]] = defaultdict(list)
    for entry in _entries(base, scope, within):
        record = entry.record
        if scope.awards and record.award not in scope.awards:
            continue
        name = unit_of(entry)
        units.setdefault(name.key, name)
        column = Column(record.award, record.authority_level, record.recipient_kind)
        entries[name.key, column].append(entry)
    if scope.all_communes:
        for name in listed_communes(scope.province, scope.district, scope.period, units.values()):
            units.setdefault(name.key, name)
    columns = _columns(entries)
    reported = reported_periods(documents)
    rows = []
    for key, name in units.items():
        periods = reported.get(key, set())
        has_report = scope.period in periods
        cells = {column: _cell(column, key, entries, has_report, scope.period, ranks) for column in columns}
        others = tuple(sorted(periods - {scope.period}))
        rows.append(MatrixRow(name, has_report, others, cells))
    return AwardMatrix(scope, columns, grouped(rows, scope.level))


def _entries(base: KnowledgeBase, scope: MatrixScope, within: Filters) -> Iterable[ListedAward]:
    """Records that count or deny an award in the scope, a repeat within a document left out."""
    of_period = Filters(periods=(scope.period,), districts=within.districts, provinces=within.provinces)
    for stored in base.awards(of_period):
        if stored.record.status in ("awarded", "negated") and stored.record.same_as is None:
            document = stored.document
            yield ListedAward(
                stored.record, document.unit or "", document.district, document.province, document,
                None, stored.amendment_id, stored.was,
            )  # fmt: skip
    for typed in base.award_book.manual():
        fits = typed.record.status in ("awarded", "negated") and typed.record.period == scope.period
        if fits and _inside(typed, scope):
            yield typed


def _inside(typed: ListedAward, scope: MatrixScope) -> bool:
    districts = (scope.district,) if scope.district else ()
    places = ((districts, typed.district or typed.record.unit), (scope.provinces, typed.province))
    return all(not wanted or place_key(told) in map(place_key, wanted) for wanted, told in places)


def _columns(entries: Mapping[tuple[UnitKey, Column], Sequence[ListedAward]]) -> tuple[Column, ...]:
    """The columns that occur; a denial for any kind of recipient adds none where others stand."""
    found: Counter[Column] = Counter()
    for (_, column), records in entries.items():
        found[column] += sum(entry.record.status == "awarded" for entry in records)
    told = {(column.award, column.level) for column, awarded in found.items() if awarded}
    kept = [
        column
        for column, awarded in found.items()
        if awarded or column.kind != "khác" or (column.award, column.level) not in told
    ]
    return tuple(
        sorted(kept, key=lambda c: (_LEVELS.get(c.level, len(_LEVELS)), c.award, KINDS.index(c.kind)))
    )


def _cell(
    column: Column,
    key: UnitKey,
    entries: Mapping[tuple[UnitKey, Column], Sequence[ListedAward]],
    has_report: bool,
    period: str,
    versions: Mapping[str, int],
) -> Cell:
    told = entries.get((key, column), ())
    awarded = [entry for entry in told if entry.record.status == "awarded"]
    whole = column._replace(kind="khác")
    denials = [*told, *(entries.get((key, whole), ()) if whole != column else ())]
    denied = tuple(e for e in denials if e.record.status == "negated" and not e.record.named)
    if not awarded:
        if denied:
            return Cell("denied", records=denied)
        return _SILENT if has_report else _NO_REPORT
    by_document: dict[str, list[ListedAward]] = defaultdict(list)
    typed = [entry for entry in awarded if entry.document is None]
    for entry in awarded:
        if entry.document is not None:
            by_document[entry.document.document_id].append(entry)
    ranked = sorted(by_document.values(), key=lambda found: _rank(found[0], key, period, versions))
    counted = [*(ranked[0] if ranked else ()), *typed]
    repeats = tuple(entry for found in ranked[1:] for entry in found)
    first = _sum(ranked[0]) if ranked else 0
    disagrees = any(_sum(found) != first for found in ranked[1:])
    uncounted = sum(entry.record.count is None for entry in counted)
    return Cell(
        "stated" if uncounted == len(counted) else "counted",
        _sum(counted), uncounted, tuple(counted), (*repeats, *denied), disagrees or bool(denied),
    )  # fmt: skip


def _rank(
    entry: ListedAward, key: UnitKey, period: str, versions: Mapping[str, int]
) -> tuple[bool, bool, bool, int]:
    """Smaller goes first: the unit's own document, of the period, a report, the latest version."""
    document = entry.document
    assert document is not None
    own = UnitName.of_document(document)
    return (
        own is None or own.key != key,
        document.period != period,
        document.kind != "báo cáo",
        -versions.get(document.document_id, 0),
    )


def _sum(records: Iterable[ListedAward]) -> int:
    return sum(entry.record.count or 0 for entry in records)


def grouped(rows: Sequence[MatrixRow], level: str) -> tuple[MatrixGroup, ...]:
    """The rows of each level in order; only those of ``level`` where it is named."""
    groups = []
    for each in _UNIT_LEVELS:
        mine = [row for row in rows if row.unit.level == each and level in ("", each)]
        if mine:
            mine.sort(key=lambda row: row.unit.key[::-1])
            groups.append(MatrixGroup(each, tuple(mine)))
    return tuple(groups)
