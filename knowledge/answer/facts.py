"""Facts: which figure of the documents answers a question.

Candidates come from two sources, the stored indicators and a search through the statements;
each is scored by how fully and how closely the question's words stand at the figure, and
refused unless its unit, its kind (result, plan, change) and its period fit what was asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.answer.evidence import DocumentEvidence, Statement
from knowledge.answer.figures import column_of, figure_kind, is_from_value, row_measure
from knowledge.answer.measures import fits
from knowledge.answer.scopes import Scope, is_part, scope_of, support
from knowledge.query import FigureKind, Query
from language.periods import find_periods
from language.quantities import Quantity
from language.words import Word, canonical, words

ACCEPTED = 0.7
_ESSENTIAL = 0.3
_LIGHT_WEIGHT = 0.35
_OWN_WEIGHT = 1.0
_EXTRA_PENALTY = 0.04
_PART_PENALTY = 0.06
_NEAREST_WORTH_SHOWING = 0.45


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may answer: as printed, with its unit, its statement and its score.

    ``missing`` are the question's words that the evidence does not have.
    """

    number: str
    unit: str
    statement: Statement
    start: int
    end: int
    kind: FigureKind
    score: float
    missing: tuple[str, ...] = ()
    from_table: bool = False

    @property
    def accepted(self) -> bool:
        """Whether it may be given as the answer."""
        return self.score >= ACCEPTED and not self.missing


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of the question counts, by its rarity in the documents looked at."""

    of: tuple[float, ...]

    @classmethod
    def by_rarity(cls, query: Query, evidence: Sequence[DocumentEvidence]) -> Weights:
        """Weights of ``query.words``; verbs that a report may word otherwise count little."""
        statements = [s for document in evidence for s in document.statements]
        weights = []
        for word in query.words:
            seen = sum(1 for s in statements if s.holds(word.phrases))
            rarity = math.log((len(statements) + 2) / (seen + 1)) / math.log(len(statements) + 2)
            base = _LIGHT_WEIGHT if word.light else _OWN_WEIGHT
            weights.append(base * (0.35 + 0.65 * rarity) * (1 + 0.25 * (len(word.phrase) - 1)))
        return cls(tuple(weights))


def find_facts(query: Query, evidence: Sequence[DocumentEvidence]) -> list[Candidate]:
    """Figures that may answer, the best first; those not ``accepted`` are only near."""
    weights = Weights.by_rarity(query, evidence)
    found: list[Candidate] = []
    for document in evidence:
        for statement in document.statements:
            found.extend(_of_statement(query, statement, weights))
    found.sort(key=lambda c: -c.score)
    return found


def _of_statement(query: Query, statement: Statement, weights: Weights) -> Iterable[Candidate]:
    if not statement.figures or not any(_mentions(word, statement) for word in query.words):
        return
    for index, figure in enumerate(statement.figures):
        measure = figure.unit or (row_measure(statement) if statement.is_row else "")
        fit = fits(query.asked, figure, measure, statement)
        if fit == 0:
            continue
        scope = scope_of(statement, statement.figures, index)
        supports = [support(word, statement, scope, query.accented) for word in query.words]
        total = sum(weights.of)
        covered = sum(w * s for w, s in zip(weights.of, supports, strict=True)) / total if total else 0.0
        missing = tuple(
            word.text
            for word, s in zip(query.words, supports, strict=True)
            if s < _ESSENTIAL and not word.light
        )
        kind = figure_kind(statement, figure)
        score = covered * fit * _kind_fit(query, kind) * _period_fit(query, statement, figure)
        if is_from_value(statement, figure):
            score *= 0.7
        if is_part(statement, index):
            score -= _PART_PENALTY
        score -= _EXTRA_PENALTY * min(4, _extra_words(query, statement, scope))
        if statement.is_future and query.figure != "plan":
            score *= 0.6
        if score > _NEAREST_WORTH_SHOWING * 0.6:
            yield Candidate(
                figure.text, measure, statement, figure.start, max(figure.end, figure.unit_end),
                kind, score, missing, statement.is_row,
            )  # fmt: skip


def _mentions(word: Word, statement: Statement) -> bool:
    return statement.holds(word.phrases) or any(statement.context.find(p) for p in word.phrases)


_KIND_FIT: dict[FigureKind | None, dict[FigureKind, float]] = {
    None: {"actual": 1.0, "change": 0.55, "plan": 0.5, "percent_of_plan": 0.5, "percent_of_previous": 0.4, "remaining": 0.4},
    "plan": {"plan": 1.0, "actual": 0.35},
    "percent_of_plan": {"percent_of_plan": 1.0, "actual": 0.6},
    "percent_of_previous": {"percent_of_previous": 1.0, "change": 0.8, "actual": 0.4},
    "change": {"change": 1.0, "actual": 0.7},
    "remaining": {"remaining": 1.0},
}  # fmt: skip


def _kind_fit(query: Query, kind: FigureKind) -> float:
    asks_change = query.figure is None and any(w.phrase in (("giam",), ("tang",)) for w in query.words)
    return _KIND_FIT["change" if asks_change else query.figure].get(kind, 0.3)


def _period_fit(query: Query, statement: Statement, figure: Quantity) -> float:
    """How well the figure's own period, where its words or column tell one, is the asked one."""
    near = column_of(statement, figure) if statement.is_row else statement.text[: figure.end + 24]
    told = [m.period for m in find_periods(near)]
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
