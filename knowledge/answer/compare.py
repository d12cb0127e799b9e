"""Comparisons: the figure of each unit or period side by side, and the exact difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from foundation.answers import Coverage
from foundation.records import UnitLevel
from foundation.wording import say
from knowledge.answer.compose import (
    fact_source,
    first_names,
    shown_value,
    silent_line,
    unit_name,
    units_of,
)
from knowledge.answer.draft import Draft
from knowledge.answer.elsewhere import figure_elsewhere
from knowledge.answer.facts import find_facts
from knowledge.answer.nothing import no_report, nothing_found
from knowledge.answer.parts import level_asked, naming_source, parts_told
from knowledge.answer.reach import Reach, reach_of, readable
from knowledge.answer.sides import (
    Side,
    cited_side,
    difference_line,
    ranked_measure,
    side_line,
    side_row,
    whose_reports,
)
from knowledge.answer.when import tells_period
from knowledge.answer.within import own_reports
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, in_one_line, mark, quoted
from knowledge.law.shelf import LAW_KINDS
from knowledge.query import Place, Query
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.periods import covers
from language.periods import period_label
from language.units import name_key, strip_kind

_MOST_RANKED = 15
_MOST_IN_ONE_LINE = 5  # values that are read at a glance


def answer_compare(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """Both values with their sources; the difference is computed exactly from the printed figures.

    The texts of laws are left out: no unit reports in them.
    """
    documents = [d for d in documents if d.summary.unit or d.summary.kind not in LAW_KINDS]
    if len(query.places) > 1:
        return _of_places(query, documents, base)
    if len(query.periods) > 1:
        return _of_periods(query, documents, base)
    level = level_asked(query.question)
    if level is not None:
        one, inner = _among(query, documents, level)
        sides, reach = _reporting(one, reach_of(one, inner), base)
    else:
        sides, reach = _reporting(query, reach_of(query, documents), base)
    if level is not None and (query.places or not sides):
        sides += _told_of(query, sides, documents, base)
    return _ranking(query, sides, reach, base)


def _told_of(
    query: Query, sides: Sequence[Side], documents: Sequence[StoredDocument], base: KnowledgeBase
) -> list[Side]:
    """The units that a cluster's, district's or province's report tells of, but for those that tell."""
    known = {name_key(strip_kind(side.label)) for side in sides}
    parts = parts_told(query, readable(query, reach_of(query, documents).documents, base), base)
    return [
        Side(part.name, part.document, part.best, part.source, part.named_at)
        for part in parts
        if name_key(strip_kind(part.name)) not in known
    ]


def _among(
    query: Query, documents: Sequence[StoredDocument], level: UnitLevel
) -> tuple[Query, Sequence[StoredDocument]]:
    """ "Xã nào của huyện A …": the question of A's communes, put to the reports of communes alone."""
    reporting = [d for d in documents if d.summary.level == level]
    places = []
    for place in query.places:
        if place.level in ("huyện", "tỉnh"):
            key = place_key(place.name)
            field = "district" if place.level == "huyện" else "province"
            inner = tuple(d.document_id for d in reporting if place_key(getattr(d.summary, field)) == key)
            place = replace(place, document_ids=inner)
        places.append(place)
    return replace(query, places=tuple(places)), reporting


def _side(
    query: Query,
    documents: Sequence[StoredDocument],
    label: str,
    base: KnowledgeBase,
    of_asked_time: bool = False,
) -> Side | None:
    """What the first of the documents tells; ``of_asked_time`` of reports of other periods."""
    for document in documents:
        accepted = [c for c in find_facts(query, document, base) if c.accepted]
        if of_asked_time:
            accepted = [c for c in accepted if tells_period(c, query)]
        if accepted:
            source = fact_source(base, accepted[0])
            return Side(label, document, accepted[0], source)
    return None


