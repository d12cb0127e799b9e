"""Columns of shares: what they are shares of is learnt from the rows that agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from foundation.document import Table, TableRow
from knowledge.check.arithmetic.figures import agrees, percent_text
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from knowledge.check.tables.cells import PERCENT, of_cell, value_of
from knowledge.check.tables.total_rows import sum_row
from language.text import fold

# How many rows must show what a percentage is of.
_LEAST_ROWS = 3
# Columns of shares side by side, and how many of their cells must agree, show their one whole.
_LEAST_COLUMNS, _LEAST_AGREEING = 2, 6


def shares_of_table(draft: Draft, table: Table, told: set[int | None]) -> Iterator[Finding]:
    """Each percentage that does not follow from the two columns that most rows' follow from.

    ``told`` are columns of ratios to a plan or to the period before, which their headings explain.
    """
    columns = [
        column
        for column, heading in enumerate(table.columns)
        if column not in told and PERCENT.search(fold(heading))
    ]
    yield from _beside_their_counts(draft, table, columns)
    for column in columns:
        heading = table.columns[column]
        rows = [(row, printed) for row in table.rows if (printed := value_of(row, column))]
        yield from _shares_of_total(draft, table, column, rows)
        best: tuple[int, int] | None = None
        wrong: list[tuple[TableRow, tuple[Decimal, str], tuple[Decimal, str], tuple[Decimal, str]]] = []
        most = 0
        for part_column, whole_column in permutations(range(len(table.columns)), 2):
            agreeing, unlike = 0, []
            for row, printed in rows:
                part, whole = value_of(row, part_column), value_of(row, whole_column)
                if column in (part_column, whole_column) or not part or not whole or not whole[0]:
                    continue
                if agrees(part[0] * 100 / whole[0], printed[0], printed[1]):
                    agreeing += 1
                else:
                    unlike.append((row, printed, part, whole))
            if agreeing > most:
                most, best, wrong = agreeing, (part_column, whole_column), unlike
        if best is None or most < _LEAST_ROWS or len(wrong) * (2 if most > _LEAST_ROWS else 3) > most:
            continue
        for row, printed, part, whole in wrong:
            values = {
                "column": heading.split(" / ")[-1], "printed": printed[1], "actual": part[1],
                "base": whole[1], "computed": percent_text(part[0] * 100 / whole[0], printed[1]),
            }  # fmt: skip
            yield of_cell(draft, table, row, column, "row_percent", values)


def _beside_their_counts(draft: Draft, table: Table, columns: list[int]) -> Iterator[Finding]:
    """Several columns "%", each behind its count, all of one whole: "TS | Giỏi | % | Khá | % | …"."""
    if len(columns) < _LEAST_COLUMNS:
        return
    best: list[tuple[TableRow, int, Decimal]] = []
    agreeing = 0
    for whole_column in range(min(columns)):
        wrong, right = [], 0
        for row in table.rows:
            whole = value_of(row, whole_column)
            for column in columns:
                count, printed = value_of(row, column - 1), value_of(row, column)
                if whole_column == column - 1 or not whole or not whole[0] or not count or not printed:
                    continue
                computed = count[0] * 100 / whole[0]
                if agrees(computed, printed[0], printed[1]):
                    right += 1
                else:
                    wrong.append((row, column, computed))
        if right > agreeing:
            agreeing, best, of = right, wrong, whole_column
    if agreeing < _LEAST_AGREEING or len(best) * 3 > agreeing:
        return
    for row, column, computed in best:
        count, printed, whole = (value_of(row, each) for each in (column - 1, column, of))
        if count and printed and whole:
            values = {
                "column": table.columns[column].split(" / ")[-1], "printed": printed[1], "actual": count[1],
                "base": whole[1], "computed": percent_text(computed, printed[1]),
            }  # fmt: skip
            yield of_cell(draft, table, row, column, "row_percent", values)


def _shares_of_total(
    draft: Draft, table: Table, column: int, rows: list[tuple[TableRow, tuple[Decimal, str]]]
) -> Iterator[Finding]:
    """A percentage that is not the row's share of the total row, where the other rows' are."""
    total_row = sum_row(table)
    if total_row is None:
        return
    for part_column in range(len(table.columns)):
        total = value_of(total_row, part_column)
        shared = [
            (row, printed, part)
            for row, printed in rows
            if row is not total_row and (part := value_of(row, part_column))
        ]
        if part_column == column or total is None or not total[0]:
            continue
        wrong = [each for each in shared if not agrees(each[2][0] * 100 / total[0], each[1][0], each[1][1])]
        if len(wrong) != 1 or len(shared) - 1 < _LEAST_ROWS:
            continue
        row, printed, part = wrong[0]
        values = {
            "column": table.columns[column].split(" / ")[-1], "printed": printed[1], "actual": part[1],
            "base": total[1], "computed": percent_text(part[0] * 100 / total[0], printed[1]),
        }  # fmt: skip
        yield of_cell(draft, table, row, column, "row_percent", values)
