"""Awards in tables, whichever way the table is turned.

Any cell that holds a count ("19 tập thể, 70 cá nhân", "02") or a mark ("x" beside a name) is
read with what its column and its row say: one of them names the award, one may name the giver,
the recipient kind or the unit. A row that names an award in a cell and a person or unit in
another is a list of names. A row of one text ("II. Khen thưởng cấp huyện") speaks for the rows
beneath it, the caption for the whole table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import Span, Table, TableRow
from foundation.records import AwardRecord, AwardStatus
from ingest.extract.awards.arguments import Recipient
from ingest.extract.awards.cells import (
    BARE_COUNT,
    NONE,
    TIME_COLUMN,
    award_in,
    giver_in,
    is_counted,
    is_ordinal,
    kind_in,
    name_in,
    period_of,
    status_of,
    sums_up,
    tells_decision,
)
from ingest.extract.awards.context import heading_context, roll_heading
from ingest.extract.awards.givers import rank_in
from ingest.extract.awards.phrases import groups
from ingest.extract.awards.records import Setting, decision_number, is_school, to_records
from ingest.extract.awards.statements import Statement
from ingest.extract.subjects import unit_of_cell
from language.award_terms import Award, Term, edge_words, find_terms, name_kind, recipient_kind
from language.text import even_spelling
from language.units import find_units

_MARKED = re.compile(r"\s*[xX✓✔√]\s*$")
_KIND_ROW = re.compile(r"[\W\d]*(?:trong đó\W*)?(?:số )?(?:tập thể|cá nhân|hộ gia đình|hộ|tt|cn)\W*")
_GROUP_MARK = re.compile(r"^\s*(?:[IVX]+|[A-Z])\.?\s*$")
_PERSON_COLUMN = re.compile(r"họ (?:và |, ?)?tên")
_TOTAL_ROW = re.compile(r"^(?:tổng(?: cộng| số)?|cộng|toàn (?:xã|huyện|tỉnh))$")
_HEADER_QUOTED = 500  # characters up to which a quote holds the header row with the row


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what speaks for it: column titles, its labels, the group row above, the caption."""

    table: Table
    row: TableRow
    titles: list[str]
    labels: str
    group: str
    caption: str
    level: str = ""

    @property
    def context(self) -> tuple[str, str, str]:
        return self.labels, self.group, self.caption


def table_records(table: Table, setting: Setting) -> list[AwardRecord]:
    """The award records of one table; empty when it is about something else."""
    caption = table.caption or _heading(table, setting)
    texts = [*table.columns, caption, *(cell.text for row in table.rows for cell in row.cells)]
    if not any(t.award for text in texts for t in find_terms(text)):
        return []
    result: list[AwardRecord] = []
    group = above = level = ""
    whole = parts = slice(0, 0)
    for row in table.rows:
        titles = [*table.columns, *[""] * (len(row.cells) - len(table.columns))]
        cells = list(zip(titles, (cell.text for cell in row.cells), strict=False))
        labels = " . ".join(_label(title, t) for title, t in cells if t.strip() and not is_counted(title, t))
        level = _level_told(titles, row) or level
        if any(_TOTAL_ROW.match(even_spelling(t.strip(" :"))) for _, t in cells[:2]):
            continue
        if above and _KIND_ROW.fullmatch(even_spelling(labels)):
            found = _row(
                _Row(table, row, titles, f"{labels} . {above}", group, caption, level), cells, setting
            )
            parts = slice(parts.start, len(result) + len(found))
            result.extend(found)
            continue
        result = _parted(result, whole, parts)
        if (opened := _opens_group(cells, labels)) is not None:
            group, above = opened, ""
            continue
        found = _row(_Row(table, row, titles, labels, group, caption, level), cells, setting)
        whole = slice(len(result), len(result) + len(found))
        parts = slice(whole.stop, whole.stop)
        above = _without_kind(labels) if award_in(labels) else ""
        result.extend(found)
    return _parted(result, whole, parts)


def _heading(table: Table, setting: Setting) -> str:
    """The heading right above a table without a caption, where it names an award and little else."""
    last = table.path[-1:]
    return last[0] if last and roll_heading(last, setting.level) is not None else ""


