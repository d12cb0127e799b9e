"""From votes to commune, district and province, with the list of units as arbiter.

The list decides which district and province belong together and completes what the document
leaves out. It never replaces a name: one that it does not know stays as the document has it,
with a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foundation.document import Span
from foundation.records import IdentityField, UnitLevel
from foundation.wording import say
from ingest.identity.lexicon import weight
from ingest.identity.place_votes import LevelVotes, Seen
from language.text import fold
from language.units import AdminUnit, lookup, name_key, parents, strip_kind
from language.units_names import accented_key

# Since districts were abolished one is believed only where it is told as the reporter's own.
_OWN_DISTRICT = 5.0
# A stated province outweighs the list's from this score on.
_OWN_PROVINCE = 2.5


@dataclass(frozen=True, slots=True)
class Places:
    """The three identity fields of place."""

    commune: IdentityField | None = None
    district: IdentityField | None = None
    province: IdentityField | None = None


def resolve(seen: Sequence[Seen], level: UnitLevel | None, since_2025: bool) -> Places:
    """The reporting unit's places.

    ``level`` is the reporter's level; ``since_2025`` tells that the document was written after
    30/06/2025, when communes stand directly under provinces.
    """
    if since_2025:
        seen = [_of_today(item) for item in seen]
    communes, districts, provinces = (
        LevelVotes("xã", seen),
        LevelVotes("huyện", seen),
        LevelVotes("tỉnh", seen),
    )
    if level not in ("xã", "huyện"):
        return Places(province=_province(provinces, (), ()))
    key = communes.best() if level == "xã" else None
    if key is not None:  # a commune's bare name is its own and not that of a namesake above it
        others = [item for item in seen if item.mention.kind or name_key(item.mention.name) != key]
        districts, provinces = LevelVotes("huyện", others), LevelVotes("tỉnh", others)
    homes = _homes(communes, key, since_2025)
    district_key = _district_key(districts, homes, level, since_2025)
    homes = _within_district(homes, district_key)
    homes = _within_province(homes, [] if key is None else communes.listed(key), provinces)
    district_homes = _district_units(districts, district_key, homes)
    commune = None if key is None else _commune(communes, key, homes, districts, district_key)
    district: IdentityField | None = None
    if district_key is not None:
        district = _district(districts, district_key, district_homes)
    elif commune is not None and not since_2025:
        district = _derived_district(commune, homes, provinces)
    if _fit(homes, district_key):
        return Places(commune, district, _province(provinces, homes, homes, commune, district))
    namesakes = _district_units(districts, district_key, ())
    return Places(commune, district, _province(provinces, namesakes, district_homes, commune, district))


def _of_today(item: Seen) -> Seen:
    """A city named since districts are gone is the province of that name where there is one."""
    provinces = tuple(u for u in item.mention.candidates if u.level == "tỉnh" and u.since_2025)
    if item.mention.kind != "thành phố" or not provinces:
        return item
    return replace(item, mention=replace(item.mention, level="tỉnh", candidates=provinces))


def _bare_key(full_name: str) -> str:
    return name_key(strip_kind(full_name))


def _homes(communes: LevelVotes, key: str | None, since_2025: bool) -> list[AdminUnit]:
    """Units of the list that the commune may be, of the document's era where the list has such."""
    if key is None:
        return []
    units = communes.listed(key) or parents(communes.written(key))
    return [unit for unit in units if unit.since_2025 == since_2025] or list(units)


def _district_key(
    districts: LevelVotes, homes: Sequence[AdminUnit], level: UnitLevel, since_2025: bool
) -> str | None:
    """The district with most votes; one that the list pairs with the commune has an advantage."""
    paired = {_bare_key(unit.district) for unit in homes if unit.district}
    scores = {
        key: score + (weight("place", "fits_parent") if key in paired else 0.0)
        for key, score in districts.ballot.ranking()
    }
    if not scores:
        return None
    key = max(scores, key=lambda each: scores[each])
    if level == "huyện":
        return key
    if since_2025 and scores[key] < _OWN_DISTRICT:
        return None
    told = any(mention.kind for mention in districts.mentions(key))
    return key if told or key in paired else None


def _within_district(homes: list[AdminUnit], district_key: str | None) -> list[AdminUnit]:
    within = [unit for unit in homes if unit.district and _bare_key(unit.district) == district_key]
    return within or homes


def _within_province(
    homes: list[AdminUnit], namesakes: Sequence[AdminUnit], provinces: LevelVotes
) -> list[AdminUnit]:
    """Of several units of one name, those in the province that the document names most.

    A namesake of the other era in the stated province is nearer than one elsewhere.
    """
    for units in (homes, namesakes):
        for key, _ in provinces.ballot.ranking():
            within = [unit for unit in units if name_key(unit.province) == key]
            if within:
                return within
    return homes


