"""Facts: which figure of the documents answers a question.

Candidates come from two sources, the stored indicators and a search through the statements;
each is scored by how fully and how closely the question's words stand at the figure, and
refused unless its unit, its kind (result, plan, change) and its period fit what was asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from foundation.records import IndicatorRecord
from knowledge.answer.candidate import Candidate, Weights, accepted_kind
from knowledge.answer.figures import column_of, figure_kind, is_from_value, row_measure
from knowledge.answer.givers import AWARDS, award_fit, giver_fit
from knowledge.answer.measures import fits
from knowledge.answer.named import Named, named_figures
from knowledge.answer.population import population_supports
from knowledge.answer.recorded import names, recorded_figures, recorded_supports
from knowledge.answer.scopes import INHERITED, SENTENCE_AFTER, Scope, is_part, scope_of, support
from knowledge.base import KnowledgeBase
from knowledge.evidence.statements import Statement, evidence_of, indicators_of
from knowledge.query import FigureKind, Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import question_lists
from language.indicators import canonical_indicator
from language.periods import find_periods
from language.quantities import Quantity
from language.text import fold
from language.units import name_key, strip_kind
from language.words import Phrase, Word, canonical, words

_WHOLE = re.compile(r"\btong\b|\btat ca\b|\btoan\b|\bhien co\b")
_AGAINST = re.compile(r"\bso(?: voi)?(?: cung ky)?\s*$")
_PROPOSES = re.compile(r"\b(?:de nghi|de xuat|trinh|lap ho so)\b")
_ESSENTIAL = 0.3
_EXTRA_PENALTY = 0.04
_PART_PENALTY = 0.06
_TOTAL = 0.06
_WORTH_KEEPING = 0.27
_PROPOSAL = 0.5
_DEBRIS = 3
_RIGHT_AFTER = 3
_OTHER_MOMENT = 0.45
_START = 0.8
_FLOW = 0.07
_CONTRAST = 0.1
_PART_OF_UNIT = 0.72
_QUALIFIED = 0.08
_WHOLES = ("số hộ", "dân số")


def find_facts(query: Query, document: StoredDocument, base: KnowledgeBase) -> list[Candidate]:
    """Figures of a document that may answer, the best first; those not ``accepted`` are only near."""
    evidence = evidence_of(base, document)
    weights = Weights.by_rarity(query, [evidence])
    records = indicators_of(base, document)
    found = list(recorded_figures(query, evidence, records, weights))
    named = named_figures(evidence, records)
    for statement in evidence.statements:
        found.extend(_of_statement(query, statement, weights, named))
    found.sort(key=lambda c: -c.score)
    return found


def _of_statement(query: Query, statement: Statement, weights: Weights, named: Named) -> Iterable[Candidate]:
    if not statement.figures or _is_debris(statement) or not _is_about(query, statement, named):
        return
    found: list[tuple[Candidate, list[float]]] = []
    for index, figure in enumerate(statement.figures):
        if _is_ordinal(statement, figure):
            continue
        measure = figure.unit or (row_measure(statement) if statement.is_row else "")
        fit = fits(query.asked, figure, measure, statement)
        if fit == 0:
            continue
        record = named.get((statement.order, index))
        kind = figure_kind(statement, index) if record is None else _kind(query, statement, index, record)
        relative = kind in ("percent_of_plan", "percent_of_previous")
        scope = scope_of(statement, statement.figures, index, relative)
        supports = [support(word, statement, scope, query.accented) for word in query.words]
        supports = _or_named(query, statement, scope, supports)
        if record is not None:
            supports = recorded_supports(query, record.indicator, supports)
        supports = population_supports(query, statement, index, supports)
        total = sum(weights.of)
        covered = sum(w * s for w, s in zip(weights.of, supports, strict=True)) / total if total else 0.0
        missing = tuple(
            word.text
            for word, s in zip(query.words, supports, strict=True)
            if s < _ESSENTIAL and not word.light
        )
        score = covered * fit * accepted_kind(query, kind) * _period_fit(query, statement, figure)
        if record is not None:
            score *= _unit_fit(query, record.unit, statement) * _whole_fit(query, record.indicator)
            score *= _record_period_fit(query, record.period)
        score -= _QUALIFIED * _is_qualified(query, statement, figure)
        score *= _moment_fit(query, statement, figure)
        if is_from_value(statement, figure):
            score *= 0.7
        score += _TOTAL * _says_total(query, statement, scope)
        if is_part(statement, index):
            score -= _PART_PENALTY
        score -= _EXTRA_PENALTY * min(4, _extra_words(query, statement, scope))
        score *= giver_fit(query, statement, figure) * award_fit(query, statement, figure)
        score *= _proposal_fit(query, statement, figure)
        if statement.is_future and query.figure != "plan":
            score *= 0.6
        score -= _FLOW * _is_flow(query, statement, figure)
        if score > _WORTH_KEEPING:
            candidate = Candidate(
                figure.text, measure, statement, figure.start, max(figure.end, figure.unit_end),
                kind, score, missing, statement.is_row, period=record.period if record else None,
            )  # fmt: skip
            found.append((candidate, supports))
    yield from _contrasted(query, found)


def _contrasted(query: Query, found: Sequence[tuple[Candidate, list[float]]]) -> Iterator[Candidate]:
    """The figures of one statement: a verb that stands right at one of them speaks against the others."""
    for candidate, supports in found:
        elsewhere = sum(
            word.light and own <= SENTENCE_AFTER and any(s[place] >= INHERITED for _, s in found)
            for place, (word, own) in enumerate(zip(query.words, supports, strict=True))
        )
        yield replace(candidate, score=candidate.score - _CONTRAST * min(2, elsewhere))


def _is_flow(query: Query, statement: Statement, figure: Quantity) -> bool:
    """Whether the clause counts only what is new ("thành lập mới 2 HTX") and that was not asked."""
    begin = max(statement.folded.rfind(";", 0, figure.start) + 1, _whole_before(statement, figure))
    asked = {phrase for word in query.words for phrase in word.phrases}
    clause = words(statement.text[begin : figure.start])
    return any(word.phrase in _flows() and word.phrase not in asked for word in clause)


def _whole_before(statement: Statement, figure: Quantity) -> int:
    """Where the clause comes to speak of the whole ("nâng tổng số lên 5 HTX")."""
    return max((m.end() for m in _WHOLE.finditer(statement.folded, 0, figure.start)), default=0)


@cache
def _flows() -> frozenset[Phrase]:
    return frozenset(tuple(canonical(s) for s in text.split()) for text in question_lists()["flows"]["words"])


def _is_about(query: Query, statement: Statement, named: Named) -> bool:
    """Whether the statement, or the record of one of its figures, has a word of the question."""
    if any(_mentions(word, statement) for word in query.words):
        return True
    records = (named.get((statement.order, index)) for index in range(len(statement.figures)))
    if any(r is not None and names(query, r.indicator) for r in records):
        return True
    nothing = [0.0] * len(query.words)
    return any(any(population_supports(query, statement, i, nothing)) for i in range(len(statement.figures)))


def _or_named(query: Query, statement: Statement, scope: Scope, supports: list[float]) -> list[float]:
    """The supports, raised where the statement names the asked indicator in other words."""
    asked = canonical_indicator(query.subject) if query.subject else None
    if asked is None:
        return supports
    named = 0.0
    starts = statement.syllables.starts
    for mention in statement.indicators:
        if mention.name == asked:
            first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            named = max([named, *(w for begin, end, w in scope.ranges if begin <= first and last <= end)])
    return [max(support, named) for support in supports]


def _kind(query: Query, statement: Statement, index: int, record: IndicatorRecord) -> FigureKind:
    """The kind of a recorded figure: the record's, except for a change, which it calls a result."""
    told = figure_kind(statement, index)
    return told if told == "change" or record.kind == "actual" else record.kind


