"""Figures from the stored indicators: what tables say, with the row's and column's meaning."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from foundation.document import Span
from foundation.records import IndicatorRecord
from knowledge.answer.candidate import Candidate, Weights, accepted_kind
from knowledge.answer.fitting import is_own_unit, led_fit, unit_fit, whole_year_fit
from knowledge.answer.measures import amount_of, fits
from knowledge.answer.scopes import HEADING, SPLIT_COMPOUND
from knowledge.evidence.statements import DocumentEvidence, Statement
from knowledge.query import FigureKind, Query
from knowledge.store.ledger.stored import StoredIndicator
from knowledge.understand.subject import everyday
from language.indicators import similar
from language.quantities import Quantity, quantities
from language.words import Syllables, Word, canonical, syllables, words

_ESSENTIAL = 0.3
NAMED = 0.97
_EXTRA = 0.05
_OTHER_PERIOD = 0.5
_PART_OF_PERIOD = 0.95
_RATE = tuple(canonical(syllable) for syllable in ("tỷ", "lệ"))


def recorded_figures(
    query: Query, evidence: DocumentEvidence, records: Sequence[StoredIndicator], weights: Weights
) -> Iterator[Candidate]:
    """Candidates from the table records of one document."""
    reported = evidence.document.summary.period
    planned = {s.record.span for s in records if s.record.from_table and s.record.kind == "plan"}
    for stored in records:
        record = stored.record
        if not record.from_table:
            continue
        figure = _as_quantity(record.value_text, record.unit_of_measure)
        statement = _row_of(evidence, record)
        if figure is None or statement is None:
            continue
        fit = fits(query.asked, figure, record.unit_of_measure, statement)
        if fit == 0:
            continue
        name = _syllables(record.indicator)
        supports = [_support(word, name, statement) for word in query.words]
        if _same_indicator(query.subject, record.indicator):
            supports = [1.0] * len(supports)
        total = sum(weights.of) or 1.0
        score = sum(w * s for w, s in zip(weights.of, supports, strict=True)) / total
        missing = tuple(
            w.text for w, s in zip(query.words, supports, strict=True) if s < _ESSENTIAL and not w.light
        )
        score *= fit * accepted_kind(query, _kind(record, planned)) * _period(query, record, reported)
        score *= unit_fit(query, record.unit, statement) * led_fit(query, statement)
        score *= _year_fit(query, record, statement)
        score -= _EXTRA * min(4, _extra(query, record.indicator))
        if score > 0:
            number, whole = amount_of(record.value_text, record.unit_of_measure)
            yield Candidate(
                number, record.unit_of_measure, statement, 0, len(statement.text), record.kind,
                score, missing, from_table=True, span=record.span, period=record.period,
                of_unit="" if is_own_unit(record.unit, statement.document.summary) else record.unit,
                whole=whole,
            )  # fmt: skip


@lru_cache(maxsize=20_000)
def _syllables(name: str) -> Syllables:
    return syllables(name)


@lru_cache(maxsize=20_000)
def _same_indicator(subject: str, name: str) -> bool:
    """Whether the asked subject is another wording of the recorded name."""
    return bool(subject) and similar(subject, everyday(name)) >= 1.0


@lru_cache(maxsize=20_000)
def _as_quantity(number: str, unit: str) -> Quantity | None:
    read = quantities(f"đạt {number} {unit}".strip())
    return read[0] if read else None


def _kind(record: IndicatorRecord, planned: Collection[Span]) -> FigureKind:
    """The record's kind; a bare percentage beside a plan of something counted is a share of it."""
    share = record.unit_of_measure.strip() == "%" and record.kind == "actual" and record.span in planned
    is_rate = 0 in _syllables(record.indicator).find(_RATE)
    return "percent_of_plan" if share and not is_rate else record.kind


def _row_of(evidence: DocumentEvidence, record: IndicatorRecord) -> Statement | None:
    """The row that states the record: of its passage's rows with the figure, the one most like its name."""
    near = [s for s in evidence.statements if s.passage.span.start <= record.span.start < s.passage.span.end]
    holding = [s for s in near if record.value_text in s.text] or near
    name = set(_syllables(record.indicator).canonical)
    return max(holding, key=lambda s: len(name & set(s.syllables.canonical)), default=None)


def _support(word: Word, name: Syllables, statement: Statement) -> float:
    if any(name.find(phrase) for phrase in word.phrases):
        return 1.0
    if any(statement.context.find(phrase) for phrase in word.phrases):
        return HEADING
    held = sum(syllable in name.canonical for syllable in word.phrase)
    return SPLIT_COMPOUND if len(word.phrase) > 1 and held == len(word.phrase) else 0.0


def names(query: Query, name: str) -> bool:
    """Whether a record's name has what is asked: the same indicator, or a word of the question."""
    own = _syllables(name)
    return _same_indicator(query.subject, name) or any(own.find(p) for w in query.words for p in w.phrases)


def names_all(query: Query, name: str, measure: str) -> bool:
    """Whether a record's name, with what it counts, has every word of substance that is asked."""
    own, counted = _syllables(name), _syllables(measure)
    asked = [word for word in query.words if not word.light]
    return bool(asked) and all(
        any(own.find(phrase) or counted.find(phrase) for phrase in word.phrases) for word in asked
    )


def recorded_supports(query: Query, name: str, supports: Sequence[float], unit: str = "") -> list[float]:
    """The supports, raised where the record of the figure names what is asked, or its ``unit``."""
    same = _same_indicator(query.subject, name)
    if same and not unit:
        return [max(s, NAMED) for s in supports]
    own, of_unit = _syllables(name), _syllables(unit)
    asked = _syllables(query.subject)
    held = [
        any(own.find(p) or of_unit.find(p) or (same and asked.find(p)) for p in word.phrases)
        for word in query.words
    ]
    return [max(s, NAMED) if h else s for s, h in zip(supports, held, strict=True)]


def _period(query: Query, record: IndicatorRecord, reported: str | None) -> float:
    asked: Iterable[str] = query.periods or ((reported,) if reported else ())
    told = record.period
    if told is None or not asked:
        return 1.0
    if told in asked:
        return 1.0
    if any(told.startswith(code) or code.startswith(told) for code in asked):
        return _PART_OF_PERIOD
    return _OTHER_PERIOD


def _year_fit(query: Query, record: IndicatorRecord, statement: Statement) -> float:
    """Little for a part of the year where the whole is asked for, unless the record is of a whole year."""
    return 1.0 if (record.period or "-").isdigit() else whole_year_fit(query, statement, None)


def _extra(query: Query, name: str) -> int:
    asked = {syllable for word in query.words for phrase in word.phrases for syllable in phrase}
    return sum(
        1
        for w in words(name)
        if not w.generic and w.phrase[0].isalpha() and not all(s in asked for s in w.phrase)
    )
