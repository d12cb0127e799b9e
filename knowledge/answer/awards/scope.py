"""Which units and reports a question runs over, and what becomes of each: the coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.answers import Coverage
from knowledge.answer.awards.sorting import in_period
from knowledge.answer.awards.told import Told, UnitKey, reporting_unit
from knowledge.answer.compose import unit_name
from knowledge.query import Place
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_documents
from knowledge.understand.award_question import AwardQuery
from knowledge.understand.organisations import is_group_report

_OfUnit = tuple[StoredDocument, UnitKey]
_KINDS_OF_REPORT = (None, "báo cáo", "quyết định", "kế hoạch", "công văn", "khác")


@dataclass(frozen=True, slots=True)
class Scope:
    """``level`` is the unit level that rows have ("" for any). ``reports`` are of such units at the
    asked places and periods; ``others`` of the same units, but of other periods only."""

    level: str
    reports: tuple[StoredDocument, ...]
    others: tuple[StoredDocument, ...]
    absent: tuple[Place, ...]

    def holds(self, unit: UnitKey) -> bool:
        """Whether rows about this unit belong to the answer."""
        return not self.level or unit.level == self.level


def scope_of(query: AwardQuery, documents: Sequence[StoredDocument]) -> Scope:
    """The scope of a question over these documents."""
    placed = [
        (d, unit) for d, unit in _with_units(documents)
        if not query.places or any(_lies_at(p, d) for p in query.places)
    ]  # fmt: skip
    level = _level(query, placed)
    of_level = [(d, unit) for d, unit in placed if unit.level == level or not level]
    of_period = [(d, unit) for d, unit in of_level if in_period(query.periods, d.summary.period)]
    reporting = {unit for _, unit in of_period}
    others = [d for d, unit in of_level if level and unit not in reporting]
    absent = tuple(p for p in query.places if not p.in_store)
    return Scope(level, tuple(d for d, _ in of_period), tuple(others), absent)


@kept_for_documents
def _with_units(documents: Sequence[StoredDocument]) -> list[_OfUnit]:
    """The documents in which units report, with their units."""
    return [(d, reporting_unit(d)) for d in documents if d.summary.kind in _KINDS_OF_REPORT]


@kept_for_documents
def namesakes_among(documents: Sequence[StoredDocument]) -> frozenset[tuple[str, str]]:
    """Level and name of the reporting units that others of another district share."""
    places: dict[tuple[str, str], set[str]] = {}
    for document in documents:
        unit = reporting_unit(document)
        places.setdefault((unit.level, unit.name), set()).add(unit.district)
    return frozenset(name for name, districts in places.items() if len(districts) > 1)


def _level(query: AwardQuery, placed: Sequence[_OfUnit]) -> str:
    if query.unit_level is not None:
        return query.unit_level
    if query.every:
        return ""
    own = [p for p in query.places if p.level]
    if placed and all(is_group_report(d) for d, _ in placed):
        return ""
    if any(p.level == "xã" for p in own):
        return "xã"
    levels = [unit.level for _, unit in placed if unit.level]
    for place in own:
        if place.level in levels:
            return str(place.level)
    of_period = [u.level for d, u in placed if u.level and in_period(query.periods, d.summary.period)]
    return Counter(of_period or levels).most_common(1)[0][0] if levels else ""


def _lies_at(place: Place, document: StoredDocument) -> bool:
    summary = document.summary
    if place.level == "huyện":
        return place_key(summary.district) == place_key(place.name)
    if place.level == "tỉnh":
        return place_key(summary.province) == place_key(place.name)
    return document.document_id in place.document_ids


def coverage_of(
    scope: Scope, answering: Sequence[Told], doubtful: Sequence[Told], denied: Sequence[Told]
) -> Coverage:
    """What became of each unit: it answers, denies, is silent, or has no report of the period.

    A unit whose only statement is doubtful is neither with nor silent: the answer shows it apart;
    that its report of the period is absent is told all the same.
    """
    with_record = {t.unit: t.unit_name for t in answering}
    denying = {t.unit: t.unit_name for t in denied if t.unit not in with_record}
    unsure = {t.unit for t in doubtful}
    telling = {t.document.document_id for t in answering}
    told_of = {*with_record, *denying}
    shown = told_of | unsure
    silent: dict[UnitKey, str] = {}
    for document in scope.reports:
        unit = reporting_unit(document)
        tells_of_members = document.document_id in telling and is_group_report(document)
        if unit not in shown and not tells_of_members:
            silent[unit] = unit_name(document)
    without = {unit: unit_name(d) for d in scope.others if (unit := reporting_unit(d)) not in told_of}
    absent = [p.name for p in scope.absent if not any(t.unit.name == place_key(p.name) for t in answering)]
    considered = {d.document_id for d in scope.reports} | {t.document.document_id for t in answering}
    return Coverage(
        documents_considered=len(considered),
        units_with=tuple(with_record.values()),
        units_silent=tuple(silent.values()),
        units_without_report=(*without.values(), *absent),
        units_denying=tuple(denying.values()),
    )
