"""The compiled table by the units before or since 01/07/2025, from the table by who has reported.

Resolution 202/2025/QH15 merged communes and provinces and abolished the districts. A row goes to
another unit only where the list of units says that the whole of it went there: a former commune
that was split stays a row of its own, marked as such, and is summed into none of its parts; and a new
commune's figures are not divided among its former ones. Where a unit's own report tells of a
cell, the figures of the rows joined to it stand beside it and are not added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from knowledge.awards.matrix import AwardMatrix, Cell, MatrixRow, grouped
from knowledge.awards.units import UnitKey, UnitName
from language.periods import Period
from language.units import AdminUnit, lookup, predecessors, strip_kind, successors

Units = Literal["reported", "current", "former"]
UNITS: tuple[Units, ...] = get_args(Units)
_FIRST_MONTH = 2025 * 12 + 6  # July 2025, as ``Period.months`` counts


def by_units(matrix: AwardMatrix, units: Units) -> AwardMatrix:
    """The same table with its rows put to the units since ("current") or before ("former") 01/07/2025."""
    if units == "reported":
        return matrix
    own: dict[UnitKey, MatrixRow] = {}
    parts: dict[UnitKey, list[MatrixRow]] = defaultdict(list)
    names: dict[UnitKey, UnitName] = {}
    for row in matrix.rows:
        unit = _listed(row.unit, matrix.scope.period)
        target, across = (unit, ()) if unit is None else _target(unit, units)
        if target is None:
            own[row.unit.key] = replace(row, across=tuple(each.full_name for each in across))
            names[row.unit.key] = row.unit
            continue
        name = _named(target)
        names[name.key] = name
        if target == unit:
            own[name.key] = replace(row, unit=name)
        else:
            parts[name.key].append(row)
    rows = [_joined(name, own.get(key), parts[key]) for key, name in names.items()]
    return replace(matrix, groups=grouped(rows, matrix.scope.level))


def current_province(province: str) -> str:
    """The province since 01/07/2025 that a former one went to; itself where that is not certain."""
    unit = _listed(UnitName(province, "tỉnh", None, province), "2025")
    target = None if unit is None else _target(unit, "current")[0]
    return province if target is None else target.name


def _listed(unit: UnitName, period: str) -> AdminUnit | None:
    """The unit of the national list that a row is about, None where that is not certain.

    Without a district, a name may be that of a former commune or of a new one: the period decides.
    """
    within = unit.district if unit.level == "xã" and unit.district else unit.province
    found = [each for each in lookup(unit.name, within=within) if each.level == unit.level]
    if unit.level == "xã" and unit.district:
        found = [each for each in found if not each.since_2025]
    if len({each.since_2025 for each in found}) > 1:
        is_since = bool(period) and Period(period).months[1] >= _FIRST_MONTH
        found = [each for each in found if each.since_2025 == is_since]
    if unit.level == "tỉnh":  # "thành phố Huế" and "tỉnh Thừa Thiên Huế" are found by either name
        found = [each for each in found if strip_kind(unit.name).lower() == each.name.lower()] or found
    return found[0] if len(found) == 1 else None


def _target(unit: AdminUnit, units: Units) -> tuple[AdminUnit | None, tuple[AdminUnit, ...]]:
    """The unit that all of ``unit`` is put to, or None and the several that it went to or came from."""
    if unit.since_2025 == (units == "current"):
        return unit, ()
    others = successors(unit) if units == "current" else predecessors(unit)
    is_whole = len(others) == 1 and (units == "current" or successors(others[0]) == (unit,))
    return (others[0], ()) if is_whole else (None, others)


def _named(unit: AdminUnit) -> UnitName:
    name = unit.name if unit.level == "tỉnh" else unit.full_name
    return UnitName(name, unit.level, unit.district, unit.province)


def _joined(unit: UnitName, own: MatrixRow | None, parts: Sequence[MatrixRow]) -> MatrixRow:
    if own is not None and not parts:
        return own
    rows = [*parts] if own is None else [own, *parts]
    cells = {
        column: _combined(None if own is None else own.cells[column], [part.cells[column] for part in parts])
        for column in rows[0].cells
    }
    return MatrixRow(
        unit,
        any(row.has_report for row in rows),
        tuple(sorted({period for row in rows for period in row.other_periods})),
        cells,
        joined=tuple(part.unit.name for part in parts),
    )


def _combined(own: Cell | None, parts: Sequence[Cell]) -> Cell:
    """A cell from the unit's own report, if there is one, and from the units joined to it."""
    told = _summed(parts)
    if own is None or (own.state in ("silent", "no_report") and told.state != "no_report"):
        return told
    if own.state in ("counted", "stated"):
        differs = told.state == "counted" and told.count != own.count
        beside = (*told.records, *told.repeats)
        return replace(own, repeats=(*own.repeats, *beside), disagrees=own.disagrees or differs)
    if told.state in ("counted", "stated"):  # the unit denies what the units joined to it tell
        return replace(told, repeats=(*told.repeats, *own.records), disagrees=True)
    return own


def _summed(parts: Sequence[Cell]) -> Cell:
    """Different units' cells as one: their sum, or why there is none."""
    counting = [part for part in parts if part.state in ("counted", "stated")]
    denials = [part for part in parts if part.state == "denied"]
    denied = tuple(entry for part in denials for entry in part.records)
    repeats = tuple(entry for part in parts for entry in part.repeats)
    if counting:
        is_counted = any(part.state == "counted" for part in counting)
        return Cell(
            "counted" if is_counted else "stated",
            sum(part.count for part in counting),
            sum(part.uncounted for part in counting),
            tuple(entry for part in counting for entry in part.records),
            (*repeats, *denied),
            any(part.disagrees for part in counting),
        )
    if denials and len(denials) == len(parts):
        return Cell("denied", records=denied, repeats=repeats)
    has_report = any(part.state != "no_report" for part in parts)
    return Cell("silent" if has_report else "no_report", repeats=(*repeats, *denied))
