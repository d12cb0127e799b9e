"""Communes that a district's report names one by one behind a count of those honoured."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.answer.awards.evidence import names_behind, source_of
from knowledge.answer.awards.told import Told, unit_key
from knowledge.base import KnowledgeBase
from language.units import find_units

_PARTS = re.compile(r"\s*[,;]\s*|\s+và\s+")


def communes_named(base: KnowledgeBase, told: Told) -> list[Told]:
    """One statement for each commune among the names: "03 đơn vị (UBND xã A, UBND xã B, …)"."""
    found = []
    for part in _PARTS.split(names_behind(base, told)):
        commune = next((m for m in find_units(part) if m.level == "xã" and m.kind), None)
        if commune is None:
            continue
        unit = f"{commune.kind} {commune.name}"
        record = replace(
            told.record, unit=unit, recipient=part, count=1, named=True, span=source_of(base, told).span
        )
        found.append(replace(told, record=record, unit=unit_key(unit, told.document), own=False))
    return found
