"""The registry of legal instruments: what is known of each, and whether it applies on a date.

``data/instruments.json`` holds the facts with their certainty. Validity is a function of a
date; what is not known is said as unknown. An instrument that details a replaced one ends with
it (Law 80/2015/QH13 on the promulgation of legal documents, article 154 clause 4).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from language.instruments import Instrument
from language.text import fold

Status = Literal["in_force", "expired", "not_yet", "unknown"]
Certainty = Literal["sourced", "likely", "to_check"]

_DATA = Path(__file__).parent / "data" / "instruments.json"


@dataclass(frozen=True, slots=True)
class Registered:
    """An instrument of the registry.

    ``in_force_until`` is the first day on which it no longer applies; None: no end is known.
    ``details`` are the instruments that it sets out in detail, ``consolidates`` those whose
    text it merges. ``unsure`` names the fields that nobody read at a source.
    """

    number: str
    kind: str
    issuer: str
    title: str
    issued: date | None
    in_force_from: date | None
    in_force_until: date | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    amended_by: tuple[str, ...]
    details: tuple[str, ...]
    consolidates: tuple[str, ...]
    certainty: Certainty
    unsure: tuple[str, ...]
    base_salary_dong: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an instrument applies on a day.

    ``replaced_by`` are the numbers of what took its place by then; ``because`` is the number of
    the instrument that ended it where that is not one of those. ``certainty`` is "to_check"
    where the registry does not vouch for the dates it rests on.
    """

    status: Status
    on: date
    certainty: Certainty = "to_check"
    replaced_by: tuple[str, ...] = ()
    because: str = ""


@cache
def registry() -> dict[str, Registered]:
    """Every registered instrument by its number."""
    entries = json.loads(_DATA.read_text(encoding="utf-8"))["instruments"]
    return {known.number: known for known in TypeAdapter(list[Registered]).validate_python(entries)}


@cache
def years_of_law(title: str) -> tuple[int, ...]:
    """The years in which a law and its amendments were made, in order; empty where some may be unknown.

    ``title`` is with the kind ("Luật Thi đua, khen thưởng"), in any spelling of case and commas.
    """
    said = re.findall(r"\w+", fold(title))
    known = json.loads(_DATA.read_text(encoding="utf-8"))["all_versions_known"]
    if said not in [re.findall(r"\w+", fold(each)) for each in known]:
        return ()
    return tuple(
        sorted(
            each.issued.year
            for each in registry().values()
            if each.issued is not None and re.findall(r"\w+", fold(each.title))[-len(said) :] == said
        )
    )


Entries = Mapping[str, Registered]


def resolve(
    instrument: Instrument, on: date | None = None, among: Entries | None = None
) -> Registered | None:
    """The registered instrument that a mention means, None when the registry has none.

    A number decides; a number without letters ("Nghị định 98/2023") or without year ("NĐ 91")
    does when one instrument of the kind fits. A law named by title means the one of its date or
    year, else the one in force ``on`` the day. ``among`` are the entries to look in: the registry
    by default.
    """
    entries = registry() if among is None else among
    if instrument.number is not None:
        fitting = [known for known in entries.values() if _number_fits(instrument, known)]
        return fitting[0] if len(fitting) == 1 else None
    if not instrument.title:
        return None
    versions = [known for known in entries.values() if _title_fits(instrument, known)]
    if instrument.date is not None or instrument.year is not None:
        return _only([known for known in versions if _issued_as_said(instrument, known)])
    if on is None:
        return None
    return _only([known for known in versions if status_at(known, on, entries).status == "in_force"])


def status_at(known: Registered, on: date, among: Entries | None = None) -> Standing:
    """Whether the instrument applies on the day, as far as the registry knows.

    Where the day it took effect is not known, it counts as in force from a year after its issue
    and the certainty is "to_check". A consolidated text stands as what it consolidates.
    ``among`` are the entries it is looked up with: the registry by default.
    """
    entries = registry() if among is None else among
    for number in known.consolidates:
        if number in entries:
            return replace(status_at(entries[number], on, entries), certainty="to_check")
    successors = tuple(number for number in known.replaced_by if _begun(number, on, entries))
    ended = end_of(known, entries)
    if ended is not None and on >= ended[0]:
        because = "" if ended[1] in known.replaced_by else ended[1]
        return Standing("expired", on, _certainty(known, "in_force_until"), successors, because)
    if known.in_force_from is not None:
        status: Status = "in_force" if on >= known.in_force_from else "not_yet"
        return Standing(status, on, _certainty(known, "in_force_from", "standing"), successors)
    if known.issued is None or on < known.issued:
        return Standing("unknown" if known.issued is None else "not_yet", on)
    settled = on >= known.issued + timedelta(days=365)
    return Standing("in_force" if settled else "unknown", on, "to_check", successors)


def replaced_by(known: Registered, among: Entries | None = None) -> tuple[Registered, ...]:
    """The registered instruments that took its place, whenever that was."""
    entries = registry() if among is None else among
    return tuple(entries[number] for number in known.replaced_by if number in entries)


def end_of(known: Registered, among: Entries | None = None) -> tuple[date, str] | None:
    """The first day without it and the number of what ended it ("" where none is named)."""
    entries = registry() if among is None else among
    if known.in_force_until is not None:
        return known.in_force_until, known.replaced_by[0] if known.replaced_by else ""
    ends = [
        (parent.in_force_until, parent.number)
        for number in known.details
        if (parent := entries.get(number)) is not None and parent.in_force_until is not None
    ]
    successors = [
        (successor.in_force_from, successor.number)
        for successor in replaced_by(known, entries)
        if successor.in_force_from is not None
    ]
    return min(ends + successors, default=None)


def _begun(number: str, on: date, entries: Entries) -> bool:
    successor = entries.get(number)
    if successor is None:
        return False
    begins = successor.in_force_from or successor.issued
    return begins is not None and begins <= on


def _certainty(known: Registered, *fields: str) -> Certainty:
    return "to_check" if any(field in known.unsure for field in fields) else known.certainty


def _number_fits(instrument: Instrument, known: Registered) -> bool:
    said = _parts(instrument.number or "")
    theirs = _parts(known.number)
    if len(said) >= len(theirs) or any(part.isalpha() for part in said):
        return said == theirs
    return fold(instrument.kind) == fold(known.kind) and theirs[: len(said)] == said


def _parts(number: str) -> list[str]:
    """ "01/2024/TT-BNV" as folded parts without leading zeros: 1, 2024, tt, bnv."""
    return [part.lstrip("0") or "0" for part in re.findall(r"\w+", fold(number))]


def _title_fits(instrument: Instrument, known: Registered) -> bool:
    words = re.findall(r"\w+", fold(known.title))
    said = re.findall(r"\w+", fold(f"{instrument.kind} {instrument.title}"))
    return fold(known.kind) == fold(instrument.kind) and words[-len(said) :] == said


def _issued_as_said(instrument: Instrument, known: Registered) -> bool:
    if known.issued is None:
        return False
    if instrument.date is not None:
        return known.issued.isoformat().startswith(instrument.date)
    return known.issued.year == instrument.year


def _only(fitting: list[Registered]) -> Registered | None:
    """The base law where its amendments fit as well (they carry its title), else the only one."""
    base = [known for known in fitting if not re.search(r"\bsua doi\b", fold(known.title))]
    return base[0] if len(base) == 1 else fitting[0] if len(fitting) == 1 else None
