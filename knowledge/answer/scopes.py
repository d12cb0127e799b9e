"""Which words of a statement belong to which of its figures.

"tổng số hộ nghèo 35 hộ, chiếm 1,21%; tổng số hộ cận nghèo 82 hộ": a figure belongs to the words
between it and the figure before, or, when there are none of substance ("chiếm"), to those of
the figure before. A semicolon ends the reach.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from knowledge.evidence.statements import Statement
from language.quantities import Quantity
from language.words import Phrase, Word, words

_HARD = re.compile(r"[;.](?=\s|$)|\s—\s")
_SOFT = re.compile(r"[,:](?=\s)|\s\(|\)\s")
_PARTS = re.compile(r"\btrong (?:đó|do)\b", re.IGNORECASE)
_DIVIDED = re.compile(r"\s*(?:[:(]|,?\s*(?:bao\s+)?gồm\b)\s*(?:(?:bao\s+)?gồm\s*:?\s*|có\s+)?(?=\d)")
_ITEM = re.compile(r"\s*[-+*•–]\s")
_WHERE = re.compile(r"\s*(?:ở|tại|thuộc|trên)\s+(?:cả\s+)?", re.IGNORECASE)
_EXTENSIONS = 3

LOCAL = 1.0
INHERITED = 0.96
TURNED = 0.88
UNDISTURBED = 0.86
SENTENCE_BEFORE = 0.62
SENTENCE_AFTER = 0.5
ANOTHERS = 0.25
RELATIVE = 0.9
HEADING = 0.6
STATEMENT_BEFORE = 0.6
SPLIT_COMPOUND = 0.55
_SYNONYM = 0.98  # the very word that was asked before one that means the same


class Mention(Protocol):
    """Something of a statement that may answer: a figure with its unit, a year, a name."""

    @property
    def start(self) -> int:
        """Where it begins in the statement's text."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def unit_end(self) -> int:
        """Where its unit ends."""

    @property
    def unit(self) -> str:
        """Its unit of measure, empty without one."""

    @property
    def kind(self) -> str:
        """The kind of its unit."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Syllable index ranges around a figure, nearest first, with how much a match there counts."""

    ranges: tuple[tuple[int, int, float], ...]


def _bounds(text: str, pattern: re.Pattern[str]) -> list[int]:
    return [match.end() for match in pattern.finditer(text)]


def scope_of(statement: Statement, figures: Sequence[Mention], index: int, relative: bool = False) -> Scope:
    """The scope of mention number ``index`` among the mentions of the statement, in order.

    A ``relative`` figure, a share of the plan or of last year, is one of whatever its clause is
    about, however many figures stand between.
    """
    text = statement.text
    figure = figures[index]
    hard = _bounds(text, _HARD)
    soft = sorted({*_bounds(text, _SOFT), *hard})
    floor = max((b for b in hard if b <= figure.start), default=0)
    ceiling = min((b for b in hard if b > figure.end), default=len(text))
    following = next((f.start for f in _after(text, figures, index)), len(text))
    right = min((b for b in soft if b > figure.end), default=len(text))
    right = min(right, following, ceiling)
    syllable_starts = statement.syllables.starts

    def at(offset: int) -> int:
        return bisect_left(syllable_starts, offset)

    ranges: list[tuple[int, int, float]] = [(at(figure.start), at(right), LOCAL)]
    end, weight = figure.start, LOCAL
    stops = sorted(
        {*[b for b in soft if floor < b < figure.start], *_figure_ends(figures, index, floor), floor}
    )
    for _ in range(_EXTENSIONS + 1):
        earlier = [b for b in stops if b < end]
        if not earlier:
            break
        begin = earlier[-1]
        ranges.append((at(begin), at(end), weight))
        if _has_substance(text[begin:end]) and weight < LOCAL:
            break
        if _has_substance(text[begin:end]) and not _is_continued(text, figures, index, begin):
            break
        end, weight = begin, min(weight, INHERITED if _is_connective(text[begin:end]) else TURNED)
    if statement.is_row:
        ranges.append((0, at(max(0, text.find(" — "))), LOCAL))
    ranges.append((at(_last_alike(figures, index, floor)), at(figure.start), UNDISTURBED))
    ranges.append((at(floor), at(figure.start), RELATIVE if relative else SENTENCE_BEFORE))
    ranges.append((0, at(figure.start), SENTENCE_BEFORE - 0.07))
    is_last = following >= ceiling
    ranges.append((at(figure.end), len(syllable_starts), SENTENCE_AFTER if is_last else ANOTHERS))
    return Scope(tuple(ranges))


def _after(text: str, figures: Sequence[Mention], index: int) -> Sequence[Mention]:
    """The figures behind one, without a count of places that only says where: "740 hộ ở 9 bản đăng ký"."""
    rest, last = list(figures[index + 1 :]), figures[index]
    while rest and _WHERE.fullmatch(text[max(last.end, last.unit_end) : rest[0].start]):
        last = rest.pop(0)
    return rest


