"""Calendar dates as Vietnamese documents write them.

"ngày 05 tháng 12 năm 2023", "05/12/2023", "5-12-2023", "5.12.2023"; and dates whose day was left
blank for the pen ("ngày … tháng 12 năm 2023"), which are known to the month, as are those whose
day the month does not have ("ngày 31 tháng 11 năm 2023").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from language.text import fold

# What stands where a pen writes: blanks, dots, underscores, Markdown marks.
_BLANK = r"[\s.…_*]*"
_SPLIT_DAY = r"[0-3]?\s?\d"
_SPLIT_YEAR = r"(?:19|2\s?0)\s?\d\s?\d"
_MONTHS, _LONGEST_MONTH = 12, 31
_IN_WORDS = re.compile(
    rf"(?<!\w)(?:ngay{_BLANK}(?P<day>{_SPLIT_DAY})?{_BLANK},?\s*)?"
    rf"thang{_BLANK}(?P<month>[01]?\s?\d)?{_BLANK},?\s*nam{_BLANK}(?P<year>{_SPLIT_YEAR})(?![\d/])"
)
_PATTERNS = (
    _IN_WORDS,
    re.compile(
        r"(?<![\d/.,-])(?P<day>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d)"
        r"(?![\d/]|[.-]\d)"
    ),
    re.compile(r"(?<!\w)thang\s(?P<month>\d{1,2})\s?[/-]\s?(?P<year>(?:19|20)\d\d)(?![\d/])"),
)


class DateMention(NamedTuple):
    """A date named by ``text[start:end]``.

    ``iso`` is ISO 8601: ``2023-12-05``, or ``2023-12`` and ``2023`` where the day is none of the
    month, or it or also the month is left blank.
    """

    iso: str
    start: int
    end: int


def find_dates(text: str) -> list[DateMention]:
    """Every date in ``text``, in order; impossible ones in figures (31/02/2023) are refused."""
    folded = fold(text)
    mentions: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            iso = _iso(match)
            inside = any(match.start() < other.end and other.start < match.end() for other in mentions)
            if iso is not None and not inside:
                mentions.append(DateMention(iso, match.start(), match.end()))
    return sorted(mentions, key=lambda mention: mention.start)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = (_number(match.groupdict().get(name)) for name in ("year", "month", "day"))
    if year is None:
        return None
    if month is None:  # "ngày … tháng … năm 2024"; but "9 tháng năm 2024" is a period
        return f"{year:04d}" if day is None and match.group().startswith("ngay") else None
    if not 1 <= month <= _MONTHS:
        return None
    in_words = match.re is _IN_WORDS
    if day is None or (in_words and monthrange(year, month)[1] < day <= _LONGEST_MONTH):
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(digits: str | None) -> int | None:
    return None if digits is None else int("".join(digits.split()))