def _parted(result: list[AwardRecord], whole: slice, parts: slice) -> list[AwardRecord]:
    """The records without those of a row whose rows of kinds beneath it add up to it."""
    told = sum(record.count or 0 for record in result[parts])
    if told and told == sum(record.count or 0 for record in result[whole]):
        return result[: whole.start] + result[whole.stop :]
    return result


def _without_kind(labels: str) -> str:
    """The labels of a row without the kind of its recipients, which the row beneath has its own of."""
    return " . ".join(p for p in labels.split(" . ") if not _KIND_ROW.fullmatch(even_spelling(p)))


def _label(title: str, text: str) -> str:
    """What a cell says of its row; a bare year or span beneath "Năm" is told with its title."""
    timed = TIME_COLUMN.match(even_spelling(title.strip())) and text[:1].isdigit()
    return f"{title} {text}" if timed else text


def _opens_group(cells: Sequence[tuple[str, str]], labels: str) -> str | None:
    """The text of a row that speaks for the rows beneath it, None for a row of figures or names."""
    told = [text for title, text in cells if text.strip() and not is_ordinal(title)]
    marked = any(_GROUP_MARK.match(text) for _, text in cells[:1])
    only = len({text.strip() for text in told if not _GROUP_MARK.match(text)}) == 1
    terms = find_terms(labels)
    named = any(t.award for t in terms)
    speaks = named or rank_in(labels) is not None or any(t.kind in ("authority", "proposed") for t in terms)
    if only and (marked or speaks) and not any(is_counted(title, text) for title, text in cells):
        return labels
    levels = rank_in(labels) is not None or "cấp nhà nước" in even_spelling(labels)
    subtotal = not named and levels and (marked or "khen thưởng cấp" in even_spelling(labels))
    return labels if subtotal else None


def _row(row: _Row, cells: Sequence[tuple[str, str]], setting: Setting) -> list[AwardRecord]:
    result: list[AwardRecord] = []
    counted = [(title, text) for title, text in cells if is_counted(title, text)]
    parts = [(title, text) for title, text in counted if not sums_up(title)]
    sums = [(title, text) for title, text in counted if sums_up(title)]
    told_apart = any(
        kind_in(title) or award_in(title) or giver_in(title) or period_of(title) for title, _ in parts
    )
    if sums and not told_apart:
        parts = sums  # "Tổng số | Khối Đảng | Khối nhà nước": the columns part what is counted once
    for title, text in parts or counted:
        result.extend(_counted_cell(row, title, text, setting))
    for title, text in cells:
        award, name = award_in(title), name_in(cells)
        if _MARKED.match(text) and award is not None and name is not None:
            result.extend(_named(row, [award], name, title, setting))
    return result or _named_row(row, cells, setting) or _own_row(row, cells, setting)


def _counted_cell(row: _Row, title: str, text: str, setting: Setting) -> list[AwardRecord]:
    award = award_in(title) or next(filter(None, map(award_in, row.context)), None)
    if award is None:
        return []
    bare = BARE_COUNT.match(text)
    if bare is not None or NONE.match(text):
        kind = kind_in(title) or kind_in(row.labels) or award.recipient
        count = int(bare.group(1).replace(".", "")) if bare else 0
        recipients: tuple[Recipient, ...] = (Recipient(text.strip(), kind, count, False),)
    else:
        recipients = tuple(Recipient(g.text, g.kind, g.count, False) for g in groups(text))
    if award_in(title) is not None:
        giver = giver_in(title) or _giver_column(row) or giver_in(row.group) or giver_in(row.caption)
    else:
        giver = giver_in(row.labels) or _giver_column(row) or giver_in(title) or giver_in(row.group)
        giver = giver or giver_in(row.caption)
    return _records(row, award, giver, recipients, title, setting)


def _giver_column(row: _Row) -> Term | None:
    """Who confers by a column of its own ("Cấp khen"), not a unit that a row is about."""
    for title, cell in zip(row.titles, row.row.cells, strict=False):
        if any(word in even_spelling(title) for word in edge_words("giver_column")):
            told = cell.text.strip() or row.level
            return giver_in(told) or rank_in(f"cấp {told}")
    return None


def _level_told(titles: Sequence[str], row: TableRow) -> str:
    """What the column of who confers says in a row; merged cells leave it empty further down."""
    for title, cell in zip(titles, row.cells, strict=False):
        if any(word in even_spelling(title) for word in edge_words("giver_column")):
            return cell.text.strip()
    return ""


