"""What narrows a figure down: its grade ("3 sao"), what is left, how far into the year it reaches."""

from __future__ import annotations

import re
from functools import cache

from knowledge.evidence.statements import Statement
from knowledge.query import Query
from knowledge.understand.phrasing import question_lists
from language.quantities import Quantity
from language.text import fold

_OTHER_GRADE = 0.5
_NOT_LEFT = 0.9
_UNTIL_THEN = 0.95
_LAST_MONTH = 12
# "Hội còn bao nhiêu hộ nghèo?", and "hiện chỉ còn 9 hộ" that answers it.
_ASKS_LEFT = re.compile(r"\bcon(?: lai)?\s+(?:bao nhieu|may)\b")
_LEFT = re.compile(
    r"\bcon(?: lai| khoang| tren| gan| hon)?\s*(?:[\d.]+\s+[^\d,;.]{2,30}?\s*(?:,|\bva\b)\s*)*$"
)
# "đến ngày 31/10/2023 là …", "tính đến hết tháng 10 đạt …"
_UNTIL = re.compile(r"\bden\s+(?:het\s+)?(?:ngay\s+\d{1,2}\s*/\s*|thang\s+)(?P<month>\d{1,2})\b[^;.]{0,60}$")


def qualified_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """How well what narrows a figure down fits the question, 1 where nothing speaks against it."""
    if statement.is_row:
        return 1.0
    return (
        _grade_fit(query, statement, figure)
        * _left_fit(query, statement, figure)
        * _until_fit(query, statement, figure)
    )


def _grade_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Little for a figure of another grade: "10 sản phẩm đạt 3 sao, 01 sản phẩm đạt 4 sao"."""
    asked = _grade().search(fold(query.question))
    if figure.unit in question_lists()["grades"]["before"] and figure.unit not in query.asked.measures:
        return _OTHER_GRADE / 2  # "3 sao" is what they have, and no count of them
    if asked is None:
        return 1.0
    following = (f.start for f in statement.figures if f.start > figure.start and f.unit == figure.unit)
    told = _grade().search(statement.folded[figure.end : next(following, len(statement.folded))])
    return 1.0 if told is None or _told(told) == _told(asked) else _OTHER_GRADE


def _left_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Less for a count that is not called what is left, where that is asked for."""
    if query.asked.kind != "number" or not _ASKS_LEFT.search(fold(query.question)):
        return 1.0
    return 1.0 if _LEFT.search(statement.folded[: figure.start]) else _NOT_LEFT


def _until_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Less for a figure until some day of the year than for the whole year's, where that is asked for."""
    asked = query.periods[0] if query.periods else statement.document.summary.period
    if not (asked or "").isdigit():
        return 1.0
    begin = max(statement.folded.rfind(";", 0, figure.start), 0)
    until = _UNTIL.search(statement.folded[begin : figure.start])
    return 1.0 if until is None or int(until["month"]) >= _LAST_MONTH else _UNTIL_THEN


def _told(grade: re.Match[str]) -> str:
    return next(group for group in grade.groups() if group).lstrip("0")


@cache
def _grade() -> re.Pattern[str]:
    lists = question_lists()["grades"]
    before = "|".join(re.escape(fold(word)) for word in lists["before"])
    after = "|".join(re.escape(fold(word)) for word in lists["after"])
    return re.compile(rf"\b(\d{{1,2}})\s+(?:{before})\b|\b(?:{after})\s+(\d{{1,2}}|[ivx]{{1,4}})\b")
