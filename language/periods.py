"""Reporting periods: their codes, how they contain one another, and finding them in text.

Codes: ``2023``, ``2023-H1``, ``2023-Q3``, ``2023-09`` (a month), ``2023-9M`` (the first nine
months), ``2018/2023`` (a span of years), ``2022-2023`` (a school year: September to August).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from foundation.wording import say
from language.text import fold

_DATA = Path(__file__).resolve().parent / "data" / "periods.toml"
_CODE = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<months>[2-9]|1[01])M"
    r"|(?P<month>0[1-9]|1[0-2])|(?P<school>\d{4}))|/(?P<last>\d{4}))?"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its code. Two periods are equal when their codes are.

    Raises:
        ValueError: the code is none of the forms above, its year lies outside 1900–2099, or
            it ends before it begins.
    """

    code: str

    def __post_init__(self) -> None:
        match = _CODE.fullmatch(self.code)
        if match is None:
            raise ValueError(f"not a period code: {self.code!r}")
        first, last = int(match["year"]), int(match["school"] or match["last"] or match["year"])
        if not _FIRST_YEAR <= first <= last <= _LAST_YEAR:
            raise ValueError(f"years out of order or range: {self.code!r}")
        if (match["school"] and last != first + 1) or (match["last"] and last == first):
            raise ValueError(f"not a school year or span: {self.code!r}")

    @property
    def _parts(self) -> dict[str, int | None]:
        match = _CODE.fullmatch(self.code)
        assert match is not None  # checked when made
        return {name: None if value is None else int(value) for name, value in match.groupdict().items()}

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, counted as ``12 * year + month - 1``, both included."""
        parts = self._parts
        year = 12 * int(parts["year"] or 0)
        if parts["school"] is not None:
            return year + 8, year + 19
        if parts["last"] is not None:
            return year, 12 * parts["last"] + 11
        if parts["half"] is not None:
            return year + 6 * (parts["half"] - 1), year + 6 * parts["half"] - 1
        if parts["quarter"] is not None:
            return year + 3 * (parts["quarter"] - 1), year + 3 * parts["quarter"] - 1
        if parts["month"] is not None:
            return year + parts["month"] - 1, year + parts["month"] - 1
        return year, year + (parts["months"] or 12) - 1

    @property
    def year(self) -> int:
        """The year in which the period ends."""
        return self.months[1] // 12

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that the period touches."""
        first, last = self.months
        return tuple(range(first // 12, last // 12 + 1))

    def contains(self, other: Period) -> bool:
        """Whether every month of ``other`` lies in this period (a period contains itself)."""
        return self.months[0] <= other.months[0] and other.months[1] <= self.months[1]

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a month."""
        return self.months[0] <= other.months[1] and other.months[0] <= self.months[1]

    def label(self) -> str:
        """The period in Vietnamese: "6 tháng đầu năm 2024"."""
        parts = self._parts
        year = parts["year"]
        if parts["school"] is not None:
            return say("periods.school_year", start=year, end=parts["school"])
        if parts["last"] is not None:
            return say("periods.span", start=year, end=parts["last"])
        if parts["half"] is not None:
            return say("periods.first_half" if parts["half"] == 1 else "periods.second_half", year=year)
        if parts["quarter"] is not None:
            return say("periods.quarter", quarter=("I", "II", "III", "IV")[parts["quarter"] - 1], year=year)
        if parts["month"] is not None:
            return say("periods.month", month=parts["month"], year=year)
        if parts["months"] is not None:
            return say("periods.months", months=parts["months"], year=year)
        return say("periods.year", year=year)


class PeriodMention(NamedTuple):
    """A period named by ``text[start:end]``."""

    period: Period
    start: int
    end: int


@cache
def _data() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pieces = dict(_data()["pieces"])
    pieces["counted"] = r"(?:" + "|".join(_data()["words"]["counted"]) + r")\b"
    compiled = []
    for entry in _data()["pattern"]:
        match = entry["match"]
        while any("{" + name + "}" in match for name in pieces):
            for name, piece in pieces.items():
                match = match.replace("{" + name + "}", piece)
        match = match.replace("{{", "{").replace("}}", "}").replace("\\n", "\0")
        match = match.replace(" ?", r"[\s*_]*").replace(" ", r"[\s*_]+").replace("\0", "\\n")
        compiled.append((entry["reads"], re.compile(r"(?<!\w)" + match)))
    return tuple(compiled)


@cache
def _another() -> re.Pattern[str]:
    words = _data()["words"]
    counted = "|".join(words["counted"])
    return re.compile(
        rf"\s*(?:{words['another']})\s+(?P<again>nam\s+)?(?P<year>(?:19|20)\d\d)"
        rf"(?![\d/]|[.,]\d|\s?[-–]|\s?%|\s?(?:{counted})\b)"
    )


def _number(text: str) -> int:
    tidy = " ".join(text.split())
    return int(tidy) if tidy.isdigit() else int(_data()["numbers"][tidy])


def _months(year: int, count: int) -> Period:
    if count == 12:
        return Period(f"{year}")
    if count == 6:
        return Period(f"{year}-H1")
    return Period(f"{year}-Q1" if count == 3 else f"{year}-{count}M")


def _span(first: int, last: int) -> Period:
    return Period(f"{first}" if first == last else f"{first}/{last}")


_READINGS: dict[str, Callable[[int, dict[str, str]], Period]] = {
    "year": lambda year, _: Period(f"{year}"),
    "first_half": lambda year, _: Period(f"{year}-H1"),
    "second_half": lambda year, _: Period(f"{year}-H2"),
    "quarter": lambda year, groups: Period(f"{year}-Q{_number(groups['quarter'])}"),
    "month": lambda year, groups: Period(f"{year}-{_number(groups['month']):02d}"),
    "months": lambda year, groups: _months(year, _number(groups["months"])),
    "span": lambda year, groups: _span(year, int(groups["year2"])),
    "school_year": lambda year, groups: Period(f"{year}-{groups['year2']}"),
}


def find_periods(text: str) -> list[PeriodMention]:
    """Every period named in ``text``, in order, none overlapping another.

    Reads text with and without diacritics. Dates ("05/12/2023"), document numbers
    ("91/2017/NĐ-CP") and fractions ("12/15 thôn") are no periods.
    """
    folded = fold(text)
    found = [
        (match.start(), order, reads, match)
        for order, (reads, pattern) in enumerate(_patterns())
        for match in pattern.finditer(folded)
    ]
    found.sort(key=lambda item: item[:2])
    mentions: list[PeriodMention] = []
    end = 0
    for start, _, reads, match in found:
        if start < end:
            continue
        if reads == "nothing":
            end = match.end()
            continue
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        period = _read(reads, groups)
        if period is None:
            continue
        mentions.append(PeriodMention(period, start, match.end()))
        end = match.end()
        if "year2" not in groups and end >= match.end("year"):
            end = _add_further_years(folded, reads, groups, mentions)
    return mentions


def _read(reads: str, groups: dict[str, str]) -> Period | None:
    try:
        return _READINGS[reads](int(re.sub(r"\D", "", groups["year"])), groups)
    except ValueError:
        return None


def _add_further_years(folded: str, reads: str, groups: dict[str, str], mentions: list[PeriodMention]) -> int:
    """Read "… và 2024" after a period of 2023 as the same period of 2024; return the end.

    "… và năm 2024" names the year itself.
    """
    end = mentions[-1].end
    while match := _another().match(folded, end):
        whole_year = match["again"] is not None
        period = _read("year" if whole_year else reads, {**groups, "year": match["year"]})
        if period is None:
            break
        mentions.append(PeriodMention(period, match.start("year"), match.end()))
        end = match.end()
    return end


def period_label(code: str | None) -> str:
    """A period code as people say it ("6 tháng đầu năm 2024"); other texts as they are."""
    if not code:
        return ""
    try:
        return Period(code).label()
    except ValueError:
        return code


def next_period(period: str | None) -> str | None:
    """The period that plans in a report on ``period`` are for: the next half or year."""
    if period is None:
        return None
    half = re.fullmatch(r"(\d{4})-H1", period)
    if half:
        return f"{half[1]}-H2"
    quarter = re.fullmatch(r"(\d{4})-Q([1-3])", period)
    if quarter:
        return f"{quarter[1]}-Q{int(quarter[2]) + 1}"
    if re.fullmatch(r"\d{4}-(?:[2-9]|1[01])M", period):
        return period[:4]
    school = re.fullmatch(r"(\d{4})-(\d{4})", period)
    if school:
        return f"{int(school[1]) + 1}-{int(school[2]) + 1}"
    return str(Period(period).year + 1)


def open_half(text: str, period: str | None) -> str | None:
    """The half that "sáu tháng cuối năm" without a year means in a report on ``period``, else None."""
    said = re.search(r"(?<!\w)(?:0?6|sau) thang (dau|cuoi) nam(?! ?(?:hoc|\d))", fold(text))
    if said is None or period is None or not re.fullmatch(r"\d{4}(?:-H[12])?", period):
        return None
    return f"{period[:4]}-H{1 if said.group(1) == 'dau' else 2}"