def _named_row(row: _Row, cells: Sequence[tuple[str, str]], setting: Setting) -> list[AwardRecord]:
    """A row of a list of names: the award in one cell, the group row or the caption."""
    name = name_in(cells)
    said = [f"{title}: {text}" for title, text in cells if award_in(text)]
    stated = next((text for text in (*said, row.group, row.caption) if award_in(text)), None)
    if name is None or stated is None or (stated is row.caption and any(map(award_in, row.titles))):
        return []
    awards = [t.award for t in find_terms(stated) if t.award is not None]
    return _named(row, awards, name, stated, setting)


def _own_row(row: _Row, cells: Sequence[tuple[str, str]], setting: Setting) -> list[AwardRecord]:
    """A row of the list of the reporting unit's own awards: a year, an award, a decision. It is the table
    of form 01 of Decree 98/2023/NĐ-CP, which names no recipient since it is the unit itself."""
    times = [f"{title} {text}" for title, text in cells if TIME_COLUMN.match(even_spelling(title.strip()))]
    if not times or not any(mark.isdigit() for mark in times[0]) or name_in(cells) is not None:
        return []
    told = next((text for title, text in cells if not tells_decision(title) and award_in(text)), "")
    awards = [t.award for t in find_terms(told) if t.award is not None and t.award.recipient != "cá nhân"]
    giver = giver_in(told) or next(
        filter(None, (giver_in(text) for title, text in cells if tells_decision(title))), None
    )
    own = (Recipient("", "tập thể", None, False),)
    return [record for award in awards for record in _records(row, award, giver, own, times[0], setting)]


def _named(row: _Row, awards: Sequence[Award], name: str, stated: str, setting: Setting) -> list[AwardRecord]:
    result: list[AwardRecord] = []
    person = any(_PERSON_COLUMN.search(even_spelling(title)) for title in row.titles)
    for award in awards:
        kind = name_kind(name)
        if kind == "khác":
            kind = recipient_kind(" ".join(name.split()[:3]))
        if kind == "khác":
            kind = "cá nhân" if person else award.recipient
        giver = giver_in(stated) or _giver_column(row) or giver_in(row.group) or giver_in(row.caption)
        result += _records(row, award, giver, (Recipient(name, kind, 1, True),), stated, setting)
    return result


def _records(
    row: _Row, award: Award, giver: Term | None, recipients: tuple[Recipient, ...], title: str,
    setting: Setting,
) -> list[AwardRecord]:  # fmt: skip
    above = heading_context(row.table.path, setting.level)
    told: list[AwardStatus] = [s for s in map(status_of, (title, *row.context)) if s is not None]
    status = told[0] if told else above.status
    statement = Statement(award, giver or above.authority, status, recipients, 0, 0, "", True, False)
    period = next(filter(None, map(period_of, (title, *row.context))), setting.period)
    span, start = row.row.span, row.table.span.start
    labels = row.labels
    if not (award_in(labels) and giver_in(labels)) and span.end - start <= _HEADER_QUOTED:
        span = Span(start, span.end)
    blank = AwardRecord("", "", "khác", None, "", "", "khác", status, None, span,
                        decision_number=decision_number(row.labels))  # fmt: skip
    body = ""
    if setting.level in ("huyện", "tỉnh"):
        unit = _unit(row, setting)
        setting, body = setting.about(unit), "" if unit else _body(row)
    return to_records(statement, period, setting, blank, body=body)


def _body(row: _Row) -> str:
    """The school or office that a row is about: a zero in it denies of that body alone."""
    labels = (re.sub(r"^[\W\d]+", "", label) for label in row.labels.split(" . "))
    return next((label for label in labels if name_kind(label) == "tập thể" and len(label.split()) > 1), "")


def _unit(row: _Row, setting: Setting) -> str | None:
    """The unit that a row is about: named with its kind, or bare in a column of units."""
    if any(is_school(re.sub(r"^[\W\d]+", "", label)) for label in row.labels.split(" . ")):
        return None  # "Trường THCS thị trấn A" is no part of the town that it is called by
    unit = next((f"{m.kind} {m.name}" for m in find_units(row.labels) if m.level == "xã" and m.kind), None)
    cells = zip(row.titles, (cell.text for cell in row.row.cells), strict=False)
    return unit or next(filter(None, (unit_of_cell(*cell, setting.unit) for cell in cells)), None)
