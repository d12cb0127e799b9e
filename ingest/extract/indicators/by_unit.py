"""Values told unit by unit: which unit of a district each figure is of, and what it tells.

"Hộ nghèo các xã A, B và C lần lượt là 42 %, 47 % và 39 %" tells one figure of each in turn; "A (96,5
điểm), B (95,7 điểm)" and "A 42 %, B 47 %" tell each its own. The units stand with or without their
kind; what the figures tell was said before the first of them, and where it was not they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from foundation.records import DocumentIdentity
from ingest.extract.indicators.figures import Figure
from ingest.extract.indicators.naming import fits
from language.indicators import match_indicators
from language.text import UPPER, even_spelling
from language.units import lookup

_KIND = r"(?:(?P<kind>[Xx]ã|[Pp]hường|[Tt]hị trấn|TT\.?)\s+)?"
_NAME = rf"[{UPPER}][^\W\d_]*(?:[ ][{UPPER}][^\W\d_]*){{0,3}}"
_MEMBER = re.compile(rf"{_KIND}(?P<name>{_NAME})")
_ANY = rf"(?:(?:xã|phường|thị trấn|TT\.?)\s+)?{_NAME}"
_RUN = re.compile(rf"(?<![^\W\d_]){_ANY}(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+){_ANY})+(?![^\W\d_])")
_IN_TURN = re.compile(r"[^;.,\d]{0,25}?lần lượt(?:\s+[^\W\d_]+){0,3}\s*:?\s*")
_JOINT = re.compile(r"[\s%]*(?:[^\W\d_/]+[\s/]*){0,4}(?:,|và|;|,\s*và)\s*")
_SHARING = re.compile(rf"(?<![^\W\d_]){_ANY}\s*(?:,|,?\s*và)\s*$")
_OWN = re.compile(r"\s*(?:\(|:)?\s*(?:(?:là|đạt|còn|có|chiếm|với)\s+){0,2}")
_COMMUNES = re.compile(r"(?<!\w)(?:xã|thị trấn|phường)(?!\w)")
_RANKED = re.compile(r"(?<!\w)(?:xếp (?:hạng|loại)|chấm điểm|điểm thi đua)(?!\w)")
_SCORE, _SCORED = "điểm", "điểm xếp hạng"
_LONGEST_LEAD = 8  # words of a clause that only lead units in
_UNIT_COUNTS = ("xã", "phường", "thị trấn", "đơn vị")


class OfUnit(NamedTuple):
    """What a figure of a unit tells, and the unit with its kind."""

    name: str
    unit: str


def told_by_unit(
    text: str, figures: Sequence[Figure], identity: DocumentIdentity
) -> tuple[dict[int, OfUnit], frozenset[int]]:
    """By the place of its digits, each figure of ``text`` that is one of several told unit by unit; and
    the places of figures that cannot be told of whom or what they are.

    Only a district's report tells its communes so; for others both are empty.
    """
    if identity.value("level") != "huyện" or len(figures) < 2:
        return {}, frozenset()
    shared = _in_turn(text, figures, identity) or _each_its_own(text, figures, identity)
    if not shared:
        return {}, frozenset()
    first = min(start for start, _, _ in shared)
    result: dict[int, OfUnit] = {}
    unknown: set[int] = {
        f.quantity.start for f in figures if f.unit in _UNIT_COUNTS and _counts_them(text, f, first)
    }
    syllables = {word for _, unit, _ in shared for word in unit.split() if word[0].isupper()}
    for _, unit, figure in shared:
        name = _told_before(text[:first], figure, figures, first)
        own_words = not syllables & set(re.findall(r"\w+", figure.name)) and "lần lượt" not in figure.name
        if own_words and not (name and figure.name.startswith(name)):
            name = figure.name
        if name:
            result[figure.quantity.start] = OfUnit(name, unit)
        else:
            unknown.add(figure.quantity.start)
    return result, frozenset(unknown)


def _counts_them(text: str, figure: Figure, first: int) -> bool:
    """Whether a figure only counts the units that are named behind it: "3 xã vùng cao A, B, C"."""
    between = text[figure.quantity.end : first]
    return figure.quantity.end <= first and len(between) < 30 and not re.search(r"[,;.:()]", between)


def _in_turn(
    text: str, figures: Sequence[Figure], identity: DocumentIdentity
) -> list[tuple[int, str, Figure]]:
    """The units of a run and the figures that "lần lượt" gives them: where each unit stands, unit, figure."""
    for run in _RUN.finditer(text):
        opening = _IN_TURN.match(text, run.end())
        if opening is None:
            continue
        members = list(_MEMBER.finditer(text, run.start(), run.end()))
        behind = [f for f in figures if f.quantity.start >= opening.end()][: len(members)]
        units = _units(text, members, identity)
        if len(behind) < len(members) or not units or behind[0].quantity.start != opening.end():
            continue
        ends = [(a.quantity.end, b.quantity.start) for a, b in pairwise(behind)]
        if all(_JOINT.fullmatch(text[end:start]) for end, start in ends):
            return [(run.start(), unit, figure) for unit, figure in zip(units, behind, strict=True)]
    return []


def _each_its_own(
    text: str, figures: Sequence[Figure], identity: DocumentIdentity
) -> list[tuple[int, str, Figure]]:
    """The units right behind which a figure stands, where there are several: "A (96,5 điểm), B (95 điểm)"."""
    found: list[tuple[re.Match[str], Figure]] = []
    for figure in figures:
        place = figure.quantity.start
        for member in _MEMBER.finditer(text, max(0, place - 40), place):
            if _OWN.fullmatch(text[member.end() : place]):
                if _SHARING.search(text[: member.start()]):
                    return []  # "xã A, xã B đạt 98 %" is told of both
                found.append((member, figure))
    if len(found) < 2 or len({figure.quantity.unit for _, figure in found}) > 1:
        return []
    known = [(m, f, unit) for m, f in found if (unit := _known(m, identity))]
    if len(known) < 2:
        return []
    return [(m.start(), unit, f) for m, f, unit in known]


def _units(text: str, members: Sequence[re.Match[str]], identity: DocumentIdentity) -> list[str]:
    """The members of a run with their kinds, empty where nothing tells that they are communes."""
    known = [_known(member, identity) for member in members]
    told = _COMMUNES.search(even_spelling(text[max(0, members[0].start() - 20) : members[0].start()]))
    if not any(known) and told is None:
        return []
    return [unit or f"xã {member['name']}" for unit, member in zip(known, members, strict=True)]


def _known(member: re.Match[str], identity: DocumentIdentity) -> str:
    """A unit by its kind word, or by the list of the reporting district's; empty for none of them."""
    if member["kind"]:
        kind = "thị trấn" if member["kind"].startswith("TT") else member["kind"].lower()
        return f"{kind} {member['name']}"
    own = identity.unit or ""
    units = [u for u in lookup(member["name"], within=own) if u.level == "xã"] if own else []
    return units[0].full_name if len(units) == 1 else ""


def _told_before(before: str, figure: Figure, figures: Sequence[Figure], first: int) -> str:
    """What the figures tell: the last indicator named in the clause of the first unit, or before it
    where the clause only leads the units in ("riêng 3 xã vùng cao A, B"); else a score of ranks."""
    clause = before[max(before.rfind(mark) for mark in ";.\n") + 1 :]
    leads_in = len(clause.split()) <= _LONGEST_LEAD
    for told in (clause, before) if leads_in else (clause,):
        named = [m.name for m in match_indicators(told) if fits(m.name, figure.unit) and not m.generic]
        if named:
            return named[-1]
    if figure.unit == _SCORE:
        return _SCORED if _RANKED.search(even_spelling(before)) else ""
    earlier = [f for f in figures if f.quantity.end <= first and f.unit == figure.unit]
    return earlier[-1].name if earlier and leads_in else ""
