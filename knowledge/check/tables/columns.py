"""Tables: percentages and remainders that do not follow from their row, totals from their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from foundation.document import Table, TableRow
from knowledge.check.arithmetic.figures import agrees, percent_text
from knowledge.check.arithmetic.slips_of_figures import is_exchanged
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding, Quote
from knowledge.check.tables.cells import PERCENT, of_cell, value_of
from knowledge.check.tables.table_changes import changes_of_table
from knowledge.check.tables.table_shares import shares_of_table
from knowledge.check.tables.total_rows import ROW_SUM_NAME, sum_name, sum_row
from language.numbers import parse_figure
from language.text import fold

# What a column holds, by the words of its heading.
_OF_PLAN = re.compile(r"ke hoach|\bkh\b|du toan|chi tieu giao|dat|hoan thanh|nghi quyet")
_OF_BEFORE = re.compile(r"cung ky|\bck\b|nam truoc|nam 20\d\d|ky truoc")
_PLAN = re.compile(r"ke hoach|\bkh\b|du toan|chi tieu|muc tieu|nghi quyet")
_ACTUAL = re.compile(r"thuc hien|\bu?th\b|ket qua|uoc|dat duoc")
_REMAINING = re.compile(r"con phai|con lai|con thieu")
# Columns that name their row; a year is no addend.
_COUNTING = ("tt", "stt", "so tt", "nam", "nam hoc")
_LEAST_ADDED = 2


def check_tables(draft: Draft) -> Iterator[Finding]:
    """Every row and column of every table of the draft."""
    for table in draft.document.tables:
        roles = _roles(table)
        for row in table.rows:
            yield from _percents(draft, table, row, roles)
            yield from _remaining(draft, table, row, roles)
        yield from _row_totals(draft, table)
        yield from changes_of_table(draft, table)
        yield from shares_of_table(draft, table, {roles.get("of_plan"), roles.get("of_before")})
        if not table.recovered:
            yield from _sums(draft, table)


def _roles(table: Table) -> dict[str, int]:
    """The column of each role; a role that two columns claim is nobody's."""
    claims: dict[str, list[int]] = {}
    for index, heading in enumerate(table.columns):
        role = _role(fold(heading))
        if role:
            claims.setdefault(role, []).append(index)
    return {role: columns[0] for role, columns in claims.items() if len(columns) == 1}


def _role(heading: str) -> str:
    last = heading.split(" / ")[-1]
    percent = PERCENT.search(last)
    if percent and _OF_BEFORE.search(last):
        return "of_before"
    if percent and _OF_PLAN.search(last):
        return "of_plan"
    if percent:
        return ""
    if _REMAINING.search(last):
        return "remaining"
    if _OF_BEFORE.search(last) and not _PLAN.search(last):
        return "before"
    if _PLAN.search(last) and not re.search(r"^chi tieu$|^(?:ten )?(?:cac )?chi tieu|don vi", last):
        return "plan"
    return "actual" if _ACTUAL.search(last) else ""


def _percents(draft: Draft, table: Table, row: TableRow, roles: dict[str, int]) -> Iterator[Finding]:
    actual = value_of(row, roles.get("actual"))
    for role, base_role in (("of_plan", "plan"), ("of_before", "before")):
        base = value_of(row, roles.get(base_role))
        printed = value_of(row, roles.get(role))
        if actual is None or base is None or printed is None or not base[0] or not actual[0]:
            continue
        computed = actual[0] * 100 / base[0]
        as_rise = role == "of_before" and agrees(computed - 100, printed[0], printed[1])
        if (
            as_rise
            or agrees(computed, printed[0], printed[1])
            or agrees(computed / 100, printed[0], printed[1])
        ):
            continue
        column = roles[role]
        values = {
            "column": table.columns[column].split(" / ")[-1], "printed": printed[1], "actual": actual[1],
            "base": base[1], "computed": percent_text(computed, printed[1]),
        }  # fmt: skip
        yield of_cell(draft, table, row, column, "row_percent", values)


def _remaining(draft: Draft, table: Table, row: TableRow, roles: dict[str, int]) -> Iterator[Finding]:
    actual, plan, left = (value_of(row, roles.get(role)) for role in ("actual", "plan", "remaining"))
    if actual is None or plan is None or left is None:
        return
    computed = plan[0] - actual[0]
    if agrees(max(computed, Decimal(0)), left[0], left[1]) or agrees(computed, left[0], left[1]):
        return
    column = roles["remaining"]
    values = {
        "column": table.columns[column].split(" / ")[-1], "printed": left[1], "actual": actual[1],
        "base": plan[1], "computed": f"{computed:f}".replace(".", ","),
    }  # fmt: skip
    yield of_cell(draft, table, row, column, "row_remaining", values)


