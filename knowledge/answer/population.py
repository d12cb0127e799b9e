"""Population, households and area in a unit's profile, where none is called by its full name.

"có 8 khóm, 4.512 hộ, 17.326 người; diện tích 2.180 ha": the two figures side by side are the
unit's households and inhabitants, the bare "diện tích" beside them is the unit's area.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.evidence.statements import Statement
from knowledge.query import Query
from language.indicators import canonical_indicator
from language.text import fold

_PEOPLE = {"người", "nhân khẩu", "khẩu"}
_HOUSEHOLDS = {"hộ", "hộ dân"}
_SIDE_BY_SIDE = re.compile(r"\s*(?:[,/(-]|voi|va|gom|=)?\s*(?:tren|khoang|gan|hon|tong so|dan so)?\s*")
_AREAS = {"ha", "km²", "m²"}
_BARE_AREA = re.compile(
    r"(?:^|[;.(]|khau,)\s*(?:tong )?dien tich(?: la| khoang| tren| gan| hon| toan (?:xa|huyen|phuong)|:)*\s*$"
)
_PROFILE = re.compile(
    r"\d\s+(?:thôn|ấp|xóm|bản|khóm|buôn|tổ dân phố|tiểu khu|khu phố|(?:nhân )?khẩu)\b", re.IGNORECASE
)
_OF_A_CROP = re.compile(
    r"\b(?:nang suat|san luong|gieo|cay|nuoi|lua|ngo|mau|vu (?:xuan|mua|dong|chiem|he))\b"
)
_SURE = 0.9


def population_supports(
    query: Query, statement: Statement, index: int, supports: Sequence[float]
) -> list[float]:
    """The supports, raised where the figure is the asked one of such a profile."""
    asked = canonical_indicator(query.subject) if query.subject else None
    figures = statement.figures
    if asked == "dân số" and index > 0 and _is_pair(statement, index - 1):
        return [max(s, _SURE) for s in supports]
    if asked == "số hộ" and index + 1 < len(figures) and _is_pair(statement, index):
        return [max(s, _SURE) for s in supports]
    if asked == "diện tích tự nhiên" and _is_bare_area(statement, index):
        return [max(s, _SURE) for s in supports]
    return list(supports)


def _is_bare_area(statement: Statement, index: int) -> bool:
    """Whether the figure is an area of nothing that is named, told among the unit's people."""
    figure = statement.figures[index]
    if figure.unit not in _AREAS or not _BARE_AREA.search(statement.folded[: figure.start]):
        return False
    if re.match(r"\s*\w", statement.text[figure.unit_end :]):
        return False
    told = f"{statement.before} {statement.text}"
    return _PROFILE.search(told) is not None and _OF_A_CROP.search(fold(told)) is None


def _is_pair(statement: Statement, first: int) -> bool:
    """Whether figure number ``first`` counts households and the next one right after it people."""
    households, people = statement.figures[first], statement.figures[first + 1]
    if households.unit not in _HOUSEHOLDS or people.unit not in _PEOPLE or people.value < households.value:
        return False
    return _SIDE_BY_SIDE.fullmatch(fold(statement.text[households.unit_end : people.start])) is not None
