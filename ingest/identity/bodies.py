"""Bodies that issue documents: "UBND xã …", "Hội đồng TĐKT huyện", "Trường THCS …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from foundation.records import UnitLevel
from ingest.identity.lexicon import lexicon, pattern
from language.text import fold, tokens
from language.units import UnitMention, find_units
from language.units_names import kinds

_JOIN = re.compile(r"[\s*_,.–-]{0,4}")
_GENERIC = re.compile(r"(?P<kind>xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh)\b(?! hoi\b)")
_NAME_STOP = re.compile(
    r"cong hoa xa hoi|doc lap|so ?:|bao cao|kinh gui|uy ban nhan dan|ubnd|nam hoc|tong ket|so ket|[,.;:\n(]"
    r"|ban thuong vu|ban chap hanh"
    r"|\b(?:tinh|huyen|thi xa|thanh pho|quan|xa(?! hoi)|phuong|thi tran|dac khu)\b"
)
_LONGEST_NAME = 60
_COMMITTEE = re.compile(r"(?<!\w)(?P<of>huyen|thi|quan|thanh|tinh) (?:uy|doan)[\s*_]{1,4}$")


class Body(NamedTuple):
    """A body in a text. ``unit`` is the place named with it, ``kind`` the kind of place if told.

    ``named`` bodies go by their own name, which ``text[start:end]`` spells and whose common part
    ends at ``common_end``; the others are called ``label`` and the place.
    """

    label: str
    named: bool
    level: UnitLevel | None
    kind: str | None
    unit: UnitMention | None
    start: int
    common_end: int
    end: int


class _Form(NamedTuple):
    entry: dict[str, Any]
    match: re.Pattern[str]


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_Form(entry, pattern(entry["match"])) for entry in lexicon()["bodies"])


@lru_cache(maxsize=4096)
def units_in(text: str) -> tuple[UnitMention, ...]:
    """``find_units``, remembered: several witnesses read the same paragraph.

    A bare name after a committee of the Party is a unit of that committee's kind: "Thành ủy …".
    """
    return tuple(_of_committee(text, mention) for mention in find_units(text))


def _of_committee(text: str, mention: UnitMention) -> UnitMention:
    told = _COMMITTEE.search(fold(text[max(0, mention.start - 16) : mention.start]))
    if mention.kind is not None or told is None:
        return mention
    kind = lexicon()["committees"][told["of"]]
    units = tuple(unit for unit in mention.candidates if unit.kind == kind)
    level = units[0].level if units else None
    return replace(mention, kind=kind, level=level, candidates=units)


@cache
def _kind_of_folded() -> dict[str, str]:
    return {fold(kind): kind for kind in kinds()}


def level_of(mention: UnitMention) -> UnitLevel | None:
    """The level that a mention's kind word and the list tell together."""
    if mention.level is not None or mention.kind is None:
        return mention.level
    return kinds()[mention.kind][0]


def find_bodies(text: str) -> list[Body]:
    """Bodies named in ``text``, in order; of two that overlap the one that begins first."""
    folded = fold(text)
    found = [
        (match.start(), -match.end(), form, match)
        for form in _forms()
        for match in form.match.finditer(folded)
    ]
    found.sort(key=lambda item: item[:2])
    mentions = units_in(text) if found else ()
    bodies: list[Body] = []
    end = 0
    for start, _, form, match in found:
        if start < end or text[max(0, start - 1) : start] in ("/", "-"):
            continue
        body = _body(text, folded, form.entry, match, mentions)
        bodies.append(body)
        end = body.end
    return bodies


def _body(
    text: str, folded: str, entry: dict[str, Any], match: re.Match[str], mentions: Sequence[UnitMention]
) -> Body:
    end = _own_name_end(text, folded, match.end()) if entry.get("named") else match.end()
    level: UnitLevel | None = entry.get("level")
    kind: str | None = entry.get("kind")
    joint = _JOIN.match(folded, match.end())
    reach = max(end, joint.end() if joint else end)
    joint_after_name = _JOIN.match(folded, end)
    reach = max(reach, joint_after_name.end() if joint_after_name else end)
    unit = next((m for m in mentions if match.end() <= m.start <= reach and m.end > match.end()), None)
    if unit is not None and (unit.kind is not None or not entry.get("named")):
        return Body(
            entry["label"], bool(entry.get("named")), level or level_of(unit), unit.kind or kind, unit,
            match.start(), match.end(), max(end, unit.end),
        )  # fmt: skip
    generic = _GENERIC.match(folded, joint_after_name.end() if joint_after_name else end)
    if generic is not None and "," not in text[end : generic.start()]:
        kind = _kind_of_folded()[generic["kind"]]
        return Body(
            entry["label"], bool(entry.get("named")), level or kinds()[kind][0], kind, None,
            match.start(), match.end(), generic.end(),
        )  # fmt: skip
    return Body(entry["label"], bool(entry.get("named")), level, kind, None, match.start(), match.end(), end)


def _own_name_end(text: str, folded: str, begin: int) -> int:
    """Where the proper name of a school or an office ends: capitals, numbers and "và" go on."""
    stop = _NAME_STOP.search(folded, begin)
    limit = min(stop.start() if stop else len(text), begin + _LONGEST_NAME)
    end = begin
    for token in tokens(text[begin:limit]):
        if not (token.text[0].isupper() or token.text[0].isdigit() or token.text in ("và", "vụ")):
            break
        if text[end : begin + token.start].strip(" -–&'’/*_"):
            break
        end = begin + token.end
    return end
