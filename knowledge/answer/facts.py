"""Facts: which figure of the documents answers a question.

Candidates come from two sources, the stored indicators and a search through the statements;
each is scored by how fully and how closely the question's words stand at the figure, and
refused unless its unit, its kind (result, plan, change) and its period fit what was asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from foundation.records import IndicatorRecord
from knowledge.answer import fitting
from knowledge.answer.candidate import Candidate, Weights, accepted_kind
from knowledge.answer.figures import figure_kind, is_from_value, row_measure, year_told_at
from knowledge.answer.givers import award_fit, giver_fit, setter_fit
from knowledge.answer.measures import amount_of, fits, implied_supports
from knowledge.answer.named import Named, named_figures
from knowledge.answer.population import population_supports
from knowledge.answer.qualified import qualified_fit
from knowledge.answer.recorded import names, names_all, recorded_figures, recorded_supports
from knowledge.answer.scopes import INHERITED, SENTENCE_BEFORE, Scope, is_part, scope_of, support
from knowledge.answer.standing import candidacy_fit, is_bare_count, standing_fit, whole_of
from knowledge.answer.titled import titled_supports
from knowledge.base import KnowledgeBase
from knowledge.evidence.statements import Statement, evidence_of, indicators_of
from knowledge.query import FigureKind, Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.subject import asks_plan
from language.indicators import canonical_indicator
from language.quantities import Quantity
from language.words import Word

_ESSENTIAL = 0.3
_EXTRA_PENALTY = 0.04
_PART_PENALTY = 0.06
_PART_OF_LEVEL = 0.3  # "155 hộ, trong đó cấp tỉnh 8 hộ"
_TOTAL = 0.06
_WORTH_KEEPING = 0.27
_DEBRIS = 3
_FLOW = 0.07
_CONTRAST = 0.1
_RISES = ("tăng ", "giảm ")
_CALLED_OTHERWISE = 0.12
_QUALIFIED = 0.08


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
    names_told: list[str] = []
    bare = is_bare_count(query)
    for index, figure in enumerate(statement.figures):
        if _is_ordinal(statement, figure) or _is_of_column_name(statement, figure):
            continue
        measure = figure.unit or (row_measure(statement, figure) if statement.is_row else "")
        fit = fits(query.asked, figure, measure, statement)
        if fit == 0:
            continue
        record, other = named.get((statement.order, index)), ""
        kind = figure_kind(statement, index) if record is None else _kind(query, statement, index, record)
        relative = kind in ("percent_of_plan", "percent_of_previous")
        scope = scope_of(statement, statement.figures, index, relative)
        printed = [support(word, statement, scope, query.accented) for word in query.words]
        supports = _or_named(query, statement, scope, printed)
        if record is not None:
            other = "" if fitting.is_own_unit(record.unit, statement.document.summary) else record.unit
            supports = recorded_supports(query, record.indicator, supports, other)
        supports = titled_supports(query, statement.document, supports)
        supports = population_supports(query, statement, index, supports)
        supports = implied_supports(query, figure, supports)
        missing = tuple(
            word.text
            for word, s in zip(query.words, supports, strict=True)
            if s < _ESSENTIAL and not word.light
        )
        score = weights.covered(query, supports) * fit * accepted_kind(query, kind)
        told = year_told_at(statement, figure)
        score *= fitting.period_fit(query, statement, figure)
        score *= fitting.whole_year_fit(query, statement, figure)
        if record is not None:
            score *= fitting.unit_fit(query, record.unit, statement)
            if not any(population_supports(query, statement, index, [0.0])):
                score *= fitting.whole_fit(query, record.indicator)
            score *= fitting.record_period_fit(query, told or record.period)
        score -= _QUALIFIED * fitting.is_qualified(query, statement, figure)
        score *= fitting.led_fit(query, statement)
        score *= fitting.moment_fit(query, statement, figure)
        of_asked_time = record is not None and record.period in query.periods
        if is_from_value(statement, figure) and not of_asked_time:
            score *= 0.7
        score += _TOTAL * fitting.says_total(query, statement, scope)
        part = is_part(statement, index)
        if part:
            score -= _PART_OF_LEVEL if fitting.is_of_one_level(query, statement, scope) else _PART_PENALTY
        score -= _EXTRA_PENALTY * min(4, fitting.extra_words(query, statement, scope))
        score *= giver_fit(query, statement, figure) * award_fit(query, statement, figure)
        score *= setter_fit(query, statement, figure) * fitting.budget_fit(query, statement, figure)
        score *= fitting.proposal_fit(query, statement, figure) * candidacy_fit(query, statement, figure)
        if statement.is_future and query.figure != "plan":
            score *= 0.6
        score -= _FLOW * fitting.is_flow(query, statement, figure)
        score *= fitting.total_fit(query, statement, figure) * qualified_fit(query, statement, figure)
        if bare:
            score *= standing_fit(query, statement, figure, part)
        if score > _WORTH_KEEPING:
            number, whole = (whole_of(query, figure), "") if bare else amount_of(figure.text, measure)
            candidate = Candidate(
                number, measure, statement, figure.start, max(figure.end, figure.unit_end),
                kind, score, missing, statement.is_row,
                period=told or (record.period if record else None), of_unit=other, whole=whole,
            )  # fmt: skip
            found.append((candidate, printed))
            names_told.append(record.indicator if record else "")
    yield from _contrasted(query, _apart_by_name(query, found, names_told))


def _apart_by_name(
    query: Query, found: Sequence[tuple[Candidate, list[float]]], names_told: Sequence[str]
) -> list[tuple[Candidate, list[float]]]:
    """The figures of one statement, each with what its record calls it, "" where it has none.

    Where one is called all that is asked, those called something else altogether fall behind:
    "giải quyết việc làm 75 lao động, đi làm ngoài tỉnh 200 lao động".
    """
    pairs = list(zip(found, names_told, strict=True))
    if not any(name and names_all(query, name, told[0].unit) for told, name in pairs):
        return list(found)
    return [
        (candidate if not name or names(query, name) else _behind(candidate), printed)
        for (candidate, printed), name in pairs
    ]


def _behind(candidate: Candidate) -> Candidate:
    return replace(candidate, score=candidate.score - _CALLED_OTHERWISE)


def _contrasted(query: Query, found: Sequence[tuple[Candidate, list[float]]]) -> Iterator[Candidate]:
    """The figures of one statement: verbs that stand right at one of them speak against the others.

    A figure with as many of its own loses nothing: "vốn xây dựng 224 tỷ đồng, dân đóng góp 65 tỷ".
    """
    light = [place for place, word in enumerate(query.words) if word.light]
    for candidate, supports in found:
        own = sum(supports[place] >= INHERITED for place in light)
        elsewhere = sum(
            supports[place] <= SENTENCE_BEFORE and any(s[place] >= INHERITED for _, s in found)
            for place in light
        )
        yield replace(candidate, score=candidate.score - _CONTRAST * min(2, max(0, elsewhere - own)))


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
    if query.figure == "change" and record.kind == "plan" and record.indicator.startswith(_RISES):
        return "change"  # "phấn đấu tăng bao nhiêu hội viên": the aim is a rise
    if told == "change" and record.kind == "plan" and not asks_plan(query.question):
        return "plan"  # "phấn đấu tăng 8 %" is no rise that was reached
    return told if told == "change" or record.kind == "actual" else record.kind


def _is_ordinal(statement: Statement, figure: Quantity) -> bool:
    """Whether the figure only numbers the row or item ("4 Tổng sản lượng …")."""
    rest = statement.text[figure.end :].lstrip()
    bare = figure.kind in ("", "count") or (statement.is_row and figure.whole is None)
    return figure.start == 0 and bare and rest[:1].isupper()


def _is_of_column_name(statement: Statement, figure: Quantity) -> bool:
    """Whether the figure belongs to a row's column name ("… — Kết quả 6 tháng 2023: 95; …")."""
    begin = statement.text.find(" — ")
    if not statement.is_row or begin < 0 or figure.start < begin:
        return False
    return ": " in statement.text[figure.end :].split("; ")[0]


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


def _mentions(word: Word, statement: Statement) -> bool:
    return statement.holds(word.phrases) or any(statement.context.find(p) for p in word.phrases)
