"""Tables: from blocks that formats mark as tables, and from lines of text that were tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import Block, Table
from ingest.normalise import Line
from ingest.tables.build import tables_of
from ingest.tables.flattened import flattened_table, unnumbered_table
from ingest.tables.grid import grid_of_block
from ingest.tables.html import html_tables
from ingest.tables.text_grids import aligned_table, pipe_table, tab_table

__all__ = ["TableRegion", "find_table", "html_tables", "table_block"]

_FINDERS = (pipe_table, tab_table, aligned_table, flattened_table, unnumbered_table)


@dataclass(frozen=True, slots=True)
class TableRegion:
    """Tables found in lines of text, and the index of the first line after them."""

    end: int
    tables: tuple[Table, ...]


def find_table(lines: Sequence[Line], first: int) -> TableRegion | None:
    """The table that begins at ``lines[first]``, None if none does."""
    for finder in _FINDERS:
        found = finder(lines, first)
        if found is not None:
            return TableRegion(found[0], tuple(found[1]))
    return None


def table_block(text: str, block: Block, page: int | None) -> list[Table]:
    """The tables of a block that its format marks as a table, over the stored original text."""
    grid = grid_of_block(text, block)
    return tables_of(grid, page) if grid is not None else []
