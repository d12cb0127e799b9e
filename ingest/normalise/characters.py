"""Character repairs: composition, look-alike letters, ligatures, spaces, invisible marks.

What is a defect and what it stands for is data: ``language/data/text_defects.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from typing import Any

from foundation.document import MappedText
from ingest.normalise.mapped import substitute
from language.letters import DEFECTS, meant_letters

# A base character and the combining marks that follow it.
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]+")
# Letters that OCR reads for digits, only where digits and their signs stand on both sides or the
# figure would else be torn: "103,l%", "2.l60 con", "l2,4%", "58.OOO con", "9l/2017/NĐ-CP".
_LIKE_ONE = re.compile(
    r"(?<=\d[.,])[lI](?=[\dO%]|\s?%)|(?<![^\W_])[lI](?=\d[\d.,]*(?![^\W\d_]))|(?<=\d)[lI](?=\d|/20\d\d)"
)
_LIKE_ZERO = re.compile(r"(?<=\d)O(?=[\dO.,]|\b)|(?<=\d[.,])O(?=O{1,2}\b|\d)|(?<=\d[.,]O)O+(?!\w)")
# A newline is kept: it ends a line. Every other control character is nobody's text.
_CONTROLS = r"\x00-\x08\x0e-\x1f\x7f-\x9f"


@cache
def defects() -> dict[str, Any]:
    """The table of defects as the data file states it."""
    with DEFECTS.open("rb") as file:
        return tomllib.load(file)


@cache
def _characters() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = meant_letters()
    removed = "".join(map(re.escape, defects()["remove"]["characters"]))
    return table, re.compile("|".join(map(re.escape, table))), re.compile(f"[{removed}{_CONTROLS}]+")


def repair_characters(content: MappedText) -> MappedText:
    """Composed text (NFC) with look-alikes, ligatures, odd spaces and invisible marks repaired."""
    table, replaced, removed = _characters()
    content = substitute(content, removed, "")
    content = substitute(content, replaced, lambda match: table[match.group()])
    content = substitute(content, _LIKE_ONE, "1")
    content = substitute(content, _LIKE_ZERO, lambda match: "0" * len(match.group()))
    return compose(content)


def compose(content: MappedText) -> MappedText:
    """Letters and the marks that follow them as one character each (NFC)."""
    return substitute(content, _CLUSTER, lambda match: unicodedata.normalize("NFC", match.group()))
