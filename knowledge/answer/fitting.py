"""How well a figure fits what was asked, beside the words: unit, period, moment, whole or part."""

from __future__ import annotations

import re
from functools import cache

from knowledge.answer.figures import column_of, year_told_at
from knowledge.answer.givers import AWARDS
from knowledge.answer.scopes import Scope
from knowledge.evidence.statements import Statement
from knowledge.query import Query
from knowledge.store.ledger.stored import DocumentSummary
from knowledge.understand.phrasing import question_lists
from language.indicators import canonical_indicator
from language.periods import find_periods
from language.quantities import Quantity
from language.text import fold
from language.units import name_key, split_kind, strip_kind
from language.units_names import kinds
from language.words import Phrase, Word, canonical, words

_WHOLE = re.compile(r"\btong\b|\btat ca\b|\btoan\b|\bhien co\b")
_AGAINST = re.compile(r"\bso(?: voi)?(?: cung ky)?\s*$")
_PROPOSES = re.compile(r"\b(?:de nghi|de xuat|trinh|lap ho so)\b")
_CLAUSE = re.compile(r"[;.](?=\s|$)")
_WHOLE_YEAR = re.compile(r"\b(?:ca|tron|toan|het) nam\b")
_PART_OF_YEAR = re.compile(r"\d{4}-(?:H|Q|\d{1,2}M|\d\d$)")
_PLAN_OF_YEAR = re.compile(
    r"\b(?:ke hoach|kh|chi tieu|du toan|nghi quyet|nq|muc tieu) +(?:(?:cua|giao)\s+)?(?:ca|toan|tron)\s+nam\b"
)
_ALL_THERE_ARE = re.compile(r"\btong so\b[^,;.\d]{0,50}$")
_ALL_FOR_NEW = 0.6
_RIGHT_AFTER = 3
_PROPOSAL = 0.5
_BUDGET = re.compile(r"\bngan sach (dia phuong|nha nuoc|tren dia ban)\b")
_OTHER_BUDGET = 0.85
_OTHER_MOMENT = 0.45
_START = 0.8
PART_OF_UNIT = 0.72
_LED_BY_ANOTHER = 0.4
_WHOLES = ("số hộ", "dân số")


def is_flow(query: Query, statement: Statement, figure: Quantity) -> bool:
    """Whether the clause counts only what is new ("thành lập mới 2 HTX") and that was not asked."""
    begin = max(statement.folded.rfind(";", 0, figure.start) + 1, _whole_before(statement, figure))
    asked = {phrase for word in query.words for phrase in word.phrases}
    told = statement.text[begin : figure.start]
    return any(
        word.phrase in _flows() and word.phrase not in asked and not _in_a_name(told, word)
        for word in words(told)
    )


