"""Whether a figure's unit of measure can answer what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.evidence.statements import Statement
from knowledge.query import Asked, Query
from knowledge.understand.phrasing import question_lists
from language.quantities import Quantity
from language.text import fold
from language.words import canonical, toned

# "giảm còn 1,53 năm 2024": the word after the figure begins a date and is no unit.
_YEAR_NEXT = re.compile(r"\s*năm\s+(?:19|20)\d\d")
_AMOUNTS = frozenset({"ha", "m²", "km²", "km", "tan", "ta", "kg"})
_UNSAID_PEOPLE = 0.82
_SAID_BY_UNIT = 0.9
_RURAL_CRITERIA = 19
_IMPLIED = {"area": (("dien", "tich"),), "mass": (("san", "luong"),)}
_PERCENT_WORDS = re.compile(r"ty le|ti le|phan tram|%")


def _key(measure: str) -> str:
    return " ".join(canonical(s) for s in measure.split())


@cache
def _families() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(_key, family)) for family in question_lists()["measure_families"]["same"])


def same_family(first: str, second: str) -> bool:
    """Whether two measures count the same things ("thành viên" and "đồng chí")."""
    a, b = _key(first), _key(second)
    return any(a in family and b in family for family in _families())


def fits(asked: Asked, figure: Quantity, measure: str, statement: Statement) -> float:
    """1 when the unit is the asked one, less when it is only akin or not printed, 0 when it is another."""
    if asked.kind == "percent":
        return _percent(figure, measure, statement)
    if asked.kind == "money":
        return 1.0 if figure.kind == "money" or _is_money(measure) else 0.0
    if asked.kind != "number":
        return 0.0
    if not asked.measures:
        counts = figure.kind not in ("percent", "money") and measure.strip() not in ("%", "‰")
        return 0.9 if counts or not asked.explicit else 0.0
    return max(_counted(wanted, figure, measure, statement) for wanted in asked.measures)


def implied_supports(query: Query, figure: Quantity, supports: Sequence[float]) -> list[float]:
    """The supports, raised for what a unit says by itself: "mía 232 ha" is an area of sugar cane.

    Of criteria the 19 are those of a new-style rural commune (Decision 318/QĐ-TTg of 08/3/2022).
    """
    if len(query.words) < 2:
        return list(supports)
    implied = _IMPLIED.get(figure.kind, ())
    if figure.unit == "tiêu chí" and figure.whole == _RURAL_CRITERIA:
        implied = (*implied, ("nong", "thon", "moi"))
    return [
        max(s, _SAID_BY_UNIT) if word.phrase in implied else s
        for word, s in zip(query.words, supports, strict=True)
    ]


def amount_of(printed: str, measure: str) -> tuple[str, str]:
    """An amount of money, area or weight and the plan behind its stroke: "246,8/485" tỷ đồng.

    Of things that are counted ("17/19 tiêu chí") both belong to the answer.
    """
    reached, stroke, planned = (part.strip() for part in printed.partition("/"))
    if stroke and (_is_money(measure) or canonical(measure) in _AMOUNTS):
        return reached, planned
    return printed, ""


def _percent(figure: Quantity, measure: str, statement: Statement) -> float:
    if figure.kind == "percent" or measure.strip() in ("%", "‰"):
        return 1.0
    dated = figure.kind == "duration" and _YEAR_NEXT.match(statement.text, figure.end)
    if (figure.unit and not dated) or measure.replace(figure.unit, "").strip(' "') or figure.value > 100:
        return 0.0
    before = statement.folded[max(0, figure.start - 90) : figure.start]
    return 0.85 if _PERCENT_WORDS.search(before) and figure.whole is None else 0.0


def _is_money(measure: str) -> bool:
    return re.search(r"(?:^|\W)(?:dong|trd|trieu|ty|tr\.? ?d)(?:$|\W)", fold(measure)) is not None


def _counted(wanted: str, figure: Quantity, measure: str, statement: Statement) -> float:
    if statement.is_row and _row_counts(statement.text.split(" — ")[0], _key(wanted)):
        return 0.0 if figure.kind in ("percent", "money") or "%" in measure or _is_money(measure) else 0.95
    if measure:
        if _key(measure) == _key(wanted) and _marks_agree(measure, wanted):
            return 1.0
        if same_family(measure, wanted) or _key(measure).endswith(f" {_key(wanted)}"):
            return 0.93
        if figure.kind in ("percent", "money"):
            return 0.0
    tail = statement.syllables
    after = [i for i, start in enumerate(tail.starts) if start >= figure.end][:4]
    if after and tuple(tail.canonical[after[0] : after[0] + len(wanted.split())]) == tuple(
        _key(wanted).split()
    ):
        return 1.0
    if measure and figure.kind != "count":
        return 0.0
    before = [i for i, end in enumerate(tail.ends) if end <= figure.start][-12:]
    words_before = " ".join(tail.canonical[i] for i in before)
    if measure:
        return 0.0
    if f" {_key(wanted)} " in f" {words_before} ":
        return 0.88
    # "Lao động tiên tiến: 17" counts people without saying so.
    return _UNSAID_PEOPLE if same_family(wanted, "người") and statement.is_column_value(figure.start) else 0.0


def _row_counts(label: str, wanted: str) -> bool:
    """Whether a row's label names what is counted, not as part of a name ("5 Xã Buôn Triết")."""
    pieces = label.split()
    first = next((i for i, piece in enumerate(pieces) if piece[:1].isalpha()), 0)
    said = [canonical(p) for i, p in enumerate(pieces) if i <= first or not p[:1].isupper() or p.isupper()]
    return f" {wanted} " in f" {' '.join(said)} "


def _marks_agree(measure: str, wanted: str) -> bool:
    """ "hộ" and "hồ" are written alike only without marks."""
    pairs = zip(measure.split(), wanted.split(), strict=False)
    return all(
        toned(a) == toned(b) or canonical(a) in (toned(a), toned(b)) or canonical(b) == toned(b)
        for a, b in pairs
    )
