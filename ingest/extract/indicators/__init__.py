"""Indicators: every figure of a report with its name, unit, period and kind.

The grammar is open: names are read from the sentence or the table, and the lexicon
(``language.indicators``) only gives a name its canonical wording.
"""

from __future__ import annotations

from foundation.document import Paragraph, StructuredDocument
from foundation.records import DocumentIdentity, IndicatorRecord
from ingest.extract.indicators.paragraphs import from_paragraph
from ingest.extract.indicators.restoring import is_unmarked, restored
from ingest.extract.indicators.scope import Section, announced_section, is_item, section_of, subject_finder
from ingest.extract.indicators.tables import from_table
from ingest.extract.subjects import SubjectReader

__all__ = ["extract_indicators"]


def extract_indicators(
    document: StructuredDocument, identity: DocumentIdentity
) -> tuple[IndicatorRecord, ...]:
    """The indicator records of a document, in reading order.

    ``indicator`` is the lexicon's name where that says the same as the words of the source,
    else the noun phrase as written, at most twelve words, with the whole or holder it belongs
    to in parentheses ("đảng viên (nữ)", "thành viên (Hội đồng …)"). ``kind`` is "plan" for
    aims and everything in a section of aims. A rise or fall is an actual figure whose name
    ends in "(tăng)" or "(giảm)". ``span`` covers the words that tell the figure, ``value_span``
    the figure. ``confidence`` is 1 at most and lower the more was inferred.
    """
    records: list[IndicatorRecord] = []
    announced: Section | None = None
    subjects = SubjectReader(subject_finder(identity))
    unmarked = is_unmarked(document.source.text)
    for element in map(restored, document.elements) if unmarked else document.elements:
        if not isinstance(element, Paragraph):
            records.extend(from_table(element, identity))
            continue
        if not is_item(element):
            announced = announced_section(element, identity)
        section = announced or section_of(element.path, identity)
        records.extend(from_paragraph(element, section, identity, subjects.read(element)))
    return tuple(records)