def _fit(homes: Sequence[AdminUnit], district_key: str | None) -> bool:
    """Whether the commune's units lie in the stated district (or none is stated)."""
    return bool(homes) and (
        district_key is None
        or any(unit.district and _bare_key(unit.district) == district_key for unit in homes)
    )


def _district_units(districts: LevelVotes, key: str | None, homes: Sequence[AdminUnit]) -> list[AdminUnit]:
    if key is None:
        return []
    units = districts.listed(key) or [u for u in lookup(districts.written(key)) if u.level == "huyện"]
    provinces = {unit.province for unit in homes}
    return [unit for unit in units if unit.province in provinces] or units


def _read(value: str, sure: float, span: Span | None, note: str) -> IdentityField:
    if span is None:
        return IdentityField(value, sure, None, "derived", note or say("identity.from_file_name"))
    return IdentityField(value, sure, span, "read", note)


def _commune(
    communes: LevelVotes,
    key: str,
    homes: Sequence[AdminUnit],
    districts: LevelVotes,
    district_key: str | None,
) -> IdentityField:
    name, kind, note = _named(communes, key, homes)
    if not note and not _fit(homes, district_key) and district_key is not None:
        stated, stated_kind, _ = _named(districts, district_key, districts.listed(district_key))
        note = say("identity.unknown_pair", commune=f"{kind} {name}", district=f"{stated_kind} {stated}")
    return _read(f"{kind} {name}", communes.confidence(key), communes.span(key), note)


def _named(votes: LevelVotes, key: str, units: Sequence[AdminUnit]) -> tuple[str, str, str]:
    """Name, kind word and remark of a group: the list's spelling where it is the same name."""
    written = votes.written(key)
    same = [unit for unit in units if accented_key(unit.name) == accented_key(written)]
    if same:
        # "Sĩ" and "Sỹ" are one name, which stays as the document writes it.
        name = same[0].name if fold(same[0].name) == fold(written) else written
        return name, votes.kind(key, same), ""
    kind = votes.kind(key, units)
    near = sorted({unit.name for unit in units})
    if len(near) == 1:
        # Text without diacritics says no more than the list; other diacritics are another name.
        name = near[0] if written.isascii() else written
        return name, kind, say("identity.spelling_differs", name=written, known=near[0])
    return written, kind, say("identity.unknown_unit", name=f"{kind} {written}")


def _district(districts: LevelVotes, key: str, units: Sequence[AdminUnit]) -> IdentityField:
    name, kind, note = _named(districts, key, units)
    return _read(f"{kind} {name}", districts.confidence(key), districts.span(key), note)


def _derived_district(
    commune: IdentityField, homes: Sequence[AdminUnit], provinces: LevelVotes
) -> IdentityField | None:
    """The district of a commune whose name is unique, in the country or in the stated province."""
    found = {unit.district for unit in homes if unit.district}
    stated = provinces.best()
    if len(found) != 1 or (stated is not None and stated not in {name_key(unit.province) for unit in homes}):
        return None
    note = say("identity.derived_from_commune", commune=commune.value)
    return IdentityField(found.pop() or "", 0.6 if stated is None else 0.8, None, "derived", note)


def _province(
    provinces: LevelVotes,
    fits: Iterable[AdminUnit],
    nearest: Iterable[AdminUnit],
    commune: IdentityField | None = None,
    district: IdentityField | None = None,
) -> IdentityField | None:
    """The province that is stated and fits, else the only one of the ``nearest``, else the one stated."""
    possible = {name_key(unit.province) for unit in fits}
    ranking = provinces.ballot.ranking()
    for key, score in ranking:
        if key in possible or (not possible) or score >= _OWN_PROVINCE:
            name, _, note = _named(provinces, key, provinces.listed(key))
            sure = provinces.confidence(key) if key in possible or score >= _OWN_PROVINCE else 0.4
            return _read(name, max(sure, 0.9 if key in possible else 0.0), provinces.span(key), note)
    derived = {unit.province for unit in nearest}
    if len(derived) != 1:
        return None
    if commune is not None and district is not None:
        note = say("identity.derived_from_pair", commune=commune.value, district=district.value)
    elif district is not None:
        note = say("identity.derived_from_district", district=district.value)
    else:
        note = say("identity.derived_from_commune", commune=commune.value if commune else "")
    sure = (
        min(field.confidence for field in (commune, district) if field is not None)
        if commune or district
        else 0.5
    )
    return IdentityField(derived.pop(), sure, None, "derived", note)
