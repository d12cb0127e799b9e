"""Whom each stretch of a report is about: its own unit, or a smaller one that leads it in.

Reports of districts, clusters and departments tell their communes one by one: an item "- Xã A: thu
ngân sách 6 tỷ đồng; 02 cá nhân được tặng Bằng khen", a paragraph "Đối với xã B: ...", a heading that
is a unit's name, or a sentence whose subject changes ("Xã A có ...; xã B có ..."). What stands
behind such a lead is about that unit until another leads in or the whole is spoken of again.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import language
from foundation.document import Paragraph
from foundation.records import DocumentIdentity
from language.text import sentences
from language.units import find_units, lookup

_DATA = Path(language.__file__).parent / "data" / "subjects.toml"
_RANK = {"xã": 1, "huyện": 2, "tỉnh": 3, "trung ương": 4}
_UNIT_HINT = re.compile(
    r"(?<!\w)(?i:xã|phường|thị trấn|đặc khu|tt\.?|p\.|huyện|thành phố|thị xã|quận|tp\.?)\s*(?:[^\W\d_a-z]|\d)"
)
# "xã A 5,07 % và xã B 1,46 %": a figure before "và" closes a clause.
_DELIMITER = re.compile(
    r"[;:,(\n]|[.!?]\s|\d[\d.,]*\s*(?:%|(?:tỷ|triệu|nghìn|ngàn)\s+đồng|hộ|người|tiêu chí|ha|tấn|con)"
    r"\s+(?:và|còn)(?=\s)"
)
_MARK = re.compile(r"[\s\-–—+*•.)]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[ivxIVX]{1,4})[.)]\s*)?[\s\-–—+*•]*")
_ASIDE = r"(?:\s*\([^()]{0,60}\))?"
_COLON = re.compile(_ASIDE + r"\s*(?::|[-–—](?=\s))")
_ALONE = re.compile(_ASIDE + r"[\s.]*$")
_HONOURED = re.compile(_ASIDE + r"\s*(?:đã )?được(?!\w)")
_SINGLED_OUT = re.compile(r"^(?:đối với|riêng|tại|ở)(?: tại| ở)?$")
_IN_BRACKETS = re.compile(r"\s*(\([^()]*\d[^()]*\))")
_UNIT_COLUMN = re.compile(
    r"(?:tên )?(?:các )?(?P<kind>đơn vị|xã|địa phương|địa bàn|địa danh)"
    r"(?:\W+(?:và )?(?:phường|thị trấn|tt)\W*)*$"
)
_LONGEST_LABEL = 9  # words before a unit's name in a label that ends with a colon


@dataclass(frozen=True, slots=True)
class Named:
    """A unit or body smaller than the reporting one, named at ``text[start:end]``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects of one paragraph: from each place in ``starts`` on it is about ``names``.

    An empty name is the reporting unit, None that the words before do not tell.
    """

    starts: tuple[int, ...]
    names: tuple[str | None, ...]

    def at(self, position: int) -> str | None:
        """Whom the character at ``position`` of the paragraph is about."""
        place = bisect_right(self.starts, position) - 1
        return self.names[place] if place >= 0 else None


Finder = Callable[[str], Sequence[Named]]


def smaller_units(identity: DocumentIdentity) -> Finder:
    """What finds the units below the reporting one by name and kind; for a commune there are none."""
    rank = _RANK.get(identity.value("level") or "", 0)

    def find(text: str) -> list[Named]:
        if rank < _RANK["huyện"] or not _UNIT_HINT.search(text):
            return []
        return [
            Named(f"{m.kind} {m.name}", m.start, m.end)
            for m in find_units(text)
            if m.kind and m.level and _RANK[m.level] < rank
        ]

    return find


def unit_of_cell(title: str, text: str, own: str) -> str | None:
    """The unit that a cell names: with its kind, or bare in a column of units ("Xã, thị trấn").

    ``own`` is the reporting district, whose communes tell the kind of a bare name.
    """
    told = next((m for m in find_units(text) if m.kind and m.level), None)
    if told is not None:
        return f"{told.kind} {told.name}"
    column = _UNIT_COLUMN.match(title.strip().lower())
    if column is None or not re.fullmatch(r"[^\W\d_][^\d:;,.()]{1,30}", text.strip()):
        return None
    known = [unit.full_name for unit in lookup(text.strip(), within=own) if unit.level == "xã"] if own else []
    if known:
        return known[0]
    capital = all(word[0].isupper() for word in text.split())
    return f"xã {text.strip()}" if capital and column["kind"] == "xã" else None


def led_bodies(text: str) -> list[Named]:
    """Schools, companies and other bodies with a name of their own that open a label: "Trường THCS A:"."""
    found = []
    for match in re.finditer(rf"(?<!\w)(?:{_listed('bodies')})\s[^:;,.()\n]{{2,60}}", text, re.IGNORECASE):
        name = match.group().rstrip(" -–")
        last = name.split()[-1]
        behind = text[match.start() + len(name) :]
        if _COLON.match(behind) and (last.isdigit() or (last[0].isupper() and not last.isupper())):
            found.append(Named(name, match.start(), match.start() + len(name)))
    return found


class SubjectReader:
    """Reads the paragraphs of one report in order; an item's lead outlives it for what hangs on it."""

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._open: list[tuple[str, str]] = []

    def read(self, paragraph: Paragraph) -> Subjects:
        """The subjects of the next paragraph."""
        text = paragraph.content.text
        style = _style(paragraph.marker) if paragraph.kind == "list_item" else ""
        known = [place for place, (mark, _) in enumerate(self._open) if mark == style or _above(style, mark)]
        if known or not style:
            del self._open[known[0] if known else 0 :]
        base = self._open[-1][1] if self._open else self._of_headings(paragraph.path)
        named = sorted(self._find(text), key=lambda each: each.start)
        opening = _opening(text, named)
        subjects = _subjects(text, named, base, opening if style or (opening and opening[1]) else None)
        if opening and (style or text.rstrip().endswith(":") or _ALONE.match(text, opening[0].end)):
            self._open.append((style, opening[0].name))
        return subjects

    def _of_headings(self, path: tuple[str, ...]) -> str | None:
        """The unit that a heading names and nothing else: "1. Xã A", "Đối với thị trấn B"."""
        for heading in reversed(path):
            for each in self._find(heading):
                before = _words(heading[: each.start])
                if _ALONE.match(heading.rstrip(" :"), each.end) and _opens(before):
                    return each.name
        return None


