"""The lexicon of identity, ``language/data/identity.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import language

_TABLE = Path(language.__file__).resolve().parent / "data" / "identity.toml"


@cache
def lexicon() -> dict[str, Any]:
    """The table as it stands in the file."""
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


def phrase(folded: str) -> str:
    """A phrase of the lexicon as a regular expression over folded text.

    A blank matches any white space and the marks of Markdown, "blank ?" also none.
    """
    return folded.replace(" ?", r"[\s*_]*").replace(" ", r"[\s*_]+")


@cache
def pattern(folded: str) -> re.Pattern[str]:
    """``phrase`` compiled, beginning at the beginning of a word."""
    return re.compile(rf"(?<!\w)(?:{phrase(folded)})")


def zone_pattern(name: str) -> re.Pattern[str]:
    """The pattern of an entry of ``[zones]``."""
    return pattern(lexicon()["zones"][name])


def weight(field: str, source: str) -> float:
    """How much evidence from ``source`` counts for ``field``."""
    return float(lexicon()["weights"][field][source])
