"""Figures of a part of the reporting unit: a hamlet's, a commune's of the district, a school's."""

from __future__ import annotations

import re
from functools import cache

from knowledge.evidence.statements import Statement
from knowledge.query import Query
from knowledge.understand.organisations import organisation_of
from knowledge.understand.phrasing import question_lists
from language.abbreviations import expand
from language.quantities import Quantity
from language.text import UPPER, fold
from language.units import name_key, strip_kind

_NAME = rf"(?:[{UPPER}][\w'’-]*|\d+[A-Za-z]?)(?:\s+(?:[{UPPER}][\w'’-]*|\d+[A-Za-z]?)){{0,4}}"
_AFTER = r"\s*(?:\([^)]*\)\s*)?(?:ở|tại|của|thuộc)\s+"


def is_of_a_part(query: Query, statement: Statement, figure: Quantity, places_only: bool = False) -> bool:
    """Whether the figure is told of a part of the unit that the question does not name.

    ``places_only`` leaves aside schools, associations and cells.
    """
    if statement.is_row:
        return _is_part(query, statement, statement.text.split(" — ")[0], places_only)
    floor = max(
        statement.text.rfind("; ", 0, figure.start) + 1, statement.text.rfind(". ", 0, figure.start) + 1, 0
    )
    if _is_part(query, statement, statement.text[floor : figure.start], places_only):
        return True
    after = re.match(_AFTER, statement.text[max(figure.end, figure.unit_end) :])
    if after is None:
        return False
    begin = max(figure.end, figure.unit_end) + after.end()
    named = _mention(places_only).match(statement.text, begin)
    return named is not None and not _is_known(query, statement, named["name"])


def _is_part(query: Query, statement: Statement, text: str, places_only: bool) -> bool:
    """Whether the last body or place that a text names is one within the unit."""
    named = list(_mention(places_only).finditer(text))
    if not named:
        return False
    return _is_its_town(query, statement, named[-1]) or not _is_known(query, statement, named[-1]["name"])


def _is_its_town(query: Query, statement: Statement, named: re.Match[str]) -> bool:
    """Whether a commune is named like the district that reports, and the question means the district."""
    summary = statement.document.summary
    kind = fold(named.group()[: named.start("name") - named.start()]).split()
    of_district = summary.commune is None and name_key(strip_kind(summary.district or "")) == name_key(
        named["name"]
    )
    if fold(named.string[: named.start()]).endswith("thi "):
        return False  # "thị xã" is the kind of a district
    commune = " ".join(kind[:2]) in ("thi tran", "dac khu") or kind[:1] in (["xa"], ["phuong"])
    return of_district and commune and f" {name_key(named.group())} " not in f" {name_key(query.echo)} "


def _is_known(query: Query, statement: Statement, name: str) -> bool:
    """Whether the name is in the question, or is that of who reports or of a unit above."""
    key = name_key(name)
    summary = statement.document.summary
    units = (summary.unit, summary.commune, summary.district, summary.province)
    if key in {name_key(strip_kind(unit)) for unit in units if unit}:
        return True
    if f" {key} " in f" {name_key(expand(organisation_of(statement.document) or ''))} ":
        return True
    return f" {key} " in f" {name_key(query.echo)} "


@cache
def _mention(places_only: bool) -> re.Pattern[str]:
    lists = question_lists()["parts_of_unit"]
    kinds = [*lists["places"], *([] if places_only else lists["bodies"])]
    written = sorted({w for kind in kinds for w in (kind, fold(kind))}, key=len, reverse=True)
    middle = "|".join(re.escape(word) for word in lists["middle"])
    return re.compile(
        rf"(?<!\w)(?i:{'|'.join(map(re.escape, written))})\s+(?:(?i:{middle})\s+){{0,2}}(?P<name>{_NAME})"
    )
