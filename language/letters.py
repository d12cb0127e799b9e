"""Letters that a font or converter printed wrongly, and the letters that were meant.

The table is data: ``[characters]`` of ``language/data/text_defects.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from language.text import nfc

DEFECTS = Path(__file__).resolve().parent / "data" / "text_defects.toml"


@cache
def meant_letters() -> dict[str, str]:
    """What each wrongly printed character stands for: "ƣ" for "ư", a ligature for its letters."""
    with DEFECTS.open("rb") as file:
        table: dict[str, str] = tomllib.load(file)["characters"]
    return table


@cache
def _translation() -> dict[int, str]:
    return str.maketrans(meant_letters())


def readable(text: str) -> str:
    """Document text for a reader's eyes: composed (NFC), its wrongly printed letters set right.

    Figures and the folded form of words stay what they are; only the stored original is quoted.
    """
    return nfc(text.translate(_translation()))
