"""Communes across 01/07/2025: a new one by its former communes' reports, a former one by the new one's.

Resolution 202/2025/QH15 abolished the districts and merged communes. Only a place that no report
bears the name of is looked for this way, and only where the list of units leaves no doubt which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.query import Place
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_documents
from knowledge.understand.organisations import organisation_of
from language.units import AdminUnit, UnitMention, name_key, predecessors, strip_kind, successors
from language.units_names import accented_key

_FIRST_DAY = "2025-07"


@dataclass(frozen=True, slots=True)
class _Reporting:
    """A commune's own report: the unit's names, and whether it was written without districts."""

    document_id: str
    commune: str
    district: str
    province: str
    since_2025: bool


def across_the_merger(mention: UnitMention, documents: Sequence[StoredDocument]) -> Place | None:
    """The place named, with the reports of the communes that it came from or went into.

    None where it is no commune of the list, where none of those reports, or where namesakes in
    several provinces might be meant.
    """
    reports = _reporting(documents)
    found = []
    for unit in mention.candidates:
        if unit.level != "xã":
            continue
        others = predecessors(unit) if unit.since_2025 else successors(unit)
        ids = tuple(r.document_id for r in reports if any(_is_report_of(r, other) for other in others))
        if ids:
            names = tuple(dict.fromkeys(other.full_name for other in others))
            found.append(Place(unit.full_name, "xã", ids, merged=names, is_former=not unit.since_2025))
    return found[0] if len(found) == 1 else None


def _is_report_of(report: _Reporting, unit: AdminUnit) -> bool:
    return (
        report.since_2025 == unit.since_2025
        and report.commune == accented_key(unit.name)
        and (not report.province or report.province == name_key(unit.province))
        and (unit.since_2025 or report.district in ("", name_key(strip_kind(unit.district or ""))))
    )


@kept_for_documents
def _reporting(documents: Sequence[StoredDocument]) -> list[_Reporting]:
    found = []
    for document in documents:
        summary = document.summary
        if summary.level != "xã" or not summary.commune or organisation_of(document):
            continue
        issued = document.identity.value("date") or ""
        found.append(
            _Reporting(
                document.document_id,
                accented_key(strip_kind(summary.commune)),
                name_key(strip_kind(summary.district or "")),
                name_key(summary.province or ""),
                issued >= _FIRST_DAY if issued else summary.district is None,
            )
        )
    return found