def _sums(draft: Draft, table: Table) -> Iterator[Finding]:
    """A first or last row "Tổng cộng" whose figures are not the sum of the other rows.

    A blank cell adds nothing, but then another column must show that the row is a sum.
    """
    row = sum_row(table)
    name = sum_name(row) if row is not None else None
    if row is None or name is None:
        return
    first = table.rows[0]
    others = [other for other in table.rows if other is not row]
    right = 0
    wrong: list[tuple[int, bool, str, Decimal]] = []
    for column, heading in enumerate(table.columns):
        if PERCENT.search(fold(heading)) or fold(heading).strip(" :.") in _COUNTING:
            continue
        total = value_of(row, column)
        values = [value_of(other, column) for other in others]
        blank = any(value is None for value in values)
        if total is None or not any(values) or not all(_added(table, other, column) for other in others):
            continue
        computed = sum((value[0] for value in values if value), Decimal(0))
        counted = all(value[0] % 1 == 0 for value in (total, *values) if value)
        near = abs(computed - total[0]) <= Decimal("0.01") * len(others) or agrees(computed, *total)
        if computed == total[0] or (near and not counted):
            right += 1
        else:
            wrong.append((column, blank or row is first, total[1], computed))
    for column, unsure, printed, computed in wrong:
        if unsure and right < max(1, len(wrong)):
            continue
        said = {
            "row": name, "column": table.columns[column].split(" / ")[-1], "printed": printed,
            "computed": f"{computed:f}".replace(".", ","),
        }  # fmt: skip
        finding = of_cell(draft, table, row, column, "column_total", said)
        suspects = _slipped_cells(draft, others, column, printed, computed)
        yield replace(finding, quotes=(*finding.quotes, *suspects))


def _slipped_cells(
    draft: Draft, rows: Sequence[TableRow], column: int, printed: str, computed: Decimal
) -> Iterator[Quote]:
    """The addends of which one with two digits exchanged back makes the total."""
    gap = Decimal(parse_figure(printed) or 0) - computed
    for row in rows:
        value = value_of(row, column)
        if value is not None and is_exchanged(value[1], f"{value[0] + gap:f}"):
            content = row.cells[column].content
            yield draft.quote_in(content, 0, len(content.text))


def _added(table: Table, row: TableRow, column: int) -> bool:
    """Whether a cell adds a figure or nothing: neither words nor a figure that cannot be read."""
    if value_of(row, column) is not None:
        return True
    return column < len(row.cells) and row.cells[column].text.strip(" -–.") == ""


def _row_totals(draft: Draft, table: Table) -> Iterator[Finding]:
    """A column "Tổng" that is the sum of the others in most rows and not in this one.

    Which columns are added is learnt from the rows: all of them, or those on one side of the total
    ("Điểm chuyên môn | Điểm thưởng | Tổng điểm | Xếp hạng").
    """
    headings = [fold(heading.split(" / ")[-1]).strip(" :.") for heading in table.columns]
    totals = [index for index, heading in enumerate(headings) if ROW_SUM_NAME.match(heading)]
    if len(totals) != 1:
        return
    column = totals[0]
    added = [i for i, name in enumerate(headings) if i != column and name not in _COUNTING]
    before, behind = [i for i in added if i < column], [i for i in added if i > column]
    readings = [_row_sums(table, column, addends) for addends in (added, before, behind)]
    rows, wrong = max(readings, key=lambda reading: len(reading[0]) - 2 * len(reading[1]))
    if len(rows) - len(wrong) < max(_LEAST_ADDED, len(wrong)):
        return
    for row, printed, computed in wrong:
        values_said = {
            "column": table.columns[column].split(" / ")[-1], "printed": printed[1],
            "computed": f"{computed:f}".replace(".", ","),
        }  # fmt: skip
        yield of_cell(draft, table, row, column, "row_total", values_said)


_RowSum = tuple[TableRow, tuple[Decimal, str], Decimal]


def _row_sums(table: Table, column: int, addends: list[int]) -> tuple[list[_RowSum], list[_RowSum]]:
    """The rows with their printed total and the sum of some columns; and those where they differ."""
    rows: list[_RowSum] = []
    for row in table.rows:
        values = [value for i in addends if (value := value_of(row, i))]
        total = value_of(row, column)
        if total is not None and len(values) >= _LEAST_ADDED:
            rows.append((row, total, sum((value[0] for value in values), Decimal(0))))
    return rows, [each for each in rows if each[1][0] != each[2]]
