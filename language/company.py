"""Which syllables stand by themselves, and which hardly without their other half.

"hợp" is a word as well as half of many; "triện" is hardly ever a word. A syllable that seldom
stands alone and is no partner of its neighbour was mis-typed. Words that stand beside anything
("có", "được") tell nothing. ``data/syllable_company.toml`` holds what was counted, in classes.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from language.words import toned

_TABLE = Path(__file__).parent / "data" / "syllable_company.toml"
Class = Literal["alone", "free", "rare"]


@cache
def _members(name: Class) -> frozenset[str]:
    with _TABLE.open("rb") as file:
        return frozenset(toned(syllable) for syllable in tomllib.load(file)[name].split())


def does_not_belong(syllable: str, beside: str) -> bool:
    """Whether a toned syllable hardly stands beside a toned half that is none of its partners."""
    if beside in _members("free"):
        return False
    return not any(syllable in _members(name) for name in get_args(Class))
