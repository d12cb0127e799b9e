"""A workbook's value as Vietnamese reads it: "1.068,69", "95,5%", "31/12/2023".

The number format decides decimals, grouping, percent and dates, as the sheet shows them
(ECMA-376 part 1, 18.8.31), with the marks of Vietnamese print.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

from language.numbers import plain

# Colours, conditions and padding say nothing about the characters that are printed.
_NOISE = re.compile(r"\[[^\]]*\]|_.|\*.")
_QUOTED = re.compile(r'"[^"]*"|\\.')
_DIGITS = re.compile(r"[#0?][#0?,.]*")
_TOKENS = re.compile(rf"{_QUOTED.pattern}|{_DIGITS.pattern}|.")
# Signs that a format prints without quotes; brackets round a negative number become a minus.
_PLAIN_LITERALS = frozenset("%-+$₫€ ")
_MOST_DECIMALS = 10
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


def as_printed(value: object, number_format: str = "General") -> str:
    """The text that a person sees in the cell; "" for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, datetime):
        return _moment(value, number_format)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return f"{value.total_seconds() // 3600:.0f}:{value.seconds // 60 % 60:02d}"
    return str(value)


def _moment(value: datetime, number_format: str) -> str:
    """Dates in the order day, month, year; parts that the format hides stay hidden."""
    form = _QUOTED.sub("", _NOISE.sub("", number_format)).lower()
    hours = "h" in form
    if "d" not in form and "y" in form and not hours:
        return f"{value:%m/%Y}" if "m" in form else f"{value:%Y}"
    if hours and not re.search("[dy]", form):
        return f"{value:%H:%M}"
    return f"{value:%d/%m/%Y %H:%M}" if hours else f"{value:%d/%m/%Y}"


def _number(value: int | float, number_format: str) -> str:
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return str(value)
    section = _section(number_format, exact)
    tokens = _TOKENS.findall(section)
    place = next((i for i, token in enumerate(tokens) if _DIGITS.fullmatch(token)), None)
    if place is None or "E+" in section.upper() or "/" in section:
        return _general(exact)
    before, after = _literal(tokens[:place]), _literal(tokens[place + 1 :])
    printed, negative = _digits(exact * 100 if "%" in tokens else exact, tokens[place])
    sign = "-" if negative and "-" not in before else ""
    return f"{before}{sign}{printed}{after}".strip()


def _literal(tokens: list[str]) -> str:
    """Words and signs printed beside the digits, e.g. a unit or a percent sign."""
    quoted = (token.strip('"').removeprefix("\\") if _QUOTED.fullmatch(token) else token for token in tokens)
    return "".join(
        text
        for text, token in zip(quoted, tokens, strict=True)
        if (token != text and text not in "()") or token in _PLAIN_LITERALS
    )


def _digits(value: Decimal, pattern: str) -> tuple[str, bool]:
    """The digits that the pattern prints of the value, and whether it is below zero."""
    shown = pattern.rstrip(",")
    value /= 1000 ** (len(pattern) - len(shown))
    whole, _, fraction = shown.partition(".")
    rounded = _rounded(value, fraction)
    if not rounded and "0" not in whole:
        return "", False
    printed = plain(abs(rounded))
    if "," not in whole:
        printed = printed.replace(".", "")
        printed = "0" * (whole.count("0") - len(printed.partition(",")[0])) + printed
    return printed, rounded < 0


def _rounded(value: Decimal, fraction: str) -> Decimal:
    """Rounded to the places of the pattern; places written # are printed only if needed."""
    needed = fraction.rstrip("#?").count("0")
    rounded = _round_to(value, min(len(fraction), _MOST_DECIMALS))
    for places in range(needed, len(fraction)):
        if _round_to(value, places) == rounded:
            return _round_to(value, places)
    return rounded


def _round_to(value: Decimal, places: int) -> Decimal:
    """Rounded half up to that many decimals, as spreadsheets do."""
    return value.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _section(number_format: str, value: Decimal) -> str:
    """The part of the format for positive, negative or zero values, without noise."""
    sections = _NOISE.sub("", number_format).split(";")
    if value < 0 and len(sections) > 1 and sections[1]:
        return sections[1]
    if value == 0 and len(sections) > 2 and _DIGITS.search(sections[2]):
        return sections[2]
    return sections[0]


def _general(value: Decimal) -> str:
    """Without a format: no grouping (a year must stay a year), at most ten decimals."""
    places = next(n for n in range(_MOST_DECIMALS + 1) if n == _MOST_DECIMALS or _round_to(value, n) == value)
    whole, comma, fraction = plain(_round_to(value, places)).partition(",")
    fraction = fraction.rstrip("0")
    return whole.replace(".", "") + (comma + fraction if fraction else "")
