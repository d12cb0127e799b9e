"""Figures from the stored indicators: what tables say, with the row's and column's meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from foundation.records import IndicatorRecord
from knowledge.answer.candidate import Candidate, Weights, accepted_kind
from knowledge.answer.evidence import DocumentEvidence, Statement
from knowledge.answer.measures import fits
from knowledge.answer.scopes import HEADING, SPLIT_COMPOUND
from knowledge.ledger.stored import StoredIndicator
from knowledge.query import Query
from language.indicators import similar
from language.quantities import Quantity, quantities
from language.words import Syllables, Word, syllables, words

_ESSENTIAL = 0.3
_EXTRA = 0.05
_OTHER_PERIOD = 0.5
_PART_OF_PERIOD = 0.95


def recorded_figures(
    query: Query, evidence: DocumentEvidence, records: Sequence[StoredIndicator], weights: Weights
) -> Iterator[Candidate]:
    """Candidates from the table records of one document."""
    reported = evidence.document.summary.period
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
        score *= fit * accepted_kind(query, record.kind) * _period(query, record, reported)
        score -= _EXTRA * min(4, _extra(query, record.indicator))
        if score > 0:
            yield Candidate(
                record.value_text, record.unit_of_measure, statement, 0, len(statement.text), record.kind,
                score, missing, from_table=True, span=record.span,
            )  # fmt: skip


@lru_cache(maxsize=20_000)
def _syllables(name: str) -> Syllables:
    return syllables(name)


@lru_cache(maxsize=20_000)
def _same_indicator(subject: str, name: str) -> bool:
    """Whether the asked subject is another wording of the recorded name."""
    return bool(subject) and similar(subject, name) >= 1.0


@lru_cache(maxsize=20_000)
def _as_quantity(number: str, unit: str) -> Quantity | None:
    read = quantities(f"đạt {number} {unit}".strip())
    return read[0] if read else None


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


def _extra(query: Query, name: str) -> int:
    asked = {syllable for word in query.words for phrase in word.phrases for syllable in phrase}
    return sum(
        1
        for w in words(name)
        if not w.generic and w.phrase[0].isalpha() and not all(s in asked for s in w.phrase)
    )
