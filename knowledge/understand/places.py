"""Places of a question: first among the store's own documents, then in the national list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz, process

from foundation.records import UnitLevel
from knowledge.query import Place
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.gazetteer import Entry, Gazetteer, gazetteer
from knowledge.understand.merged_units import across_the_merger
from knowledge.understand.offices import find_office, reports_of
from knowledge.understand.organisations import (
    apart_from,
    find_organisation,
    organisations_of,
    the_one_group,
)
from knowledge.understand.phrasing import blank
from language.periods import find_periods
from language.text import Token, fold, has_diacritics, tokens
from language.units import UnitMention, find_units, name_key, split_kind, strip_kind
from language.units_names import accented_key, kinds
from language.words import words

_TYPING_SLIP = 86
_EXACT = 100
_SHORTEST_MISSPELT = 6  # letters of a name
_APPOSED = re.compile(r"[\s,()\-–]*(?:thuoc\s+)?")
_PREPOSITIONS = {"cua", "o", "tai", "xa", "huyen", "tt", "phuong", "tran", "voi", "con", "hay"}
_SEVERAL = {"cac", "nhung", "tung", "moi", "may", "nhieu"}


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """The places of a question and the question with their names blanked out."""

    places: tuple[Place, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """Units that a question may name at a place; ``communes``: all those of a district are meant."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    near_miss: bool = False
    communes: bool = False


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
    known = gazetteer(documents)
    listed = _listed(question)
    mentions = [m for m in _exact(question, known) if not _is_listed_alike(m, listed)]
    strangers = [m for m in listed if not _overlaps(m.start, m.end, mentions)]
    corrected: list[_Mention] = []
    unknown: list[UnitMention] = []
    for stranger in strangers:
        near = None if stranger.candidates and stranger.exact_accents else _nearest(stranger.name, known)
        if near is None or (stranger.candidates and not stranger.name.isascii()):
            unknown.append(stranger)
        else:
            corrected.append(_Mention(stranger.start, stranger.end, (near,), near_miss=True))
    mentions += corrected
    if not mentions and not unknown:
        mentions += _misspelt(question, known)
    return _resolve(question, mentions, unknown, documents)


def _kind_before(pieces: Sequence[Token], index: int) -> tuple[int, tuple[UnitLevel, ...]]:
    """Where the mention begins with its kind word, and the levels that the kind word allows."""
    for kind, levels in _kind_words():
        size = len(kind)
        if index >= size and tuple(fold(t.text) for t in pieces[index - size : index]) == kind:
            return index - size, levels
    return index, ()


def _kind_words() -> Iterable[tuple[tuple[str, ...], tuple[UnitLevel, ...]]]:
    for kind, levels in sorted(kinds().items(), key=lambda each: -len(each[0])):  # "thị xã" before "xã"
        yield tuple(fold(kind).split()), levels
    yield ("tt",), ("xã",)
    yield ("p",), ("xã",)
    yield ("x",), ("xã",)
    yield ("h",), ("huyện",)


def _exact(question: str, known: Gazetteer) -> list[_Mention]:
    pieces = tokens(question)
    keys = [name_key(t.text) for t in pieces]
    accented = has_diacritics(question)
    mentions: list[_Mention] = []
    index = 0
    while index < len(pieces):
        alike = known.by_first.get(keys[index], ())
        matching = [e for e in alike if tuple(keys[index : index + len(e.syllables)]) == e.syllables]
        longest = max((len(e.syllables) for e in matching), default=0)
        begin, levels = _kind_before(pieces, index)
        longest_alike = [e for e in matching if len(e.syllables) == longest]
        within = _are_those_within(keys[:begin], levels, longest_alike)
        if within:
            begin, levels = index, ("huyện",)
        chosen = []
        for entry in longest_alike:
            if levels and entry.level not in levels:
                continue
            written = question[pieces[index].start : pieces[index + longest - 1].end]
            if not _is_that_name(written, entry, accented, bool(levels)):
                continue
            chosen.append(entry)
        if chosen:
            end = pieces[index + longest - 1].end
            mentions.append(_Mention(pieces[begin].start, end, tuple(chosen), communes=within))
            index += longest
        else:
            index += 1
    return mentions


