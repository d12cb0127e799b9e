"""Legal bases: expired at the draft's date, told with a wrong date, issuer or number.

What is known of an instrument is ``language.registry``; a mention of an instrument that the
registry does not have is only compared with the draft's other mentions of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import SURE, Finding, Severity
from knowledge.check.law.law_years import check_law_years
from knowledge.check.law.two_numbers import check_two_numbers
from knowledge.check.times.dates import vietnamese_date
from language.instruments import Instrument, find_instruments
from language.registry import Registered, registry, replaced_by, resolve, status_at
from language.text import fold

_SUBJECT = re.compile(r"thi dua")
# How much of the text behind a mention may tell what the instrument is about.
_AFTER = 160
_DATE_BEHIND = re.compile(
    r"[^.;,()\d]{0,60}?\b(?:thong qua|ban hanh|ky)\s+ngay\s+(?P<day>\d{1,2})\s*(?:[/.-]|thang)\s*"
    r"(?P<month>\d{1,2})\s*(?:[/.-]|nam)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
)
_WHOLE_DATE = len("2022-06-15")


@dataclass(frozen=True, slots=True)
class _Mention:
    instrument: Instrument
    piece: Piece


def check_legal_bases(draft: Draft, today: date) -> Iterator[Finding]:
    """Every mention of an instrument that does not hold; ``today`` where the draft has no date."""
    mentions = [
        _Mention(_with_date_behind(instrument, piece.content.text), piece)
        for piece in draft.pieces
        for instrument in find_instruments(piece.content.text)
    ]
    on = draft.written_on or draft.period_end or today
    of_known: dict[str, list[_Mention]] = {}
    for mention in mentions:
        known = resolve(mention.instrument, on)
        if known is None:
            yield from _near_miss(draft, mention)
            yield from _misdated_law(draft, mention)
            yield from _issuer_of_number(draft, mention)
        else:
            of_known.setdefault(known.number, []).append(mention)
            yield from _facts(draft, mention, known)
    for number, same in of_known.items():
        yield from _standing(draft, same, registry()[number], on)
    yield from _two_dates(draft, mentions)
    yield from check_two_numbers(draft)
    yield from check_law_years(draft, today)


def _with_date_behind(instrument: Instrument, text: str) -> Instrument:
    """A mention with the date that a verb behind it tells: "… được Quốc hội thông qua ngày …"."""
    if instrument.date is not None:
        return instrument
    told = _DATE_BEHIND.match(fold(text[instrument.end :]))
    if told is None:
        return instrument
    day, month, year = (int(told[part]) for part in ("day", "month", "year"))
    return replace(instrument, date=f"{year:04}-{month:02}-{day:02}", end=instrument.end + told.end("year"))


def _finding(draft: Draft, mentions: list[_Mention], confidence: float, message: str, repair: str) -> Finding:
    quotes = tuple(draft.quote_in(m.piece.content, m.instrument.start, m.instrument.end) for m in mentions)
    severity: Severity = "error" if confidence >= SURE else "note"
    return Finding("legal", severity, confidence, message, repair, quotes)


def _name(known: Registered) -> str:
    return f"{known.kind.capitalize()} {known.number}"


def _standing(draft: Draft, same: list[_Mention], known: Registered, on: date) -> Iterator[Finding]:
    """One finding for all mentions of an instrument that does not apply on the day."""
    standing = status_at(known, on)
    if standing.status == "not_yet" and known.in_force_from and known.issued and on >= known.issued:
        starts = _day(known.in_force_from)
        message = say("check.legal.not_yet", number=_name(known), starts=starts, on=_day(on))
        yield _finding(draft, same, 0.4, message, "")
    if standing.status != "expired":
        return
    until = _until(known)
    successors = " và ".join(
        _name(each) for each in replaced_by(known) if each.number in standing.replaced_by
    )
    repair = (
        say("check.legal.expired_repair", successors=successors)
        if successors
        else say("check.legal.expired_repair_unknown")
    )
    sure = {"sourced": 0.9, "likely": 0.85, "to_check": 0.7}[standing.certainty]
    key = "check.legal.expired"
    if draft.period_start and draft.period_end and status_at(known, draft.period_start).status != "expired":
        key = "check.legal.expired_in_period"
        # It may have been applied while it held; less sure still when it held to the period's end.
        sure = 0.55 if status_at(known, draft.period_end).status == "expired" else 0.35
    message = say(key, number=_name(known), until=_day(until) if until else "…", on=_day(on))
    yield _finding(draft, same, sure, message, repair)


def _until(known: Registered) -> date | None:
    """The first day without it: its own, its successors' first, or that of what it rests on."""
    if known.in_force_until is not None:
        return known.in_force_until
    parents = [registry()[number] for number in (*known.details, *known.consolidates) if number in registry()]
    days = [each.in_force_from for each in replaced_by(known)] + [_until(parent) for parent in parents]
    return min((day for day in days if day is not None), default=None)


