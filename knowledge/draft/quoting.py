"""Wordings of earlier reports, to adapt: always in quotation marks, marked and with their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.records import Citation
from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, Sentence
from knowledge.draft.sections import Section, sections
from knowledge.draft.wording import Filling, document_label, fixed_text
from knowledge.evidence.marking import Source
from knowledge.evidence.statements import Statement, evidence_of, original_span
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import FoundPassage, StoredDocument
from language.numbers import figures
from language.text import UPPER, fold
from language.units import find_units

_MOST_OWN, _MOST_OTHERS = 4, 3
_SHORTEST, _LONGEST = 40, 420
_SEARCHED = 30
_LONGEST_LABEL = 40
# A sentence, not a heading ("II, Kết quả") nor the middle of one that a semicolon has cut.
_WHOLE_SENTENCE = re.compile(rf"[\s*+•“\"-]*(?![IVX]+[.,)/ ])[{UPPER}]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording of another report that is like what is being written."""

    text: str
    score: float
    citation: Citation


def suggestions(section: Section, material: Material, base: KnowledgeBase) -> Iterator[Sentence]:
    """Sentences of the unit's own reports, then of others, from sections of the same kind.

    Sentences of other periods are taken only without figures, those of other units also only
    without places: what they state is true of others.
    """
    own = [*material.reports, *material.earlier_reports] or list(material.unit.documents[:1])
    told: set[str] = set()
    for document in own:
        current = document in material.reports and section.section_id != "phuong-huong"
        statements = section_statements(section, document, base)
        for statement in [s for s in statements if current or not figures(s.text)][:_MOST_OWN]:
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


def section_statements(section: Section, document: StoredDocument, base: KnowledgeBase) -> list[Statement]:
    """The sentences under the document's headings of this kind, in reading order."""
    return [s for s in evidence_of(base, document).statements if _belongs(section, s)]


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


def _belongs(section: Section, statement: Statement) -> bool:
    if statement.is_row or not _SHORTEST <= len(statement.text) <= _LONGEST:
        return False
    if statement.text.rstrip().endswith(":") or not _WHOLE_SENTENCE.match(statement.text):
        return False
    opened = _opens(statement)
    if opened is not None:
        return opened == section.section_id
    nearest = [*(fold(h) for h in statement.path), fold(statement.lead)]
    return any(words in heading for heading in nearest[-2:] for words in section.headings)


def _opens(statement: Statement) -> str | None:
    """The section that a sentence names itself at its beginning ("* Nguyên nhân: …")."""
    begun = statement.folded.lstrip(" -+*•").split(":")[0]
    if ":" not in statement.folded or len(begun) > _LONGEST_LABEL:
        return None
    named = (s.section_id for s in sections().values() if any(words in begun for words in s.headings))
    return next(named, None)


def _quoted(key: str, statement: Statement, base: KnowledgeBase) -> Sentence:
    filling = Filling()
    document = statement.document
    span = original_span(base, statement, 0, len(statement.text))
    shown = statement.text.strip(" -+*•;") + filling.cite(Source(document.document_id, span))
    filling.figures.extend(DraftFigure(figure.text, (0,)) for figure in figures(statement.text))
    label = document_label(document.summary.unit or document.name, document.summary.period)
    text = "[" + fixed_text(f"suggested.{key}", source=label, quote=shown) + "]"
    return filling.sentence(text, "quote", detail=True)
