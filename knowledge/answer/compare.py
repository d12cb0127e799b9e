"""Comparisons: the figure of each unit or period side by side, and the exact difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from foundation.answers import AnswerRow, Coverage
from foundation.records import UnitLevel
from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import (
    cited_place,
    fact_source,
    first_names,
    identity_source,
    period_label,
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
from knowledge.answer.within import own_reports
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, in_one_line, mark, quoted
from knowledge.query import Place, Query
from knowledge.store.filters import place_key
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.periods import covers
from language.numbers import parse_figure, plain
from language.text import fold
from language.units import name_key, strip_kind

_MOST_RANKED = 15
_UNSAID = re.compile(r"/(?:dau )?nguoi\b|/nhan khau\b|/khau\b|/nam\b")
_MOST_IN_ONE_LINE = 5  # values that are read at a glance


@dataclass(frozen=True, slots=True)
class _Side:
    """One unit or period of the comparison with its figure.

    ``named_at`` is where a unit is named that the document, another's report, only tells of.
    """

    label: str
    document: StoredDocument
    best: Candidate
    source: Source
    named_at: Source | None = None

    @property
    def amount(self) -> Decimal | None:
        try:
            return parse_figure(self.best.number)
        except ValueError:
            return None


def answer_compare(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """Both values with their sources; the difference is computed exactly from the printed figures."""
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
    query: Query, sides: Sequence[_Side], documents: Sequence[StoredDocument], base: KnowledgeBase
) -> list[_Side]:
    """The units that a cluster's, district's or province's report tells of, but for those that tell."""
    known = {name_key(strip_kind(side.label)) for side in sides}
    parts = parts_told(query, readable(query, reach_of(query, documents).documents, base), base)
    return [
        _Side(part.name, part.document, part.best, part.source, part.named_at)
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


def _side(query: Query, documents: Sequence[StoredDocument], label: str, base: KnowledgeBase) -> _Side | None:
    for document in documents:
        accepted = [c for c in find_facts(query, document, base) if c.accepted]
        if accepted:
            source = fact_source(base, accepted[0])
            return _Side(label, document, accepted[0], source)
    return None


def _of_places(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    sides: list[_Side] = []
    silent: list[str] = []
    absent: list[str] = []
    for place in query.places:
        one = replace(query, places=(place,), periods=_own_periods(query, place, documents))
        own = own_reports(place, documents)
        # One formed by a merger is told by name in older reports, rather than by its former communes.
        side = _elsewhere(one, place, documents, base) if place.merged else None
        if side is None and own:
            side = _side(one, reach_of(one, own).documents, place.name, base)
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
    return _drafted(query, sides, silent, considered, base, absent=absent)


def _elsewhere(
    query: Query, place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> _Side | None:
    """What another's report tells of the place."""
    found = figure_elsewhere(query, place, documents, base)
    if found is None:
        return None
    source = fact_source(base, found[0])
    return _Side(place.name, found[1], found[0], source, naming_source(base, source, strip_kind(place.name)))


def _own_periods(query: Query, place: Place, documents: Sequence[StoredDocument]) -> tuple[str, ...]:
    """Of several periods those that the place reports on: "xã A năm 2022 và xã B năm 2024"."""
    reported = [d.summary.period for d in documents if d.document_id in place.document_ids]
    own = tuple(p for p in query.periods if any(covers(p, told) for told in reported))
    return own or query.periods


def _of_periods(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    sides: list[_Side] = []
    silent: list[str] = []
    placed = reach_of(replace(query, periods=()), documents).documents
    for period in query.periods:
        one = replace(query, periods=(period,))
        side = _side(one, reach_of(one, documents).documents, period_label(period), base)
        if side is None:
            silent.append(period_label(period))
        else:
            sides.append(side)
    if not sides:
        return nothing_found(query, placed, base)
    return _drafted(query, sides, silent, placed, base, by_period=True)


def _drafted(
    query: Query,
    sides: Sequence[_Side],
    silent: Sequence[str],
    considered: Sequence[StoredDocument],
    base: KnowledgeBase,
    by_period: bool = False,
    absent: Sequence[str] = (),
) -> Draft:
    lines = [_line(query, side, by_period) for side in sides]
    if 2 < len(lines) <= _MOST_IN_ONE_LINE:
        lines = [in_one_line(lines)]
    if len(sides) == 2:
        difference = _difference(sides[0], sides[1], by_period)
        if difference is not None:
            lines.append(difference)
    if silent:
        lines.append(Line(say("answers.compare.silent", units=first_names(silent)), claims=False))
    lines += _whose_reports(sides)
    lines += [Line(say("answers.compare.no_report", place=quoted(name)), claims=False) for name in absent]
    coverage = Coverage(len(considered), tuple(side.label for side in sides), tuple(silent), tuple(absent))
    rows = tuple(_row(side, index) for index, side in enumerate(sides))
    return Draft(
        "compare", tuple(lines), abstained=len(sides) < 2, rows=rows,
        row_sources=tuple(side.source for side in sides), coverage=coverage,
    )  # fmt: skip


def _line(query: Query, side: _Side, by_period: bool = False) -> Line:
    value = quoted(shown_value(side.best.number, side.best.unit))
    if by_period:
        return Line(
            say("answers.compare.line", place=quoted(side.label), value=value, mark=mark()), (side.source,)
        )
    place, extra = _cited(query, side)
    return Line(say("answers.compare.line", place=place, value=value, mark=mark()), (side.source, *extra))


def _cited(query: Query, side: _Side) -> tuple[str, tuple[Source, ...]]:
    """The unit of a side with the source of its name."""
    if side.named_at is None:
        return cited_place(query, side.document)
    if side.named_at == side.source:
        return quoted(side.label), ()
    return say("answers.fact.place_cited", place=quoted(side.label), mark=mark(1)), (side.named_at,)


def _whose_reports(sides: Sequence[_Side]) -> list[Line]:
    """Whose report tells of the units that do not tell themselves."""
    by_report: dict[str, list[_Side]] = {}
    for side in sides:
        if side.named_at is not None:
            by_report.setdefault(side.document.document_id, []).append(side)
    lines = []
    for told in by_report.values():
        source = identity_source(told[0].document)
        named = [s.named_at for s in told if s.named_at is not None]
        text = say(
            "answers.compare.told_elsewhere", places=first_names([s.label for s in told]),
            unit=quoted(unit_name(told[0].document)), mark=mark() if source else "",
        )  # fmt: skip
        lines.append(Line(text, (*filter(None, (source,)), *named), computed=(str(max(0, len(told) - 5)),)))
    return lines


def _row(side: _Side, index: int) -> AnswerRow:
    summary = side.document.summary
    return AnswerRow(
        unit=unit_name(side.document) if side.named_at is None else side.label,
        citation=index, count=side.best.number, note=side.best.unit,
        district=summary.district or "", province=summary.province or "", period=summary.period or "",
    )  # fmt: skip


def _difference(first: _Side, second: _Side, by_period: bool) -> Line | None:
    """The exact difference in one unit of measure, None where the figures cannot be subtracted."""
    a, b = first.amount, second.amount
    if a is None or b is None or _measure(first.best.unit) != _measure(second.best.unit):
        return None
    if a == b:
        return Line(say("answers.compare.equal"), claims=False)
    larger, smaller = (first, second) if a > b else (second, first)
    difference = plain(abs(a - b))
    shown = shown_value(difference, _points(first.best.unit))
    sources = (first.source, second.source)
    if by_period:
        text = say(
            "answers.compare.later", later=second.label, earlier=first.label, difference=shown,
            direction=say("answers.compare.up" if b > a else "answers.compare.down"),
            minuend=larger.best.number, subtrahend=smaller.best.number,
        )  # fmt: skip
    else:
        text = say(
            "answers.compare.higher", place=quoted(larger.label), difference=shown,
            minuend=larger.best.number, subtrahend=smaller.best.number,
        )  # fmt: skip
    named = [side.named_at or identity_source(side.document) for side in (first, second)]
    text += f" {mark(0)}{mark(1)}"
    return Line(text, (*sources, *(source for source in named if source)), computed=(difference,))


def _measure(unit: str) -> str:
    """A unit of measure as figures are ranked by it: income "a head" and "a year" often stays unsaid."""
    return _UNSAID.sub("", fold(unit))


def _points(unit: str) -> str:
    """The difference of two percentages is in percentage points."""
    return "điểm %" if unit == "%" else unit


def _reporting(query: Query, reach: Reach, base: KnowledgeBase) -> tuple[list[_Side], Reach]:
    """The units that report the figure themselves, with the documents that were looked at."""
    sides = []
    for document in reach.documents:
        side = _side(query, [document], unit_name(document), base)
        if side is not None and side.amount is not None:
            sides.append(side)
    return sides, reach


def _ranking(query: Query, found: Sequence[_Side], reach: Reach, base: KnowledgeBase) -> Draft:
    sides = [side for side in found if side.amount is not None]
    if not sides:
        return nothing_found(query, reach.documents, base)
    measures = [_measure(side.best.unit) for side in sides]
    measure = max(measures, key=measures.count)
    comparable = [side for side, own in zip(sides, measures, strict=True) if own == measure]
    apart = [side for side, own in zip(sides, measures, strict=True) if own != measure]
    comparable.sort(key=lambda s: s.amount or Decimal(0), reverse=query.rank != "lowest")
    first = comparable[0]
    key = "answers.compare.lowest" if query.rank == "lowest" else "answers.compare.highest"
    value = quoted(shown_value(first.best.number, first.best.unit))
    place, extra = _cited(query, first)
    head = Line(say(key, place=place, value=value, mark=mark()), (first.source, *extra))
    lines = [head, *(_line(query, side) for side in comparable[1:_MOST_RANKED])]
    lines += _whose_reports(comparable)
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
        "compare", tuple(lines), rows=tuple(_row(s, i) for i, s in enumerate(rows)),
        row_sources=tuple(s.source for s in rows), coverage=coverage,
    )  # fmt: skip
