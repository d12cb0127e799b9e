"""How many there are: "xã có bao nhiêu đảng viên?" asks for all of them, not for those of an event.

"khen thưởng 30 đảng viên", "Trường A có 412 học sinh" and "26 đảng viên được biểu dương" count
some of them. Such a figure is no answer to a bare count, however well its noun fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.answer.inside import is_of_a_part
from knowledge.answer.titled import names_a_body
from knowledge.evidence.statements import Statement
from knowledge.query import Query
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand
from language.quantities import Quantity
from language.text import UPPER, fold, has_diacritics, nfc
from language.units import name_key
from language.words import Word, canonical, toned, words

_CLAUSE = re.compile(r"[;.](?=\s|$)")
_HOW_MANY = re.compile(r"(\w+)[\s,:-]+(?:bao nhieu|may)(?!\w)")
_BARE_VERBS = ("", "co", "gom", "con", "la", "tong", "hien", "ca", "cong")  # "tất cả", "tổng cộng"
_NAMED_ON = re.compile(rf"\s+[{UPPER}]")
_NAMED = 0.7
_NOT_ALL = 0.5
_ONLY_CANDIDATES = 0.6
_A_CLAUSE = 3  # syllables of a word that says more than a noun


def is_bare_count(query: Query) -> bool:
    """Whether the question only asks how many of something a unit has."""
    asked = query.asked
    if asked.kind != "number" or not asked.explicit or query.figure is not None or query.proposed:
        return False
    counted = _counted(query)
    if len(counted) != 1 or counted[0].light or _names_what_they_do(query, counted[0]):
        return False
    if any(w.light for w in words(expand(query.subject))):
        return False
    return _verb_before(query) in _BARE_VERBS


def _counted(query: Query) -> Sequence[Word]:
    """The words of what is counted, without those of the body that has it ("Hội Phụ nữ", "Đảng bộ")."""
    measures = [tuple(canonical(s) for s in measure.split()) for measure in query.asked.measures]
    return [w for w in query.words if w.phrase in measures or not names_a_body(w)] or query.words


def _names_what_they_do(query: Query, word: Word) -> bool:
    """Whether the word tells which ones are counted, and not what they are ("đi làm việc ở nước ngoài")."""
    if len(word.phrase) < _A_CLAUSE:
        return False
    counted = [canonical(s) for measure in query.asked.measures for s in measure.split()]
    return bool(counted) and not any(set(counted) & set(phrase) for phrase in word.phrases)


def _verb_before(query: Query) -> str:
    """The word right before "bao nhiêu", folded; empty where that is the unit's name."""
    match = _HOW_MANY.search(fold(expand(query.question)))
    if match is None:
        return ""
    names = f" {' '.join(name_key(place.name) for place in query.places)} "
    return "" if f" {match[1]} " in names else match[1]


def standing_fit(query: Query, statement: Statement, figure: Quantity, is_part: bool) -> float:
    """1 when the figure tells how many there are in the unit that reports, little for some of them.

    ``is_part`` marks a figure that the statement calls a part of another ("trong đó …").
    """
    if is_part or is_of_a_part(query, statement, figure):
        return _NOT_ALL
    if statement.is_row:
        return 1.0
    if figure.whole is not None and _grows(statement, figure):
        return _NOT_ALL
    if figure.whole is None and _is_narrowed(statement, figure):
        return _NOT_ALL
    if figure.whole is None and _is_acted_on(statement, figure):
        return _NOT_ALL
    # "1 chi bộ Công an" is one of its kind.
    return _NAMED if _NAMED_ON.match(statement.text[figure.unit_end :]) else 1.0


def whole_of(query: Query, figure: Quantity) -> str:
    """The figure as printed; of a ratio ("9/9 xóm") the whole, unless only such ones are asked for."""
    counted = tuple(canonical(s) for s in figure.unit.split())
    plain = counted in _counted(query)[0].phrases and counted == tuple(
        s for w in words(expand(query.subject)) if not w.generic for s in w.phrase
    )
    return figure.text.rsplit("/", 1)[-1].strip() if figure.whole is not None and plain else figure.text


def _is_acted_on(statement: Statement, figure: Quantity) -> bool:
    """Whether the last verb before the figure does something to those that are counted."""
    floor = max((m.end() for m in _CLAUSE.finditer(statement.text, 0, figure.start)), default=0)
    said = _lowered(statement.text[floor : figure.start])
    marked = has_diacritics(statement.text)
    acting = max((m.end() for m in _pattern("acting", marked).finditer(said)), default=-1)
    stating = max((m.end() for m in _pattern("stating", marked).finditer(said)), default=-1)
    return acting > stating


def candidacy_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Less for those who only registered ("96 hộ đăng ký, 58 hộ đạt"), unless they are asked for."""
    if statement.is_row or query.proposed or query.asked.kind != "number":
        return 1.0
    asked = _pattern("candidates", has_diacritics(query.question)).search(_lowered(query.question))
    if fold(figure.unit) in {fold(each) for each in question_lists()["standing"]["papers"]}:
        return 1.0  # "1.064 hồ sơ đề nghị khen thưởng" are no candidates: so the papers are called
    after = _lowered(statement.text[max(figure.end, figure.unit_end) :])
    said = _pattern("candidates", has_diacritics(statement.text), r"\s+(?:đã\s+|da\s+)?").match(after)
    return _ONLY_CANDIDATES if said and not asked else 1.0


def _grows(statement: Statement, figure: Quantity) -> bool:
    """Whether a ratio tells how many were won of an aim: "phát triển 31/40 đảng viên mới"."""
    marked = has_diacritics(statement.text)
    after = _lowered(statement.text[figure.unit_end :]).lstrip()
    before = _lowered(statement.text[: figure.start]).rstrip()
    new = toned(after.split()[0]) == toned("mới") if after.split() else False
    won = list(_pattern("growing", marked).finditer(before))
    return new or (bool(won) and won[-1].end() == len(before))


def _is_narrowed(statement: Statement, figure: Quantity) -> bool:
    """Whether words right after the counted noun take only some ("30 đảng viên được khen")."""
    after = _lowered(statement.text[max(figure.end, figure.unit_end) :])
    marked = has_diacritics(statement.text)
    return _pattern("narrowing", marked, r"\s+(?:đã\s+|da\s+)?").match(after) is not None


def _lowered(text: str) -> str:
    return nfc(expand(text)).lower()


@cache
def _pattern(name: str, marked: bool, before: str = r"(?<!\w)") -> re.Pattern[str]:
    """The phrases of a list, as they are written in a text with marks or in one without."""
    listed = [nfc(phrase) if marked else fold(nfc(phrase)) for phrase in question_lists()["standing"][name]]
    ways = "|".join(re.escape(way) for way in sorted(set(listed), key=len, reverse=True))
    return re.compile(rf"{before}(?:{ways})(?!\w)")
