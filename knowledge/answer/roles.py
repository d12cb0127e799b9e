"""Of which body a person holds an office: the chairman of a council is not that of the committee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from knowledge.query import Query
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand
from language.text import fold, nfc
from language.units_words import surnames

_REACH = 110
_CHAIR = re.compile(r"(?<!\w)(?P<deputy>pho\s+)?chu tich(?!\w)")
_RIGHT_AFTER = 14
_LEADS_UP = 70
_ACTS = re.compile(r"\b(?:tang|khen|trao|quyet dinh|ky|de nghi)\b")
# What leads from a name to a further office: "…, Chủ tịch UBND xã, làm Chủ tịch …".
_TAKES = re.compile(r"(?<!\w)(?:lam|la|kiem|giu|giu chuc|giu chuc vu|dam nhiem|kiem chuc)\s+$")
_ANOTHER = re.compile(r"[.;:|]|(?<!\w)(?:ong|ba|dong chi|d/c|va)(?!\w)")


class Office(NamedTuple):
    """A chair that a text names: where, whether it is a deputy's, and of which body if told."""

    start: int
    deputy: bool
    body: str | None


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

    The office must stand right at the name, or be one that the person is said to take as well: a
    chairman who confers is not the one honoured. True where no chairman is asked for.
    """
    asked = body_asked(query)
    if asked is None:
        return True
    wants_deputy = any(m["deputy"] for m in _CHAIR.finditer(fold(nfc(expand(query.question)))))
    above = fold(nfc(expand(text[:start])))
    after = nfc(expand(text[end : end + _REACH]))
    offices = _offices_after(after, above) or _office_before(above)
    return any(office.deputy == wants_deputy and office.body in (asked, None) for office in offices)


def offices_in(text: str, above: str) -> list[Office]:
    """The chairs that a text names; one without a body of its own is of the body told ``above``."""
    return _offices(fold(nfc(expand(text))), fold(nfc(expand(above))))


def _offices_after(after: str, above: str) -> list[Office]:
    """The office right after a name, and those that the same person takes besides it."""
    found = _offices(fold(after), above)
    first = [o for o in found if o.start <= _RIGHT_AFTER][:1]
    return first + [o for o in found if o not in first and _takes(after[: o.start])]


def _takes(between: str) -> bool:
    """Whether the words from a name to an office say that the same person takes it."""
    said = fold(between)
    if _TAKES.search(said) is None or _ANOTHER.search(said) or _ACTS.search(said):
        return False
    return not _begins_a_name(between.rsplit(",", 1)[-1])


def _begins_a_name(words: str) -> bool:
    """Whether words open with a family name and a further capital: someone else is named."""
    first, second = [*words.split(), "", ""][:2]
    return fold(first) in surnames() and second[:1].isupper()


def _office_before(above: str) -> list[Office]:
    """The office that leads up to a name ("Chủ tịch UBND xã: ông …"), unless its holder acts."""
    last = _offices(above, "")[-1:]
    gap = above[last[0].start :] if last else ""
    return [] if len(gap) > _LEADS_UP or _ACTS.search(gap) else last


def _offices(text: str, above: str) -> list[Office]:
    """The chairs that a text names: place, whether a deputy's, and the body; a bare one's is above."""
    found: list[Office] = []
    for chair in _CHAIR.finditer(text):
        own = [body for at, body in _bodies(text[chair.end() :]) if at <= _RIGHT_AFTER]
        earlier = _bodies(above)
        body = own[0] if own else earlier[0][1] if earlier else None
        found.append(Office(chair.start(), chair["deputy"] is not None, body))
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
