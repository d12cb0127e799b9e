"""Who gives an award, and who sets a plan: "dự toán tỉnh giao" is not the plan that the district set."""

from __future__ import annotations

import re

from knowledge.evidence.statements import Statement
from knowledge.query import Query
from language.abbreviations import expand
from language.quantities import Quantity
from language.text import fold

# "tặng" counts only before what is given: folded, it is also "tăng" (rise) and "tầng" (storey).
AWARDS = re.compile(
    r"\b(?:bang khen|giay khen|khen thuong|danh hieu|huan chuong|co thi dua|ky niem chuong|chien si thi dua"
    r"|chien sy thi dua|lao dong tien tien|lao dong xuat sac)\b"
)
_GIVER = re.compile(
    r"\b(?:uy ban nhan dan|chu tich|bi thu|dang uy|hoi dong nhan dan|cap|ubnd)\s+(?:uy ban nhan dan\s+)?"
    r"(xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh|trung uong)\b|\b(thu tuong|chinh phu|nha nuoc)\b"
)
# "đạt 76% dự toán tỉnh giao, đạt 72,6% dự toán huyện giao", "so với dự toán HĐND xã giao"
_SETTER = re.compile(
    r"(tinh|thanh pho|huyen|thi xa|quan|xa|phuong|thi tran|cap tren|trung uong)\s+(?:da\s+)?giao\b"
)
_WORDS_OF_PLAN = 40
_LEVELS = {"xa": 1, "phuong": 1, "thi tran": 1, "huyen": 2, "thi xa": 2, "thanh pho": 2, "tinh": 3}
_ANOTHER_LEVEL = 0.6
_ANOTHER_AWARD = 0.5
_NAMED_AWARDS = {"bang khen", "giay khen", "co thi dua", "huan chuong", "ki niem chuong"}
_UNSAID = 0.95


def _level(text: str) -> int | None:
    """The level of the last giver that a text names: 1 commune, 2 district, 3 province, 4 above."""
    level = None
    for match in _GIVER.finditer(text):
        level = 4 if match[2] else _LEVELS.get(match[1], 4)
    return level


def award_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """1 when the clause tells of the award that was asked, little when it names only others."""
    asked = {word.text for word in query.words} & _NAMED_AWARDS
    if not asked:
        return 1.0
    begin = statement.text.rfind(";", 0, figure.start) + 1
    told = {name for name in _NAMED_AWARDS if name in fold(expand(statement.text[begin:]))}
    return _ANOTHER_AWARD if told and not told & asked else 1.0


def giver_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """1 when the award of the statement is given by the level that was asked, less for another."""
    if not AWARDS.search(statement.folded):
        return 1.0
    asked = _level(fold(expand(query.question)))
    if asked is None:
        return 1.0
    begin = statement.text.rfind(";", 0, figure.start) + 1
    told = _level(fold(expand(statement.text[begin : figure.start])))
    if told is None:
        return _UNSAID
    return 1.0 if told == asked else _ANOTHER_LEVEL


def setter_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Little for a share of the plan that another level set than was asked ("dự toán huyện giao")."""
    asked = _SETTER.search(fold(expand(query.question)))
    if asked is None or statement.is_row:
        return 1.0
    begin = max(figure.end, figure.unit_end)
    behind = re.split(r"[;.,](?=\s|$)", statement.text[begin : begin + _WORDS_OF_PLAN], maxsplit=1)[0]
    told = _SETTER.search(fold(expand(behind)))
    return 1.0 if told is None or told[1] == asked[1] else _ANOTHER_LEVEL
