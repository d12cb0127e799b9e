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
from language.text import UPPER, tokens
from language.units import name_key, strip_kind
from language.words import Word, canonical, toned

_SEARCHED = 12
_NAMED = re.compile(rf"(?i:xã|thị trấn|phường|thị xã|huyện)\s+((?:[{UPPER}][\w'-]*\s?){{1,4}})")


def told_elsewhere(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft | None:
    """The figure that another unit's report states of the one absent place; None when none does."""
    if query.intent != "indicator" or len(query.absent_places) != 1 or not query.words:
        return None
    absent = query.absent_places[0]
    naming = _naming(absent, documents, base)
    if not naming:
        return None
    asked = replace(query, places=(), words=(*query.words, _as_word(absent)))
    best: tuple[Candidate, StoredDocument] | None = None
    for document in reach_of(asked, naming).documents:
        found = [c for c in find_facts(asked, document, base) if c.accepted and _is_of(absent, c)]
        if found and (best is None or found[0].score > best[0].score):
            best = found[0], document
    if best is None:
        return None
    drafted = one_figure(asked, naming, best[1], [best[0]], base)
    note = say("answers.fact.told_elsewhere", place=quoted(absent.name), unit=quoted(unit_name(best[1])))
    return replace(drafted, lines=(*drafted.lines, Line(note, (*filter(None, (identity_source(best[1]),)),))))


def _naming(place: Place, documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[StoredDocument]:
    """The documents that name the place in one of the passages closest to its name."""
    by_id = {d.document_id: d for d in documents}
    key = f" {name_key(strip_kind(place.name))} "
    found = base.search(place.name, Filters(document_ids=tuple(by_id)), k=_SEARCHED)
    ids = dict.fromkeys(p.document_id for p in found if key in f" {name_key(p.text)} ")
    return [by_id[i] for i in ids if i in by_id]


def _is_of(place: Place, candidate: Candidate) -> bool:
    """Whether the place is the last one named before the figure; a row may name it anywhere."""
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
