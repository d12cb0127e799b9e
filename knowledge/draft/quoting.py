"""Wordings of earlier reports, to adapt: always in quotation marks, marked and with their source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foundation.answers import Citation
from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Sentence
from knowledge.draft.section_words import section_statements, words_alone
from knowledge.draft.sections import Section
from knowledge.draft.wording import Filling, capital, document_label, fixed_text
from knowledge.evidence.marking import Source
from knowledge.evidence.statements import Statement, evidence_of, original_span
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import FoundPassage, StoredDocument
from language.indicators import indicators, match_indicators
from language.numbers import figures
from language.quantities import quantities
from language.text import fold
from language.units import find_units

_MOST_OWN, _MOST_OTHERS = 3, 2
_MOST_OF_PERIOD = 8
# Shorter names are met by chance ("số hộ").
_SHORTEST_NAME = 3
_LONGEST = 420
_SEARCHED = 30


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of another report that is like what is being written."""

    text: str
    score: float
    citation: Citation


def own_words(section: Section, material: Material, base: KnowledgeBase) -> list[Sentence]:
    """What the unit's own reports of the period say under such a heading, each with its source."""
    found: dict[str, Sentence] = {}
    for document in material.reports:
        for statement in section_statements(section, document, base):
            if len(found) < _MOST_OF_PERIOD:
                found.setdefault(statement.folded, _stated(statement, base))
    return list(found.values())


def told_about(indicator: str, material: Material, base: KnowledgeBase) -> Sentence | None:
    """The report's own words on an indicator of which no single figure was recorded."""
    if len(indicator.split()) < _SHORTEST_NAME:
        return None
    for document in material.reports:
        for statement in evidence_of(base, document).statements:
            if statement.is_row or len(statement.text) > _LONGEST:
                continue
            named = [m.end for m in match_indicators(statement.text) if m.name == indicator]
            if named and _counts(statement.text, min(named), indicator):
                filling = Filling()
                quote = _with_source(filling, statement, base)
                text = fixed_text("results.told", subject=indicator, quote=quote)
                return filling.sentence(text, "statement")
    return None


def _counts(text: str, start: int, indicator: str) -> bool:
    """Whether a figure after the name is counted in what the indicator is: no year, no award."""
    usual = next((entry.units for entry in indicators() if entry.name == indicator), ())
    return any(q.unit in usual if usual else q.unit for q in quantities(text) if q.start >= start)


def suggestions(section: Section, material: Material, base: KnowledgeBase) -> Iterator[Sentence]:
    """Sentences of the unit's other reports, then of other units', from sections of the same kind.

    They are taken only without figures, those of other units also only without places: what they
    state is true of others.
    """
    current = {s.folded for d in material.reports for s in section_statements(section, d, base)}
    own = material.earlier_reports or material.unit.documents[:1]
    told = set(current)
    for document in [d for d in own if d not in material.reports]:
        statements = section_statements(section, document, base)
        for statement in [s for s in statements if not figures(s.text)][:_MOST_OWN]:
            if statement.folded not in told:
                told.add(statement.folded)
                yield _quoted("own", statement, base)
    mine = {document.document_id for document in material.unit.documents}
    count = 0
    for statement in _others(section, mine, base):
        if statement.folded not in told and not figures(statement.text) and not find_units(statement.text):
            told.add(statement.folded)
            yield _quoted("other", statement, base)
            count += 1
            if count == _MOST_OTHERS:
                return


def phrases(text: str, base: KnowledgeBase, filters: Filters | None = None, k: int = 5) -> tuple[Phrase, ...]:
    """The closest wordings in the reports for a sentence or topic, best first, with their source."""
    found: list[Phrase] = []
    wanted = set(fold(text).split())
    documents = {document.document_id: document for document in base.documents(filters)}
    for passage in base.search(text, filters, k):
        document = documents.get(passage.document_id)
        statement = _closest(passage, wanted, document, base) if document is not None else None
        if statement is not None:
            span = original_span(base, statement, 0, len(statement.text))
            citation = base.cite(passage.document_id, span, len(found) + 1)
            found.append(Phrase(statement.text, passage.score, citation))
    return tuple(found)


def _closest(
    passage: FoundPassage, wanted: set[str], document: StoredDocument, base: KnowledgeBase
) -> Statement | None:
    """The sentence of the passage that shares most words with what was typed."""
    own = [s for s in evidence_of(base, document).statements if s.passage.passage_id == passage.passage_id]
    return max(own, key=lambda s: _shared(s, wanted), default=None)


def _shared(statement: Statement, wanted: set[str]) -> float:
    words = set(statement.folded.split())
    return len(words & wanted) / (len(words | wanted) or 1)


def _others(section: Section, mine: set[str], base: KnowledgeBase) -> Iterator[Statement]:
    documents = {d.document_id: d for d in base.documents(Filters(kinds=("báo cáo",)))}
    seen: set[str] = set()
    for passage in base.search(section.title, Filters(kinds=("báo cáo",)), _SEARCHED):
        document = documents.get(passage.document_id)
        if document is None or passage.document_id in mine or passage.document_id in seen:
            continue
        seen.add(passage.document_id)
        yield from section_statements(section, document, base)[:_MOST_OTHERS]


def _stated(statement: Statement, base: KnowledgeBase) -> Sentence:
    filling = Filling()
    return filling.sentence(capital(_with_source(filling, statement, base)) + ".", "statement")


def _quoted(key: str, statement: Statement, base: KnowledgeBase) -> Sentence:
    filling = Filling()
    document = statement.document
    shown = _with_source(filling, statement, base)
    label = document_label(document.summary.unit or document.name, document.summary.period)
    text = "[" + fixed_text(f"suggested.{key}", source=label, quote=shown) + "]"
    return filling.sentence(text, "quote", detail=True)


def _with_source(filling: Filling, statement: Statement, base: KnowledgeBase) -> str:
    """The statement's words without the marks around them, cited, its figures listed."""
    span = original_span(base, statement, 0, len(statement.text))
    words = words_alone(statement)
    filling.figures.extend(DraftFigure(figure.text, (0,)) for figure in figures(words))
    return words + filling.cite(Source(statement.document.document_id, span))
