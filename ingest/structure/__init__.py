"""Structure: a source document becomes paragraphs, headings and tables in reading order."""

from __future__ import annotations

from foundation.document import Paragraph, SourceDocument, StructuredDocument, Table
from ingest.normalise import Line, lines_of
from ingest.structure.layout import measure
from ingest.structure.outline import outline_of
from ingest.structure.paragraphs import join_lines

__all__ = ["structure"]


def structure(source: SourceDocument) -> StructuredDocument:
    """The paragraphs and tables of a document, in reading order, each with its heading path."""
    lines = [item for item in lines_of(source) if isinstance(item, Line)]
    groups = join_lines(lines, measure(lines))
    elements: list[Paragraph | Table] = [outlined.paragraph for outlined in outline_of(groups)]
    return StructuredDocument(source, tuple(elements))
