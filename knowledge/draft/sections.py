"""The sections and topics of a report, and the figures that each speaks of.

Read from ``prompts/drafts/sections.toml``, ``topics.toml`` and ``points.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from foundation.wording import PROMPTS
from knowledge.draft.parts import DraftError
from language.text import fold

_SEPARATOR = re.compile(r"\s*[;|]\s*")
_EVERYTHING = frozenset({"all", "tat ca", "toan van", "ca bao cao"})


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report; ``headings`` are folded words of its heading elsewhere.

    ``in_passing``: reports also tell it within a long sentence ("… còn một số hạn chế như: …").
    """

    section_id: str
    title: str
    names: tuple[str, ...]
    headings: tuple[str, ...]
    in_passing: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A figure that a section speaks of (see ``points.toml`` for the fields).

    ``named`` is what the drafter calls it, empty for its name in the lexicon.
    """

    section: str
    topic: str
    indicator: str
    style: str
    better: str = ""
    level: str = ""
    core: bool = False
    aim: bool = False
    detail: bool = False
    by_unit: bool = False
    rural: bool = False
    urban_name: str = ""
    named: str = ""

    def subject(self, unit: str) -> str:
        """What the figure is called: the indicator, or "số" with what was counted ("số ấp")."""
        return self.named or (f"số {unit}" if self.by_unit and unit else self.indicator)

    def called(self, urban: bool) -> str:
        """What a missing figure is called: a ward has "tổ dân phố" where a commune has "thôn"."""
        return self.urban_name if urban and self.urban_name else self.indicator


@cache
def load(name: str) -> dict[str, Any]:
    """The data of one file of ``prompts/drafts``, read once; not to be changed."""
    with (PROMPTS / "drafts" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def sections() -> dict[str, Section]:
    """Every section by its id, in the order of the report."""
    return {
        entry["id"]: Section(
            entry["id"],
            entry["title"],
            tuple(fold(name) for name in entry["names"]),
            tuple(entry["headings"]),
            entry.get("in_passing", False),
        )
        for entry in load("sections")["section"]
    }


@cache
def topics() -> dict[str, dict[str, Any]]:
    """Title and names of every topic by its id."""
    return dict(load("topics")["topics"])


@cache
def points() -> tuple[Point, ...]:
    """Every point in the order of the report."""
    return tuple(
        Point(group["section"], group["topic"], **item)
        for group in load("points")["point"]
        for item in group["items"]
    )


def section_ids(names: str) -> tuple[str, ...]:
    """The sections that a person names: title, short name or id, several parted by ``;``.

    Names are compared without diacritics; "toàn văn" and the empty text are all sections.

    Raises:
        DraftError: a name is no section; the message lists them.
    """
    wanted = [name for name in _SEPARATOR.split(names.strip()) if name]
    if not wanted or any(_key(name) in _EVERYTHING for name in wanted):
        return tuple(sections())
    found = {_section_id(name) for name in wanted}
    return tuple(section_id for section_id in sections() if section_id in found)


def sections_named_in(text: str) -> tuple[str, ...]:
    """The sections that a sentence names, in the order of the report; none: it names no part.

    The longest names are read first, so that "kết quả khen thưởng" is no "kết quả"; the field of
    work, "thi đua, khen thưởng", names no part.
    """
    left, found = f" {_key(text)} ".replace(" thi dua khen thuong ", " | "), set()
    named = [(_key(n), s.section_id) for s in sections().values() for n in (s.title, *s.names)]
    for name, section_id in sorted(named, key=lambda pair: -len(pair[0])):
        if f" {name} " in left:
            found.add(section_id)
            left = left.replace(f" {name} ", " | ")
    return tuple(section_id for section_id in sections() if section_id in found)


def _section_id(name: str) -> str:
    key = _key(name)
    for section in sections().values():
        titles = (section.section_id.replace("-", " "), _key(section.title), *map(_key, section.names))
        if key in titles:
            return section.section_id
    known = "; ".join(section.title for section in sections().values())
    raise DraftError("draft_unknown_section", name=name, known=known)


def _key(name: str) -> str:
    return " ".join(re.sub(r"[-_,.]", " ", fold(name)).split())
