"""Vietnamese figures: "1.068,692", "31,250 tỷ đồng", "01", "10/10", "mười lăm".

``.`` groups thousands and ``,`` is the decimal mark; a lone ``.`` followed by anything but
three digits is read as a decimal mark, because clerks and OCR write both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from language.text import fold

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}$")

_DIGITS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5,
    "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in digits: its exact value and its place in the text."""

    value: Decimal
    text: str
    start: int
    end: int


def parse_figure(text: str) -> Decimal:
    """The exact value of one printed figure.

    Raises:
        ValueError: the text is not a figure in digits.
    """
    text = text.strip()
    if not _FIGURE.fullmatch(text):
        raise ValueError(f"not a figure: {text!r}")
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _GROUPED_BY_COMMA.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if text.count(",") == 1 and "." not in text:
        return Decimal(text.replace(",", "."))
    if text.count(".") == 1 and "," not in text:
        return Decimal(text)
    return Decimal(re.sub(r"[.,]", "", text))


def figures(text: str) -> list[Figure]:
    """Every figure in digits, in order."""
    return [Figure(parse_figure(m.group()), m.group(), m.start(), m.end()) for m in _FIGURE.finditer(text)]


def parse_words(text: str) -> int | None:
    """The value of a number written in words ("mười lăm" is 15), None if it is not one.

    Covers 0 to 999, which is as far as reports write counts in words.
    """
    words = fold(text).split()
    if not words:
        return None
    hundreds = 0
    if len(words) > 1 and words[1] == "tram":
        if words[0] not in _DIGITS:
            return None
        hundreds = _DIGITS[words[0]] * 100
        words = words[2:]
        if words and words[0] in ("linh", "le"):
            words = words[1:]
    rest = _below_hundred(words)
    return None if rest is None else hundreds + rest


def _below_hundred(words: list[str]) -> int | None:
    if not words:
        return 0
    if words[0] == "muoi" and len(words) <= 2:
        unit = _DIGITS.get(words[1]) if len(words) == 2 else 0
        return None if unit is None else 10 + unit
    if words[0] not in _DIGITS:
        return None
    head = _DIGITS[words[0]]
    if len(words) == 1:
        return head
    if words[1] == "muoi":
        tail = _DIGITS.get(words[2]) if len(words) == 3 else 0
        return None if tail is None or len(words) > 3 else head * 10 + tail
    return None


def plain(value: Decimal) -> str:
    """The value as Vietnamese print writes it: ``Decimal("1068.692")`` is "1.068,692"."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {value}")
    whole, _, fraction = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if sign and any(digits) else "") + grouped + (f",{fraction}" if fraction else "")
