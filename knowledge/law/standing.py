"""Whether the law that a report cites applied on the day of the report."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from foundation.records import DocumentIdentity, RegulationReference
from language.instruments import Instrument, find_instruments
from language.periods import Period
from language.registry import Entries, Registered, Standing, end_of, resolve, status_at


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A registered instrument that a document cites, and its standing on the document's day."""

    known: Registered
    standing: Standing


def cited_law(
    reference: RegulationReference, quote: str, on: date | None, among: Entries | None = None
) -> CitedLaw | None:
    """What the registry says of a reference; None for an instrument or a day it cannot tell.

    ``quote`` is the reference's span in the original text: a law that is cited by its title
    alone has nothing else to be known by. ``among`` are the entries it is looked up in: the
    registry by default.
    """
    known = resolve(_mention(reference, quote), on, among)
    return None if known is None or on is None else CitedLaw(known, status_at(known, on, among))


def report_date(identity: DocumentIdentity) -> date | None:
    """The day of a document: its date (the last day of a month), else its period's last day."""
    printed = _last_day(identity.value("date") or "")
    if printed is not None:
        return printed
    period = identity.value("period")
    return None if period is None else period_end(period)


def period_end(code: str) -> date:
    """The last day of a period code. Raises ValueError for what is no period code."""
    year, month = divmod(Period(code).months[1], 12)
    return _month_end(year, month + 1)


def ended_on(known: Registered, entries: Entries) -> date | None:
    """The first day without it; a consolidated text ends with what it consolidates."""
    merged = [entries[number] for number in known.consolidates if number in entries]
    ends = [end for entry in (known, *merged) if (end := end_of(entry, entries)) is not None]
    return ends[0][0] if ends else None


def _last_day(iso: str) -> date | None:
    """The day of ``2023-12-08``, the last day of ``2023-12``; None for what is neither."""
    try:
        year, month, *day = (int(part) for part in iso.split("-"))
        return date(year, month, day[0]) if day else _month_end(year, month)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _mention(reference: RegulationReference, quote: str) -> Instrument:
    for mention in find_instruments(" ".join(quote.split())):
        if mention.number == reference.number:
            return mention
    return Instrument(reference.kind, reference.number, reference.issuer, reference.date, None, 0, 0)
