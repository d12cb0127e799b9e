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
_LISTED = re.compile(r"\s*(?:,|\bva\b|\bcung\b|\bhoac\b)\s*")
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
        named = find_periods(clause)
        return replace(options, compare=True, compare_with=named[0].period.code if named else None)
    bare = _without_filler_before(clause)
    if (rest := _after_verb("only", bare)) is not None:
        kept = _parts(rest, request)
        return replace(options, without=options.without - kept | _beside(kept))
    # "bỏ bớt chi tiết" asks for brevity, "bỏ giáo dục" for a part to go: a part named wins.
    for rule, leaves in (("leave_out", True), ("bring_back", False)):
        rest = _after_verb(rule, bare)
        if rest is not None and (parts := _parts_or_none(rest)):
            return replace(options, without=options.without | parts if leaves else options.without - parts)
    if _said(words["longer"]["words"], clause) and not _said(words["longer"]["against"], clause):
        return replace(options, brief=False)
    if _said(words["shorter"]["words"], clause):
        return replace(options, brief=True)
    raise DraftError("draft_unknown_change", text=request)


def _said(words: Sequence[str], folded: str) -> bool:
    return re.search(rf"\b(?:{'|'.join(words)})\b", folded) is not None


def _after_verb(rule: str, clause: str) -> str | None:
    verbs = sorted(load("changes")[rule]["words"], key=len, reverse=True)
    match = re.match(rf"(?:{'|'.join(verbs)})\b\s*", clause)
    return clause[match.end() :] if match else None


def _without_filler_before(clause: str) -> str:
    polite = r"(?:hay|xin|nho|giup|toi|minh|em|anh|lam on|vui long|can|muon|nen|phai|de nghi)\s+"
    return re.sub(rf"^(?:{polite})+", "", clause)


def _parts(named: str, request: str) -> frozenset[str]:
    parts = _parts_or_none(named)
    if not parts:
        raise DraftError("draft_unknown_change", text=request)
    return parts


def _parts_or_none(named: str) -> frozenset[str]:
    """The topics and sections that words name, empty where one of the names is none."""
    whole = _part(named)
    if whole is not None:
        return frozenset({whole})
    found = [_part(name) for name in _LISTED.split(named) if name.strip()]
    return frozenset() if None in found else frozenset(part for part in found if part)


def _part(named: str) -> str | None:
    """The part of the longest name that stands in the words, when only filler stands beside it."""
    for name, part in _names():
        match = re.search(rf"\b{re.escape(name)}\b", named)
        if match and not _meaning(f"{named[: match.start()]} {named[match.end() :]}"):
            return part
    return None


def _meaning(words: str) -> str:
    filler = sorted(load("changes")["filler"], key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(filler)})\b|[^\w]", " ", words).strip()


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Every name of a topic or section with its id, the longest first."""
    known: list[tuple[str, str]] = []
    for topic, entry in topics().items():
        known += [(fold(name), topic) for name in (*entry["names"], str(entry["title"]))]
    for section in sections().values():
        known += [(name, section.section_id) for name in (*section.names, fold(section.title))]
    return tuple(sorted(known, key=lambda item: -len(item[0])))


def _beside(kept: frozenset[str]) -> frozenset[str]:
    """What goes when only these parts stay: the other topics of their sections, or the other sections."""
    if kept & set(sections()):
        return frozenset(sections()) - kept
    of_section: dict[str, set[str]] = {}
    for point in points():
        of_section.setdefault(point.section, set()).add(point.topic)
    wanted: set[Any] = {topic for names in of_section.values() if names & kept for topic in names}
    return frozenset(wanted - kept)
