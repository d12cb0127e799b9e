"""From statements to counts: one report's repeats, parts of a period and other reports' tellings.

The same award told twice must count once. Statements are gathered in cells (unit, award, giver,
recipient kind); a cell is counted from the unit's own report of the asked period, else from its
parts; what another report tells of the same cell is linked, or is a conflict when it differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from foundation.records import RecipientKind
from knowledge.answer.awards.told import Told, UnitKey
from language.periods import Period

Cell = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two reports that tell different counts of one thing: ``one`` is the one that was counted."""

    one: tuple[Told, ...]
    other: tuple[Told, ...]

    @property
    def counts(self) -> tuple[int, int]:
        """The two counts."""
        return total_of(self.one), total_of(self.other)


@dataclass(slots=True, eq=False)
class UnitTally:
    """What is counted for one unit, and what is told of it elsewhere or without a number."""

    key: UnitKey
    name: str
    counted: list[Told] = field(default_factory=list)
    linked: list[Told] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def total(self) -> int:
        """The sum over all statements that give a number."""
        return total_of(self.counted)

    @property
    def uncounted(self) -> list[Told]:
        """Statements that give no number."""
        return [t for t in self.counted if t.record.count is None]

    def by_kind(self) -> dict[RecipientKind, int]:
        """The sums by kind of recipient, in the order told."""
        sums: dict[RecipientKind, int] = {}
        for told in self.counted:
            if told.record.count is not None:
                kind = told.record.recipient_kind
                sums[kind] = sums.get(kind, 0) + told.record.count
        return sums


def total_of(records: Iterable[Told]) -> int:
    """The sum of the counts that are given."""
    return sum(t.record.count or 0 for t in records)


def tally(records: Sequence[Told], newest_only: bool) -> list[UnitTally]:
    """One tally for each unit, in the order of the records.

    ``newest_only``: no period was asked, so that only the newest of each unit is counted.
    """
    by_unit: dict[UnitKey, list[Told]] = defaultdict(list)
    reporting = _reporting_units(records)
    for told in records:
        by_unit[reporting.get(told.unit, told.unit)].append(told)
    return [_tally_unit(key, told, newest_only) for key, told in by_unit.items()]


def _reporting_units(records: Sequence[Told]) -> dict[UnitKey, UnitKey]:
    """Units that a report names without their district, and the one reporting unit that is meant."""
    own: dict[UnitKey, set[UnitKey]] = defaultdict(set)
    for unit in {told.unit for told in records if told.own}:
        if unit.district:
            own[unit._replace(district="")].add(unit)
    return {nameless: units.pop() for nameless, units in own.items() if len(units) == 1}


def _tally_unit(key: UnitKey, records: list[Told], newest_only: bool) -> UnitTally:
    if newest_only:
        newest = max((_year(t) for t in records), default=0)
        records = [t for t in records if _year(t) == newest]
    own = next((t for t in records if t.own), records[0])
    result = UnitTally(key, own.unit_name)
    cells: dict[Cell, list[Told]] = defaultdict(list)
    for told in records:
        if told.record.same_as is not None:
            result.linked.append(told)
            continue
        record = told.record
        cells[record.award, record.authority_level, told.group, record.recipient_kind].append(told)
    for cell in cells.values():
        _tally_cell(cell, result)
    result.counted.sort(key=records.index)
    return result


def _year(told: Told) -> int:
    try:
        return Period(told.period).year if told.period else 0
    except ValueError:
        return 0


def _tally_cell(cell: list[Told], result: UnitTally) -> None:
    """Count a cell once: by the unit's own report first, by whole periods before their parts.

    Within one report a part of a period lies in the whole that it also tells.
    """
    by_source: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in cell:
        by_source[told.document.document_id, told.period or ""].append(told)
    if len(by_source) == 1:
        result.counted.extend(cell)
        return
    sources = sorted(by_source.values(), key=_precedence)
    taken: list[list[Told]] = []
    for source in sources:
        rival = next((t for t in taken if _covers(t[0], source[0]) or _recalls(source, t)), None)
        if rival is None:
            taken.append(source)
            result.counted.extend(source)
        elif rival[0].document.document_id == source[0].document.document_id or _agrees(rival, source):
            result.linked.extend(source)
        else:
            result.conflicts.append(Conflict(tuple(rival), tuple(source)))


def _precedence(source: list[Told]) -> tuple[bool, int, int]:
    first = source[0]
    return not first.own, -_months(first), -total_of(source)


def _months(told: Told) -> int:
    return _months_in(told.period or "")


@lru_cache(maxsize=4_000)
def _months_in(period: str) -> int:
    try:
        first, last = Period(period).months
    except ValueError:
        return 0
    return last - first + 1


def _covers(one: Told, other: Told) -> bool:
    """Whether the period of ``other`` lies in that of ``one``, or neither tells a period."""
    return _holds(one.period or "", other.period or "")


@lru_cache(maxsize=20_000)
def _holds(whole: str, part: str) -> bool:
    try:
        return Period(whole).contains(Period(part))
    except ValueError:
        return whole == part


def _recalls(other: list[Told], own: list[Told]) -> bool:
    """Whether a report over several years names once more what a unit's own report has told."""
    named = all(t.record.named and not t.own for t in other)
    return named and own[0].own and _covers(other[0], own[0])


def _agrees(one: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether another report says nothing else: the same count, or some of those named, or a part.

    A report on a part of the period, or one that only names some, tells a part.
    """
    first, second = total_of(one), total_of(other)
    if any(t.record.count is None for t in (*one, *other)) or first == second:
        return True
    partial = all(t.record.named for t in other) or _months(other[0]) < _months(one[0])
    return partial and second <= first