def _unit_fit(query: Query, unit: str, statement: Statement) -> float:
    """Less for a figure of a hamlet or commune within, unless the question names that one."""
    told = name_key(strip_kind(unit))
    own = statement.document.summary
    if not told or told in {name_key(strip_kind(u)) for u in (own.unit, own.district, own.province) if u}:
        return 1.0
    return 1.0 if f" {told} " in f" {name_key(query.echo)} " else _PART_OF_UNIT


def _whole_fit(query: Query, indicator: str) -> float:
    """Less for some of the households ("61 hộ nghèo") where all of them are asked for."""
    if canonical_indicator(query.subject) not in _WHOLES:
        return 1.0
    return 1.0 if canonical_indicator(indicator) in _WHOLES else _PART_OF_UNIT / 2


def _record_period_fit(query: Query, told: str | None) -> float:
    """Less for a figure that reading found to be of another time than was asked."""
    if told is None or not query.periods:
        return 1.0
    return 1.0 if any(_same_time(told, asked) for asked in query.periods) else _OTHER_MOMENT


def _is_qualified(query: Query, statement: Statement, figure: Quantity) -> bool:
    """Whether the clause begins with a condition ("Theo tiêu chí …,") that was not asked."""
    begin = statement.folded.rfind(";", 0, figure.start) + 1
    clause = statement.folded[begin : figure.start].strip(" -+")
    opening = next((o for o in question_lists()["qualifiers"]["phrases"] if clause.startswith(fold(o))), None)
    return opening is not None and fold(opening) not in fold(query.question)


