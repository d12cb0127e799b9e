"""Population and households in a unit's profile, where neither is called by its name.

"có 8 khóm, 4.512 hộ, 17.326 người": the two figures side by side are the unit's households and
inhabitants.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.answer.evidence import Statement
from knowledge.query import Query
from language.indicators import canonical_indicator
from language.text import fold

_PEOPLE = {"người", "nhân khẩu", "khẩu"}
_HOUSEHOLDS = {"hộ", "hộ dân"}
_SIDE_BY_SIDE = re.compile(r"\s*(?:[,/(-]|voi|va|gom|=)?\s*(?:tren|khoang|gan|hon|tong so|dan so)?\s*")
_SURE = 0.9


def population_supports(
    query: Query, statement: Statement, index: int, supports: Sequence[float]
) -> list[float]:
    """The supports, raised where the figure is the asked one of such a pair."""
    asked = canonical_indicator(query.subject) if query.subject else None
    figures = statement.figures
    if asked == "dân số" and index > 0 and _is_pair(statement, index - 1):
        return [max(s, _SURE) for s in supports]
    if asked == "số hộ" and index + 1 < len(figures) and _is_pair(statement, index):
        return [max(s, _SURE) for s in supports]
    return list(supports)


def _is_pair(statement: Statement, first: int) -> bool:
    """Whether figure number ``first`` counts households and the next one right after it people."""
    households, people = statement.figures[first], statement.figures[first + 1]
    if households.unit not in _HOUSEHOLDS or people.unit not in _PEOPLE or people.value < households.value:
        return False
    return _SIDE_BY_SIDE.fullmatch(fold(statement.text[households.unit_end : people.start])) is not None
