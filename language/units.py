"""Administrative units in text and in the list: the room's front door.

``find_units`` reads places from text; ``lookup``, ``parents``, ``communes_of``, ``successors``,
``predecessors`` ask the list of units; ``same_name``, ``strip_kind``, ``split_kind``, ``name_key``
compare names. The list is read on first use.
"""

from __future__ import annotations

from language.units_find import UnitMention, find_units
from language.units_list import AdminUnit, communes_of, lookup, parents, predecessors, successors
from language.units_names import name_key, same_name, split_kind, strip_kind

__all__ = [
    "AdminUnit",
    "UnitMention",
    "communes_of",
    "find_units",
    "lookup",
    "name_key",
    "parents",
    "predecessors",
    "same_name",
    "split_kind",
    "strip_kind",
    "successors",
]
