"""Dates and spans of years: days that do not exist, spans that contradict their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.instruments import find_instruments
from language.text import fold

_SLASHED = re.compile(r"(?<![\w/.,])\d{1,2}(?:\s?[/.]\s?\d{1,4}){2,3}(?![\w/]|[.,]\d)")
_IN_WORDS = re.compile(r"\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{3,4}))?(?!\d)")
_DAY_MONTH = re.compile(r"\bngay\s+(\d{1,2})/(\d{1,2})(?![\d/])")
_SPAN = re.compile(
    r"(?:(?P<count>\d{1,2})\s+nam,?\s+)?(?P<word>\(|giai doan|nhiem ky|thoi ky|ke hoach)\s*\(?"
    r"(?:\d+\s+nam\s+)?\(?(?P<first>(?:19|20)\d\d)\s*[-–/]\s*(?P<last>(?:19|20)\d\d)(?!\d)"
)
# "tổng kết 5 năm thực hiện … (2014 - 2021)", "kế hoạch 5 năm 2026 - 2031": no word tells the span.
_FAR_SPAN = re.compile(
    r"\b(?:tong ket|so ket|ke hoach|chuong trinh|de an|sau|qua|trong)\b[^.;()]{0,60}?"
    r"(?<!\d)(?P<count>\d{1,2})\s+nam\b(?!\s+(?:ngay|ke tu|thanh lap))"
    r"(?:[^.;()]{0,110}(?:\(\s*|\bgiai doan\s+)|,?\s+(?:tu\s+(?:nam\s+)?)?)"
    r"(?P<first>(?:19|20)\d\d)\s*(?:[-–]|den(?: nam)?)\s*(?P<last>(?:19|20)\d\d)(?!\d)"
)
_PLAN_OF_YEARS = re.compile(r"^ke hoach\b")
_SCHOOL = re.compile(r"\bnam hoc\s+(?P<first>20\d\d)\s*[-–/]\s*(?P<last>20\d\d)(?!\d)")
_FIVE_YEARS_OF_PLANS = re.compile(r"(?:ke hoach|muc tieu).{0,60}$", re.DOTALL)


def check_dates(draft: Draft) -> Iterator[Finding]:
    """Impossible dates, spans of years, and instruments dated after the draft."""
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        yield from _impossible(draft, piece, folded)
        yield from _spans(draft, piece, folded)
        yield from _from_the_future(draft, piece)


def _finding(
    draft: Draft, piece: Piece, place: tuple[int, int], confidence: float, message: str, repair: str
) -> Finding:
    return Finding("dates", "error", confidence, message, repair, (draft.quote_in(piece.content, *place),))


def _impossible(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    for match in _SLASHED.finditer(folded):
        parts = [part.strip() for part in re.split(r"[/.]", match.group())]
        if not _looks_like_a_date(parts, folded[: match.start()]) or _possible(parts):
            continue
        repair = say("check.dates.impossible_repair")
        if len(parts) == 3 and len(parts[2]) == 3 and draft.period is not None:
            repair = say("check.dates.impossible_year_repair", year=_year_meant(parts[2], draft.period.year))
        message = say("check.dates.impossible", printed=match.group())
        yield _finding(draft, piece, match.span(), 0.9, message, repair)
    for pattern in (_IN_WORDS, _DAY_MONTH):
        for match in pattern.finditer(folded):
            if not _possible([part for part in match.groups() if part]):
                message = say("check.dates.impossible", printed=piece.content.text[slice(*match.span())])
                yield _finding(draft, piece, match.span(), 0.9, message, say("check.dates.impossible_repair"))


def _looks_like_a_date(parts: list[str], before: str) -> bool:
    """Days and months by their lengths; a figure such as 1.234.567 or an outline mark is none."""
    if len(parts) == 3:
        day, month, year = parts
        if len(year) == 4:
            return year.startswith(("19", "20"))
        return (len(year) == 3 and year.startswith("2") and "/" in before[-12:]) or _said(before, day, month)
    return len(parts[-1]) == 4 and parts[-1].startswith(("19", "20"))


def _said(before: str, day: str, month: str) -> bool:
    return bool(re.search(r"\bngay\s*$", before)) and len(day) <= 2 and len(month) <= 2


def _possible(parts: list[str]) -> bool:
    """Whether day, month and, where printed, year make a date; a pair of days ("10-11/8") does."""
    numbers = [int(part) for part in parts]
    if len(numbers) > 3 or (len(numbers) == 3 and len(parts[2]) not in (2, 4)):
        return False
    day, month = numbers[:2]
    year = numbers[2] if len(numbers) == 3 and len(parts[2]) == 4 else 2000  # a leap year
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _year_meant(printed: str, near: int) -> int:
    """The year nearest the period that a three-digit year can be with one digit put in."""
    candidates = {
        int(printed[:place] + digit + printed[place:]) for place in range(4) for digit in "0123456789"
    }
    return min(candidates, key=lambda year: (abs(year - near), year))


def _spans(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    for match in _SPAN.finditer(folded):
        first, last = int(match["first"]), int(match["last"])
        place = match.span()
        if last < first:
            message = say("check.dates.span_reversed", first=first, last=last)
            yield _finding(draft, piece, place, 0.85, message, say("check.dates.span_reversed_repair"))
            continue
        if match["count"] is None:
            continue
        count = int(match["count"])
        lengths = {last - first + 1, last - first}
        planned = _FIVE_YEARS_OF_PLANS.search(folded, 0, match.start()) and match["word"] == "giai doan"
        if planned:
            lengths = {last - first + 1}
        if count not in lengths:
            message = say(
                "check.dates.span_length", count=count, first=first, last=last, computed=last - first + 1
            )
            sure = 0.7 if planned else 0.75
            yield _finding(draft, piece, place, sure, message, say("check.dates.span_length_repair"))
    yield from _far_spans(draft, piece, folded)
    for match in _SCHOOL.finditer(folded):
        first, last = int(match["first"]), int(match["last"])
        if last != first + 1:
            message = say("check.dates.school_year", first=first, last=last)
            repair = say("check.dates.school_year_repair", first=first, computed=first + 1)
            yield _finding(draft, piece, match.span(), 0.85, message, repair)


def _far_spans(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    """A span of years behind its length without a word of its own; plans count both end years."""
    for match in _FAR_SPAN.finditer(folded):
        first, last, count = int(match["first"]), int(match["last"]), int(match["count"])
        lengths = {last - first + 1}
        if not _PLAN_OF_YEARS.match(match.group()):
            lengths.add(last - first)
        told = _SPAN.search(folded, match.start("count"), match.end())
        if last <= first or count in lengths or (told is not None and told["count"]):
            continue
        message = say(
            "check.dates.span_length", count=count, first=first, last=last, computed=last - first + 1
        )
        place = (match.start("count"), match.end())
        yield _finding(draft, piece, place, 0.7, message, say("check.dates.span_length_repair"))


def _from_the_future(draft: Draft, piece: Piece) -> Iterator[Finding]:
    """An instrument cited with a date after the draft's own date."""
    if draft.written_on is None:
        return
    for instrument in find_instruments(piece.content.text):
        if instrument.date is not None and instrument.date[:10] > draft.written_on.isoformat():
            message = say("check.dates.future", date=vietnamese_date(instrument.date))
            place = (instrument.start, instrument.end)
            yield _finding(draft, piece, place, 0.75, message, say("check.dates.future_repair"))


def vietnamese_date(iso: str) -> str:
    """``2023-12-05`` as "05/12/2023", ``2023-12`` as "12/2023"."""
    return "/".join(reversed(iso.split("-")))
