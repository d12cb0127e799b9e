"""Why a sentence gave the award records that it gave: the grammar's own steps, for a reader.

For each sentence that names an award: the terms of the lexicon found in it, the recipients
counted, what headings and introductions handed to it, and the statements read from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foundation.document import Paragraph, Span, StructuredDocument
from foundation.records import AwardStatus, DocumentIdentity
from ingest.extract.awards.phrases import groups
from ingest.extract.awards.reading import Reader, Reading
from ingest.extract.awards.restoring import restored
from language.award_terms import TermKind, find_terms, mentions_award


@dataclass(frozen=True, slots=True)
class TracedStatement:
    """One statement: the clause that states it and the parts that were put together."""

    clause: str
    status: AwardStatus
    award: str
    giver: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """One sentence of a report as the grammar read it; ``span`` is its place in the original.

    ``terms`` pairs the kind of each named thing with its words; ``handed`` are status and
    giver that headings or a list's introduction handed to the sentence.
    """

    span: Span
    terms: tuple[tuple[TermKind, str], ...]
    counted: tuple[str, ...]
    handed: tuple[AwardStatus, str]
    statements: tuple[TracedStatement, ...]


def trace_awards(document: StructuredDocument, identity: DocumentIdentity) -> Iterator[TracedSentence]:
    """Each sentence that names an award or praises, read as ``extract_awards`` reads it."""
    reader = Reader(identity)
    for element in document.elements:
        if isinstance(element, Paragraph):
            for reading in reader.read(restored(element)):
                if reading.statements or mentions_award(reading.sentence):
                    yield _traced(reading)


def _traced(reading: Reading) -> TracedSentence:
    sentence, start = reading.sentence, reading.start
    terms = find_terms(sentence)
    giver = reading.carried.authority
    return TracedSentence(
        reading.paragraph.content.span(start, start + len(sentence)),
        tuple((term.kind, term.text) for term in terms),
        tuple(group.text for group in groups(sentence, terms)),
        (reading.carried.status, giver.text if giver else ""),
        tuple(
            TracedStatement(
                sentence[statement.start : statement.end],
                statement.status,
                statement.award.name,
                statement.authority.text if statement.authority else "",
                tuple(r.text or str(r.count or "") for r in statement.recipients),
            )
            for statement in reading.statements
        ),
    )
