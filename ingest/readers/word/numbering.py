"""Automatic list numbers: Word stores "number me" and this restores the "II." or "b)".

Headings of the genre are recognised by their numbers, so the printed mark must stand in the
text. Rules: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.readers.word.package import Element, attribute, child, children, switched_on

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Bullets of symbol fonts sit in a private area; the ones that office fonts draw as a dash or
# a plus keep their meaning as an outline mark, all others become a bullet.
_SYMBOL_BULLETS = {"\uf02d": "-", "\uf02b": "+", "\uf0d8": "-", "\uf0e8": "-", "\uf0a8": "-"}
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition."""

    format: str
    text: str
    start: int
    restart: int | None
    legal: bool


@dataclass(slots=True)
class _Counters:
    """The running numbers of one list; None before a level's first use."""

    values: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """The list definitions of a document and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str | None, Element] = {
            attribute(a, "abstractNumId"): a for a in children(root, "abstractNum")
        }
        self._by_style = {
            attribute(child(a, "styleLink"), "val"): a
            for a in self._abstract.values()
            if child(a, "styleLink") is not None
        }
        self._lists = {attribute(n, "numId"): n for n in children(root, "num")}
        self._counters: dict[int, _Counters] = {}
        self._seen: set[str] = set()

    def mark(self, list_id: str | None, level: int) -> str:
        """Count one more paragraph of the list and return its printed mark, "" for none."""
        number = self._lists.get(list_id)
        if number is None or list_id is None or not 0 <= level < LEVELS:
            return ""
        abstract = self._definition(number)
        if abstract is None:
            return ""
        counters = self._counters.setdefault(id(abstract), _Counters())
        self._apply_overrides(list_id, number, counters)
        definitions = self._levels(number, abstract)
        definition = definitions.get(level)
        if definition is None:
            return ""
        self._count(counters, level, definitions)
        if definition.format == "none":
            return ""
        if definition.format == "bullet":
            return _bullet(definition.text)
        return _printed(definition, counters, definitions)

    def _definition(self, number: Element) -> Element | None:
        abstract = self._abstract.get(attribute(child(number, "abstractNumId"), "val"))
        link = attribute(child(abstract, "numStyleLink"), "val")
        return self._by_style.get(link, abstract) if link else abstract

    def _apply_overrides(self, list_id: str, number: Element, counters: _Counters) -> None:
        """A list that restarts the counting of a shared definition does so at its first use."""
        if list_id in self._seen:
            return
        self._seen.add(list_id)
        for override in children(number, "lvlOverride"):
            start = _number(attribute(child(override, "startOverride"), "val"))
            level = _number(attribute(override, "ilvl"))
            if start is not None and level is not None and level < LEVELS:
                counters.values[level] = start - 1

    def _levels(self, number: Element, abstract: Element) -> dict[int, Level]:
        definitions = {_number(attribute(e, "ilvl")): e for e in children(abstract, "lvl")}
        for override in children(number, "lvlOverride"):
            replaced = child(override, "lvl")
            if replaced is not None:
                definitions[_number(attribute(override, "ilvl"))] = replaced
        return {level: _level(e) for level, e in definitions.items() if level is not None}

    def _count(self, counters: _Counters, level: int, definitions: dict[int, Level]) -> None:
        for above in range(level):
            if counters.values[above] is None and above in definitions:
                counters.values[above] = definitions[above].start
        current = counters.values[level]
        counters.values[level] = definitions[level].start if current is None else current + 1
        for below in range(level + 1, LEVELS):
            restart = definitions[below].restart if below in definitions else None
            if restart is None or (restart and level < restart):
                counters.values[below] = None


def _level(element: Element) -> Level:
    return Level(
        format=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        start=_number(attribute(child(element, "start"), "val")) or 0,
        restart=_number(attribute(child(element, "lvlRestart"), "val")),
        legal=bool(switched_on(element, "isLgl")),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _printed(definition: Level, counters: _Counters, definitions: dict[int, Level]) -> str:
    def number(match: re.Match[str]) -> str:
        level = int(match.group(1)) - 1
        value = counters.values[level] or 0
        form = definitions[level].format if level in definitions else "decimal"
        return in_format(value, "decimal" if definition.legal else form)

    return re.sub(r"%([1-9])", number, definition.text)


def _bullet(text: str) -> str:
    if not text:
        return ""
    if text in _SYMBOL_BULLETS:
        return _SYMBOL_BULLETS[text]
    # "o" and "§" are what symbol fonts draw as a ring and a square.
    return "•" if "\ue000" <= text[0] <= "\uf8ff" or text in ("o", "§", "·") else text


def in_format(value: int, number_format: str) -> str:
    """A number as Word prints it: ``in_format(4, "upperRoman")`` is "IV"."""
    if value <= 0:
        return str(value)
    if number_format in ("upperRoman", "lowerRoman"):
        roman = _roman(value)
        return roman.upper() if number_format == "upperRoman" else roman
    if number_format in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if number_format == "upperLetter" else letter
    if number_format == "decimalZero":
        return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    parts = []
    for worth, letters in _ROMAN:
        parts.append(letters * (value // worth))
        value %= worth
    return "".join(parts)
