"""Which figures of a list are parts of a whole, and how far they may miss it.

The nouns that divide a whole are ``language/data/wholes.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from language.quantities import Quantity, quantities
from language.text import fold

_TABLE = Path(__file__).resolve().parents[3] / "language" / "data" / "wholes.toml"
_ITEM = re.compile(r"(?:[^;,]|,(?=\d))+")
_AND = re.compile(r"\s+va\s+")
_SEXES = re.compile(r"\bnam\b.*\bnu\b|\bnu\b.*\bnam\b", re.DOTALL)
_WORD = re.compile(r"\w+")
_LONG = 3


@cache
def _table() -> dict[str, Any]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True, slots=True)
class Whole:
    """A counted or measured whole; ``words`` are its unit and the words up to its parts, folded."""

    quantity: Quantity
    words: str

    @property
    def _nouns(self) -> tuple[str, ...]:
        return tuple(noun for noun in _table()["parts"] if re.search(rf"\b{noun}\b", self.words))

    def has_part(self, part: Quantity, text: str) -> bool:
        """Whether a figure of ``text`` counts a part: the same measure, or a noun of the whole."""
        if part.whole is not None or part.upper is not None:
            return False
        if part.unit and part.unit == self.quantity.unit:
            return True
        if self.quantity.kind in ("money", "percent", "area", "mass", "length", "volume"):
            return False
        after = fold(text[part.end :]).lstrip(" )")
        before = fold(text[: part.start]).rstrip(" :-–")
        if not part.unit and not re.match(r"[^\W\d_]", after):
            return bool(before)
        noun = next(iter(_WORD.findall(after)), "")
        named = any(
            re.match(rf"{child}\b", after) for name in self._nouns for child in _table()["parts"][name]
        )
        return named or re.search(rf"(?:^|[,;]\s*|/){noun}\b", self.words) is not None


def parts_of(whole: Whole, text: str) -> tuple[list[Quantity], int]:
    """The parts listed at the beginning of ``text``, and where the last one's item ends.

    Items are set off by semicolons, or by commas and "và" where the first semicolon closes them.
    """
    first = text.split(";")[0]
    by_comma, end = _listed(whole, first, _commas(first))
    if len(by_comma) > 1 or ";" not in text:
        return by_comma, end
    return _listed(whole, text, [m.span() for m in re.finditer(r"[^;]+", text)])


def _commas(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    folded = fold(text)
    for match in _ITEM.finditer(text):
        start = match.start()
        for link in _AND.finditer(folded, match.start(), match.end()):
            if quantities(text[start : link.start()]) and quantities(text[link.end() : match.end()]):
                spans.append((start, link.start()))
                start = link.end()
        spans.append((start, match.end()))
    return spans


def _listed(whole: Whole, text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[Quantity], int]:
    parts: list[Quantity] = []
    end = 0
    waiting: int | None = None
    figures = quantities(text)  # of the whole list: an item alone may bear no mark, as "nam 6"
    for start, stop in spans:
        begun = waiting if waiting is not None else start
        item = text[begun:stop]
        found = [_moved(q, -begun) for q in figures if begun <= q.start and q.end <= stop]
        if not found:
            waiting = begun
            continue
        waiting = None
        part = next((q for q in found[:1] if whole.has_part(q, item)), None)
        if part is None:
            break
        parts.append(_moved(part, begun))
        end = stop
    # Words without a figure behind the last part belong to it ("4 cụm xã, thị trấn").
    return parts, spans[-1][1] if waiting is not None and parts else end


def _moved(quantity: Quantity, offset: int) -> Quantity:
    return replace(
        quantity, start=quantity.start + offset, end=quantity.end + offset,
        unit_start=quantity.unit_start + offset, unit_end=quantity.unit_end + offset,
    )  # fmt: skip


def overlapping(words: str) -> bool:
    """Whether folded words name groups that may share members, or changes instead of parts."""
    named = "|".join(_table()["overlap"]["words"])
    if re.search(rf"\b(?:{named})\b|\bnam 20\d\d\b", words):
        return True
    return re.search(r"\bnu\b", words) is not None and _SEXES.search(words) is None


def divides(labels: Sequence[str], but: int = 1) -> bool:
    """Whether all folded names of parts but ``but`` are of one family that leaves nothing out."""
    return any(
        sum(pattern.search(label) is not None for label in labels) >= max(2, len(labels) - but)
        for pattern in _families()
    )


@cache
def _families() -> tuple[re.Pattern[str], ...]:
    families = ("|".join(names) for names in _table()["families"].values())
    return tuple(
        re.compile(rf"^(?:loai |so |hoc sinh |xep loai )?(?:{names})(?: \w+)?$|\b(?:{names})$")
        for names in families
    )


def slipped(figures: Sequence[Quantity], difference: Decimal) -> Iterator[str]:
    """How one figure becomes right by one slip of the pen: "swapped" or "digit"; long ones only.

    Args:
        figures: the parts; each may have to grow by ``difference`` (which may be negative).
    """
    for figure in figures:
        printed, meant = _digits(figure.value), _digits(figure.value + difference)
        if len(printed) != len(meant) or len(printed) < _LONG or figure.value + difference <= 0:
            continue
        unlike = [i for i, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
        if len(unlike) == 1:
            yield "digit"
        elif len(unlike) == 2 and unlike[1] == unlike[0] + 1 and sorted(printed) == sorted(meant):
            yield "swapped"


def _digits(value: Decimal) -> str:
    return "".join(character for character in f"{value:f}" if character.isdigit())