def _facts(draft: Draft, mention: _Mention, known: Registered) -> Iterator[Finding]:
    """A date or an issuer other than the registry's."""
    said = mention.instrument
    sure = 0.9 if known.certainty == "sourced" else 0.8
    if said.date and known.issued and "issued" not in known.unsure and known.certainty != "to_check":
        right = known.issued.isoformat()
        if not right.startswith(said.date):
            message = say(
                "check.legal.wrong_date",
                number=_name(known), right=_day(known.issued), printed=vietnamese_date(said.date),
            )  # fmt: skip
            repair = say("check.legal.wrong_date_repair", right=_day(known.issued))
            yield _finding(draft, [mention], sure, message, repair)
    if said.issuer and _other_body(said.issuer, known.issuer):
        message = say(
            "check.legal.wrong_issuer", number=_name(known), right=known.issuer, printed=said.issuer
        )
        repair = say("check.legal.wrong_issuer_repair", right=known.issuer)
        yield _finding(draft, [mention], sure, message, repair)


# The bodies of the state that issue what binds everywhere; another word for one is no error.
_BODIES = (
    "quoc hoi", "chinh phu", "thu tuong", "bo noi vu", "bo chinh tri", "bo tai chinh", "ban bi thu",
    "ban chap hanh trung uong", "uy ban nhan dan", "ubnd",
)  # fmt: skip


def _other_body(said: str, known: str) -> bool:
    bodies = [{body for body in _BODIES if body in fold(name)} for name in (said, known)]
    if {"thu tuong", "chinh phu"} in bodies:
        bodies = [body - {"chinh phu"} if "thu tuong" in body else body for body in bodies]
    return all(bodies) and not bodies[0] & bodies[1]


# What the end of a number says of its issuer: decrees are the Government's, "/TW" is the Party's.
_ISSUER_OF_END = (
    (re.compile(r"-cp$"), ("chinh phu",), "Chính phủ"),
    (re.compile(r"/qh\d+$"), ("quoc hoi",), "Quốc hội"),
    (re.compile(r"-ttg$"), ("thu tuong", "chinh phu"), "Thủ tướng Chính phủ"),
    (
        re.compile(r"/tw$"),
        ("bo chinh tri", "ban bi thu", "ban chap hanh trung uong"),
        "Bộ Chính trị hoặc Ban Bí thư",
    ),
)


def _issuer_of_number(draft: Draft, mention: _Mention) -> Iterator[Finding]:
    """An instrument outside the registry whose number is another body's than the one named."""
    said = mention.instrument
    if said.number is None or said.issuer is None:
        return
    named = {body for body in _BODIES if body in fold(said.issuer)}
    for end, bodies, right in _ISSUER_OF_END:
        if end.search(fold(said.number)) and named and not named & set(bodies):
            message = say("check.legal.wrong_issuer", number=said.number, right=right, printed=said.issuer)
            repair = say("check.legal.wrong_issuer_repair", right=right)
            yield _finding(draft, [mention], 0.75, message, repair)
            return


