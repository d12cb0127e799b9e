"""The period a report is about.

A title may be copied from another year, so it is one witness among several: the opening and the
closing words, the headings, the years that the body talks about, and the date of issue, before
which no period can have ended.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from foundation.document import Span
from foundation.records import IdentityField
from foundation.wording import say
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.lexicon import lexicon, phrase, weight, zone_pattern
from ingest.identity.pieces import Piece
from language.dates import find_dates
from language.periods import Period, find_periods
from language.text import fold

_TELLING_ZONES = ("title", "opening", "heading", "closing", "table")
_OPEN_HALF = re.compile(r"(?<!\w)(?:0?6|sau) thang dau nam(?! ?(?:,? ?nam )?[/-]? ?\d{4})")
_COMPARED = re.compile(rf"(?:{phrase(lexicon()['compared']['words'])})[\s(]*$")
_FULL_WEIGHT = 14.0
_ENOUGH_YEARS = 4
# A period whose year the body mentions less than this is not what it reports on.
_UNHEARD = 0.15


class _Named(NamedTuple):
    """A period named in a piece; ``ahead`` when it is named as one to come."""

    period: Period
    span: Span
    ahead: bool


def identify_period(
    pieces: Sequence[Piece], issued: str | None, kind: str, file_name: str
) -> IdentityField | None:
    """The period code of the report with its evidence; None when nothing tells it.

    ``issued`` is the ISO date of issue, possibly only year and month. A plan is about the period
    to come, so for one the words that look ahead count as well.
    """
    planning = kind == "kế hoạch"
    if planning:
        issued = None
    ballot: Ballot[str] = Ballot(weight("period", "most_headings"))
    open_halves: list[tuple[float, Span]] = []
    titled = _titled_spans(pieces, planning)
    for piece in pieces:
        if piece.zone not in _TELLING_ZONES or (piece.zone == "heading" and _is_quoted(piece.text)):
            continue
        named = _named(piece, planning)
        counted = [item for item in named if not item.ahead]
        if any("/" not in item.period.code for item in counted):
            counted = [item for item in counted if "/" not in item.period.code]
        first_of_code: set[str] = set()
        for item in counted:
            code = item.period.code
            coarse = re.fullmatch(r"\d{4}(-H[12]|-\d{1,2}M|-Q\d)?", code) is not None
            if code in first_of_code or not (coarse or piece.zone in ("title", "closing")):
                continue
            if piece.zone != "title" and any(span.contains(item.period) for span in titled):
                continue
            first_of_code.add(code)
            ballot.add(code, weight("period", piece.zone), item.span, piece.zone)
        open_halves += _open_halves(piece)
    for mention in find_periods(re.sub(r"[_.]+", " ", file_name)):
        ballot.add(mention.period.code, weight("period", "file_name"), None, "file_name")
    years = _body_years(pieces)
    if not ballot.values() and years:
        most = max(years, key=lambda year: (years[year], year))
        ballot.add(_most_told(pieces, most), 0.0, None, "body")
    if not ballot.values():
        return _from_date(issued)
    _add_other_years(ballot, years, issued)
    coming = _planned_year(pieces)
    scores = {
        code: ballot.score(code) + _support(Period(code), years, issued) + _before_plan(Period(code), coming)
        for code in ballot.values()
    }
    code = max(scores, key=lambda value: scores[value])
    year = Period(code).year
    if code == str(year) and open_halves:
        half = f"{year}-H1"
        gained = sum(gain for gain, _ in open_halves) + ballot.score(half)
        if gained >= ballot.score(code) / 2 or _timely(Period(half), issued) > _timely(Period(code), issued):
            ballot.add(half, gained, open_halves[0][1], "opening")
            scores[half] = scores.pop(code) + gained
            code = half
    if code == str(year) and _is_half_way(issued, year) and not ballot.sources(code) & {"title", "closing"}:
        return IdentityField(f"{year}-H1", 0.4, None, "derived", say("identity.half_from_date"))
    return _field(code, scores, ballot, pieces)


def _titled_spans(pieces: Sequence[Piece], planning: bool) -> list[Period]:
    """The span of years that the title reports on where it names nothing shorter: years told
    elsewhere are its parts."""
    named = [item for piece in pieces if piece.zone == "title" for item in _named(piece, planning)]
    periods = [item.period for item in named if not item.ahead]
    return periods if periods and all("/" in period.code for period in periods) else []


def _add_other_years(ballot: Ballot[str], years: Counter[int], issued: str | None) -> None:
    """Where a named period cannot be right, the same part of the year that the body is about.

    A title that was copied from another year still tells whether half a year is reported on.
    """
    total = sum(years.values())
    if total < _ENOUGH_YEARS:
        return
    told = [year for year, count in years.most_common(3) if count / total >= _UNHEARD]
    for code in ballot.values():
        period = Period(code)
        if len(period.years) > 1:
            continue
        unheard = period.year not in told
        if unheard or _timely(period, issued) < 0:
            for year in told[: 1 if unheard else 3]:
                if year != period.year:
                    ballot.add(f"{year}{code[4:]}", ballot.score(code) / 2, None, "body")


def _field(
    code: str, scores: dict[str, float], ballot: Ballot[str], pieces: Sequence[Piece]
) -> IdentityField:
    second = max((score for other, score in scores.items() if other != code), default=0.0)
    vote = ballot.best_vote(code)
    note = ""
    titled = [
        item.period
        for piece in pieces
        if piece.zone == "title"
        for item in _named(piece, False)
        if not item.ahead
    ]
    if titled and not any(period.overlaps(Period(code)) for period in titled):
        note = say("identity.title_differs", title=titled[0].label(), period=Period(code).label())
    elif vote is None:
        from_name = ballot.sources(code) == {"file_name"}
        note = say("identity.from_file_name" if from_name else "identity.period_from_body")
    sure = confidence(scores[code], second, _FULL_WEIGHT)
    return IdentityField(code, sure, vote.span if vote else None, "read" if vote else "derived", note)


def _is_quoted(heading: str) -> bool:
    """Whether a heading names a campaign ("Phong trào “… giai đoạn 2021-2025”")."""
    return "“" in heading or '"' in heading


def _named(piece: Piece, planning: bool) -> list[_Named]:
    """Periods of a piece; one is ahead when the words that lead to it speak of tasks to come."""
    folded = fold(piece.text)
    named: list[_Named] = []
    end, ahead = 0, False
    for mention in find_periods(piece.text):
        lead = folded[end : mention.start]
        if zone_pattern("results").search(lead):
            ahead = False
        elif zone_pattern("plan").search(lead):
            ahead = True
        named.append(_Named(mention.period, piece.span(mention.start, mention.end), ahead and not planning))
        end = mention.end
    return named


def _open_halves(piece: Piece) -> list[tuple[float, Span]]:
    """ "6 tháng đầu năm" without a year where it is told as the report's own."""
    folded = fold(piece.text)
    found = []
    for match in list(_OPEN_HALF.finditer(folded))[:1]:
        before = folded[: match.start()]
        if zone_pattern("results").search(before) or not zone_pattern("plan").search(before):
            found.append((weight("period", piece.zone), piece.span(match.start(), match.end())))
    return found


