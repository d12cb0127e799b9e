"""Two figures asked for in one breath: "bao nhiêu hộ nghèo và cận nghèo?" wants one of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foundation.answers import Coverage
from foundation.wording import say
from knowledge.answer.beside import figure_line
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import cited_place, fact_source, shown_quote, subject_shown, units_of
from knowledge.answer.draft import Draft
from knowledge.answer.facts import find_facts
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, mark
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.asked import asked_for
from language.abbreviations import expand
from language.measures import is_measure
from language.text import fold

_AND = re.compile(r"\s+va\s+(?:(?:bao nhieu|may|so|co)\s+)*")
_AS_GOOD = 0.01


def answer_both(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft | None:
    """Both figures of the first document that tells both apart; None where one is asked for or told."""
    halves = _halves(query)
    if halves is None:
        return None
    for document in documents:
        found = [[c for c in find_facts(half, document, base) if c.accepted] for half in halves]
        if not all(found):
            continue
        whole = [c for c in find_facts(query, document, base) if c.accepted][:1]
        if _place(found[0][0]) == _place(found[1][0]) or (whole and _tells_both(whole[0], found)):
            return None  # "công nghiệp và xây dựng 384 tỷ đồng"
        return _drafted(halves, [each[0] for each in found], documents, document, base)
    return None


def _halves(query: Query) -> tuple[Query, Query] | None:
    """The question of what stands before "và" and that of what stands behind it."""
    if query.asked.kind not in ("number", "percent", "money") or query.share or query.every_unit:
        return None
    text = expand(query.subject)
    joints = list(_AND.finditer(fold(text)))
    if len(joints) != 1:
        return None
    joint = joints[0]
    first = tuple(w for w in query.words if w.end <= joint.start())
    second = tuple(w for w in query.words if w.start >= joint.end())
    if len(first) + len(second) != len(query.words) or not all(
        any(not w.light for w in half) for half in (first, second)
    ):
        return None
    parts = ((text[: joint.start()], first), (text[joint.end() :], second))
    one, other = (replace(query, subject=said.strip(), words=words) for said, words in parts)
    return _asked_alone(one), _asked_alone(other)


def _asked_alone(half: Query) -> Query:
    """A half with what it counts itself: "bao nhiêu thôn và hộ dân" counts hamlets and households."""
    if half.asked.kind == "percent":
        return half
    own = asked_for(f"bao nhiêu {half.subject}", half.words)
    counts = own.kind == "number" and any(is_measure(measure) for measure in own.measures)
    return replace(half, asked=own) if counts else half


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.statement.order, candidate.start


def _tells_both(whole: Candidate, found: Sequence[Sequence[Candidate]]) -> bool:
    """Whether one figure answers each half about as well as its own best one."""
    return all(
        any(_place(c) == _place(whole) and c.score >= each[0].score - _AS_GOOD for c in each)
        for each in found
    )


def _drafted(
    halves: Sequence[Query],
    told: Sequence[Candidate],
    documents: Sequence[StoredDocument],
    document: StoredDocument,
    base: KnowledgeBase,
) -> Draft:
    lines: list[Line] = []
    for half, candidate in zip(halves, told, strict=True):
        place, extra = cited_place(half, document)
        lines += figure_line(half, subject_shown(half), place, candidate, document, base, extra)[0]
    for source in dict.fromkeys(fact_source(base, candidate) for candidate in told):
        lines.append(Line(say("answers.fact.quote", quote=shown_quote(base, source), mark=mark()), (source,)))
    coverage = Coverage(len(documents), units_with=units_of([document]))
    return Draft("indicator", tuple(lines), coverage=coverage)
