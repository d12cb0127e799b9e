"""Communes that a district's report names as honoured: as recipients, or one by one behind a count."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.answer.awards.evidence import names_behind, source_of
from knowledge.answer.awards.told import Told, unit_key
from knowledge.base import KnowledgeBase
from language.units import find_units

_PARTS = re.compile(r"\s*[,;]\s*|\s+và\s+")


def communes_named(base: KnowledgeBase, told: Told) -> list[Told]:
    """One statement for each commune among the names: "03 đơn vị (UBND xã A, UBND xã B, …)".

    "Nhân dân và cán bộ xã A" as the recipient is a statement on that commune.
    """
    found = []
    parts = [told.record.recipient] if is_by_name(told) else _PARTS.split(names_behind(base, told))
    for part in parts:
        commune = next((m for m in find_units(part) if m.level == "xã" and m.kind), None)
        if commune is None:
            continue
        unit = f"{commune.kind} {commune.name}"
        record = replace(
            told.record, unit=unit, recipient=part, count=1, named=True, span=source_of(base, told).span
        )
        found.append(replace(told, record=record, unit=unit_key(unit, told.document), own=False))
    return found


def is_by_name(told: Told) -> bool:
    """Whether the recipient is told by name and not as a number of some."""
    return not told.record.recipient[:1].isdigit()
