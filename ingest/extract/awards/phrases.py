"""Phrases of the award grammar: counted recipients, counts of awards, where reasons begin.

"8 tập thể và 17 cá nhân" is two ``Group``, "tập thể: 05" is one; "01 bằng khen" is a count of
awards. Places count characters of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from foundation.records import RecipientKind
from language.award_terms import Term, edge_words, recipient_kind, recipient_pattern
from language.numbers import parse_words
from language.text import UPPER, even_spelling

_NUMBER_WORDS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?"
_WHOLE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
_DIGITS = rf"{_WHOLE}(?:/{_WHOLE})?"
_NUMBER = rf"(?:{_DIGITS}|{_NUMBER_WORDS})"
_SPELT_OUT = r"(?:\s*\([^()\d]{1,25}\))?"  # "01 (một) tập thể"
# A figure that belongs to something else: a date, an instrument, a share, an amount of money.
_NOT_A_COUNT_BEFORE = re.compile(
    r"(?:tăng|giảm|năm|tháng|ngày|quý|trong (?:tổng )?số (?:hơn|trên|gần)"
    r"|(?:một|1|01) trong(?: số)?|(?<!tổng )số|khóa|thứ|điều|khoản|hạng|giai đoạn|cấp|\d\s*[-–]|/)\s*$"
)
_OF_TIME = r"\s+(?:tháng|năm|quý|tuần|ngày|nhiệm kỳ)(?!\w)"  # "Cấp huyện: 6 tháng đầu năm, ..."
_IN_A_NAME = re.compile(rf"[{UPPER}]\w*\s+[{UPPER}]\w*\s+$")  # "phường Hòa Quý 18 tập thể"
_NO_YEAR = re.compile(r"\d{1,3}")
_COUNTING_BEFORE = re.compile(r"(?:cho|tặng|và|,)$")
_PROPER = re.compile(rf"\s+[{UPPER}]")  # "18 cá nhân, xã Tân Mỹ": the noun belongs to a name
_BETWEEN_NOUNS = re.compile(r"\s*(?:,|và|&|hoặc)\s*")


@dataclass(frozen=True, slots=True)
class Group:
    """Counted recipients: ``count`` of ``kind``, as written in ``text``."""

    count: int
    kind: RecipientKind
    text: str
    start: int
    end: int


def _value(written: str) -> int | None:
    digits = re.match(r"\d[\d.]*", written)
    if digits:
        return int(digits.group().replace(".", ""))
    return parse_words(written)


@cache
def _counted() -> re.Pattern[str]:
    noun = recipient_pattern().pattern
    return re.compile(rf"(?<![\w.,])({_NUMBER}){_SPELT_OUT}\s*(?:lượt\s+|vị\s+)?({noun})")


@cache
def _labelled() -> re.Pattern[str]:
    noun = recipient_pattern().pattern
    return re.compile(
        rf"({noun})\s*(?:[:=]|\blà\b|–|-)\s*({_DIGITS})(?![\w.,/]*\d|\s*%|{_OF_TIME})(?:\s+({noun}))?"
    )


# "tập thể 10, cá nhân 33": only nouns that no number can follow as a name ("ấp 3").
_ENUMERATED = re.compile(
    r"(?<!\w)(tập thể|cá nhân|hộ gia đình)\s+(\d{1,4})(?=\s*(?:[,.](?!\d)|[;)+]|và\s+cá nhân|được\s|$))"
)


def groups(sentence: str, terms: Sequence[Term] = ()) -> list[Group]:
    """Counted recipients of a sentence, in order: "05 tập thể", "tập thể: 05".

    "05 tập thể, cá nhân" (two nouns, one figure) is one group of kind "khác". Nouns that belong
    to the name of an award among ``terms`` ("03 Chiến sĩ thi đua") count awards, not recipients.
    """
    even = even_spelling(sentence)
    awards = [(t.start, t.end) for t in terms if t.kind == "award"]
    givers = [(t.start, t.end) for t in terms if t.kind == "authority"]
    labelled = [m for m in _labelled().finditer(even) if not _of_another(m, givers)]
    labelled += _ENUMERATED.finditer(even)
    found = [g for m in labelled if (g := _labelled_group(m, sentence))]
    for match in _counted().finditer(even):
        if any(g.start < match.end() and match.start() < g.end for g in found):
            continue
        group = _counted_group(match, even, sentence, awards)
        if group is not None:
            found.append(group)
    free = [g for g in found if not any(start < g.end and g.start < end for start, end in awards)]
    return sorted(free, key=lambda g: g.start)


_ANY_RECIPIENTS = ("tập thể", "cá nhân", "hộ gia đình", "gia đình", "hộ", "đơn vị", "cơ quan")


def _of_another(match: re.Match[str], givers: Sequence[tuple[int, int]]) -> bool:
    """Whether the noun before a figure does not tell who is counted: it ends the name of who
    confers ("của Chủ tịch UBND xã: 38"), or the figure has a noun of its own ("xã: 38 cá nhân")."""
    own = match.group(3)
    if own and (
        recipient_kind(own) != recipient_kind(match.group(1)) or match.group(1) not in _ANY_RECIPIENTS
    ):
        return True  # "Đảng ủy: 05 chi bộ" counts no party committees
    return any(start < match.start(1) < end for start, end in givers)


def _labelled_group(match: re.Match[str], sentence: str) -> Group | None:
    count = _value(match.group(2))
    if count is None or 1900 < count < 2100:
        return None
    return Group(count, recipient_kind(match.group(1)), sentence[slice(*match.span())], *match.span())


def _counted_group(
    match: re.Match[str], even: str, sentence: str, awards: Sequence[tuple[int, int]]
) -> Group | None:
    before = even[: match.start()].rstrip(" ")
    counted = _IN_A_NAME.search(sentence[: match.start()]) or (
        before.endswith("năm") and _NO_YEAR.fullmatch(match.group(1))
    )  # "phường Hòa Quý 18 tập thể", "tổng kết năm 20 tập thể"
    if _NOT_A_COUNT_BEFORE.search(before) and not counted:
        return None
    if match.group(1) == "năm" and not _COUNTING_BEFORE.search(before):
        return None  # "hằng năm tập thể ...": the word is "year" far more often than "five"
    count = _value(match.group(1))
    if count is None:
        return None
    end, kind = match.end(), recipient_kind(match.group(2))
    if joint := _BETWEEN_NOUNS.match(even, end):
        second = recipient_pattern().match(even, joint.end())
        named = second and any(start <= second.start() < stop for start, stop in awards)
        proper = second is not None and _PROPER.match(sentence, second.end()) is not None
        place = proper and second is not None and second.group() not in ("tập thể", "cá nhân")
        if second and not named and not place and recipient_kind(second.group()) != kind:
            end, kind = second.end(), "khác"
    return Group(count, kind, sentence[match.start() : end], match.start(), end)


_AWARD_COUNT = re.compile(
    rf"(?<![\w.,/])({_NUMBER}){_SPELT_OUT}\s+(?:tấm\s+|chiếc\s+|danh hiệu\s+|lượt\s+)?[\"“]?$"
)
_NEAR_COUNT = 80  # characters before an award in which its count stands
_COUNT_AFTER = re.compile(rf"[\"”]?\s*(?::|là|có|\(|-|–)?\s*({_DIGITS})(?![\w.,/%]*\d|\s*%|\s+hạng)")


def count_before(sentence: str, start: int) -> tuple[int, int] | None:
    """The count that stands right before an award at ``start``: (count, its place).

    "tặng 01 bằng khen" gives 1; "năm 2023 Bằng khen" gives None.
    """
    near = max(0, start - _NEAR_COUNT)
    before = even_spelling(sentence[near:start])
    match = _AWARD_COUNT.search(before)
    if match is None or _NOT_A_COUNT_BEFORE.search(before[: match.start()].rstrip(" ")):
        return None
    count = _value(match.group(1))
    return None if count is None else (count, near + match.start(1))


def count_after(sentence: str, end: int) -> tuple[int, int, int] | None:
    """The bare count right after ``end``, with its place: "CSTĐCS: 02" gives (2, start, end)."""
    match = _COUNT_AFTER.match(even_spelling(sentence), end)
    if match is None:
        return None
    count = _value(match.group(1))
    return None if count is None or count > 1900 else (count, *match.span(1))


@cache
def _reason() -> re.Pattern[str]:
    words = sorted(edge_words("reason"), key=len, reverse=True)
    return re.compile(r"(?:(?<=\s)|^|(?<=\())(?:" + "|".join(map(re.escape, words)) + r")")


def reason_start(sentence: str, start: int, end: int) -> int:
    """Where, between ``start`` and ``end``, the words begin that tell why; ``end`` if none do."""
    even = even_spelling(sentence[:end])
    found = (m.start() for m in _reason().finditer(even, start) if not _AT_HOME.search(even[: m.start()]))
    return next(found, end)


_AT_HOME = re.compile(r"(?<!\w)(?:trú|ngụ|công tác|sinh sống) $")  # "mẹ Hồ Thị Én trú | tại xã A"


@cache
def edge_pattern(name: str) -> re.Pattern[str]:
    """A pattern of the words of one list of ``[edges]`` in the lexicon, in even spelling."""
    words = sorted(edge_words(name), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d_])")


def breaks_down(text: str) -> bool:
    """Whether what follows ``text`` tells parts of a count given before ("trong đó")."""
    return bool(edge_pattern("breakdown").search(even_spelling(text)))
