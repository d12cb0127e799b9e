"""One instrument told with two numbers: "Kế hoạch số 156/KH-UBND" and later "số 165/KH-UBND".

Two instruments of one body may have the same day, and their numbers then lie close together; a
slip is told only where kind, letters and day are the same, two neighbouring digits are exchanged
or one digit before the last is another, and the words behind do not name two different matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from knowledge.check.times.dates import vietnamese_date
from language.instruments import Instrument, find_instruments
from language.registry import resolve
from language.text import fold

_SERIAL = re.compile(r"(?P<serial>\d+)(?P<rest>.*)", re.DOTALL)
_SUBJECT = re.compile(r"[\s,]*ve (?:viec )?(?P<words>[^.;,()\n]{0,80})")
_WHOLE_DATE = len("2022-06-15")
_LEAST_DIGITS, _SAME_WORDS = 3, 3
_SURE = 0.6

Mention = tuple[Instrument, Piece]


def check_two_numbers(draft: Draft) -> Iterator[Finding]:
    """Each mention whose number is a slip of another mention's of the same day."""
    mentions = [
        (said, piece)
        for piece in draft.pieces
        for said in find_instruments(piece.content.text)
        if said.number and said.date and len(said.date) == _WHOLE_DATE and resolve(said) is None
    ]
    told: set[tuple[str, str]] = set()
    for first, second in combinations(mentions, 2):
        key = (first[0].number or "", second[0].number or "")
        if key in told or not _one_instrument(first, second):
            continue
        told.add(key)
        message = say(
            "check.legal.two_numbers", first=key[0], second=key[1], date=vietnamese_date(first[0].date or "")
        )
        quotes = tuple(draft.quote_in(piece.content, said.start, said.end) for said, piece in (second, first))
        yield Finding("legal", "warning", _SURE, message, say("check.legal.two_numbers_repair"), quotes)


def _one_instrument(first: Mention, second: Mention) -> bool:
    mine, other = _SERIAL.match(first[0].number or ""), _SERIAL.match(second[0].number or "")
    if mine is None or other is None or first[0].date != second[0].date or first[0].kind != second[0].kind:
        return False
    if fold(mine["rest"]) != fold(other["rest"]) or not _one_body(first[0].issuer, second[0].issuer):
        return False
    return _slip(mine["serial"], other["serial"]) and _one_matter(first, second)


def _one_body(one: str | None, two: str | None) -> bool:
    """Whether two names may be one body's: one is not told, or begins the other ("UBND", "UBND tỉnh")."""
    names = [fold(name or "").replace("uy ban nhan dan", "ubnd") for name in (one, two)]
    return names[0].startswith(names[1]) or names[1].startswith(names[0])


def _slip(one: str, two: str) -> bool:
    """Two neighbouring digits exchanged, or one before the last that is another."""
    if len(one) != len(two) or len(one) < _LEAST_DIGITS:
        return False
    unlike = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
        return sorted(one) == sorted(two)
    return len(unlike) == 1 and unlike[0] < len(one) - 1


def _one_matter(first: Mention, second: Mention) -> bool:
    """Whether the words behind both are alike, or one of them names no matter of its own."""
    mine, other = _words_behind(first), _words_behind(second)
    if not mine or not other:
        return True
    return mine[:_SAME_WORDS] == other[:_SAME_WORDS]


def _words_behind(mention: Mention) -> list[str]:
    said, piece = mention
    match = _SUBJECT.match(fold(piece.content.text), said.end)
    return re.findall(r"\w+", match["words"]) if match else []
