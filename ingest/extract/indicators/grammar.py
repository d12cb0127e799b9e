"""The words that tie figures to names, as patterns over lower-case accented text.

The word lists are ``language/data/indicator_grammar.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import language

_DATA = Path(language.__file__).parent / "data" / "indicator_grammar.toml"


@cache
def _data() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def words(name: str) -> tuple[str, ...]:
    """A word list by its dotted name, e.g. ``copulas`` or ``table.plan``."""
    entry: Any = _data()
    for part in name.split("."):
        entry = entry[part]
    return tuple(entry)


@cache
def _alternatives(names: tuple[str, ...]) -> str:
    listed = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)


@cache
def anywhere(*names: str) -> re.Pattern[str]:
    """Matches a phrase of the lists as whole words."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(names)})(?!\w)")


@cache
def at_start(*names: str) -> re.Pattern[str]:
    """Matches a phrase of the lists with the white space before it, for ``match``."""
    return re.compile(rf"\s*(?:{_alternatives(names)})(?!\w)")


@cache
def at_end(*names: str) -> re.Pattern[str]:
    """Matches a phrase of the lists at the end of a text, with white space and colons after it."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(names)})[\s:=]*$")


_TYING_SIGN = re.compile(r"[\s:=<>≥≤~]+$")


def strip_end(text: str, *names: str) -> tuple[str, str]:
    """The text without the phrases of the lists and tying signs at its end; and those, lower case."""
    lower = text.lower()
    end = len(lower)
    pattern = at_end(*names)
    while (match := pattern.search(lower[:end]) or _TYING_SIGN.search(lower[:end])) is not None:
        end = match.start()
    return text[:end].rstrip(), " ".join(lower[end:].split())


def strip_start(text: str, *names: str) -> str:
    """The text without the phrases of the lists, and separators, at its start."""
    lower = text.lower()
    start = 0
    pattern = at_start(*names)
    while True:
        separator = re.compile(r"[\s,:;.*_+–…-]+").match(lower, start)
        start = separator.end() if separator else start
        match = pattern.match(lower, start)
        if match is None:
            return text[start:]
        start = match.end()