def _near_miss(draft: Draft, mention: _Mention) -> Iterator[Finding]:
    """A number that is one slip away from a registered one of the same date or subject."""
    said = mention.instrument
    if said.number is None or not any(letter.isalpha() for letter in said.number):
        return
    text = mention.piece.content.text
    about = fold(text[said.start : said.end + _AFTER].split(";")[0])
    for known in registry().values():
        same_day = (
            said.date is not None and known.issued is not None and said.date == known.issued.isoformat()
        )
        if not _one_slip(said.number, known.number) and not (
            same_day and _other_code(said.number, known.number)
        ):
            continue
        same_subject = _SUBJECT.search(about) and _SUBJECT.search(fold(known.title)) and said.date is None
        if known.issued and (same_day or same_subject):
            message = say(
                "check.legal.near_miss", printed=said.number, right=_name(known), date=_day(known.issued)
            )
            repair = say("check.legal.near_miss_repair", right=known.number)
            yield _finding(draft, [mention], 0.9 if same_day else 0.65, message, repair)
            return


def _misdated_law(draft: Draft, mention: _Mention) -> Iterator[Finding]:
    """A law named by its title and a day that is none of its versions', one figure beside one of them."""
    said = mention.instrument
    if not said.title or said.number is not None or not _is_day(said.date):
        return
    named = fold(said.title)
    for known in registry().values():
        if known.issued is None or known.kind != said.kind or not fold(known.title).endswith(named):
            continue
        right = known.issued.isoformat()
        if sum(a != b for a, b in zip(right.split("-"), said.date.split("-"), strict=True)) == 1:
            message = say(
                "check.legal.wrong_date",
                number=_name(known), right=_day(known.issued), printed=vietnamese_date(said.date),
            )  # fmt: skip
            repair = say("check.legal.wrong_date_repair", right=_day(known.issued))
            yield _finding(draft, [mention], 0.8, message, repair)
            return


def _is_day(iso: str | None) -> TypeGuard[str]:
    """Whether a printed date is a whole one that the calendar has."""
    if iso is None or len(iso) < _WHOLE_DATE:
        return False
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _one_slip(printed: str, known: str) -> bool:
    """One character typed wrongly, left out, put in, or two neighbours exchanged; letters alike."""
    a, b = fold(printed), fold(known)
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        differing = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(differing) == 1:
            return True
        if len(differing) != 2 or differing[1] != differing[0] + 1:
            return False
        i, j = differing
        return (a[i], a[j]) == (b[j], b[i])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _other_code(printed: str, known: str) -> bool:
    """One serial, year and kind, and another body's code behind them: "15/2025/TT-BTC"."""
    mine, theirs = fold(printed).rpartition("-"), fold(known).rpartition("-")
    return mine[0] == theirs[0] != "" and mine[2] != theirs[2]


def _two_dates(draft: Draft, mentions: list[_Mention]) -> Iterator[Finding]:
    """One unregistered instrument with two different dates of issue."""
    first_told: dict[tuple[str, str, str], _Mention] = {}
    for mention in mentions:
        said = mention.instrument
        if said.number is None or said.date is None or len(said.date) < 10 or resolve(said) is not None:
            continue
        key = (said.kind, fold(said.number), fold(said.issuer or ""))
        earlier = first_told.setdefault(key, mention).instrument
        if earlier.date != said.date and earlier.date is not None:
            message = say(
                "check.legal.two_dates",
                number=said.number, first=vietnamese_date(earlier.date), second=vietnamese_date(said.date),
            )  # fmt: skip
            yield _finding(draft, [mention], 0.75, message, say("check.legal.two_dates_repair"))


def _day(day: date) -> str:
    return vietnamese_date(day.isoformat())
