"""Phrases of the award grammar: counted recipients, counts of awards, named recipients.

"8 tập thể và 17 cá nhân" is two ``Group``; "01 bằng khen" is a count of awards; "đồng chí Bí
thư Đoàn xã" is a named recipient. Places count characters of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from foundation.records import RecipientKind
from language.award_terms import edge_words, name_kind, recipient_kind, recipient_pattern
from language.numbers import parse_words
from language.text import even_spelling

_NUMBER_WORDS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?"
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d+(?:/\d+)?|{_NUMBER_WORDS})"
# A figure that belongs to something else: a date, an instrument, a share, an amount of money.
_NOT_A_COUNT_BEFORE = re.compile(
    r"(?:năm|tháng|ngày|quý|số|khóa|thứ|lần thứ|điều|khoản|hạng|giai đoạn|cấp|-|–|/|,|\.)\s*$"
)
_COUNTING_BEFORE = re.compile(r"(?:cho|tặng|và|,)$")
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
    return re.compile(rf"(?<![\w.,])({_NUMBER})\s*(?:lượt\s+|vị\s+)?({noun})")


def groups(sentence: str) -> list[Group]:
    """Counted recipients of a sentence, in order.

    "05 tập thể, cá nhân" (two nouns, one figure) is one group of kind "khác".
    """
    even = even_spelling(sentence)
    noun = recipient_pattern()
    found: list[Group] = []
    for match in _counted().finditer(even):
        before = even[: match.start()].rstrip(" ")
        if _NOT_A_COUNT_BEFORE.search(before) and not before.endswith(","):
            continue
        if match.group(1) == "năm" and not _COUNTING_BEFORE.search(before):
            continue  # "hằng năm tập thể ...": the word is "year" far more often than "five"
        count = _value(match.group(1))
        if count is None:
            continue
        end = match.end()
        kind = recipient_kind(match.group(2))
        joint = _BETWEEN_NOUNS.match(even, end)
        if joint:
            second = noun.match(even, joint.end())
            if second and recipient_kind(second.group()) != kind:
                end, kind = second.end(), "khác"
        found.append(Group(count, kind, sentence[match.start() : end], match.start(), end))
    return found


_AWARD_COUNT = re.compile(rf"(?<![\w.,/])({_NUMBER})\s+(?:tấm\s+|chiếc\s+|danh hiệu\s+|lượt\s+)?[\"“]?$")
_COUNT_AFTER = re.compile(rf"[\"”]?\s*(?::|là|có|\(|-|–)?\s*({_NUMBER})(?![\w.,/%]*\d|\s*%)")


def count_before(sentence: str, start: int) -> tuple[int, int] | None:
    """The count that stands right before an award at ``start``: (count, its place).

    "tặng 01 bằng khen" gives 1; "năm 2023 Bằng khen" gives None.
    """
    before = even_spelling(sentence[:start])
    match = _AWARD_COUNT.search(before)
    if match is None or _NOT_A_COUNT_BEFORE.search(before[: match.start()].rstrip(" ")):
        return None
    count = _value(match.group(1))
    return None if count is None else (count, match.start(1))


def count_after(sentence: str, end: int) -> tuple[int, int] | None:
    """The bare count right after an award that ends at ``end``: "CSTĐCS: 02" gives (2, its end)."""
    match = _COUNT_AFTER.match(even_spelling(sentence), end)
    if match is None:
        return None
    count = _value(match.group(1))
    return None if count is None or count > 1900 else (count, match.end(1))


@cache
def _reason() -> re.Pattern[str]:
    words = sorted(edge_words("reason"), key=len, reverse=True)
    return re.compile(r"(?:(?<=\s)|^|(?<=\())(?:" + "|".join(map(re.escape, words)) + r")")


def reason_start(sentence: str, start: int, end: int) -> int:
    """Where, between ``start`` and ``end``, the words begin that tell why; ``end`` if none do."""
    match = _reason().search(even_spelling(sentence[:end]), start)
    return match.start() if match else end


@cache
def _edge(name: str) -> re.Pattern[str]:
    words = sorted(edge_words(name), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, words)) + r")(?![^\W\d_])")


def breaks_down(text: str) -> bool:
    """Whether what follows ``text`` tells parts of a count given before ("trong đó")."""
    return bool(_edge("breakdown").search(even_spelling(text)))


_MARK = re.compile(r"^[\s\-+*•–—.:;,)\"“”]+|^(?:[a-zđ]|\d{1,2}(?:\.\d+)*)[.)]\s+")
_SPLIT = re.compile(r"\s*[,;]\s*|\s+và\s+")
_ALWAYS = re.compile(r"^(?:hàng|hằng|mỗi) năm,?\s+")


def named_recipients(text: str) -> list[str]:
    """The recipients that a piece of text names one by one; empty where it names none.

    "đồng chí Chủ tịch UBND xã, đồng chí Chỉ huy trưởng" is two. Read from the end, because what
    stands nearest to the verb is its subject: an opening ("Trong năm 2023") or a clause of its
    own ("tỷ lệ đạt cao") before it is no name and ends the list.
    """
    rest = text.strip()
    while (mark := _MARK.match(rest)) and mark.end():
        rest = rest[mark.end() :]
    named: list[str] = []
    for part in reversed(_SPLIT.split(rest.rstrip(" ,;.:"))):
        name = _name(part)
        if name is None:
            break
        named.insert(0, name)
    return named


def _name(part: str) -> str | None:
    part = part.strip(' .:;,"“”()-+*')
    part = re.sub(r"^(?:cho|của|đã|cũng|còn|có)\s+", "", part)
    if always := _ALWAYS.match(even_spelling(part)):
        part = part[always.end() :]
    while part and even_spelling(part.split()[-1]) in edge_words("trailing"):
        part = part[: -len(part.split()[-1])].rstrip()
    even = even_spelling(part)
    if not part or len(part.split()) > 16 or _edge("lead").match(even) or _edge("predicate").search(even):
        return None
    return part if name_kind(part) != "khác" or recipient_pattern().match(even) or part[0].isupper() else None
