"""Who did it: "nhân dân đóng góp", "quà của huyện", "tỉnh hỗ trợ".

Level words and "nhân dân" are so common in reports that they carry no subject of their own. As
the one who gives they do: another's gift is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.query import Place
from knowledge.understand.phrasing import question_lists
from language.text import fold, nfc, tokens
from language.words import Word, canonical, toned

_LEVELS = {"xã": "xã", "phường": "xã", "thị trấn": "xã", "huyện": "huyện", "thị xã": "huyện", "tỉnh": "tỉnh"}


def agents_of(rest: str, places: Sequence[Place]) -> tuple[Word, ...]:
    """The givers that a question names in a common word, as words that carry weight.

    ``rest`` is the question without its places. A level above the unit must be told at the
    figure; "nhân dân" only prefers the figure that it stands at. The unit's own level says nothing.
    """
    own = {place.level for place in places}
    found = []
    for match in _pattern().finditer(fold(nfc(rest))):
        name = next(n for n in (match["giver"], match["owner"]) if n)
        phrase = _by_folded()[name]
        level = _LEVELS.get(phrase)
        if level is not None and (not own or level in own):
            continue
        start = match.start("giver") if match["giver"] else match.start("owner")
        found.append(_word(rest, start, name, light=phrase in _people()))
    return tuple(found)


def _word(rest: str, start: int, name: str, light: bool) -> Word:
    pieces = tokens(rest[start : start + len(name)])
    phrase = tuple(canonical(t.text) for t in pieces)
    marks = tuple(toned(t.text) for t in pieces)
    phrases = tuple(tuple(canonical(s) for s in p.split()) for p in _people()) if light else (phrase,)
    return Word(phrase, marks, start, start + len(name), generic=False, light=light, phrases=phrases)


def _people() -> tuple[str, ...]:
    return tuple(question_lists()["agents"]["people"])


@cache
def _by_folded() -> dict[str, str]:
    lists = question_lists()["agents"]
    return {fold(name): name for name in (*lists["people"], *lists["levels"])}


@cache
def _pattern() -> re.Pattern[str]:
    lists = question_lists()["agents"]
    names = "|".join(sorted(map(re.escape, _by_folded()), key=len, reverse=True))
    verbs = "|".join(sorted((re.escape(fold(v)) for v in lists["verbs"]), key=len, reverse=True))
    given = "|".join(sorted((re.escape(fold(g)) for g in lists["given"]), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<giver>{names})\s+(?:da\s+|co\s+)?(?:{verbs})(?!\w)"
        rf"|(?<!\w)(?:{given})\s+(?:cua|do|tu)\s+(?P<owner>{names})(?!\w)"
    )
