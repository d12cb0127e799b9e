"""The marks that open a provision: "Điều 74.", "2.", "a)", and the headings above them.

The division is that of Decree 34/2016/NĐ-CP, article 62 (phần, chương, mục, tiểu mục, điều,
khoản, điểm); consolidated texts put a note number after a mark ("Điều 23.[1]", "2.[4]") and
amendments insert letters ("Điều 12a", "khoản 3b").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from language.text import fold

Level = Literal["part", "chapter", "section", "subsection", "article", "clause", "point"]

_NOTE = r"(?:\s?\[\d{1,3}\])?"
_QUOTE = r"[“\"]?\s*"
_MARKS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"{_QUOTE}phan (?:thu )?(?P<n>[a-z]+|\d{{1,2}})\b(?=\s*[.:\n]|\s*$|\s+[A-Z])")),
    ("chapter", re.compile(rf"{_QUOTE}chuong (?P<n>[ivxl]{{1,6}}|\d{{1,2}})[a-z]?\b")),
    ("subsection", re.compile(rf"{_QUOTE}tieu muc (?P<n>[ivx]{{1,5}}|\d{{1,2}})\b")),
    ("section", re.compile(rf"{_QUOTE}muc (?P<n>[ivx]{{1,5}}|\d{{1,2}})\b(?!\s*,)")),
    ("article", re.compile(rf"{_QUOTE}dieu (?P<n>\d{{1,3}}[a-z]?)\s?(?:{_NOTE}[.:]{_NOTE}|{_NOTE}$)")),
    ("clause", re.compile(rf"{_QUOTE}(?P<n>\d{{1,3}}[a-z]?)\s?{_NOTE}\.(?!\d){_NOTE}(?=\s|$)")),
    ("point", re.compile(rf"{_QUOTE}(?P<n>[a-z]\d?)\s?{_NOTE}\){_NOTE}(?=\s|$)")),
)
_POINTS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class ProvisionMark:
    """A mark at the start of a paragraph. ``number`` is as printed ("74", "12a", "đ")."""

    level: Level
    number: str
    quoted: bool


def find_mark(text: str) -> ProvisionMark | None:
    """The mark that a paragraph opens with, None when it opens with none."""
    folded = fold(text[:80])
    for level, pattern in _MARKS:
        match = pattern.match(folded)
        if match is None or not _written_as_mark(level, text, match):
            continue
        return ProvisionMark(level, text[match.start("n") : match.end("n")], text[0] in '“"')
    return None


def _written_as_mark(level: Level, text: str, match: re.Match[str]) -> bool:
    """Words of a mark begin with a capital, points with a small letter."""
    if level == "clause":
        return True
    first = text[match.start("n")] if level == "point" else text.lstrip('“" ')[0]
    return first.islower() if level == "point" else first.isupper()


def follows(number: str, before: str) -> bool:
    """Whether a clause's or point's number may come after ``before`` ("" for the first).

    Numbers rise, letters in the order of Vietnamese lists, and "3a" comes after "3"; an excerpt
    begins anywhere and a consolidated text leaves out what was repealed, so gaps are no break.
    """
    if not before:
        return True
    if number[0].isdigit() != before[0].isdigit():
        return False
    return _order(number) > _order(before)


def _order(number: str) -> tuple[int, str]:
    digits = re.match(r"\d+", number)
    if digits is not None:
        return int(digits[0]), number[digits.end() :]
    return _POINTS.find(number[0]), number[1:]


def closes_quote(text: str) -> bool:
    """Whether a paragraph ends the quoted new wording of an amendment ("…”;")."""
    return re.search(r"[”\"]\s*[.;,]?\s*(?:/\.)?$", text) is not None
