"""Abbreviations: slips of an abbreviation that the draft uses otherwise, and unexplained ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding, Quote
from language.abbreviations import expansion
from language.syllables import is_syllable
from language.text import UPPER, fold

_SHORTENED = re.compile(rf"(?<![\w./-])[{UPPER}]{{2,8}}(?![\w/])")
_OFTEN = 3
_SHORT = 3
_ROMAN = re.compile(r"[IVXLC]+$")


def check_abbreviations(draft: Draft) -> Iterator[Finding]:
    """Slips such as "BCD" for "BCĐ"; the unexplained ones in one folded finding."""
    places = list(_places(draft))
    counts = Counter(word for word, _, _ in places)
    unexplained: dict[str, Quote] = {}
    for word, piece, start in places:
        quote = draft.quote_in(piece.content, start, start + len(word))
        right = (
            _meant(word, counts) or _without_stroke(draft, word, counts) or _exchanged(draft, word, counts)
        )
        if right is not None:
            message = say("check.spelling.abbreviation_slip", printed=word, right=right, count=counts[right])
            repair = say("check.spelling.repair", right=right)
            yield Finding("spelling", "warning", 0.65, message, repair, (quote,))
        elif expansion(word) is None and word not in unexplained and not _explained(draft, word):
            unexplained[word] = quote
    if unexplained:
        message = say("check.spelling.abbreviation_unexplained", list=", ".join(unexplained))
        repair = say("check.spelling.abbreviation_unexplained_repair")
        yield Finding("spelling", "note", 0.35, message, repair, tuple(unexplained.values()))


def _places(draft: Draft) -> Iterator[tuple[str, Piece, int]]:
    """Each abbreviation in running text; a line all in capitals has none that can be told."""
    for piece in draft.pieces:
        text = piece.content.text
        for match in _SHORTENED.finditer(text):
            around = text[max(0, match.start() - 12) : match.start()] + text[match.end() : match.end() + 12]
            if (
                any(letter.islower() for letter in around)
                and not _ROMAN.match(match.group())
                and not is_syllable(match.group())
            ):
                yield match.group(), piece, match.start()


def _meant(word: str, counts: Counter[str]) -> str | None:
    """The abbreviation that ``word`` is a slip of: one other letter, used often, and known."""
    if expansion(word) is not None and counts[word] > 1:
        return None
    if counts[word] > 1:
        return None
    near = [
        other
        for other in counts
        if len(other) == len(word) >= 3
        and other != word
        and sum(a != b for a, b in zip(word, other, strict=True)) == 1
        and (fold(other) == fold(word) or (counts[other] >= _OFTEN and len(word) >= 5))
        and (counts[other] >= _OFTEN or expansion(other) is not None)
        and (counts[other] > counts[word] or other.count("Đ") > word.count("Đ"))
    ]
    return near[0] if len(near) == 1 else None


def _without_stroke(draft: Draft, word: str, counts: Counter[str]) -> str | None:
    """The abbreviation with "Đ" that is meant by one with "D", where the draft uses or explains it."""
    if "D" not in word or len(word) < _SHORT or counts[word] > 1 or _explained(draft, word):
        return None
    ways = [word[:at] + "Đ" + word[at + 1 :] for at, letter in enumerate(word) if letter == "D"]
    meant = [way for way in ways if counts[way] or _explained(draft, way)]
    return meant[0] if len(meant) == 1 else None


def _exchanged(draft: Draft, word: str, counts: Counter[str]) -> str | None:
    """The abbreviation that the draft explains and that has two neighbouring letters the other way."""
    if len(word) <= _SHORT or counts[word] > 1 or expansion(word) is not None or _explained(draft, word):
        return None
    ways = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    meant = {way for way in ways if way != word and counts[way] and _explained(draft, way)}
    return next(iter(meant)) if len(meant) == 1 else None


def _explained(draft: Draft, word: str) -> bool:
    return (
        re.search(
            rf"\(\s*(?:viết tắt là|gọi tắt là|sau đây)?[^()]{{0,30}}\b{re.escape(word)}\b[^()]{{0,10}}\)",
            draft.text,
        )
        is not None
    )
