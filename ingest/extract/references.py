"""Mentions of legal instruments in a document, each with its place in the original."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.document import MappedText, Paragraph, StructuredDocument
from foundation.records import RegulationReference
from language.instruments import find_instruments


def extract_references(document: StructuredDocument) -> tuple[RegulationReference, ...]:
    """Every mention in headings, paragraphs and table cells, in reading order.

    The document's own number in its letterhead is not a mention. A merged cell that stands
    beside several rows is read once.
    """
    found = (reference for text in _texts(document) for reference in _references(text))
    return tuple({reference.span: reference for reference in found}.values())


def _texts(document: StructuredDocument) -> Iterator[MappedText]:
    for element in document.elements:
        if isinstance(element, Paragraph):
            yield element.content
        else:
            for row in element.rows:
                for cell in row.cells:
                    yield cell.content


def _references(content: MappedText) -> Iterator[RegulationReference]:
    for mention in find_instruments(content.text):
        yield RegulationReference(
            number=mention.number,
            kind=mention.kind,
            issuer=mention.issuer,
            date=mention.date,
            span=content.span(mention.start, mention.end),
        )
