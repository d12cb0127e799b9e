"""The units that a compiled table has rows for: who reports, who is told of, who ought to report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.records import UnitLevel
from knowledge.store.filters import place_key
from knowledge.store.ledger.award_pages import ListedAward
from knowledge.store.ledger.stored import DocumentSummary, StoredDocument
from language.periods import Period
from language.units import communes_of, split_kind

# A unit's own key, its district's and its province's (folded, without kind words), and its level.
UnitKey = tuple[str, str, str, str]

_REPORTS = ("báo cáo", "khác", None)  # kinds of document by which a unit reports
_KIND_LEVELS: dict[str, UnitLevel] = {
    "xã": "xã", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã", "huyện": "huyện", "quận": "huyện",
    "thị xã": "huyện", "tỉnh": "tỉnh",
}  # fmt: skip
_WITHOUT_DISTRICTS = 2025 * 12 + 6  # July 2025 in months, as ``Period.months`` counts


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit with the places it lies in; ``district`` is None for a province and since 07/2025."""

    name: str
    level: UnitLevel
    district: str | None
    province: str | None

    @property
    def key(self) -> UnitKey:
        """What tells the unit apart, however it is written."""
        district = "" if self.level == "tỉnh" else place_key(self.district)
        return place_key(self.name), district, place_key(self.province), self.level

    @classmethod
    def of_document(cls, document: DocumentSummary) -> UnitName | None:
        """The reporting unit of a document, None when the document does not tell it."""
        if document.commune:
            return cls(document.commune, "xã", document.district, document.province)
        if document.district:
            return cls(document.district, "huyện", document.district, document.province)
        if document.province:
            return cls(document.province, "tỉnh", None, document.province)
        return None


def known_units(documents: Sequence[StoredDocument]) -> dict[UnitKey, UnitName]:
    """The units that have reported at any time."""
    units: dict[UnitKey, UnitName] = {}
    for document in documents:
        name = UnitName.of_document(document.summary)
        if name is not None and document.summary.kind in _REPORTS:
            units.setdefault(name.key, name)
    return units


def reported_periods(documents: Sequence[StoredDocument]) -> dict[UnitKey, set[str]]:
    """The periods for which each unit has a report."""
    periods: dict[UnitKey, set[str]] = {}
    for document in documents:
        name = UnitName.of_document(document.summary)
        if name is not None and document.summary.kind in _REPORTS and document.summary.period:
            periods.setdefault(name.key, set()).add(document.summary.period)
    return periods


def unit_of(entry: ListedAward) -> UnitName:
    """The unit whose award a record is; what is no administrative unit belongs to the reporting one.

    The place of a unit that another unit's report tells of is taken from that report.
    """
    own = None if entry.document is None else UnitName.of_document(entry.document)
    told = _told(entry)
    if own is None:
        return told or UnitName(entry.record.unit, "xã", entry.district, entry.province)
    if told is None or told.key == own.key:
        return own
    return told


def _told(entry: ListedAward) -> UnitName | None:
    """The unit that the record itself names, None when it names no administrative unit."""
    unit = entry.record.unit
    kind = split_kind(unit)[0]
    level = _KIND_LEVELS.get(kind or "")
    if kind == "thành phố":
        of_province = place_key(unit) == place_key(entry.province)
        level = "tỉnh" if of_province else "huyện"
    if level is None:
        return None
    return UnitName(unit, level, unit if level == "huyện" else entry.district, entry.province)


def listed_communes(province: str, district: str, period: str, known: Iterable[UnitName]) -> list[UnitName]:
    """The communes of the national list in the district, or in the province since 07/2025."""
    if not district and not (province and Period(period).months[1] >= _WITHOUT_DISTRICTS):
        return []
    place = district or province
    provinces = {name.province for name in known if name.province}
    within = province or (provinces.pop() if len(provinces) == 1 else None)
    units = communes_of(place, within, since_2025=not district)
    return [UnitName(unit.full_name, "xã", unit.district, unit.province) for unit in units]
