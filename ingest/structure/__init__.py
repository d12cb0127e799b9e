"""Structure: a source document becomes paragraphs, headings and tables in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import Block, SourceDocument, StructuredDocument, Table
from ingest.normalise import Line, lines_of
from ingest.structure.columns import part_columns, without_layout_pipes, without_layout_tables
from ingest.structure.furniture import without_furniture
from ingest.structure.layout import Layout, measure
from ingest.structure.outline import outline_of
from ingest.structure.paragraphs import Group, join_lines
from ingest.tables import find_table, html_tables, table_block

__all__ = ["structure"]


def structure(source: SourceDocument) -> StructuredDocument:
    """The paragraphs and tables of a document, in reading order, each with its heading path.

    Page numbers and running heads are left out; every other line is in an element.
    """
    items = lines_of(source, html_tables(source.text))
    items = without_layout_tables(source, without_furniture(items))
    items = part_columns(without_layout_pipes(source, items))
    layout = measure([item for item in items if isinstance(item, Line)])
    return StructuredDocument(source, tuple(outline_of(_parts(source, items, layout))))


def _parts(source: SourceDocument, items: Sequence[Line | Block], layout: Layout) -> list[Group | Table]:
    """Paragraphs and tables in order; runs of lines are searched for tables first."""
    parts: list[Group | Table] = []
    run: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            run.append(item)
            continue
        parts.extend(_parts_of_run(run, layout))
        run = []
        page = source.page_at(item.start)
        parts.extend(table_block(source.text, item, page.number if page else None))
    parts.extend(_parts_of_run(run, layout))
    return parts


def _parts_of_run(lines: Sequence[Line], layout: Layout) -> list[Group | Table]:
    parts: list[Group | Table] = []
    done = i = 0
    while i < len(lines):
        region = find_table(lines, i)
        if region is None:
            i += 1
            continue
        parts.extend(join_lines(lines[done:i], layout))
        parts.extend(region.tables)
        done = i = region.end
    parts.extend(join_lines(lines[done:], layout))
    return parts