def _figure_ends(figures: Sequence[Mention], index: int, floor: int) -> list[int]:
    return [max(f.end, f.unit_end) for f in figures[:index] if f.end > floor]


def _last_alike(figures: Sequence[Mention], index: int, floor: int) -> int:
    """The end of the last figure before that is measured alike: words after it are still free."""
    own = figures[index]
    alike = [f for f in figures[:index] if f.kind == own.kind and (f.unit == own.unit or own.kind == "money")]
    return max([floor, *(f.unit_end for f in alike)])


def is_part(statement: Statement, index: int) -> bool:
    """Whether the figure is only a part of one before it ("11 chi bộ, trong đó có 06 chi bộ …").

    "11 chi bộ: 06 chi bộ thôn, 5 chi bộ trường học": what is counted alike behind a colon is one.
    """
    own = statement.figures[index]
    start = own.start
    floor = max((b for b in _bounds(statement.text, _HARD) if b <= start), default=0)
    before = [f for f in statement.figures[:index] if f.start > floor]
    if any(_is_divided(statement.text, f) and f.unit == own.unit and f.value > own.value for f in before):
        return True
    return bool(before) and _PARTS.search(statement.text, floor, start) is not None


def _is_divided(text: str, whole: Quantity) -> bool:
    """Whether a figure's parts follow it at once: "11 chi bộ: …", "9 đơn vị (gồm …"."""
    return bool(whole.unit) and _DIVIDED.match(text, whole.unit_end) is not None


def _has_substance(text: str) -> bool:
    return any(not (w.generic or w.light) and w.phrase[0].isalpha() for w in words(text))


def _is_connective(text: str) -> bool:
    """Whether the words only join a figure to the one before ("chiếm", "đạt tỷ lệ")."""
    return all(word.generic or not word.phrase[0].isalpha() for word in words(text))


def _is_continued(text: str, figures: Sequence[Mention], index: int, begin: int) -> bool:
    """Whether the words right before the figure tell a part of the figure before.

    "trong đó …", or alike in brackets right after it: "thủy sản 9.100 tấn (tôm 3.800 tấn)".
    """
    if re.match(r"\s*,?\s*(?:trong đó|gồm|bao gồm)\b", text[begin:]):
        return True
    if index == 0 or not text[:begin].endswith("("):
        return False
    whole = figures[index - 1]
    alike = whole.unit == figures[index].unit and bool(whole.unit)
    return alike and not text[whole.unit_end : begin - 1].strip()


def support(word: Word, statement: Statement, scope: Scope, accented: bool) -> float:
    """How well the statement says ``word`` of a figure: 0 not at all, 1 right at it."""
    best, said = 0.0, False
    syllables = statement.syllables
    for phrase in word.phrases:
        for place in syllables.find(phrase, inside=word.light):
            if accented and not _marks_fit(word, phrase, syllables.marks[place : place + len(phrase)]):
                continue
            end, said = place + len(phrase), True
            for first, last, weight in scope.ranges:
                if first <= place and end <= last:
                    best = max(best, weight if phrase == word.phrase or word.light else weight * _SYNONYM)
        if statement.context.find(phrase):
            best = max(best, HEADING)
        if not said and best < STATEMENT_BEFORE and _goes_on(statement) and statement.neighbour.find(phrase):
            best = STATEMENT_BEFORE
    if best < SPLIT_COMPOUND and len(word.phrase) > 1:
        best = max(best, SPLIT_COMPOUND * _loosely(word.phrase, statement, scope))
    return best


def _goes_on(statement: Statement) -> bool:
    """Whether the statement goes on with what the one before is about: items of a list do not."""
    return not (_ITEM.match(statement.text) and _ITEM.match(statement.before))


def _marks_fit(word: Word, phrase: Phrase, marks: Sequence[str]) -> bool:
    """A single syllable must be written alike ("hộ" is not "hồ"); a compound may be misspelt."""
    if len(phrase) > 1 or phrase != word.phrase:
        return True
    return marks[0] == word.marks[0] or marks[0] == phrase[0] or word.marks[0] == phrase[0]


def _loosely(phrase: Phrase, statement: Statement, scope: Scope) -> float:
    """Share of a compound's syllables that stand in order, with at most one between, near the figure."""
    first, last, _ = scope.ranges[1] if len(scope.ranges) > 4 else scope.ranges[0]
    window = statement.syllables.canonical[first:last]
    best = 0
    for start, syllable in enumerate(window):
        if syllable != phrase[0]:
            continue
        matched, position = 1, start
        for wanted in phrase[1:]:
            nxt = next(
                (p for p in range(position + 1, position + 4) if p < len(window) and window[p] == wanted),
                None,
            )
            if nxt is None:
                continue
            matched, position = matched + 1, nxt
        best = max(best, matched)
    return 0.0 if best < len(phrase) - (len(phrase) > 3) else 1.0
