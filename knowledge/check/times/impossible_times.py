"""Times that cannot be: days in the wrong order, a thirteenth month, a year with its digits exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foundation.wording import say
from knowledge.check.arithmetic.slips_of_figures import is_exchanged
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.text import fold

_DAY = r"(\d{1,2})\s?[/.]\s?(\d{1,2})\s?[/.]\s?((?:19|20)\d\d)"
_FROM_TO = re.compile(
    rf"\btu\s+(?:ngay\s+)?{_DAY}\s*(?:,\s*)?(?:den|[-–])\s*(?:het\s+)?(?:ngay\s+)?{_DAY}(?!\d)"
)
_MONTH = re.compile(r"\bthang\s+(?P<month>\d{1,2})(?:\s?/\s?|\s+nam\s+)20\d\d(?!\d)")
_QUARTER = re.compile(r"\bquy\s+(?P<quarter>[ivx]{1,4}|\d)(?:\s?/\s?|\s+nam\s+)20\d\d(?!\d)")
_QUARTERS = ("i", "ii", "iii", "iv", "1", "2", "3", "4")
_YEAR = re.compile(r"\b(?P<before>[\w ]{0,40})\bnam\s+(?P<year>20\d\d)\b(?!\s*[-–])")
# Years to come are planned for.
_TO_COME = re.compile(
    r"\b(?:den|tam nhin|dinh huong|muc tieu|huong toi|truoc|quy hoach|vao|phan dau|tu|giai doan)"
    r"\s*(?:cuoi\s*)?$"
)
_TO_COME_ABOVE = re.compile(r"\b(?:quy hoach|tam nhin|chien luoc|phuong huong|nhiem vu|muc tieu|ke hoach)\b")
_FAR = 4
_SURE, _SURE_YEAR = 0.85, 0.65


def check_impossible_times(draft: Draft) -> Iterator[Finding]:
    """Each span of days that ends before it begins, impossible month or quarter, and mistyped year."""
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        yield from _reversed(draft, piece, folded)
        yield from _no_such_part(draft, piece, folded)
        yield from _mistyped_year(draft, piece, folded)


def _reversed(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    for match in _FROM_TO.finditer(folded):
        numbers = [int(part) for part in match.groups()]
        try:
            first, last = (date(*reversed(numbers[at : at + 3])) for at in (0, 3))
        except ValueError:
            continue  # an impossible day is told as one
        if last < first:
            printed = " ".join(piece.content.text[slice(*match.span())].split())
            yield _finding(draft, piece, match.span(), _SURE, "days_reversed", printed=printed)


def _no_such_part(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    """A month after December, a quarter after the fourth; a day before them makes a date, told as one."""
    months = (m for m in _MONTH.finditer(folded) if not 1 <= int(m["month"]) <= 12)
    quarters = (m for m in _QUARTER.finditer(folded) if m["quarter"] not in _QUARTERS)
    for match in (*months, *quarters):
        if not re.search(r"\bngay\s+\d{1,2}\s*$", folded[: match.start()]):
            printed = piece.content.text[slice(*match.span())]
            yield _finding(draft, piece, match.span(), _SURE, "impossible", printed=printed)


def _mistyped_year(draft: Draft, piece: Piece, folded: str) -> Iterator[Finding]:
    """ "kết quả năm 2032" in a report of 2023: years ahead, and the report's year with digits exchanged."""
    if draft.period is None or _TO_COME_ABOVE.search(fold(" ".join(piece.path))):
        return
    near = (*draft.period.years, draft.period.year - 1)
    for match in _YEAR.finditer(folded):
        year = int(match["year"])
        ahead = year - draft.period.year >= _FAR and not _TO_COME.search(match["before"])
        right = next((each for each in near if is_exchanged(str(each), str(year))), None)
        if ahead and right is not None and not _TO_COME_ABOVE.search(match["before"]):
            place = (match.start("year"), match.end("year"))
            yield _finding(draft, piece, place, _SURE_YEAR, "year_exchanged", printed=year, right=right)


def _finding(
    draft: Draft, piece: Piece, place: tuple[int, int], sure: float, key: str, **values: object
) -> Finding:
    message = say(f"check.dates.{key}", **values)
    repair = say(f"check.dates.{key}_repair", **values)
    return Finding("dates", "error", sure, message, repair, (draft.quote_in(piece.content, *place),))
