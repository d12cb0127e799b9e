"""Anniversaries: "kỷ niệm N năm …" against the printed range of dates and the year of the event.

The events are ``language/data/anniversaries.toml``. A report may speak of the year reported on
and, in its plans, of the next: both are right there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.text import fold

_TABLE = Path(__file__).resolve().parents[3] / "language" / "data" / "anniversaries.toml"
_YEARS = re.compile(r"(?<![\d.,/-])(?P<count>\d{1,3})\s+nam(?!\s+(?:\d|ke tu|qua|hoc|giai doan|thuc hien))\b")
_DATE = r"(?:\d{1,2}\s?[/.]\s?\d{1,2}\s?[/.]\s?)?"
_RANGE = re.compile(rf"\(?\s*{_DATE}(?P<first>1[89]\d\d|20\d\d)\s*[-–]\s*{_DATE}(?P<last>20\d\d)(?!\d)")
_YEAR = re.compile(r"\bnam\s+(20\d\d)\b")
_PLANS = re.compile(r"\b(?:phuong huong|nhiem vu|ke hoach)\b")
# How far from "N năm" its event and its dates may stand.
_REACH = 140
# How many years off a count may be; further off another event is meant, unless figures were exchanged.
_NEAR = 5

# "kỷ niệm 97 năm Cách mạng tháng Tám": no other event can be meant, however far the count is off.
_KEPT = re.compile(r"\bky niem\s*$")
_KEPT_DAY = re.compile(r"\bngay\b|^\s*thanh lap\b")
_NAMED_NEXT = re.compile(r"^\s*(?:cua )?(?:ngay )?$")


@dataclass(frozen=True, slots=True)
class _Mention:
    count: int
    start: int
    end: int
    scope: str


def check_anniversaries(draft: Draft) -> Iterator[Finding]:
    """Every "N năm" that its own dates or its event's year contradict."""
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        for mention in _mentions(folded):
            finding = _against_range(draft, piece, mention) or _against_event(draft, piece, folded, mention)
            if finding is not None:
                yield finding


def _mentions(folded: str) -> Iterator[_Mention]:
    """Each "N năm" with the words up to the next one, a semicolon or the end of its reach."""
    matches = list(_YEARS.finditer(folded))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        end = min(len(folded), match.end() + _REACH, following.start() if following else len(folded))
        stop = folded.find(";", match.end(), end)
        yield _Mention(
            int(match["count"]), match.start(), match.end(), folded[match.end() : end if stop < 0 else stop]
        )


def _against_range(draft: Draft, piece: Piece, mention: _Mention) -> Finding | None:
    printed = _RANGE.search(mention.scope)
    if printed is None or not (_event(mention.scope) or _KEPT_DAY.search(mention.scope[: printed.start()])):
        return None
    first, last = int(printed["first"]), int(printed["last"])
    if last - first == mention.count:
        return None
    place = draft.quote_in(piece.content, mention.start, mention.end + printed.end())
    if mention.count in {year - first for year in _years_spoken_of(draft, piece)}:
        shown = " ".join(
            piece.content.text[mention.end + printed.start() : mention.end + printed.end()].split()
        )
        message = say(
            "check.dates.anniversary_end",
            printed=shown.lstrip("( "), last=last, count=mention.count, first=first,
            computed=first + mention.count,
        )  # fmt: skip
        repair = say("check.dates.anniversary_end_repair", computed=first + mention.count)
    else:
        message = say(
            "check.dates.anniversary_range",
            count=mention.count,
            first=first,
            last=last,
            computed=last - first,
        )
        repair = say("check.dates.anniversary_repair", computed=last - first)
    return Finding("dates", "error", 0.9, message, repair, (place,))


def _against_event(draft: Draft, piece: Piece, folded: str, mention: _Mention) -> Finding | None:
    event = _event(mention.scope)
    spoken_of = _years_spoken_of(draft, piece)
    if event is None or not spoken_of or _RANGE.search(mention.scope):
        return None
    found, event_start, end = event
    said = {int(year) for year in _YEAR.findall(folded[: mention.start][-160:])}
    allowed = said | spoken_of
    if found["year"] + mention.count in allowed:
        return None
    year = min(allowed, key=lambda each: abs(each - found["year"] - mention.count))
    right = year - found["year"]
    exchanged = sorted(str(right)) == sorted(str(mention.count))
    plainly = _KEPT.search(folded[: mention.start]) and _NAMED_NEXT.match(mention.scope[:event_start])
    if abs(right - mention.count) > _NEAR and not exchanged and not plainly:
        return None
    message = say(
        "check.dates.anniversary_event",
        count=mention.count, event=found["name"], base=found["year"], year=year,
        computed=year - found["year"],
    )  # fmt: skip
    repair = say("check.dates.anniversary_repair", computed=year - found["year"])
    place = draft.quote_in(piece.content, mention.start, mention.end + end)
    return Finding("dates", "error", 0.85, message, repair, (place,))


def _years_spoken_of(draft: Draft, piece: Piece) -> set[int]:
    """The year or years that an anniversary of this piece may be kept in."""
    headings = fold(" ".join(piece.path))
    if draft.period is None:
        return {draft.written_on.year} if draft.written_on else set()
    years = set(draft.period.years)
    if _PLANS.search(headings):
        return years | {draft.period.year + 1} | {int(year) for year in _YEAR.findall(headings)}
    told_of = {year for year in years if draft.written_on is None or year <= draft.written_on.year}
    return told_of or years


def _event(scope: str) -> tuple[dict[str, Any], int, int] | None:
    """The first event named in folded words, and where its name begins and ends."""
    found = [
        (match.start(), match.end(), event)
        for event, pattern in _events()
        if (match := pattern.search(scope)) is not None
    ]
    if not found:
        return None
    start, end, event = min(found, key=lambda item: item[0])
    return event, start, end


@cache
def _events() -> tuple[tuple[dict[str, Any], re.Pattern[str]], ...]:
    with _TABLE.open("rb") as file:
        return tuple((event, re.compile("|".join(event["forms"]))) for event in tomllib.load(file)["event"])
