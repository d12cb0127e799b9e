"""The list of administrative units: look-ups, parents, and the conversion of 01/07/2025.

Sources: the units in force from 2021 to June 2025 (63 provinces, districts, communes) and the
34 provinces with 3,321 communes, wards and special zones since 01/07/2025, when districts were
abolished (Resolution 202/2025/QH15). ``data/derive_units.py`` tells where the tables come from.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from foundation.records import UnitLevel
from language.units_names import DATA, accented_key, kinds, name_key, same_name, split_kind, words


@dataclass(frozen=True, slots=True)
class AdminUnit:
    """A unit of the list. ``district`` carries its kind ("huyện …"), ``province`` is bare.

    ``district`` is None for districts, provinces and every unit since 2025.
    """

    name: str
    kind: str
    level: UnitLevel
    district: str | None
    province: str
    since_2025: bool = False

    @property
    def full_name(self) -> str:
        """Kind and name: "thị trấn Hà Trung"."""
        return f"{self.kind} {self.name}"


class UnitList:
    """All units with their indexes, loaded once by ``unit_list``."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[AdminUnit]] = defaultdict(list)
        self.successors: dict[AdminUnit, tuple[AdminUnit, ...]] = {}
        self.predecessors: dict[AdminUnit, list[AdminUnit]] = defaultdict(list)
        seen: set[AdminUnit] = set()

        def add(unit: AdminUnit) -> AdminUnit:
            if unit not in seen:
                seen.add(unit)
                for key in (name_key(unit.name), *_other_spellings(unit.name)):
                    self.by_key[key].append(unit)
            return unit

        by_code: dict[str, AdminUnit] = {}
        provinces: dict[str, AdminUnit] = {}
        for code, province, commune in _rows("units_2025.csv"):
            kind, name = _split(province)
            provinces[name] = add(AdminUnit(name, kind, "tỉnh", None, name, True))
            commune_kind, commune_name = _split(commune)
            by_code[code] = add(AdminUnit(commune_name, commune_kind, "xã", None, name, True))
        above: dict[tuple[str, str], tuple[str, str]] = {}
        former: dict[str, AdminUnit] = {}
        went: dict[AdminUnit, dict[AdminUnit, None]] = defaultdict(dict)
        for _, province, district, commune, now in _rows("units_former.csv"):
            if (province, district) not in above:
                kind, province_name = _split(province)
                former[province_name] = add(AdminUnit(province_name, kind, "tỉnh", None, province_name))
                district_kind, district_name = _split(district)
                add(AdminUnit(district_name, district_kind, "huyện", None, province_name))
                above[province, district] = f"{district_kind} {district_name}", province_name
            if commune:
                commune_kind, commune_name = _split(commune)
                unit = add(AdminUnit(commune_name, commune_kind, "xã", *above[province, district]))
                targets = tuple(by_code[code] for code in now.split())
                self.successors[unit] = targets
                for target in targets:
                    self.predecessors[target].append(unit)
                    went[former[unit.province]][provinces[target.province]] = None
        for unit, places in went.items():
            self.successors[unit] = tuple(places)
            for target in places:
                self.predecessors[target].append(unit)
        for alias, name in words()["province_aliases"].items():
            self.by_key[name_key(alias)] += [u for u in self.by_key[name_key(name)] if u.level == "tỉnh"]
        self.longest = max(key.count(" ") + 1 for key in self.by_key)
        self.lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for key in self.by_key:
            syllables = key.split(" ")
            lengths[syllables[0]].add(len(syllables))
        for first, counts in lengths.items():
            self.lengths[first] = tuple(sorted(counts, reverse=True))


def _other_spellings(name: str) -> tuple[str, ...]:
    """Keys under which people also write a name: "Sơn Lĩnh 2" for "Sơn Lĩnh II", "EaKly" for "Ea Kly"."""
    first, *rest = name_key(name).split(" ")
    numerals: dict[str, str] = words()["numerals"]
    if rest and rest[-1] in numerals:
        return (" ".join([first, *rest[:-1], numerals[rest[-1]]]),)
    return (first + rest[0],) if len(rest) == 1 and first in words()["run_together"] else ()


def _rows(file_name: str) -> list[list[str]]:
    with (DATA / file_name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@cache
def _split(full_name: str) -> tuple[str, str]:
    lower = full_name.lower()
    for kind in kinds():
        if lower.startswith(kind + " "):
            return kind, full_name[len(kind) + 1 :]
    raise ValueError(f"no kind word in {full_name!r}")


@cache
def unit_list() -> UnitList:
    """The list, read on first use (about a third of a second)."""
    return UnitList()


def accents_agree(written: str, name: str) -> bool:
    """Whether a written name is ``name`` mark by mark."""
    return accented_key(written) == accented_key(name)


def lookup(name: str, kind: str | None = None, within: str | None = None) -> list[AdminUnit]:
    """Units called ``name``, the best reading first.

    A kind word at the front of ``name`` counts as ``kind``. ``within`` is a district or province,
    with or without kind word. Diacritics are compared when ``name`` has any; when no unit agrees
    in them the units that agree without them are returned (compare ``AdminUnit.name``).
    """
    whole = unit_list().by_key.get(name_key(name), [])
    exact_whole = any(accents_agree(name, unit.name) for unit in whole)
    stated_kind, bare = (None, name) if exact_whole else split_kind(name)  # "Xa Dung" has no kind word
    kind = kind or stated_kind
    found = unit_list().by_key.get(name_key(bare), [])
    if stated_kind and not found:
        found = unit_list().by_key.get(name_key(name), [])
    if kind is not None:
        found = [unit for unit in found if unit.kind == kind]
    if within is not None:
        found = [unit for unit in found if _within(unit, within)]
    exact = [unit for unit in found if accents_agree(bare, unit.name)]
    return exact or list(found)


def _within(unit: AdminUnit, place: str) -> bool:
    if unit.district is not None and same_name(unit.district, place):
        return True
    kind = split_kind(place)[0]
    return same_name(unit.province, place) and kind in (None, "tỉnh", "thành phố")


def parents(commune: str, district: str | None = None) -> list[AdminUnit]:
    """Communes of the list called ``commune``, in ``district`` when it is given.

    One result means that the place is certain; its ``district`` and ``province`` are the parents.
    A kind that the list does not give (a district that became a town) is no obstacle.
    """
    for name in (commune, split_kind(commune)[1]):
        found = [unit for unit in lookup(name) if unit.level == "xã"]
        if district is not None:
            found = [unit for unit in found if unit.district and same_name(unit.district, district)]
        if found:
            return found
    return []


def successors(unit: AdminUnit) -> tuple[AdminUnit, ...]:
    """The units since 01/07/2025 that the territory of a former commune or province went to."""
    return unit_list().successors.get(unit, ())


def predecessors(unit: AdminUnit) -> tuple[AdminUnit, ...]:
    """The former communes or provinces that a unit since 01/07/2025 was formed from."""
    return tuple(unit_list().predecessors.get(unit, ()))


def communes_of(place: str, province: str | None = None, since_2025: bool = False) -> list[AdminUnit]:
    """The communes, wards and towns of a district, or since 01/07/2025 those of a province, by name.

    ``province`` tells namesakes among the districts apart.
    """
    found = {
        unit
        for units in unit_list().by_key.values()
        for unit in units
        if unit.level == "xã"
        and unit.since_2025 == since_2025
        and same_name(unit.province if since_2025 else unit.district or "", place)
        and (province is None or same_name(unit.province, province))
    }
    return sorted(found, key=lambda unit: name_key(unit.name))