def _above(style: str, mark: str) -> bool:
    """Whether a mark of an outline stands above another: "5." never hangs on "c)", nor "b)" on "-"."""
    return bool(style and mark) and _depth(style) < _depth(mark)


def _depth(style: str) -> int:
    return 1 if style[0].isdigit() else 2 if style[0].isalpha() else 3


def _style(marker: str) -> str:
    return re.sub(r"[a-zđ]", "a", re.sub(r"\d+", "1", marker.lower())) or "-"


@cache
def _listed(name: str) -> str:
    with _DATA.open("rb") as file:
        told = tomllib.load(file)[name]
    return "|".join(re.escape(word) for word in sorted(told, key=len, reverse=True))


def _words(before: str) -> str:
    """The words before a name without the marks of a list."""
    return before[_MARK.match(before).end() :].strip().lower()  # type: ignore[union-attr]


def _opens(before: str) -> bool:
    """Whether only words that lead in stand before a name: "đối với", "trong đó", "UBND"."""
    pattern = rf"(?:(?:{_listed('openers')})[\s:,]*)*(?:{_listed('organs')})?"
    return re.fullmatch(pattern, before) is not None


def opens_clause(before: str) -> bool:
    """Whether only words that lead in stand before a name in its clause."""
    return _opens(_words(before))


