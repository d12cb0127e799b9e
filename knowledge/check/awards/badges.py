"""Party badges by years of membership: "65 Huy hiệu, gồm 03 Huy hiệu 60 năm, 12 Huy hiệu 50 năm".

The years ("60 năm tuổi Đảng") are figures too and stand before or behind each count, so the list
is read by its own shape. Badges are given for 30 years of membership and each five more
(Charter of the Party, article 27; Regulation 24-QĐ/TW, 30/7/2021).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding
from language.text import fold

_BADGE = re.compile(r"\bhuy hieu\b|\btuoi dang\b")
_PERSON = r"(?:huy hieu|dong chi|d/?c|dang vien|nguoi|truong hop)"
_YEARS = r"(?P<years>[3-9][05])\s+(?:nam\b(?:\s+tuoi dang)?|tuoi dang\b)"
_LINK = r"(?:\s*(?:nhan|duoc|trao|truy|tang|loai|huy hieu|dang|dat|du|\())*"
_COUNT_FIRST = re.compile(rf"(?<![\d.,/])(?P<count>\d{{1,3}})\s*(?:{_PERSON}\b)?{_LINK}\s*{_YEARS}")
_YEARS_FIRST = re.compile(
    rf"{_YEARS}\s*[:;,(–-]?\s*(?:la |co |cho |gom )*(?P<count>\d{{1,3}})(?![\d.,/]*\d)"
    rf"(?=\s*(?:{_PERSON}\b|[;,.)]|va\b|$))(?!\s*{_PERSON}?{_LINK}\s*[3-9][05]\s+nam\b)"
)
_TOTAL = re.compile(
    rf"(?<![\d.,/])(?P<total>\d{{1,4}})\s+(?:luot\s+)?{_PERSON}\b(?!{_LINK}\s*[3-9][05]\s+(?:nam|tuoi)\b)"
)
_SENTENCE_END = re.compile(r"\.(?:\s|$)")
_REACH = 130
_SOME = re.compile(r"\btrong (?:do|so do)\b")
_REST = re.compile(r"\b(?:con lai|tu [3-9][05] nam den|tu [3-9][05] den)\b")
_LEAST = 2
_SURE, _SURE_SOME = 0.75, 0.6


def check_badges(draft: Draft) -> Iterator[Finding]:
    """Each list of badges by years that does not make the total told before it."""
    for piece in draft.pieces:
        folded = fold(piece.content.text)
        if piece.in_table or not _BADGE.search(folded):
            continue
        start = 0
        for stop in (*(match.end() for match in _SENTENCE_END.finditer(folded)), len(folded)):
            yield from _in_sentence(draft, piece, folded, start, stop)
            start = stop


def _in_sentence(draft: Draft, piece: Piece, folded: str, start: int, stop: int) -> Iterator[Finding]:
    words = folded[start:stop]
    listed = max((_listed(words, shape) for shape in (_COUNT_FIRST, _YEARS_FIRST)), key=len)
    if len({match["years"] for match in listed}) < _LEAST or not _BADGE.search(words) or _REST.search(words):
        return
    total = _total_before(words, listed[0].start())
    if total is None:
        return
    whole, counted = int(total["total"]), sum(int(match["count"]) for match in listed)
    if counted == whole:
        return
    some = _SOME.search(words[total.end() : listed[0].start()]) is not None and counted < whole
    values = {
        "sum": str(counted), "total": total["total"], "parts": "; ".join(match["count"] for match in listed),
    }  # fmt: skip
    quote = draft.quote_in(piece.content, start + total.start(), start + listed[-1].end())
    message, repair = say("check.arithmetic.total", **values), say("check.arithmetic.total_repair", **values)
    yield Finding("arithmetic", "error", _SURE_SOME if some else _SURE, message, repair, (quote,))


def _listed(words: str, shape: re.Pattern[str]) -> list[re.Match[str]]:
    """The counts of a list with their years; none where a count has no place beside its years."""
    return list(shape.finditer(words))


def _total_before(words: str, end: int) -> re.Match[str] | None:
    """The last count of badges or members before the list, if it stands near."""
    totals = [match for match in _TOTAL.finditer(words, 0, end) if match.end() <= end]
    return totals[-1] if totals and end - totals[-1].end() <= _REACH else None