def _moment_fit(query: Query, statement: Statement, figure: Quantity) -> float:
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


def _is_ordinal(statement: Statement, figure: Quantity) -> bool:
    """Whether the figure only numbers the row or item ("4 Tổng sản lượng …")."""
    rest = statement.text[figure.end :].lstrip()
    bare = figure.kind in ("", "count") or (statement.is_row and figure.whole is None)
    return figure.start == 0 and bare and rest[:1].isupper()


def _is_debris(statement: Statement) -> bool:
    """Whether figures stand in a bare row, as the remains of a table whose columns are lost."""
    bare, previous = 0, -2
    for figure in statement.figures:
        gap = statement.text[previous : figure.start] if previous >= 0 else "x"
        bare = bare + 1 if not gap.strip() and not figure.unit else 0
        if bare >= _DEBRIS - 1:
            return True
        previous = figure.end
    return False


def _proposal_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """A proposed award is not a given one, and the other way round."""
    clause = statement.folded[statement.folded.rfind(";", 0, figure.start) + 1 : figure.start]
    proposed = _PROPOSES.search(clause) is not None
    return 1.0 if proposed == query.proposed or not AWARDS.search(statement.folded) else _PROPOSAL


def _mentions(word: Word, statement: Statement) -> bool:
    return statement.holds(word.phrases) or any(statement.context.find(p) for p in word.phrases)


def _period_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """How well the figure's own period, where its words or column tell one, is the asked one."""
    near = column_of(statement, figure) if statement.is_row else statement.text[: figure.end + 24]
    told = [m.period for m in find_periods(near) if not _AGAINST.search(fold(near[: m.start]))]
    reported = statement.document.summary.period
    if not told:
        return 1.0
    asked = query.periods[0] if query.periods else reported
    if asked is None:
        return 1.0
    codes = {period.code for period in told}
    if statement.is_row:
        return 1.0 if any(_same_time(code, asked) for code in codes) else 0.55
    return 1.0 if any(_same_time(code, asked) for code in codes) else 0.9


def _same_time(told: str, asked: str) -> bool:
    return told == asked or told.startswith(asked) or asked.startswith(told)


def _says_total(query: Query, statement: Statement, scope: Scope) -> bool:
    """Whether a total is asked and the words at the figure call it one."""
    if not _WHOLE.search(fold(query.question)):
        return False
    marks = statement.syllables
    near = [marks.canonical[i] for first, last, _ in scope.ranges[1:2] for i in range(first, last)]
    return "tong" in near


def _extra_words(query: Query, statement: Statement, scope: Scope) -> int:
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


def _is_extra(word: Word, asked: set[str]) -> bool:
    if word.generic or word.light or not word.phrase[0].isalpha():
        return False
    return not all(syllable in asked for syllable in word.phrase)
