"""The row of a table that tells the sum of the others."""

from __future__ import annotations

import re

from foundation.document import Table, TableRow
from language.text import fold

# A column that adds up its row; scores are added as well.
ROW_SUM_NAME = re.compile(r"^(?:tong(?: so| cong| diem| so diem)?|cong)$")
SUM_NAME = re.compile(r"^(?:tong(?: so| cong)?|cong)$")


def sum_name(row: TableRow) -> str | None:
    """How a row calls itself the sum ("Tổng cộng"), None when it is none."""
    return next((cell.text for cell in row.cells if SUM_NAME.match(fold(cell.text).strip(" :"))), None)


def sum_row(table: Table) -> TableRow | None:
    """The last or the first row where it is the sum, None in a table without one."""
    if len(table.rows) < 3:
        return None
    return next((row for row in (table.rows[-1], table.rows[0]) if sum_name(row)), None)