def _are_those_within(before: Sequence[str], levels: Sequence[UnitLevel], alike: Sequence[Entry]) -> bool:
    """Whether "các xã Thủ Thừa" means the communes of a district: no commune bears the name."""
    several = bool(before) and before[-1] in _SEVERAL
    return several and "xã" in levels and bool(alike) and all(e.level != "xã" for e in alike)


def _is_that_name(written: str, entry: Entry, accented: bool, after_kind: bool) -> bool:
    if accented and has_diacritics(written):
        if accented_key(written) != accented_key(strip_kind(entry.name)):
            return False
    elif accented and written.islower() and not after_kind and has_diacritics(strip_kind(entry.name)):
        return False
    if len(entry.syllables) == 1 and not after_kind and not written[0].isupper():
        return False
    # A name that is also a common word ("Hòa Bình") must look like a name.
    return after_kind or not written.islower() or not accented


def _listed(question: str) -> list[UnitMention]:
    """Places of the national list, or named after a kind word, that are credible in a question."""
    result = []
    for mention in find_units(question):
        if mention.evidence == "kind" or (mention.evidence == "capitals" and mention.candidates):
            result.append(mention)
        elif mention.evidence == "typed" and question.isascii():
            before = tokens(question[: mention.start])
            if before and fold(before[-1].text) in _PREPOSITIONS:
                result.append(mention)
    return result


def _overlaps(start: int, end: int, mentions: Sequence[_Mention]) -> bool:
    return any(start < m.end and m.start < end for m in mentions)


def _is_listed_alike(mention: _Mention, listed: Sequence[UnitMention]) -> bool:
    """Whether the national list reads the same name where no document's identity has it."""
    names = {entry.bare for entry in mention.entries if not any(e.document_ids for e in mention.entries)}
    return any(s.start < mention.end and mention.start < s.end and name_key(s.name) in names for s in listed)


def _nearest(name: str, known: Gazetteer) -> Entry | None:
    """The store's unit that the name is a typing slip of."""
    entries = [entry for entry in known.entries if entry.document_ids]
    names = [entry.bare for entry in entries]
    near = process.extractOne(name_key(name), names, scorer=fuzz.ratio, score_cutoff=_TYPING_SLIP)
    return None if near is None else entries[near[2]]


def _misspelt(question: str, known: Gazetteer) -> list[_Mention]:
    """Windows of words outside the lexicon that come close to a unit's name.

    A period is no name: "tỉnh năm 2023" does not mean a commune Bình Nam.
    """
    bound: list[tuple[int, int]] = [(w.start, w.end) for w in words(question) if len(w.phrase) > 1]
    bound += [(mention.start, mention.end) for mention in find_periods(question)]
    pieces = [t for t in tokens(question) if not any(start <= t.start < end for start, end in bound)]
    best: tuple[float, int, _Mention] | None = None
    for size, named in known.ranks.items():
        ranks = {bare: rank for bare, rank in named.items() if len(bare) >= _SHORTEST_MISSPELT}
        for width in {size, size - 1, size + 1} - {0}:
            for index in range(len(pieces) - width + 1):
                window = pieces[index : index + width]
                gap = max((b.start - a.end for a, b in pairwise(window)), default=0)
                if gap > 2:
                    continue
                written = name_key(question[window[0].start : window[-1].end])
                near = process.extractOne(written, ranks.keys(), scorer=fuzz.ratio, score_cutoff=_TYPING_SLIP)
                if near is None:
                    continue
                name, score, _ = near
                if score < _EXACT and not known.entries[ranks[name]].document_ids:
                    continue
                if best is None or (score, -ranks[name]) > best[:2]:
                    meant = known.entries[ranks[name]]
                    found = _Mention(window[0].start, window[-1].end, (meant,), near_miss=True)
                    best = (score, -ranks[name], found)
    return [] if best is None else [best[2]]


def _resolve(
    question: str, mentions: list[_Mention], unknown: list[UnitMention], documents: Sequence[StoredDocument]
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


def _says_where(question: str, mention: _Mention, mentions: Sequence[_Mention]) -> bool:
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


def _is_parent(stranger: UnitMention, mentions: Sequence[_Mention]) -> bool:
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
