"""A district or province asked for of which only units within report: their figures are not its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.answer.indicator import figures_of_each
from knowledge.answer.reach import Reach
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, quoted
from knowledge.query import Place, Query
from knowledge.store.ledger.stored import StoredDocument

_WIDE = {"huyện": ("huyện",), "tỉnh": ("tỉnh",)}
_FIGURES = ("number", "percent", "money")


def own_reports(place: Place, documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The documents that report on the place itself: of a district or province none of a unit within."""
    levels = _WIDE.get(place.level or "")
    return [
        d for d in documents
        if d.document_id in place.document_ids and (levels is None or d.summary.level in (None, *levels))
    ]  # fmt: skip


def only_units_within(query: Query, documents: Sequence[StoredDocument]) -> Place | None:
    """The district or province whose figure is asked and that has no report of its own, if so."""
    if query.every_unit or len(query.places) != 1 or query.asked.kind not in _FIGURES:
        return None
    place = query.places[0]
    if place.level not in _WIDE or not place.in_store or place.merged:
        return None
    return None if own_reports(place, documents) else place


def told_within(query: Query, place: Place, reach: Reach, base: KnowledgeBase) -> Draft:
    """That the place has no report, and what the units within tell each of itself."""
    name = quoted(place.name)
    lines = [Line(say("answers.abstain.no_own_report", place=name), claims=False)]
    each = figures_of_each(query, reach, base)
    if each is not None:
        lines += [Line(say("answers.abstain.within_head", place=name), claims=False), *each.lines]
    coverage = each.coverage if each is not None and each.coverage else None
    draft = Draft(query.intent, tuple(lines), abstained=True, coverage=coverage)
    return replace(draft, intent="indicator")
