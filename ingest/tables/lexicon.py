"""What is known of the tables of reports, read from ``language/data/tables.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from language.text import fold

TABLES = Path(__file__).resolve().parents[2] / "language" / "data" / "tables.toml"
_FIGURE = re.compile(r"[<>≥≤~]?\s*[-–]?\(?\d+(?:[.,]\d+)*(?:\s?/\s?\d+(?:[.,]\d+)*)?\)?\s?%?")
_ORDINAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,5}|[A-H]|[a-zđ])\s?[.)]?|[-–+*•]")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-H])\s?[.)]?")


@cache
def _tables() -> dict[str, Any]:
    with TABLES.open("rb") as file:
        return tomllib.load(file)


@cache
def words(room: str, name: str) -> tuple[str, ...]:
    """A list of folded words, e.g. ``words("titles", "unit")``."""
    return tuple(_tables()[room][name])


def title_is(title: str, name: str) -> bool:
    """Whether a column title is one of the named list."""
    return fold(title).strip(" .:*") in words("titles", name)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else: "1.460", "6/6", "101,1 %"."""
    return bool(_FIGURE.fullmatch(text.strip()))


def is_ordinal(text: str) -> bool:
    """Whether a cell numbers its row: "4", "I.", "a)", "-"."""
    return bool(_ORDINAL.fullmatch(text.strip()))


def is_section_mark(text: str) -> bool:
    """Whether a cell numbers a section of rows: "I", "B."."""
    return bool(_SECTION.fullmatch(text.strip()))
