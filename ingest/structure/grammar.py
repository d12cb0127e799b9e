"""The outline grammar, read from ``language/data/outline.toml``.

A marker is what stands before an outlined paragraph: "Phần thứ nhất", "I.", "2.1.", "a)", "-".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from language.text import fold

OUTLINE = Path(__file__).resolve().parents[2] / "language" / "data" / "outline.toml"
BULLETS = frozenset({"star", "dash", "plus"})
WORDS = frozenset({"part", "annex", "chapter", "section", "article"})

# Letters as Vietnamese lists count them.
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = {"i": 1, "v": 5, "x": 10}
_SPACES = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Marker:
    """An outline mark: its level's name, its text, where the text after it begins.

    ``ordinal`` is its place among its siblings, 0 for bullets; ``path`` holds all the numbers
    of a dotted one ("2.1" has (2, 1)).
    """

    level: str
    text: str
    end: int
    ordinal: int = 0
    path: tuple[int, ...] = ()

    @property
    def is_bullet(self) -> bool:
        """Whether the marker has no number: "-", "+", "*"."""
        return self.level in BULLETS


@cache
def outline() -> dict[str, Any]:
    """The grammar as the data file states it."""
    with OUTLINE.open("rb") as file:
        return tomllib.load(file)


@cache
def levels() -> tuple[str, ...]:
    """The names of the levels, outermost first."""
    return tuple(level["name"] for level in outline()["levels"])


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (level["name"], level.get("case", "upper" if level.get("word") else ""), re.compile(level["pattern"]))
        for level in outline()["levels"]
    )


@lru_cache(maxsize=1024)
def find_marker(text: str) -> Marker | None:
    """The marker at the start of a line or paragraph, None when it begins like a sentence."""
    folded = fold(text[:60])
    for name, case, pattern in _patterns():
        match = pattern.match(folded)
        if not match:
            continue
        first = text[0] if text else ""
        if (case == "upper" and not first.isupper()) or (case == "lower" and not first.islower()):
            continue
        rest = text[match.end() :]
        if not _may_follow(name, match.group(), rest):
            continue
        written = match.groupdict().get("n") or ""
        path = _numbers(name, written, text[0])
        end = match.end() + (_SPACES.match(rest) or match).end() if rest[:1].isspace() else match.end()
        return Marker(name, text[: match.end()].strip(), end, path[-1] if path else 0, path)
    return None


def _may_follow(name: str, mark: str, rest: str) -> bool:
    """Whether what stands after a mark lets it be one: "12/BC", "1.5 tỷ", "2, 3" do not."""
    if not rest:
        return True
    if name in BULLETS:
        return True
    if name in WORDS:
        return rest[0].isspace() or not mark[-1].isalnum()
    following = rest.lstrip()
    if mark[-1].isdigit():  # "1.2 Tiếp tục" without a stop
        return rest[0].isspace() and following[:1].isupper()
    if mark[-1] in "/,:-":
        return rest[0].isspace() and not following[:1].isdigit()
    return rest[0].isspace() or not rest[0].isdigit()


def _numbers(name: str, written: str, first: str) -> tuple[int, ...]:
    if not written:
        return ()
    words: dict[str, int] = outline()["parts"]["words"]
    if written in words:
        return (words[written],)
    if name == "upper_letter":
        return (_ALPHABET.find(first.lower()) + 1,)
    if name == "lower_letter":
        return (_ALPHABET.find(first) + 1,)
    if written[0].isdigit():
        return tuple(int(number) for number in written.split("."))
    return (_roman(written),)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


@cache
def phrases(room: str, name: str) -> tuple[str, ...]:
    """A list of folded phrases of the grammar, e.g. ``phrases("title", "kinds")``."""
    return tuple(outline()[room][name])


def begins_with(text: str, room: str, name: str) -> bool:
    """Whether the text begins with one of the phrases, compared folded."""
    return fold(text[:60]).lstrip(" *_").startswith(phrases(room, name))
