"""A place without a report of its own, told of in the report of another unit.

A district's report names its communes: "xã X cao nhất, 9,8%". Such a figure answers a question
about X, said as coming from the district's report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import identity_source, unit_name
from knowledge.answer.draft import Draft
from knowledge.answer.facts import find_facts
from knowledge.answer.indicator import one_figure
from knowledge.answer.reach import reach_of
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, quoted
from knowledge.query import Place, Query
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.organisations import (
    is_department_of,
    is_group_report,
    is_of_staff,
    organisation_of,
)
from language.text import UPPER, tokens
from language.units import name_key, strip_kind
from language.words import Word, canonical, toned

_SEARCHED = 12
_NAMED = re.compile(rf"(?i:xã|thị trấn|phường|thị xã|huyện)\s+((?:[{UPPER}][\w'-]*\s?){{1,4}})")


def told_elsewhere(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft | None:
    """The figure that another unit's report states of the one place; None when none does.

    Asked where the place has no report, or where its reports do not tell.
    """
    if query.intent != "indicator" or len(query.places) != 1 or not query.words:
        return None
    place = query.places[0]
    best = figure_elsewhere(query, place, documents, base) or _of_department(query, place, documents, base)
    if best is None:
        return None
    asked = _asked_of(query, place)
    drafted = one_figure(asked, [best[1]], best[1], [best[0]], base, told_of=place.name)
    reports = place.in_store and not place.merged
    key = "answers.fact.told_by_another" if reports else "answers.fact.told_elsewhere"
    note = say(key, place=quoted(place.name), unit=quoted(unit_name(best[1])))
    return replace(drafted, lines=(*drafted.lines, Line(note, (*filter(None, (identity_source(best[1]),)),))))


def figure_elsewhere(
    query: Query, place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> tuple[Candidate, StoredDocument] | None:
    """The figure of a place in a report that is not its own, with that report; None without any."""
    others = [
        d
        for d in documents
        if d.document_id not in place.document_ids and (organisation_of(d) is None or is_group_report(d))
    ]
    naming = _naming(place, others, base) if others else []
    asked = _asked_of(query, place)
    best: tuple[Candidate, StoredDocument] | None = None
    for document in reach_of(asked, naming).documents:
        found = [c for c in find_facts(asked, document, base) if c.accepted and _is_of(place, c)]
        if found and (best is None or found[0].score > best[0].score):
            best = found[0], document
    return best


def _of_department(
    query: Query, place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> tuple[Candidate, StoredDocument] | None:
    """What the report of a department of the district or province tells of its field there."""
    if is_of_staff(query.words):
        return None
    reports = [d for d in documents if is_department_of(place, d)]
    for document in reach_of(replace(query, places=()), reports).documents:
        found = [c for c in find_facts(query, document, base) if c.accepted]
        if found:
            return found[0], document
    return None


def _asked_of(query: Query, place: Place) -> Query:
    """The question put to reports of others, whose words must name the place."""
    return replace(
        query, places=(), words=(*query.words, _as_word(place)), echo=f"{query.echo}\n{place.name}"
    )


def _naming(place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[StoredDocument]:
    """The documents that name the place in one of the passages closest to its name."""
    by_id = {d.document_id: d for d in documents}
    key = f" {name_key(strip_kind(place.name))} "
    found = base.search(place.name, Filters(document_ids=tuple(by_id)), k=_SEARCHED)
    ids = dict.fromkeys(p.document_id for p in found if key in f" {name_key(p.text)} ")
    return [by_id[i] for i in ids if i in by_id]


def _is_of(place: Place, candidate: Candidate) -> bool:
    """Whether the place is the last one named before the figure; a row may name it anywhere."""
    if name_key(strip_kind(candidate.of_unit)) == name_key(strip_kind(place.name)):
        return True
    if candidate.statement.about:
        return name_key(strip_kind(candidate.statement.about)) == name_key(strip_kind(place.name))
    text = candidate.statement.text
    if candidate.statement.is_row:
        return f" {name_key(strip_kind(place.name))} " in f" {name_key(text)} "
    named = list(_NAMED.finditer(text, 0, candidate.start))
    own = name_key(strip_kind(place.name))
    return bool(named) and f"{name_key(named[-1][1])} ".startswith(f"{own} ")


def _as_word(place: Place) -> Word:
    """The place's name as a word that the evidence must hold."""
    pieces = tokens(strip_kind(place.name))
    phrase = tuple(canonical(t.text) for t in pieces)
    marks = tuple(toned(t.text) for t in pieces)
    return Word(phrase, marks, 0, 0, generic=False, light=False, phrases=(phrase,))
