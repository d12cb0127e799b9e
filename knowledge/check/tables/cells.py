"""A cell of a table as a figure, and a finding about it."""

from __future__ import annotations

import re
from decimal import Decimal

from foundation.document import Table, TableRow
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.numbers import parse_figure

# What the heading of a column of shares or ratios says.
PERCENT = re.compile(r"%|ty le|ti le|so voi|so sanh")
_FIGURE = re.compile(r"[-+]?\d+(?:[.,]\d+)*\s*%?$")
_SURE, _SURE_RECOVERED = 0.85, 0.75


def value_of(row: TableRow, column: int | None) -> tuple[Decimal, str] | None:
    """The figure of a cell and how it is printed, None where it holds none."""
    if column is None or column >= len(row.cells):
        return None
    text = row.cells[column].text.strip()
    if not _FIGURE.fullmatch(text):
        return None
    value = parse_figure(text.strip("% +-"))
    return (-value if text.startswith("-") else value, text.rstrip("% "))


def of_cell(
    draft: Draft, table: Table, row: TableRow, column: int, key: str, values: dict[str, str]
) -> Finding:
    """The finding at a cell, with its row; ``key`` is its wording."""
    content = row.cells[column].content
    quotes = (draft.quote_in(content, 0, len(content.text)), draft.quote(row.span))
    message = say(f"check.arithmetic.{key}", **values)
    repair = say(f"check.arithmetic.{key}_repair", **values)
    return Finding(
        "arithmetic", "error", _SURE_RECOVERED if table.recovered else _SURE, message, repair, quotes
    )
