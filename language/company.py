"""Which syllables stand by themselves, and which hardly without their other half.

"hợp" is a word as well as half of many; "triện" is hardly ever a word. A syllable that seldom
stands alone and is no partner of its neighbour was mis-typed. Words that stand beside anything
("có", "được") tell nothing. ``data/syllable_company.toml`` holds what was counted, in classes.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from language.words import toned

_TABLE = Path(__file__).parent / "data" / "syllable_company.toml"


@cache
def _classes() -> dict[str, frozenset[str]]:
    with _TABLE.open("rb") as file:
        return {name: frozenset(map(toned, listed.split())) for name, listed in tomllib.load(file).items()}


def does_not_belong(syllable: str, beside: str) -> bool:
    """Whether a toned syllable hardly stands beside a toned half that is none of its partners."""
    if beside in _classes()["free"]:
        return False
    return not any(syllable in members for members in _classes().values())
