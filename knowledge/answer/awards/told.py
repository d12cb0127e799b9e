"""An award record with what every question needs of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from foundation.records import AuthorityLevel, AwardRecord, UnitLevel
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import DocumentSummary, StoredAward, StoredDocument
from knowledge.store.remembering import kept_for_each
from knowledge.understand.organisations import organisation_of
from language.award_terms import awards, canonical_name, find_terms
from language.units import split_kind
from language.units_names import kinds

_GIVER_GROUPS = ("", "đoàn thể", "đơn vị")
_CONFERRING: tuple[AuthorityLevel, ...] = (
    "Nhà nước", "Thủ tướng", "trung ương", "tỉnh", "sở ngành tỉnh", "quân khu", "huyện", "xã", "đảng bộ",
)  # fmt: skip


ORGANISATION = "tổ chức"


class UnitKey(NamedTuple):
    """A unit as it is told apart from its namesakes: level, name, district, province, folded.

    A school or an association that reports on itself is a unit of the level ``ORGANISATION``: what
    it tells is not its district's.
    """

    level: str
    name: str
    district: str
    province: str


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Told:
    """One award statement with its document and the unit that it is about.

    ``own``: the document is that unit's own report. ``group`` is "đoàn thể" or "đơn vị" for a
    mass organisation or a single body as giver. ``amended`` is "corrected" or "added" for what
    a person has set, else empty. ``organisation`` is the name of one that reports on itself.
    """

    record: AwardRecord
    document: DocumentSummary
    unit: UnitKey
    own: bool
    group: str
    amended: Literal["", "corrected", "added"] = ""
    organisation: str = ""

    @property
    def period(self) -> str | None:
        """The statement's own period, else its document's."""
        return self.record.period or self.document.period

    @property
    def unit_name(self) -> str:
        """The unit as it is shown."""
        own = self.organisation if self.own else ""
        return own or self.record.unit or self.document.unit or self.document.name


@kept_for_each
def reporting_unit(document: StoredDocument) -> UnitKey:
    """The unit or organisation that a document is the report of."""
    return unit_of_document(document.summary, organisation_of(document) or "")


def unit_of_document(document: DocumentSummary, organisation: str = "") -> UnitKey:
    """The reporting unit of a document, or the organisation that it is the report of."""
    if organisation:
        return _key(ORGANISATION, organisation, document)
    return _key(document.level or "", document.unit or document.name, document)


def unit_key(name: str, document: DocumentSummary) -> UnitKey:
    """A unit that a report of another one names, by its kind word; a commune without one."""
    return _key(_level_of(name) or "xã", name, document)


def _key(level: str, name: str, document: DocumentSummary) -> UnitKey:
    bare, district, province = place_key(name), place_key(document.district), place_key(document.province)
    return UnitKey(level, bare, bare if level == "huyện" else district, province)


def _is_reporting(named: str, reporting: UnitKey, document: DocumentSummary) -> bool:
    """Whether a unit that a report names is the one that reports, not a town that bears its name."""
    kind = split_kind(named)[0]
    levels = kinds().get(kind.lower(), ()) if kind else ()
    if levels and document.level and document.level not in levels:
        return False
    return place_key(named) in (reporting.name, place_key(document.unit))


@lru_cache(maxsize=20_000)
def _level_of(name: str) -> UnitLevel | None:
    kind, _ = split_kind(name)
    levels = kinds().get(kind.lower(), ()) if kind else ()
    return levels[0] if len(levels) == 1 else None


@lru_cache(maxsize=4_000)
def giver_group(authority: str) -> str:
    """Whether a giver is a mass organisation ("đoàn thể") or a single body ("đơn vị")."""
    found = next((t.authority for t in find_terms(authority) if t.authority is not None), None)
    return found.group if found is not None else ""


@lru_cache(maxsize=200)
def award_names(award_id: str) -> frozenset[str]:
    """Every canonical name that an award takes, depending on who confers it."""
    award = awards()[award_id]
    return frozenset(
        {award.name} | {canonical_name(award, level, g) for level in _CONFERRING for g in _GIVER_GROUPS}
    )


def award_family(award_id: str) -> str:
    """The award that is meant whoever confers it: flags are one family, orders another."""
    return awards()[award_id].family


@kept_for_each
def told_of(stored: StoredAward, reported: StoredDocument) -> Told:
    """The statement with the unit that it is about; ``reported`` is its document."""
    record, document = stored.record, stored.document
    reporting, organisation = reporting_unit(reported), organisation_of(reported) or ""
    own = not record.unit or _is_reporting(record.unit, reporting, document)
    unit = reporting if own else unit_key(record.unit, document)
    amended: Literal["", "corrected", "added"] = ""
    if stored.amendment_id is not None:
        amended = "added" if stored.was is None else "corrected"
    return Told(record, document, unit, own, giver_group(record.authority), amended, organisation)
