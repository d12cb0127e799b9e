"""A question about awards as a structured query over the ledger's records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from foundation.records import AwardStatus, RecipientKind, UnitLevel
from knowledge.query import Place, Query, Turn, user_turns
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.award_lexicon import award_lists, said, widen_awards
from knowledge.understand.award_slots import Aim, Giver, Slots, read_slots
from knowledge.understand.english import is_english, to_vietnamese
from knowledge.understand.followup import untie
from knowledge.understand.intent import names_instrument, rank_of
from knowledge.understand.periods import find_question_periods
from knowledge.understand.phrasing import blank, widen_short_forms
from knowledge.understand.places import find_places
from language.award_classes import asked_class
from language.award_terms import find_terms
from language.periods import find_periods
from language.text import nfc
from language.words import Word

_TURNS_LOOKED_BACK = 6
_ANY_DAY = date(2000, 1, 1)  # relative years are only blanked out here


@dataclass(frozen=True, slots=True)
class AwardQuery:
    """What is asked of the award records.

    ``award_ids`` are ids of ``language.award_terms`` (empty: whatever was conferred). ``every``:
    the question runs over all units of ``unit_level`` (None: whoever was honoured). ``about``
    are words that a record or its sentence must hold; ``noun`` is what the counted recipients are,
    ``reason`` tells that what the award was for is asked. ``checks_given``: whether something was
    really conferred is asked ("đã được tặng … chưa?"). ``award_class`` is that of an order ("Nhì").
    """

    aim: Aim
    award_ids: tuple[str, ...]
    giver: Giver
    kinds: tuple[RecipientKind, ...]
    both_kinds: bool
    status: AwardStatus
    unit_level: UnitLevel | None
    every: bool
    places: tuple[Place, ...]
    periods: tuple[str, ...]
    about: tuple[Word, ...] = ()
    noun: str = ""
    reason: bool = False
    difference: bool = False
    rank: Literal["highest", "lowest"] | None = None
    award_class: str = ""


def award_question(
    query: Query, documents: Sequence[StoredDocument], history: Sequence[Turn] = ()
) -> AwardQuery | None:
    """The award query of a question, None when it asks for something else.

    ``query`` is the question as understood in general; its places and periods already take over
    what follow-ups leave out. The award, its giver, its recipients and its status are taken over
    here, from the last turn that was about awards.
    """
    if query.intent in ("smalltalk", "corpus", "regulation", "draft") or names_instrument(query.question):
        return None
    slots = _understood(query.question, documents)
    before: Slots | None = None
    for turn in user_turns(history)[-_TURNS_LOOKED_BACK:]:
        before = _completed(_understood(turn, documents), before)
    completed = _completed(slots, before)
    if completed is None or completed.elsewhere or not _is_countable(query, completed):
        return None
    return _query(completed, query, documents)


def _understood(question: str, documents: Sequence[StoredDocument]) -> tuple[Slots, bool]:
    """The slots of one text and whether it leans on the turn before."""
    typed = nfc(" ".join(question.split()))
    text = to_vietnamese(typed) if is_english(typed) else widen_short_forms(typed)
    leaning = untie(text)
    text = widen_awards(leaning.question if leaning.leans else text)
    found = find_places(text, documents)
    _, rest = find_question_periods(found.rest, _ANY_DAY)
    return replace(read_slots(text, rest), names_place=bool(found.places)), leaning.leans


def _completed(read: tuple[Slots, bool], before: Slots | None) -> Slots | None:
    """The slots filled from the turn before; None when the text is not about awards."""
    now, leans = read
    if now.names_award:
        return now if before is None or not leans else _filled(now, before)
    other_recipient = leans and before is not None and bool(before.rest)
    if before is None or now.elsewhere or now.asks_title or (now.rest and not other_recipient):
        return None
    return _filled(replace(now, award_ids=before.award_ids, praise=before.praise), before)


def _filled(now: Slots, before: Slots) -> Slots:
    """A follow-up with what it does not say otherwise taken over."""
    other_award = now.award_ids != before.award_ids
    return replace(
        now,
        giver=now.giver if now.giver or other_award else before.giver,
        kinds=now.kinds or before.kinds,
        noun=now.noun or ("" if now.kinds else before.noun),
        status=now.status or before.status,
        aim=now.aim or before.aim,
        unit_level=now.unit_level or (None if now.names_place else before.unit_level),
        every=now.every or (before.every and not now.names_place),
    )


def _is_countable(query: Query, slots: Slots) -> bool:
    """Whether the question wants awards or those honoured, not a share, an amount or a date."""
    if query.asked.kind in ("percent", "money", "date", "year"):
        return False
    if slots.aim is None:
        return bool(slots.award_ids) and bool(query.places or query.periods)
    return slots.aim != "list" or bool(
        slots.award_ids or slots.every or slots.kinds or slots.rest or query.places
    )


def _query(slots: Slots, query: Query, documents: Sequence[StoredDocument]) -> AwardQuery:
    rank = slots.rank or rank_of(query.question)
    places = _honoured_places(query, documents)
    aim: Aim = slots.aim or "list"
    if rank is not None and (slots.every or aim == "rank"):
        aim = "rank"
    periods = query.periods
    if slots.difference and len(periods) == len(places) == 1:
        periods = tuple(dict.fromkeys(m.period.code for m in find_periods(query.question))) or periods
    if aim == "compare" and len(periods) == len(places) == 1:
        periods = _with_newest(periods[0], places[0], documents)
    weighs = said(query.question, award_lists()["order"]["comparative"]) is not None
    if slots.status == "target" and aim != "compare" and not weighs:
        periods = _aimed_at(periods)
    several = len(places) > 1 or len(periods) > 1
    if several and (aim in ("compare", "count") or weighs):
        aim = "compare"
    elif aim == "compare":
        aim = "rank" if slots.every or slots.unit_level else "count"
    elif aim == "rank" and not slots.every:
        slots = replace(slots, every=True, unit_level=slots.unit_level or "xã")
    status: AwardStatus = slots.status or "awarded"
    if aim == "check" and status == "proposed" and _asks_given(query.question):
        status = "awarded"
    return AwardQuery(
        aim=aim, award_ids=slots.award_ids, giver=slots.giver, kinds=slots.kinds,
        both_kinds=slots.both_kinds, status=status, unit_level=slots.unit_level,
        every=slots.every and not (several and aim == "compare"), places=places,
        periods=periods, about=slots.rest, noun=slots.noun, reason=slots.reason, difference=slots.difference,
        rank="highest" if rank == "highest" else "lowest" if rank == "lowest" else None,
        award_class=asked_class(query.question) if slots.award_ids else "",
    )  # fmt: skip


def _with_newest(asked: str, place: Place, documents: Sequence[StoredDocument]) -> tuple[str, ...]:
    """ "tăng hay giảm so với năm 2022": the asked year and the newest other one, in order."""
    reported = {d.summary.period for d in documents if d.document_id in place.document_ids}
    newest = max((p for p in reported if p and p.isdigit() and p != asked), default=None)
    return (asked,) if newest is None else tuple(sorted((asked, newest)))


def _aimed_at(periods: tuple[str, ...]) -> tuple[str, ...]:
    """ "Năm 2022 phấn đấu … cho năm 2023": the year of the report, and the next, which is aimed at."""
    if len(periods) != 2 or not all(p.isdigit() for p in periods):
        return periods
    first, second = sorted(periods)
    return (second,) if int(second) == int(first) + 1 else periods


def _asks_given(question: str) -> bool:
    return said(question, ("đã được", "được tặng", "được khen")) is not None


def _honoured_places(query: Query, documents: Sequence[StoredDocument]) -> tuple[Place, ...]:
    """The places that are honoured: not the one that only says whose chairman confers.

    "Xã A được Chủ tịch UBND huyện B tặng …": B belongs to the giver, if anything else is named.
    """
    if len(query.places) < 2:
        return query.places
    text = nfc(" ".join(query.question.split()))
    for term in find_terms(text):
        if term.authority is not None:
            text = _without_name_after(text, term.end)
    left = find_places(text, documents).places
    return left or query.places


def _without_name_after(text: str, start: int) -> str:
    """The text without the proper name right at ``start`` ("UBND huyện | Nam Giang tặng")."""
    end = start
    for piece in text[start:].split(" ")[1:5]:
        if not piece[:1].isupper():
            break
        end = text.index(piece, end) + len(piece)
    return blank(text, start, end)