def total_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Little for all there are ("nâng tổng số lên 418 hội viên") where those who came new are asked for."""
    new = {phrase for word in query.words for phrase in word.phrases} & _arrivals()
    return _ALL_FOR_NEW if new and _ALL_THERE_ARE.search(statement.folded[: figure.start]) else 1.0


@cache
def _arrivals() -> frozenset[Phrase]:
    growing = question_lists()["standing"]["growing"]
    return _flows() | {tuple(canonical(s) for s in text.split()) for text in growing}


def _in_a_name(text: str, word: Word) -> bool:
    """Whether a word is written as part of a name ("thị trấn Chợ Mới")."""
    return text[word.start].isupper() and text[: word.start].rstrip()[-1:].isalpha()


def _whole_before(statement: Statement, figure: Quantity) -> int:
    """Where the clause comes to speak of the whole ("nâng tổng số lên 5 HTX")."""
    return max((m.end() for m in _WHOLE.finditer(statement.folded, 0, figure.start)), default=0)


@cache
def _flows() -> frozenset[Phrase]:
    return frozenset(tuple(canonical(s) for s in text.split()) for text in question_lists()["flows"]["words"])


def unit_fit(query: Query, unit: str, statement: Statement) -> float:
    """Less for a figure of a hamlet or commune within, unless the question names that one."""
    told = name_key(strip_kind(unit))
    if not told or is_own_unit(unit, statement.document.summary):
        return 1.0
    if _bears_its_name(unit, statement.document.summary):  # the echo has the name for the district's sake
        return 1.0 if f" {name_key(unit)} " in f" {name_key(query.echo)} " else PART_OF_UNIT
    return 1.0 if f" {told} " in f" {name_key(query.echo)} " else PART_OF_UNIT


def is_own_unit(unit: str, own: DocumentSummary) -> bool:
    """Whether a unit is the one that reports or one above it, not a town that bears its name."""
    if _bears_its_name(unit, own):
        return False
    return name_key(strip_kind(unit)) in {
        name_key(strip_kind(u)) for u in (own.unit, own.district, own.province) if u
    }


def _bears_its_name(unit: str, own: DocumentSummary) -> bool:
    """Whether a commune or town has the name of the district or province that reports."""
    kind = split_kind(unit)[0]
    of_commune = kind is not None and kinds().get(kind.lower()) == ("xã",)
    if not of_commune or own.level in (None, "xã"):
        return False
    return name_key(strip_kind(unit)) in {name_key(strip_kind(u)) for u in (own.district, own.province) if u}


def led_fit(query: Query, statement: Statement) -> float:
    """Next to nothing for a line that a commune leads in, unless the question names that commune."""
    return 1.0 if unit_fit(query, statement.about, statement) == 1.0 else _LED_BY_ANOTHER


def whole_fit(query: Query, indicator: str) -> float:
    """Less for some of the households ("61 hộ nghèo") where all of them are asked for."""
    if canonical_indicator(query.subject) not in _WHOLES:
        return 1.0
    return 1.0 if canonical_indicator(indicator) in _WHOLES else PART_OF_UNIT / 2


def record_period_fit(query: Query, told: str | None) -> float:
    """Less for a figure that reading found to be of another time than was asked."""
    if told is None or not query.periods:
        return 1.0
    return 1.0 if any(same_time(told, asked) for asked in query.periods) else _OTHER_MOMENT


def is_qualified(query: Query, statement: Statement, figure: Quantity) -> bool:
    """Whether the clause begins with a condition ("Theo tiêu chí …,") that was not asked."""
    begin = statement.folded.rfind(";", 0, figure.start) + 1
    clause = statement.folded[begin : figure.start].strip(" -+")
    opening = next((o for o in question_lists()["qualifiers"]["phrases"] if clause.startswith(fold(o))), None)
    return opening is not None and fold(opening) not in fold(query.question)


def moment_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """How well the figure is of the asked moment: "đầu năm 92 hộ, cuối năm còn 68 hộ"."""
    told = statement.moments
    if not told:
        return 1.0
    floor = statement.text.rfind(";", 0, figure.start)
    after = next((m for m, start, _ in told if 0 <= start - figure.unit_end <= _RIGHT_AFTER), None)
    before = [
        m for m, start, end in told
        if floor < start and end <= figure.start and not _AGAINST.search(statement.folded[:start])
    ]  # fmt: skip
    said = before[-1] if before else after
    if said is None or said == (query.moment or "end"):
        return 1.0
    return _OTHER_MOMENT if query.moment else _START


def proposal_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """A proposed award is not a given one, and the other way round."""
    clause = statement.folded[statement.folded.rfind(";", 0, figure.start) + 1 : figure.start]
    proposed = _PROPOSES.search(clause) is not None
    return 1.0 if proposed == query.proposed or not AWARDS.search(statement.folded) else _PROPOSAL


def period_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """How well the figure's own period, where its words or column tell one, is the asked one."""
    near = column_of(statement, figure) if statement.is_row else statement.text[: figure.end + 24]
    year = year_told_at(statement, figure)
    if year is not None:
        asked_code = query.periods[0] if query.periods else statement.document.summary.period
        return 1.0 if asked_code is None or same_time(year, asked_code) else _OTHER_MOMENT
    told = [m.period for m in find_periods(near) if not _AGAINST.search(fold(near[: m.start]))]
    reported = statement.document.summary.period
    if not told:
        return 1.0
    asked = query.periods[0] if query.periods else reported
    if asked is None:
        return 1.0
    codes = {period.code for period in told}
    if statement.is_row:
        return 1.0 if any(same_time(code, asked) for code in codes) else 0.55
    return 1.0 if any(same_time(code, asked) for code in codes) else 0.9