def _body_years(pieces: Sequence[Piece]) -> Counter[int]:
    """How often the body, plans aside, speaks of each year. Spans of years count for none."""
    years: Counter[int] = Counter()
    for piece in pieces:
        if piece.zone not in ("body", "heading", "opening"):
            continue
        folded = fold(piece.text)
        for mention in find_periods(piece.text):
            compared = _COMPARED.search(folded[: mention.start])
            if len(mention.period.years) == 1 and not compared:
                years[mention.period.year] += 2
        for date in find_dates(piece.text):
            years[int(date.iso[:4])] += 1
    return years


def _most_told(pieces: Sequence[Piece], year: int) -> str:
    """The period of a year that the body names most, where no title tells it."""
    codes = Counter(
        mention.period.code
        for piece in pieces
        if piece.zone == "body"
        for mention in find_periods(piece.text)
        if mention.period.years == (year,) and re.search(r"-(?:H\d|\d{1,2}M)$|^\d{4}$", mention.period.code)
    )
    code, count = codes.most_common(1)[0] if codes else (str(year), 0)
    return code if count * 2 > sum(codes.values()) else str(year)


def _support(period: Period, years: Counter[int], issued: str | None) -> float:
    """What the body's years and the date of issue add to a period."""
    total = sum(years.values())
    share = sum(years[year] for year in period.years) / total if total >= _ENOUGH_YEARS else 0.0
    if "/" in period.code:
        share /= 2
    return weight("period", "body") * share + _timely(period, issued)


def _planned_year(pieces: Sequence[Piece]) -> int | None:
    """The year that the part on tasks to come speaks of most."""
    years = Counter(
        mention.period.year
        for piece in pieces
        if piece.zone == "plan"
        for mention in find_periods(piece.text)
        if len(mention.period.years) == 1
    )
    return years.most_common(1)[0][0] if years else None


def _before_plan(period: Period, coming: int | None) -> float:
    """A report of a whole year plans the next one and not the same."""
    if coming is None or period.months[1] % 12 != 11:
        return 0.0
    plan = weight("period", "before_plan")
    return plan if period.year == coming - 1 else -plan if period.year == coming else 0.0


def _timely(period: Period, issued: str | None) -> float:
    """Whether a report of the period can have been written when it was."""
    month = _month(issued)
    if month is None:
        return 0.0
    end = period.months[1]
    # A span of years is summed up before a congress, early in its last year.
    early = 11 if "/" in period.code else 4 if len(period.years) > 1 else 2
    if month < end - early:
        return weight("period", "untimely")
    return weight("period", "timely" if month <= end + weight("period", "months_late") else "overdue")


def _month(issued: str | None) -> int | None:
    if issued is None or len(issued) < 7:
        return None
    return 12 * int(issued[:4]) + int(issued[5:7]) - 1


def _is_half_way(issued: str | None, year: int) -> bool:
    """Whether the document was issued from May to August of the year."""
    month = _month(issued)
    return month is not None and month // 12 == year and 4 <= month % 12 <= 7


def _from_date(issued: str | None) -> IdentityField | None:
    """The period that a report of that date is likely to be about."""
    month = _month(issued)
    if month is None:
        return None
    year, number = divmod(month, 12)
    code = str(year) if number >= 9 else f"{year}-H1" if 4 <= number <= 7 else str(year - 1)
    return IdentityField(code, 0.3, None, "derived", say("identity.period_from_date"))
