"""Of which body a person holds an office: the chairman of a council is not that of the committee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.query import Query
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand
from language.text import fold, nfc

_REACH = 110
_CHAIR = re.compile(r"(?<!\w)(?P<deputy>pho\s+)?chu tich(?!\w)")
_RIGHT_AFTER = 12


def body_asked(query: Query) -> str | None:
    """The body whose chairman is asked for; None when it is not about a chairman.

    "Chủ tịch xã" without a body is the chairman of its people's committee.
    """
    question = fold(nfc(expand(query.question)))
    if _CHAIR.search(question) is None:
        return None
    named = _bodies(question)
    return named[0][1] if named else _committee()


def holds_office(query: Query, text: str, start: int, end: int) -> bool:
    """Whether the person at ``text[start:end]`` is chairman, or deputy, of the asked body.

    True where the text names no such office near the name: then other words must decide.
    """
    asked = body_asked(query)
    if asked is None:
        return True
    wants_deputy = any(m["deputy"] for m in _CHAIR.finditer(fold(nfc(expand(query.question)))))
    before = fold(nfc(expand(text[max(0, start - _REACH) : start])))
    after = fold(nfc(expand(text[end : end + _REACH])))
    offices = [*_offices(after, fold(nfc(expand(text[:start])))), *_offices(before, "")]
    if not offices:
        return True
    return any(bool(deputy) == wants_deputy and body in (asked, None) for deputy, body in offices)


def _offices(text: str, above: str) -> list[tuple[str | None, str | None]]:
    """The chairs that a text names, each with its body; a bare one is of the body named above."""
    found = []
    for chair in _CHAIR.finditer(text):
        own = [body for at, body in _bodies(text[chair.end() :]) if at <= _RIGHT_AFTER]
        earlier = _bodies(above)
        body = own[0] if own else earlier[0][1] if earlier else None
        found.append((chair["deputy"], body))
    return found


def _bodies(text: str) -> list[tuple[int, str]]:
    return [(m.start(), _by_wording()[m.group()]) for m in _pattern().finditer(text)]


def _committee() -> str:
    return str(next(iter(question_lists()["chaired"])))


@cache
def _by_wording() -> dict[str, str]:
    chaired: dict[str, Sequence[str]] = question_lists()["chaired"]
    return {fold(nfc(w)): name for name, wordings in chaired.items() for w in wordings}


@cache
def _pattern() -> re.Pattern[str]:
    ways = sorted(map(re.escape, _by_wording()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")
