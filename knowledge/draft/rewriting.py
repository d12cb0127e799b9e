"""The seam for a language model: it may put a sentence into other words and bring nothing new.

Accepted is only what keeps, in the same order, every figure and every citation mark, names no
award, authority, status or regulation and no proper name that the sentence does not have, and
says rise, fall, met or missed no other way. Everything else leaves the template's sentence.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.draft.parts import Sentence
from knowledge.draft.sections import load
from knowledge.evidence.marking import MARK, Line, unmarked
from knowledge.evidence.verify import uncited_names
from language.award_terms import find_terms
from language.instruments import find_instruments
from language.numbers import figures
from language.quantities import quantities
from language.text import fold

_LONGEST_GROWTH = 2
_JOINING = ("rule", "neutral", "ends")
_CONTROL = re.compile(r"[\n\r<>\[\]{}|`]")

log = logging.getLogger(__name__)


def accepted(sentence: Sentence, rewrite: Callable[[str], str]) -> Sentence:
    """The sentence in the rewriter's words, or unchanged where these say anything else.

    The rewriter sees the sentence with its citation marks and must return them.
    """
    try:
        offered = rewrite(sentence.text)
    except Exception:  # whatever a remote model does, the draft goes on
        log.exception("the rewriter failed")
        return sentence
    return replace(sentence, text=offered.strip()) if says_the_same(sentence.text, offered) else sentence


def says_the_same(original: str, offered: str) -> bool:
    """Whether other words for a sentence keep to its content."""
    offered = offered.strip()
    if not offered or len(offered) > _LONGEST_GROWTH * len(original):
        return False
    if MARK.findall(offered) != MARK.findall(original):
        return False
    before, after = unmarked(original), unmarked(offered)
    if set(_CONTROL.findall(after)) - set(_CONTROL.findall(before)):
        return False
    return (
        _values(before) == _values(after)
        and _amounts(after) == _amounts(before)
        and _terms(after) <= _terms(before)
        and _regulations(after) <= _regulations(before)
        and not _new_names(before, after)
        and _directions(after) == _directions(before)
        and _spelt(after) <= _spelt(before)
    )


def _values(text: str) -> list[str]:
    return [str(figure.value) for figure in figures(text)]


def _amounts(text: str) -> list[tuple[str, str]]:
    return [(str(q.value), q.unit) for q in quantities(text)]


def _terms(text: str) -> set[tuple[str, str]]:
    """Awards, their givers and the words of status; joining words of the grammar are none."""
    found: set[tuple[str, str]] = set()
    for term in find_terms(text):
        name = term.award.name if term.award else term.authority.name if term.authority else ""
        if term.kind not in _JOINING:
            found.add((term.kind, name))
    return found


def _regulations(text: str) -> set[tuple[str, str]]:
    return {(known.kind, known.number or known.title or "") for known in find_instruments(text)}


def _new_names(before: str, after: str) -> list[str]:
    return uncited_names(Line(after), before)


def _directions(text: str) -> set[str]:
    """The words of change and fulfilment, which must stay as they are."""
    folded = fold(text)
    return {word for word in load("rewriting")["directions"] if re.search(rf"\b{word}\b", folded)}


def _spelt(text: str) -> set[str]:
    """Number words ("mười hai"), which figures in digits do not show."""
    folded = fold(text)
    return {word for word in load("rewriting")["number_words"] if re.search(rf"\b{word}\b", folded)}
