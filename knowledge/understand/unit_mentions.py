"""Units that a question may name: the store's own, those of the national list, and typing slips.

What is meant by the names together (a district beside a commune) is for ``places`` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from foundation.records import UnitLevel
from knowledge.understand.gazetteer import Entry, Gazetteer
from language.periods import find_periods
from language.text import Token, fold, has_diacritics, tokens
from language.units import UnitMention, find_units, name_key, strip_kind
from language.units_names import accented_key, kinds
from language.words import canonical, toned, words

_TYPING_SLIP = 86
_EXACT = 100
_SHORTEST_MISSPELT = 6  # letters of a name
_PREPOSITIONS = {"cua", "o", "tai", "xa", "huyen", "tt", "phuong", "tran", "voi", "con", "hay"}
_SEVERAL = {"cac", "nhung", "tung", "moi", "may", "nhieu"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Units that a question may name at a place; ``communes``: all those of a district are meant."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    near_miss: bool = False
    communes: bool = False


def unit_mentions(question: str, known: Gazetteer) -> tuple[list[Mention], list[UnitMention]]:
    """The known units that the question names, and the names that belong to none of them."""
    listed = _listed(question)
    mentions = [m for m in _exact(question, known) if not _is_listed_alike(m, listed)]
    strangers = [m for m in listed if not _overlaps(m.start, m.end, mentions)]
    corrected: list[Mention] = []
    unknown: list[UnitMention] = []
    for stranger in strangers:
        near = None if stranger.candidates and stranger.exact_accents else _nearest(stranger.name, known)
        if near is None or (stranger.candidates and not stranger.name.isascii()):
            unknown.append(stranger)
        else:
            corrected.append(Mention(stranger.start, stranger.end, (near,), near_miss=True))
    mentions += corrected
    if not mentions and not unknown:
        mentions += _misspelt(question, known)
    return mentions, unknown


def _kind_before(pieces: Sequence[Token], index: int) -> tuple[int, tuple[UnitLevel, ...]]:
    """Where the mention begins with its kind word, and the levels that the kind word allows."""
    for kind, levels in _kind_words():
        begin = index - len(kind)
        if begin >= 0 and all(_is_said(t, word) for t, word in zip(pieces[begin:index], kind, strict=True)):
            return begin, levels
    return index, ()


def _is_said(token: Token, word: str) -> bool:
    """Whether a syllable is that of a kind word; "quân" with its marks is not "quận"."""
    said = toned(token.text)
    return said == toned(word) or said == canonical(word)


def _kind_words() -> Iterable[tuple[tuple[str, ...], tuple[UnitLevel, ...]]]:
    for kind, levels in sorted(kinds().items(), key=lambda each: -len(each[0])):  # "thị xã" before "xã"
        yield tuple(kind.split()), levels
    yield ("tt",), ("xã",)
    yield ("p",), ("xã",)
    yield ("x",), ("xã",)
    yield ("h",), ("huyện",)


def _exact(question: str, known: Gazetteer) -> list[Mention]:
    pieces = tokens(question)
    keys = [name_key(t.text) for t in pieces]
    accented = has_diacritics(question)
    inner = {t.start for w in words(question) for t in pieces if w.start < t.start < w.end}
    mentions: list[Mention] = []
    index = 0
    while index < len(pieces):
        alike = known.by_first.get(keys[index], ())
        matching = [e for e in alike if tuple(keys[index : index + len(e.syllables)]) == e.syllables]
        longest = max((len(e.syllables) for e in matching), default=0)
        begin, levels = _kind_before(pieces, index)
        if pieces[begin].start in inner and not has_diacritics(pieces[begin].text):
            begin, levels = index, ()  # "dan quan Ha Trung" is no "quận"
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
            mentions.append(Mention(pieces[begin].start, end, tuple(chosen), communes=within))
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


def _overlaps(start: int, end: int, mentions: Sequence[Mention]) -> bool:
    return any(start < m.end and m.start < end for m in mentions)


def _is_listed_alike(mention: Mention, listed: Sequence[UnitMention]) -> bool:
    """Whether the national list reads the same name where no document's identity has it."""
    names = {entry.bare for entry in mention.entries if not any(e.document_ids for e in mention.entries)}
    return any(s.start < mention.end and mention.start < s.end and name_key(s.name) in names for s in listed)


def _nearest(name: str, known: Gazetteer) -> Entry | None:
    """The store's unit that the name is a typing slip of."""
    entries = [entry for entry in known.entries if entry.document_ids]
    names = [entry.bare for entry in entries]
    near = process.extractOne(name_key(name), names, scorer=fuzz.ratio, score_cutoff=_TYPING_SLIP)
    return None if near is None else entries[near[2]]


def _misspelt(question: str, known: Gazetteer) -> list[Mention]:
    """Windows of words outside the lexicon that come close to a unit's name.

    A period is no name: "tỉnh năm 2023" does not mean a commune Bình Nam.
    """
    bound: list[tuple[int, int]] = [(w.start, w.end) for w in words(question) if len(w.phrase) > 1]
    bound += [(mention.start, mention.end) for mention in find_periods(question)]
    pieces = [t for t in tokens(question) if not any(start <= t.start < end for start, end in bound)]
    best: tuple[float, int, Mention] | None = None
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
                    found = Mention(window[0].start, window[-1].end, (meant,), near_miss=True)
                    best = (score, -ranks[name], found)
    return [] if best is None else [best[2]]
