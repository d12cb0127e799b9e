"""What a cell of the award matrix was counted from: in the source panel and as an Excel file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from foundation.errors import NotFound
from foundation.wording import say
from knowledge.awards.matrix import AwardMatrix, Cell, Column, MatrixRow
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.award_pages import ListedAward
from ui.award_words import badges, citation_of, field_label, kind_label, level_label, value_label, was_line
from ui.html import render
from ui.matrix import across_line, cell_text, matrix_title
from ui.sheets import Workbook
from ui.transcript import place_of

_LONGEST_QUOTE = 400  # characters in the list; the source shows all


def cell_html(
    base: KnowledgeBase, row: MatrixRow, column: Column, sent: Mapping[str, str], opened: str
) -> str:
    """The records behind a cell, each with the words it was read from.

    ``sent`` are the ``data-`` values by which the page asked for the cell, so that a source can
    lead back to it.
    """
    cell = row.cells[column]
    counted, repeats = cell.records, cell.repeats
    label = "denials" if cell.state == "denied" else "counted"
    parts = [
        {"label": say(f"award_tabs.cell.{label}"), "hint": "", "entries": _entries(base, counted, sent)},
        {
            "label": say("award_tabs.cell.repeats"),
            "hint": say("award_tabs.cell.repeats_hint"),
            "entries": _entries(base, repeats, sent),
        },
    ]
    facts = f"{kind_label(column.kind)}: {cell_text(cell)} · {level_label(column.level)}"
    return str(
        render(
            "cell", title=f"{row.unit.name}: {column.award}", facts=facts, parts=parts,
            disagrees=cell.disagrees, opened=opened,
        )
    )  # fmt: skip


def _entries(
    base: KnowledgeBase, records: Iterable[ListedAward], sent: Mapping[str, str]
) -> list[dict[str, Any]]:
    entries = []
    for entry in records:
        record = entry.record
        values: dict[str, Any] = {
            "recipient": record.recipient, "badges": badges(entry), "was": was_line(entry), "quote": "",
            "count": _count(record.count),
        }  # fmt: skip
        try:
            citation = citation_of(base, entry)
        except NotFound:  # deleted since the table was compiled
            citation = None
        if citation is not None and entry.document is not None:
            cut = "…" if len(citation.quote) > _LONGEST_QUOTE else ""
            data = {
                "event": "cite", "document": citation.document_id,
                "start": record.span.start, "end": record.span.end, **sent,
            }  # fmt: skip
            values |= {
                "quote": citation.quote[:_LONGEST_QUOTE] + cut, "document": entry.document.title,
                "place": place_of(citation.as_json()), "data": data,
            }  # fmt: skip
        entries.append(values)
    return entries


def _count(count: int | None) -> str:
    if count is None:
        return say("award_tabs.cell.no_count")
    return say("award_tabs.cell.count", n=count)


def matrix_excel(base: KnowledgeBase, matrix: AwardMatrix) -> bytes:
    """The matrix and, on a second sheet, every record behind it with document, line and quote."""
    workbook = Workbook()
    labels = [
        say("award_tabs.matrix.unit"), *(field_label(name) for name in ("district", "province")),
        *(f"{c.award} ({level_label(c.level)}): {kind_label(c.kind)}" for c in matrix.columns),
        *(f"{say('award_tabs.matrix.total')}: {kind_label(kind)}" for kind in matrix.kinds),
    ]  # fmt: skip
    lines: list[list[str]] = []
    totals: list[int] = []
    for group in matrix.groups:
        for row in group.rows:
            cells = [cell_text(row.cells[column]) for column in matrix.columns]
            sums = [str(row.total(kind)) for kind in matrix.kinds]
            lines.append([_name(row), row.unit.district or "", row.unit.province or "", *cells, *sums])
        totals.append(len(lines))
        level = say(f"award_tabs.unit_levels.{group.level}").lower()
        lines.append(
            [say("award_tabs.matrix.group_total", level=level), "", "",
             *(str(group.total(column)) for column in matrix.columns),
             *(str(group.kind_total(kind)) for kind in matrix.kinds)]
        )  # fmt: skip
    title = matrix_title(matrix)
    workbook.add(
        say("award_tabs.matrix.sheet"), title, labels, lines, range(3, len(labels)), totals, frozen="B3"
    )
    heads = [
        *(field_label(name) for name in _SOURCE_FIELDS), say("award_tabs.matrix.counted"),
        *(say(f"award_tabs.matrix.{name}") for name in ("document", "page", "line", "quote", "note")),
    ]  # fmt: skip
    numeric = {_SOURCE_FIELDS.index("count")}
    workbook.add(say("award_tabs.matrix.sources_sheet"), title, heads, _source_lines(base, matrix), numeric)
    return workbook.content()


def _name(row: MatrixRow) -> str:
    across = across_line(row)
    return f"{row.unit.name} ({across})" if across else row.unit.name


_SOURCE_FIELDS = ("unit", "award", "authority_level", "recipient_kind", "recipient", "count", "authority")


def _source_lines(base: KnowledgeBase, matrix: AwardMatrix) -> list[list[str]]:
    return [
        _source_line(base, row, entry, is_counted)
        for row in matrix.rows
        for cell in row.cells.values()
        for entry, is_counted in _told(cell)
    ]


def _told(cell: Cell) -> list[tuple[ListedAward, bool]]:
    is_counted = cell.state != "denied"
    return [(entry, is_counted) for entry in cell.records] + [(entry, False) for entry in cell.repeats]


def _source_line(base: KnowledgeBase, row: MatrixRow, entry: ListedAward, is_counted: bool) -> list[str]:
    record = entry.record
    values = [row.unit.name, *(_plain(name, getattr(record, name)) for name in _SOURCE_FIELDS[1:])]
    values.append(say("award_tabs.matrix.counted_yes" if is_counted else "award_tabs.matrix.counted_no"))
    note = "; ".join(part for part in (*badges(entry), was_line(entry)) if part)
    citation = citation_of(base, entry)
    if citation is None:
        return [*values, "", "", "", "", note]
    lines = f"{citation.line_start}–{citation.line_end}"
    line = str(citation.line_start) if citation.line_start == citation.line_end else lines
    return [*values, citation.document, str(citation.page or ""), line, citation.quote, note]


def _plain(name: str, value: object) -> str:
    return "" if value is None or value == "" else value_label(name, value)