def _of_places(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    sides: list[Side] = []
    silent: list[str] = []
    absent: list[str] = []
    for place in query.places:
        one = replace(query, places=(place,), periods=_own_periods(query, place, documents))
        own = own_reports(place, documents)
        # One formed by a merger is told by name in older reports, rather than by its former communes.
        side = _elsewhere(one, place, documents, base) if place.merged else None
        if side is None and own:
            reach = reach_of(one, own)
            side = _side(one, reach.documents, place.name, base)
            side = side or _side(one, reach.other_periods, place.name, base, of_asked_time=True)
        side = side or _elsewhere(one, place, documents, base)
        if side is not None:
            sides.append(side)
        else:
            (silent if own else absent).append(place.name)
    considered = [
        d for d in documents
        if any(d.document_id in p.document_ids for p in query.places) or any(d is s.document for s in sides)
    ]  # fmt: skip
    if not sides:
        return (
            nothing_found(query, considered, base)
            if considered
            else no_report(query, query.absent_places, len(documents))
        )
    return _drafted(query, sides, silent, considered, absent=absent)


def _elsewhere(
    query: Query, place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> Side | None:
    """What another's report tells of the place."""
    found = figure_elsewhere(query, place, documents, base)
    if found is None:
        return None
    source = fact_source(base, found[0])
    return Side(place.name, found[1], found[0], source, naming_source(base, source, strip_kind(place.name)))


def _own_periods(query: Query, place: Place, documents: Sequence[StoredDocument]) -> tuple[str, ...]:
    """Of several periods those that the place reports on: "xã A năm 2022 và xã B năm 2024"."""
    reported = [d.summary.period for d in documents if d.document_id in place.document_ids]
    own = tuple(p for p in query.periods if any(covers(p, told) for told in reported))
    return own or query.periods


def _of_periods(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    sides: list[Side] = []
    silent: list[str] = []
    placed = reach_of(replace(query, periods=()), documents).documents
    for period in sorted(query.periods):
        one = replace(query, periods=(period,))
        reach, label = reach_of(one, documents), period_label(period)
        side = _side(one, reach.documents, label, base)
        # A year without a report is told beside the next one: "so với năm 2023 (64,2 triệu đồng)".
        side = side or _side(one, reach.other_periods, label, base, of_asked_time=True)
        if side is None:
            silent.append(period_label(period))
        else:
            sides.append(side)
    if not sides:
        return nothing_found(query, placed, base)
    return _drafted(query, sides, silent, placed, by_period=True)


def _drafted(
    query: Query,
    sides: Sequence[Side],
    silent: Sequence[str],
    considered: Sequence[StoredDocument],
    by_period: bool = False,
    absent: Sequence[str] = (),
) -> Draft:
    lines = [side_line(query, side, by_period) for side in sides]
    if 2 < len(lines) <= _MOST_IN_ONE_LINE:
        lines = [in_one_line(lines)]
    if len(sides) == 2:
        difference = difference_line(sides[0], sides[1], by_period)
        if difference is not None:
            lines.append(difference)
    if silent:
        lines.append(Line(say("answers.compare.silent", units=first_names(silent)), claims=False))
    lines += whose_reports(sides)
    lines += [Line(say("answers.compare.no_report", place=quoted(name)), claims=False) for name in absent]
    coverage = Coverage(len(considered), tuple(side.label for side in sides), tuple(silent), tuple(absent))
    rows = tuple(side_row(side, index) for index, side in enumerate(sides))
    return Draft(
        "compare", tuple(lines), abstained=len(sides) < 2, rows=rows,
        row_sources=tuple(side.source for side in sides), coverage=coverage,
    )  # fmt: skip


def _reporting(query: Query, reach: Reach, base: KnowledgeBase) -> tuple[list[Side], Reach]:
    """The units that report the figure themselves, with the documents that were looked at."""
    sides = []
    for document in reach.documents:
        side = _side(query, [document], unit_name(document), base)
        if side is not None and side.amount is not None:
            sides.append(side)
    return sides, reach


def _ranking(query: Query, found: Sequence[Side], reach: Reach, base: KnowledgeBase) -> Draft:
    sides = [side for side in found if side.amount is not None]
    if not sides:
        return nothing_found(query, reach.documents, base)
    measures = [ranked_measure(side.best.unit) for side in sides]
    measure = max(measures, key=measures.count)
    comparable = [side for side, own in zip(sides, measures, strict=True) if own == measure]
    apart = [side for side, own in zip(sides, measures, strict=True) if own != measure]
    comparable.sort(key=lambda s: s.amount or Decimal(0), reverse=query.rank != "lowest")
    first = comparable[0]
    key = "answers.compare.lowest" if query.rank == "lowest" else "answers.compare.highest"
    value = quoted(shown_value(first.best.number, first.best.unit))
    place, extra = cited_side(query, first)
    head = Line(say(key, place=place, value=value, mark=mark()), (first.source, *extra))
    lines = [head, *(side_line(query, side) for side in comparable[1:_MOST_RANKED])]
    lines += whose_reports(comparable)
    if apart:
        units = first_names([side.label for side in apart])
        lines.append(Line(say("answers.compare.other_measure", units=units), claims=False))
    told = {side.document.document_id for side in sides}
    silent = [d for d in reach.documents if d.document_id not in told]
    if silent:
        lines.append(silent_line(silent))
    looked_at = {d.document_id for d in reach.documents} | told
    coverage = Coverage(len(looked_at), tuple(s.label for s in comparable), units_of(silent))
    # Whoever asks for the first is given the first (and its equals) as the answer.
    rows = comparable if query.rank is None else [s for s in comparable if s.amount == first.amount]
    return Draft(
        "compare", tuple(lines), rows=tuple(side_row(s, i) for i, s in enumerate(rows)),
        row_sources=tuple(s.source for s in rows), coverage=coverage,
    )  # fmt: skip
