"""Requests to change a draft, understood without a model: "ngắn hơn", "bỏ phần giáo dục và y tế".

The grammar is ``prompts/drafts/changes.toml``: what may be asked, in how many ways, and what
cannot be done, which is said with a reason rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from knowledge.draft.parts import DraftError, DraftOptions
from knowledge.draft.sections import load, points, sections, topics
from language.periods import find_periods
from language.text import fold

_SIGNS = re.compile(r"\s*[;.!?]+\s*|\s*,\s*")
_LISTED = re.compile(r"\s*(?:,|\bva\b|\bvoi\b|\bcung\b|\bhoac\b)\s*")
# What a figure is called beside what it counts ("tỷ lệ hộ nghèo", "tổng đàn lợn").
_MEASURED = re.compile(r"^(?:tong so|tong|so|ty le)\s+")
_OUTER = " .!?,;:“”\"'"


def changed(options: DraftOptions, request: str) -> DraftOptions:
    """The options after a request in words, with or without diacritics, of one clause or several.

    Raises:
        DraftError: a clause is none of those known, or is known to be impossible; the message
            says which and what can be asked instead.
    """
    folded = " ".join(fold(request).split()).strip(_OUTER)
    for entry in load("changes")["cannot"]:
        if _said(entry["words"], folded):
            raise DraftError(entry["error"], text=request)
    for clause in _clauses(folded):
        options = _by_clause(options, clause, request)
    return options


def _clauses(folded: str) -> Iterator[str]:
    """The requests of a sentence: what follows a sign or "rồi" begins one only with a verb of its own."""
    joins = "|".join(load("changes")["joins"])
    pieces = [p for p in re.split(rf"{_SIGNS.pattern}|\s+(?:{joins})\s+", folded) if p]
    separators = [m.group() for m in re.finditer(rf"{_SIGNS.pattern}|\s+(?:{joins})\s+", folded)]
    clause = ""
    for number, piece in enumerate(pieces):
        if clause and not _begins(piece):
            clause += (separators[number - 1] if number <= len(separators) else " , ") + piece
            continue
        if clause:
            yield clause
        clause = piece
    yield clause


def _begins(piece: str) -> bool:
    words = load("changes")
    bare = _without_filler_before(piece)
    verbs = [*words["leave_out"]["words"], *words["bring_back"]["words"], *words["only"]["words"]]
    verbs += [*words["shorter"]["words"], *words["longer"]["words"], *words["compare"]["words"]]
    return any(re.match(rf"{verb}\b", bare) for verb in verbs)


def _by_clause(options: DraftOptions, clause: str, request: str) -> DraftOptions:
    words = load("changes")
    if _said(words["again"]["words"], clause):
        return DraftOptions()
    if _said(words["compare"]["words"], clause):
        if _said(words["compare"]["against"], clause):
            return replace(options, compare=False, compare_with=None)
        periods = list(dict.fromkeys(mention.period.code for mention in find_periods(clause)))
        if len(periods) > 1 and not _said(words["compare"]["instead"], clause):
            raise DraftError("draft_cannot_many_periods", text=request)
        return replace(options, compare=True, compare_with=periods[-1] if periods else None)
    if _said(words["listed"]["words"], clause):
        return replace(options, listed=not _said(words["listed"]["against"], clause))
    bare = _without_filler_before(clause)
    if (rest := _after_verb("only", bare)) is not None:
        kept = _parts(rest, request)
        return replace(options, without=options.without - kept | _beside(kept))
    # "lược bớt phần kinh tế" asks for less of a part, "bỏ kinh tế" for none of it.
    if (rest := _after_verb("shorten", bare)) is not None and (parts := _parts_or_none(rest)):
        return replace(options, brief_in=options.brief_in | parts)
    # "bỏ bớt chi tiết" asks for brevity, "bỏ giáo dục" for a part to go: a part named wins.
    rest = _beside_verb("leave_out", bare)
    if rest is not None and (parts := _parts_or_none(rest)):
        return replace(options, without=options.without | parts)
    rest = _beside_verb("bring_back", bare)
    if rest is not None and (parts := _parts_or_none(rest)):
        if not parts & options.without:
            raise DraftError("draft_not_left_out", text=request)
        return replace(options, without=options.without - parts)
    if _said(words["longer"]["words"], clause) and not _said(words["longer"]["against"], clause):
        return replace(options, brief=False, brief_in=frozenset())
    if _said(words["shorter"]["words"], clause):
        named = _parts_or_none(_without_words("shorter", clause))
        return replace(options, brief_in=options.brief_in | named) if named else replace(options, brief=True)
    raise DraftError("draft_unknown_change", text=request)


def _said(words: Sequence[str], folded: str) -> bool:
    return re.search(rf"\b(?:{'|'.join(words)})\b", folded) is not None


def _after_verb(rule: str, clause: str) -> str | None:
    verbs = sorted(load("changes")[rule]["words"], key=len, reverse=True)
    match = re.match(rf"(?:{'|'.join(verbs)})\b\s*", clause)
    return clause[match.end() :] if match else None


def _beside_verb(rule: str, clause: str) -> str | None:
    """What a verb is said of, which follows it or stands before it ("y tế thì thôi")."""
    if (rest := _after_verb(rule, clause)) is not None:
        return rest
    verbs = sorted(load("changes")[rule]["words"], key=len, reverse=True)
    filler = "|".join(load("changes")["filler"])
    match = re.search(rf"\s(?:{'|'.join(verbs)})(?:\s+(?:{filler}))*$", clause)
    return clause[: match.start()] if match else None


def _without_words(rule: str, clause: str) -> str:
    words = sorted(load("changes")[rule]["words"], key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(words)})\b", " ", clause)


def _without_filler_before(clause: str) -> str:
    polite = r"(?:hay|xin|nho|giup|toi|minh|em|anh|lam on|vui long|can|muon|nen|phai|de nghi)\s+"
    return re.sub(rf"^(?:{polite})+", "", clause)


def _parts(named: str, request: str) -> frozenset[str]:
    parts = _parts_or_none(named)
    if not parts:
        raise DraftError("draft_unknown_change", text=request)
    return parts


def _parts_or_none(named: str) -> frozenset[str]:
    """The topics, sections and indicators that words name, empty where one of the names is none."""
    if whole := _part(named):
        return whole
    found = [_part(name) for name in _LISTED.split(named) if name.strip()]
    return frozenset() if frozenset() in found else frozenset().union(*found)


def _part(named: str) -> frozenset[str]:
    """The part of the longest name that stands in the words, when only filler stands beside it."""
    for name, part in _names():
        match = re.search(rf"\b{re.escape(name)}\b", named)
        if match and not _meaning(f"{named[: match.start()]} {named[match.end() :]}"):
            return part
    return frozenset()


def _meaning(words: str) -> str:
    filler = sorted(load("changes")["filler"], key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(filler)})\b|[^\w]", " ", words).strip()


@cache
def _names() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every name of a topic, a section or indicators with their ids, the longest first.

    An indicator is also called by what it counts: "hộ nghèo" are their share and their number.
    """
    known: dict[str, set[str]] = {}
    for point in points():
        for name in (fold(point.indicator), _MEASURED.sub("", fold(point.indicator))):
            known.setdefault(name, set()).add(point.indicator)
    for name, indicator in load("points")["called"].items():
        known.setdefault(fold(name), set()).add(indicator)
    for topic, entry in topics().items():
        known |= {fold(name): {topic} for name in (*entry["names"], str(entry["title"]))}
    for section in sections().values():
        known |= {fold(name): {section.section_id} for name in (*section.names, section.title)}
    return tuple(sorted(((n, frozenset(p)) for n, p in known.items()), key=lambda item: -len(item[0])))


def _beside(kept: frozenset[str]) -> frozenset[str]:
    """What goes when only these parts stay: what stands beside them in their section or topic."""
    if kept & set(sections()):
        return frozenset(sections()) - kept
    within = {point.topic for point in points() if point.indicator in kept}
    of_section: dict[str, set[str]] = {}
    for point in points():
        of_section.setdefault(point.section, set()).add(point.topic)
    stay = kept | within
    topics_beside: set[Any] = {topic for names in of_section.values() if names & stay for topic in names}
    figures_beside = {point.indicator for point in points() if point.topic in within - kept}
    return frozenset(topics_beside | figures_beside) - stay
