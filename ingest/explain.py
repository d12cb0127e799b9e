"""``python -m ingest explain FILE``: what the program understood of one file, with evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from foundation.document import Paragraph, SourceDocument, Span, StructuredDocument, Table
from foundation.records import (
    IDENTITY_FIELDS,
    AwardRecord,
    DocumentIdentity,
    IdentityField,
    IndicatorRecord,
    RegulationReference,
)
from foundation.settings import Settings
from foundation.wording import say
from ingest.chunk import chunk
from ingest.extract.awards import trace_awards
from ingest.prepare import Records, extract, understand

_QUOTE = 160


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
    out.print(say("commands.explain.records_title"), style="bold")
    for line in _records(document.source, extract(document, identity)):
        out.print(escape(line))
    out.print(say("commands.explain.trace_title"), style="bold")
    for line in _trace(document, identity):
        out.print(escape(line))
    out.print(say("commands.explain.passages", count=len(chunk(document, identity))))
    if document.source.notes:
        out.print(say("commands.explain.notes_title"), style="bold")
        for note in document.source.notes:
            out.print(escape(f"  {note}"))


def _identity(source: SourceDocument, identity: DocumentIdentity) -> Grid:
    grid = Grid(title=say("commands.explain.identity_title"), title_justify="left")
    for column in ("field_column", "value_column", "confidence_column", "evidence_column"):
        grid.add_column(say(f"commands.explain.{column}"), overflow="fold")
    for name in IDENTITY_FIELDS:
        field = getattr(identity, name)
        label = say(f"commands.explain.fields.{name}")
        if field is None:
            grid.add_row(label, say("commands.explain.unknown"))
        else:
            evidence = escape(_evidence(source, field))
            grid.add_row(label, escape(field.value), f"{field.confidence:.0%}", evidence)
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


def _records(source: SourceDocument, records: Records) -> Iterator[str]:
    """Each span that gave records, in reading order, and below it what it gave."""
    told: list[tuple[Span, str]] = []
    told.extend((award.span, _award(award)) for award in records.awards)
    told.extend((indicator.span, _indicator(indicator)) for indicator in records.indicators)
    told.extend((reference.span, _reference(reference)) for reference in records.references)
    for span, group in groupby(sorted(told), key=itemgetter(0)):
        yield _quote(source, span)
        yield from (f"    {line}" for _, line in group)


def _award(award: AwardRecord) -> str:
    status = say(f"commands.explain.statuses.{award.status}")
    return _line("award", status, award.unit, award.recipient, award.award, award.authority, award.period)


def _trace(document: StructuredDocument, identity: DocumentIdentity) -> Iterator[str]:
    """Each sentence that names an award, and below it what the grammar found and concluded."""
    for sentence in trace_awards(document, identity):
        yield _quote(document.source, sentence.span)
        named = (f"{text} [{say(f'commands.explain.terms.{kind}')}]" for kind, text in sentence.terms)
        yield _traced("terms", *named)
        if sentence.counted:
            yield _traced("counted", *sentence.counted)
        status, giver = sentence.handed
        if giver or status != "awarded":
            yield _traced("handed", say(f"commands.explain.statuses.{status}"), giver)
        for told in sentence.statements:
            status_word = say(f"commands.explain.statuses.{told.status}")
            clause = f"{say('commands.explain.trace_clause')} “{' '.join(told.clause.split())}”"
            yield _traced("statement", status_word, told.award, told.giver, *told.recipients, clause)
        if not sentence.statements:
            yield f"    {say('commands.explain.trace_nothing')}"


def _traced(kind: str, *parts: str) -> str:
    return f"    {say(f'commands.explain.trace_{kind}')}: {' · '.join(part for part in parts if part)}"


def _indicator(indicator: IndicatorRecord) -> str:
    figure = f"{indicator.value_text} {indicator.unit_of_measure}".strip()
    kind = say(f"commands.explain.figures.{indicator.kind}")
    return _line("indicator", indicator.indicator, figure, kind, indicator.unit, indicator.period)


def _reference(reference: RegulationReference) -> str:
    return _line("reference", reference.kind, reference.number, reference.date, reference.issuer)


def _line(kind: str, *parts: str | None) -> str:
    return f"{say(f'commands.explain.kinds.{kind}')}: {' · '.join(part for part in parts if part)}"


def _quote(source: SourceDocument, span: Span) -> str:
    words = " ".join(source.text[span.start : span.end].split())
    shown = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
    return f"{say('commands.explain.line', line=source.line_at(span.start))}: “{shown}”"