def same_time(told: str | None, asked: str) -> bool:
    """Whether a figure's time is the asked one, a part of it, or a year of the asked span."""
    if told is None:
        return False
    first, stroke, last = asked.partition("/")
    within = bool(stroke) and told.isdigit() and first <= told <= last
    return told == asked or told.startswith(asked) or asked.startswith(told) or within


def whole_year_fit(query: Query, statement: Statement, figure: Quantity | None) -> float:
    """Little for the figure of a part of the year where that of the whole year ("cả năm") is asked for.

    The clause of the figure, or its column, must then say that it is the year's. "Đạt 54% kế hoạch cả
    năm" asks for a share of the year's plan, not for the year.
    """
    asked = _PLAN_OF_YEAR.sub(" ", fold(query.question))
    reported = statement.document.summary.period or ""
    if not _WHOLE_YEAR.search(asked) or not _PART_OF_YEAR.match(reported) or query.figure == "plan":
        return 1.0
    if figure is None or statement.is_row:
        return 1.0 if _WHOLE_YEAR.search(statement.folded) else _OTHER_MOMENT
    begin = max((m.end() for m in _CLAUSE.finditer(statement.text, 0, figure.start)), default=0)
    clause = _PLAN_OF_YEAR.sub(" ", statement.folded[begin : figure.start])
    return 1.0 if _WHOLE_YEAR.search(clause) else _OTHER_MOMENT


def budget_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """Less for the state's revenue where the local budget's is asked, and the other way round."""
    asked = _BUDGET.search(fold(query.question))
    clause = statement.folded[statement.folded.rfind(";", 0, figure.start) + 1 : figure.start]
    told = list(_BUDGET.finditer(clause))
    if asked is None or not told:
        return 1.0
    return 1.0 if (asked[1] == "dia phuong") == (told[-1][1] == "dia phuong") else _OTHER_BUDGET


def says_total(query: Query, statement: Statement, scope: Scope) -> bool:
    """Whether a total is asked and the words at the figure call it one."""
    if not _WHOLE.search(fold(query.question)):
        return False
    marks = statement.syllables
    near = [marks.canonical[i] for first, last, _ in scope.ranges[1:2] for i in range(first, last)]
    return "tong" in near


def extra_words(query: Query, statement: Statement, scope: Scope) -> int:
    """Words of substance right at the figure that the question does not have."""
    asked = {syllable for word in query.words for phrase in word.phrases for syllable in phrase}
    asked |= {canonical(s) for measure in query.asked.measures for s in measure.split()}
    starts, ends = statement.syllables.starts, statement.syllables.ends
    extra = 0
    for first, last, _ in scope.ranges[:2]:
        if first < last and first < len(starts):
            near = words(statement.text[starts[first] : ends[last - 1]])
            extra += sum(1 for w in near if _is_extra(w, asked))
    return extra


def is_of_one_level(query: Query, statement: Statement, scope: Scope) -> bool:
    """Whether the words at the figure name a level ("cấp tỉnh 8 hộ") that the question does not."""
    said = {phrase for word in query.words for phrase in word.phrases}
    levels = [level for level in _levels() if level not in said]
    marked = statement.syllables
    return any(
        first <= place and place + len(level) <= last
        for level in levels
        for place in marked.find(level)
        for first, last, _ in scope.ranges[:2]
    )


@cache
def _levels() -> tuple[Phrase, ...]:
    return tuple(tuple(canonical(s) for s in name.split()) for name in question_lists()["grades"]["levels"])


def _is_extra(word: Word, asked: set[str]) -> bool:
    if word.generic or word.light or not word.phrase[0].isalpha():
        return False
    return not all(syllable in asked for syllable in word.phrase)
