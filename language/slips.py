"""A slip of the keyboard, and the table of what the register writes (``data/spelling.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from language.text import Token

_TABLE = Path(__file__).parent / "data" / "spelling.toml"
_EVERYDAY = Path(__file__).parent / "data" / "compounds_everyday.txt"


class Slip(NamedTuple):
    """Something mis-typed at ``text[start:end]`` and what it should be ("" where not known).

    ``kind``: "phrase" (a known confusion), "compound" (marks or a sounding-alike consonant of a
    compound), "near" (a syllable that nobody writes beside half of a compound), "missing" (a
    syllable of a set expression), "set" (a syllable of a set expression is another word), "tone" (the
    tone stands on the wrong letter), "syllable" (no such syllable), "doubled" (typed twice),
    "doubled_clause" (typed twice with a comma between), "glued" (no blank between two words).
    """

    kind: Literal[
        "phrase", "compound", "near", "missing", "set", "tone", "syllable",
        "doubled", "doubled_clause", "glued",
    ]  # fmt: skip
    start: int
    end: int
    right: str


@cache
def spelling_table() -> dict[str, Any]:
    """The data of ``data/spelling.toml``, read once; not to be changed."""
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


@cache
def everyday_compounds() -> str:
    """The compounds of ``data/compounds_everyday.txt``, parted by ";" and line ends."""
    lines = _EVERYDAY.read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


def gap(text: str, first: Token, second: Token) -> str:
    """What stands between two tokens."""
    return text[first.end : second.start]
