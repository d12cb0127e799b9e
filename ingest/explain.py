"""``python -m ingest explain FILE``: what the program understood of one file, with evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from foundation.document import Paragraph, SourceDocument, Span, StructuredDocument, Table
from foundation.records import IDENTITY_FIELDS, DocumentIdentity, IdentityField
from foundation.settings import Settings
from foundation.wording import say
from ingest.chunk import chunk
from ingest.prepare import Records, extract, understand

_QUOTE = 90


def explain(path: Path, settings: Settings, out: Console) -> None:
    """Print identity with its evidence, the outline and every record of one file.

    Raises:
        UnreadableFile: the file cannot be read.
    """
    document, identity = understand(path, settings)
    out.print(_identity(document.source, identity))
    out.print(say("commands.explain.outline_title"), style="bold")
    for line in _outline(document):
        out.print(escape(line))
    out.print(_records(document.source, extract(document, identity)))
    out.print(say("commands.explain.passages", count=len(chunk(document, identity))))
    if document.source.notes:
        out.print(say("commands.explain.notes_title"), style="bold")
        for note in document.source.notes:
            out.print(escape(f"  {note}"))


def _identity(source: SourceDocument, identity: DocumentIdentity) -> Grid:
    grid = _grid("identity_title", "field_column", "value_column", "confidence_column", "evidence_column")
    for name in IDENTITY_FIELDS:
        field = getattr(identity, name)
        label = say(f"commands.explain.fields.{name}")
        if field is None:
            grid.add_row(label, say("commands.explain.unknown"), "", "")
        else:
            grid.add_row(
                label,
                escape(field.value),
                f"{field.confidence:.0%}",
                escape(_evidence(source, field)),
            )
    return grid


def _evidence(source: SourceDocument, field: IdentityField) -> str:
    place = say("commands.explain.derived") if field.span is None else _quote(source, field.span)
    return f"{place} {field.note}".strip()


def _outline(document: StructuredDocument) -> Iterator[str]:
    for element in document.elements:
        if isinstance(element, Table):
            columns = " | ".join(element.columns)
            line = say("commands.explain.table_line", columns=columns, rows=len(element.rows))
            yield "  " * (len(element.path) + 1) + line
        elif isinstance(element, Paragraph) and element.kind == "heading":
            yield "  " * (len(element.path) + 1) + element.content.text


def _records(source: SourceDocument, records: Records) -> Grid:
    grid = _grid("records_title", "record_kind_column", "record_column", "evidence_column")
    for award in records.awards:
        count = "" if award.count is None else str(award.count)
        parts = (award.status, award.unit, count, award.recipient, award.award, award.authority, award.period)
        _add(grid, "award", parts, source, award.span)
    for indicator in records.indicators:
        figure = f"{indicator.value_text} {indicator.unit_of_measure}".strip()
        parts_of_indicator = (indicator.unit, indicator.indicator, figure, indicator.period, indicator.kind)
        _add(grid, "indicator", parts_of_indicator, source, indicator.span)
    for reference in records.references:
        parts_of_reference = (reference.kind, reference.number, reference.date, reference.issuer)
        _add(grid, "reference", parts_of_reference, source, reference.span)
    return grid


def _add(grid: Grid, kind: str, parts: tuple[str | None, ...], source: SourceDocument, span: Span) -> None:
    shown = " · ".join(part for part in parts if part)
    grid.add_row(say(f"commands.explain.kinds.{kind}"), escape(shown), escape(_quote(source, span)))


def _grid(title: str, *columns: str) -> Grid:
    grid = Grid(title=say(f"commands.explain.{title}"), title_justify="left")
    for column in columns:
        grid.add_column(say(f"commands.explain.{column}"), overflow="fold")
    return grid


def _quote(source: SourceDocument, span: Span) -> str:
    words = " ".join(source.text[span.start : span.end].split())
    shown = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
    return f"{say('commands.explain.line', line=source.line_at(span.start))}: “{shown}”"
