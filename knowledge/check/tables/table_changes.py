"""Columns of changes: "Năm 2022 | Năm 2023 | Tăng, giảm", where most rows show what is taken from what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from foundation.document import Table, TableRow
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from knowledge.check.tables.cells import of_cell, value_of
from language.text import fold

_CHANGE = re.compile(r"\btang\b|\bgiam\b|chenh lech")
# How many rows must show which two columns the change is between.
_LEAST_ROWS = 3

_Wrong = tuple[TableRow, str, Decimal, str, str]


def changes_of_table(draft: Draft, table: Table) -> Iterator[Finding]:
    """Each change that is not the difference of the two columns that the other rows' are of."""
    for column, heading in enumerate(table.columns):
        last = fold(heading.split(" / ")[-1])
        if not _CHANGE.search(last) or "%" in last or "ty le" in last:
            continue
        right, wrong = _best(table, column)
        if right < _LEAST_ROWS or len(wrong) * _LEAST_ROWS > right:
            continue
        for row, printed, computed, now, before in wrong:
            values = {
                "column": table.columns[column].split(" / ")[-1], "printed": printed, "base": now,
                "actual": before, "computed": f"{computed:f}".replace(".", ","),
            }  # fmt: skip
            yield of_cell(draft, table, row, column, "row_remaining", values)


def _best(table: Table, column: int) -> tuple[int, list[_Wrong]]:
    """How many rows the likeliest two columns explain, and those that they do not; signs may be left out."""
    best: tuple[int, list[_Wrong]] = (0, [])
    for now_column, before_column in permutations(range(column), 2):
        right, wrong = 0, []
        for row in table.rows:
            now, before = value_of(row, now_column), value_of(row, before_column)
            change = value_of(row, column)
            if now is None or before is None or change is None:
                continue
            computed = now[0] - before[0]
            if abs(computed) == abs(change[0]):
                right += 1
            else:
                wrong.append((row, change[1], computed, now[1], before[1]))
        best = max(best, (right, wrong), key=lambda found: found[0])
    return best
