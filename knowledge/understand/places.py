"""Places of a question: first among the store's own documents, then in the national list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.query import Place
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.gazetteer import Entry, gazetteer
from knowledge.understand.merged_units import across_the_merger
from knowledge.understand.offices import find_office, reports_of
from knowledge.understand.organisations import (
    apart_from,
    find_organisation,
    organisations_of,
    the_one_group,
)
from knowledge.understand.phrasing import blank
from knowledge.understand.unit_mentions import Mention, unit_mentions
from language.text import fold
from language.units import UnitMention, split_kind

_APPOSED = re.compile(r"[\s,()\-–]*(?:thuoc\s+)?")


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The places of a question and the question with their names blanked out."""

    places: tuple[Place, ...]
    rest: str


def find_places(question: str, documents: Sequence[StoredDocument]) -> FoundPlaces:
    """Every place the question names, in order, with the documents that report on each.

    An organisation that reports on itself is one of them; its name may hold that of a unit.
    """
    named: list[Place] = []
    for organisation in organisations_of(documents):
        said = find_organisation(question, organisation)
        if said is not None:
            named.append(Place(organisation.name, None, organisation.document_ids))
            question = blank(question, *said)
    if not named and (group := the_one_group(question, documents)) is not None:
        named.append(Place(group[0].name, None, group[0].document_ids))
        question = blank(question, *group[1:])
    office = find_office(question, documents)
    if office is not None:
        question = blank(question, office.start, office.end)
    found = _find_units(question, documents)
    if office is not None:
        found = replace(found, places=reports_of(office, found.places))
    places = tuple(p for p in found.places if p.in_store) if named else found.places
    return FoundPlaces((*named, *apart_from(places, named, documents)), found.rest)


def _find_units(question: str, documents: Sequence[StoredDocument]) -> FoundPlaces:
    """The administrative units that the question names."""
    mentions, unknown = unit_mentions(question, gazetteer(documents))
    return _resolve(question, mentions, unknown, documents)


def _resolve(
    question: str, mentions: list[Mention], unknown: list[UnitMention], documents: Sequence[StoredDocument]
) -> FoundPlaces:
    """Mentions as places: a district beside a commune narrows it, ambiguity keeps every unit."""
    rest = question
    for mention in mentions:
        rest = blank(rest, mention.start, mention.end)
    for stranger in unknown:
        rest = blank(rest, stranger.start, stranger.end)
    chosen: list[tuple[int, Place]] = []
    narrowing: list[tuple[int, Entry]] = []
    for mention in mentions:
        own = [e for e in mention.entries if e.own]
        if mention.communes and (inner := _communes_of(mention.entries[0])).in_store:
            chosen.append((mention.start, inner))
        elif not any(e.document_ids for e in mention.entries):
            told = mention.entries[0]
            chosen.append((mention.start, Place(told.name, told.level)))
        elif own and not _says_where(question, mention, mentions):
            for entry in own:
                place = Place(entry.name, entry.level, entry.own, mention.near_miss)
                chosen.append((mention.start, place))
        else:
            widest = max(mention.entries, key=lambda e: len(e.document_ids))
            narrowing.append((mention.start, widest))
    for start, entry in narrowing:
        narrowed = [(s, p, tuple(i for i in p.document_ids if i in entry.document_ids)) for s, p in chosen]
        if any(ids for _, _, ids in narrowed):
            chosen = [(s, Place(p.name, p.level, ids, p.near_miss)) for s, p, ids in narrowed if ids]
        elif not chosen:
            chosen.append((start, Place(entry.name, entry.level, entry.units)))
    for stranger in unknown:
        if _is_parent(stranger, mentions):
            continue
        name = " ".join(filter(None, (stranger.kind, stranger.name)))
        merged = across_the_merger(stranger, documents)
        chosen.append((stranger.start, merged or Place(name, stranger.level)))
    chosen.sort(key=lambda pair: pair[0])
    places = tuple(dict.fromkeys(place for _, place in chosen))
    return FoundPlaces(_without_parents_of_absent(places), rest)


def _communes_of(district: Entry) -> Place:
    """A district by the reports of its communes."""
    return Place(district.name, "huyện", tuple(i for i in district.units if i not in district.own))


def _says_where(question: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a district right after a commune ("xã X, huyện Y") only says where the commune is."""
    for before in mentions:
        gap = question[before.end : mention.start]
        if before.end > mention.start or not _APPOSED.fullmatch(fold(gap)):
            continue
        inner = {i for e in before.entries if e.level == "xã" for i in e.own}
        outer = {i for e in mention.entries if e.level != "xã" for i in e.document_ids}
        if inner & outer:
            return True
    return False


def _is_parent(stranger: UnitMention, mentions: Sequence[Mention]) -> bool:
    """Whether a stranger (a district, a province) only says where a known unit lies."""
    return bool(mentions) and stranger.level in ("huyện", "tỉnh")


def _without_parents_of_absent(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """When a commune without report is named, its district or province only says where it is."""
    absent_communes = [p for p in places if not p.in_store and p.level in ("xã", None)]
    if not absent_communes:
        return places
    return tuple(p for p in places if p.level in ("xã", None) or (p.level == "huyện" and _reports_itself(p)))


def _reports_itself(place: Place) -> bool:
    return False if not place.in_store else split_kind(place.name)[0] is None