def leads_in(after: str) -> bool:
    """Whether a name with these words behind it is the subject of its clause."""
    return re.match(rf"\s*(?:(?:{_listed('verbs')})(?!\w)|\d)", after, re.IGNORECASE) is not None


def _alone_in_label(named: Sequence[Named], each: Named, clause: int) -> bool:
    return all(other is each or other.end <= clause or other.start >= each.end for other in named)


def _lead(text: str, named: Sequence[Named], each: Named) -> tuple[int, bool] | None:
    """Where the clause begins that a unit leads in, and whether as a label; None if it leads in none."""
    clause = max((m.end() for m in _DELIMITER.finditer(text, 0, each.start)), default=0)
    before = _words(text[clause : each.start])
    if _COLON.match(text, each.end):
        short = len(before.split()) <= _LONGEST_LABEL and not re.search(r"\d", before)
        return (clause, True) if short and _alone_in_label(named, each, clause) else None
    verb = re.compile(rf"{_ASIDE}\s*(?:(?:{_listed('verbs')})(?!\w)|\d)", re.IGNORECASE).match(text, each.end)
    if _SINGLED_OUT.search(before) and text[each.end :].lstrip().startswith(","):
        return clause, False  # "Đối với xã A, thu ngân sách đạt ..."
    return (clause, False) if verb and _opens(before) and not _joined(text, named, each) else None


def _joined(text: str, named: Sequence[Named], each: Named) -> bool:
    """Whether a unit is the last of several that share what follows: "xã A, xã B và xã C đạt"."""
    return any(
        re.fullmatch(r"\s*(?:,|và|,\s*và)\s*", text[o.end : each.start].lower())
        for o in named
        if o is not each
    )


def _opening(text: str, named: Sequence[Named]) -> tuple[Named, bool] | None:
    """The unit that a paragraph begins with, and whether as a label."""
    first = named[0] if named else None
    if first is None:
        return None
    if (lead := _lead(text, named, first)) is not None and not _words(text[: lead[0]]).strip(" :,"):
        return first, lead[1]
    alone = _ALONE.match(text, first.end) and _opens(_words(text[: first.start]))
    return (first, True) if alone else None


def _subjects(
    text: str, named: Sequence[Named], base: str | None, opening: tuple[Named, bool] | None
) -> Subjects:
    """The changes of subject in a text: leads and words of the whole; sentences go back to ``base``."""
    lasting = opening[0].name if opening else base
    changes: dict[int, str | None] = dict.fromkeys((0, *_sentence_starts(text)), lasting)
    for each in named:
        if (lead := _lead(text, named, each)) is None:
            if aside := _IN_BRACKETS.match(text, each.end):  # "xã A (vận động 980 triệu đồng)"
                changes[aside.start(1)] = each.name
                changes.setdefault(aside.end(1), lasting)
            continue
        if _HONOURED.match(text, each.end) and not opening and (end := text.find(";", each.end)) >= 0:
            changes.setdefault(end + 1, lasting)  # "Xã A được tặng cờ; 120 cá nhân được ..." in all
        changes[lead[0]] = each.name
    if lasting or len(set(changes.values())) > 1:
        changes.update((match.start("whole"), "") for match in _whole().finditer(text))
    starts = tuple(sorted(changes))
    return Subjects(starts, tuple(changes[start] for start in starts))


def _sentence_starts(text: str) -> list[int]:
    """Where sentences begin; what a semicolon parts is one."""
    told = list(sentences(text))
    return [after.start for before, after in pairwise(told) if not before.text.endswith(";")]


@cache
def _whole() -> re.Pattern[str]:
    """Words at the beginning of a clause that tell of all again: "toàn huyện", "các xã còn lại"."""
    opening = rf"(?:(?:{_listed('openers')})\s+)?"
    return re.compile(rf"(?:^|[;,.:]\s)\W*{opening}(?P<whole>(?:{_listed('wholes')})(?!\w))", re.IGNORECASE)
