"""One file from its bytes to everything the knowledge base stores of it.

``prepare`` is the list of the steps; each step lives in a module of its own and none of them
knows the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from foundation.document import Page, SourceDocument, Span, StructuredDocument
from foundation.records import (
    AwardRecord,
    DocumentIdentity,
    IndicatorRecord,
    LinePlace,
    PagePlace,
    Passage,
    PreparedDocument,
    RegulationReference,
)
from foundation.settings import Settings
from ingest.chunk import chunk
from ingest.extract.awards import extract_awards
from ingest.extract.indicators import extract_indicators
from ingest.extract.references import extract_references
from ingest.identity import identify
from ingest.readers import read
from ingest.regulations.passages import RULES, is_regulation, regulation_passages
from ingest.structure import structure


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one document, each tied to its span."""

    awards: tuple[AwardRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    references: tuple[RegulationReference, ...] = ()


def extract(document: StructuredDocument, identity: DocumentIdentity) -> Records:
    """Every kind of record that the program takes from a document.

    What a law says of awards and figures is a rule, not what somebody was awarded or reached.
    """
    if identity.value("kind") in RULES:
        return Records(references=extract_references(document))
    return Records(
        awards=extract_awards(document, identity),
        indicators=extract_indicators(document, identity),
        references=extract_references(document),
    )


def passages(document: StructuredDocument, identity: DocumentIdentity) -> tuple[Passage, ...]:
    """What is found and cited as one: a regulation's provisions, a report's sections."""
    cut = regulation_passages if is_regulation(document, identity) else chunk
    return cut(document, identity)


def understand(path: Path, settings: Settings) -> tuple[StructuredDocument, DocumentIdentity]:
    """Read a file, find its outline and who reports when.

    Raises:
        UnreadableFile: the file is damaged, protected, empty, too large or of no known format.
    """
    document = structure(read(path, settings))
    return document, identify(document)


def prepare(path: Path, settings: Settings, name: str | None = None) -> PreparedDocument:
    """Read, structure, identify, extract and chunk one file.

    ``name`` is what the document is called in the store; the file's own name by default.

    Raises:
        UnreadableFile: as ``understand``.
    """
    document, identity = understand(path, settings)
    records = extract(document, identity)
    source = document.source if name is None else replace(document.source, name=name)
    return PreparedDocument(
        name=source.name,
        format=source.format,
        sha256=source.sha256,
        text=source.text,
        identity=identity,
        passages=passages(document, identity),
        awards=records.awards,
        indicators=records.indicators,
        references=records.references,
        pages=page_places(source),
        lines=line_places(source),
        notes=source.notes,
    )


def page_places(source: SourceDocument) -> tuple[PagePlace, ...]:
    """Where each page of the source lies in its text."""
    return tuple(
        PagePlace(page.number, Span(page.start, page.end), page.width, page.height, page.ocr)
        for page in source.pages
    )


def line_places(source: SourceDocument) -> tuple[LinePlace, ...]:
    """The boxes of the printed lines, for formats whose pages have numbers and boxes."""
    return tuple(place for page in source.pages for place in _lines_of(page))


def _lines_of(page: Page) -> list[LinePlace]:
    """The boxes of a page's lines; of a table those of its cells, where the reader has them."""
    if page.number is None:
        return []
    boxed = [
        piece
        for block in page.blocks
        for piece in (block.cells if any(cell.box for cell in block.cells) else (block,))
    ]
    return [
        LinePlace(
            page.number,
            Span(piece.start, piece.end),
            (piece.box.x0, piece.box.top, piece.box.x1, piece.box.bottom),
        )
        for piece in boxed
        if piece.box is not None and piece.start < piece.end
    ]
