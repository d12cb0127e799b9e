"""Answers to questions for content: the few sentences that say it, grouped by document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from foundation.answers import Coverage
from foundation.wording import say
from knowledge.answer.candidate import Candidate, Weights
from knowledge.answer.compose import identity_source, quote_source, shown_quote, unit_name, units_of
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import nothing_found
from knowledge.answer.shortcomings import asks_shortcomings, turns_to_shortcomings
from knowledge.answer.titled import names_titled_body
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, mark, quoted
from knowledge.evidence.statements import DocumentEvidence, Statement, evidence_of
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.periods import find_periods
from language.words import Syllables, Word, syllables, words

_ACCEPTED = 0.62
_SURE = 0.72
_SECTION = 0.3
_SHORTEST = 24
_RECIPIENTS = ("Nơi nhận", "Kính gửi")
_MOST = 5
_MOST_PER_DOCUMENT = 5
_DROP = 0.22
_COMMON = 0.7
_IN_HEADING = 0.85
_IN_NEIGHBOUR = 0.45
# A short label that opens a list of clauses.
_LABELLED = re.compile(r"[^:;,.]{3,60}:\s")
# What says of the sentence before what it is: "Còn 02 chỉ tiêu chưa đạt. Đó là …".
_EXPLAINS = re.compile(r"(?:Đó là|Cụ thể|Gồm|Bao gồm|Trong đó|Như là)(?!\w)")


@dataclass(frozen=True, slots=True)
class _Fitting:
    statement: Statement
    score: float
    section: float
    missing: tuple[str, ...]


def answer_content(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """The two to five most relevant statements, each cited; nothing when none fits the question."""
    documents = newest_of_each(documents) if not query.periods else documents
    evidence = [evidence_of(base, d) for d in documents]
    return _told_by(query, documents, evidence, list(_ranked(query, evidence)), base)


def content_of_time(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """The same from reports of other periods, of the statements that name the asked one themselves."""
    evidence = [evidence_of(base, d) for d in documents]
    told = [f for f in _ranked(query, evidence) if _names_time(f.statement, query.periods)]
    return _told_by(query, documents, evidence, told, base)


def _names_time(statement: Statement, periods: Sequence[str]) -> bool:
    said = " . ".join((*statement.path, statement.text))
    return any(mention.period.code in periods for mention in find_periods(said))


def _told_by(
    query: Query,
    documents: Sequence[StoredDocument],
    evidence: Sequence[DocumentEvidence],
    found: Sequence[_Fitting],
    base: KnowledgeBase,
) -> Draft:
    ranked = sorted(found, key=lambda f: -f.score)
    chosen = _chosen(ranked, len(documents))
    if not chosen or not query.words:
        near = ranked[0].statement if ranked else None
        nearest = (
            None if near is None else Candidate("", "", near, 0, len(near.text), "actual", ranked[0].score)
        )
        return nothing_found(query, documents, base, nearest, intent="passage")
    return _grouped(query, documents, _with_rest_of_lists(chosen, evidence), base)


def newest_of_each(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The first document of each unit, in an order that has the newest first."""
    seen: dict[tuple[str | None, str | None, str | None], StoredDocument] = {}
    for document in documents:
        summary = document.summary
        key = (summary.unit, summary.district, None if summary.unit else document.document_id)
        seen.setdefault(key, document)
    return list(seen.values())


def _ranked(query: Query, evidence: Sequence[DocumentEvidence]) -> Iterator[_Fitting]:
    weights = Weights.by_rarity(query, evidence).of
    total = sum(weights) or 1.0
    for document in evidence:
        for statement in document.statements:
            if len(statement.text) < _SHORTEST or statement.lead.startswith(_RECIPIENTS):
                continue
            supports = [_support(word, statement) for word in query.words]
            score = sum(w * s for w, s in zip(weights, supports, strict=True)) / total
            if score <= 0.25:
                continue
            missing = tuple(
                w.text for w, s in zip(query.words, supports, strict=True) if s < 0.3 and not w.light
            )
            section = _section_fit(query, statement, weights)
            yield _Fitting(statement, score + 0.12 * section, section, missing)


def _support(word: Word, statement: Statement) -> float:
    if names_titled_body(word, statement.document):
        return 1.0
    if statement.holds(word.phrases):
        return 1.0
    if _in_heading(word, statement):
        return _IN_HEADING
    if asks_shortcomings(word) and turns_to_shortcomings(statement):
        return _IN_HEADING
    if any(statement.neighbour.find(p) for p in word.phrases):
        return _IN_NEIGHBOUR
    return 0.0


def _in_heading(word: Word, statement: Statement) -> bool:
    return any(statement.context.find(p) for p in word.phrases)


def _essential(asked: Sequence[Word], weights: Sequence[float]) -> list[Word]:
    """The words that a heading must have: not those that every page of such a report has."""
    telling = max(weights, default=0.0) * _COMMON
    return [w for w, weight in zip(asked, weights, strict=True) if weight >= telling] or list(asked)


def _section_fit(query: Query, statement: Statement, weights: Sequence[float]) -> float:
    """How exactly a heading above the statement is what was asked: 0 when it lacks a word of it."""
    best = 0.0
    essential = _essential(query.words, weights)
    for heading in (*statement.path, statement.lead):
        marks = _heading_syllables(heading)
        if not essential or not all(any(marks.find(p) for p in w.phrases) for w in essential):
            continue
        content = [w for w in words(heading) if not w.generic and w.phrase[0].isalpha()]
        best = max(best, min(1.0, len(query.words) / max(1, len(content))))
    return best


@lru_cache(maxsize=20_000)
def _heading_syllables(heading: str) -> Syllables:
    return syllables(heading)


def _chosen(ranked: Sequence[_Fitting], documents: int) -> list[_Fitting]:
    """A whole section when its heading is what was asked, else the best statements."""
    fitting = [f for f in ranked if f.section >= _SECTION or _says_it(f)]
    if not fitting:
        return []
    section = _closest_sections(fitting)
    if section:
        return _spread(sorted(section, key=lambda f: f.statement.order), documents)
    best = fitting[0].score
    return _spread([f for f in fitting if f.score >= best - _DROP], documents)


def _with_rest_of_lists(chosen: Sequence[_Fitting], evidence: Sequence[DocumentEvidence]) -> list[_Fitting]:
    """The chosen statements, each followed by what goes on with its list: "Kiến nghị …: a; b; c."."""
    read = {each.document.document_id: each.statements for each in evidence}
    told = {(f.statement.document.document_id, f.statement.order) for f in chosen}
    whole: list[_Fitting] = []
    for fitting in chosen:
        whole.append(fitting)
        last = fitting.statement
        following = read[last.document.document_id][last.order + 1 :]
        told_next = bool(following) and _EXPLAINS.match(following[0].text) is not None
        lists = told_next or _LABELLED.match(last.text) or turns_to_shortcomings(last)
        for number, following_on in enumerate(following[:_MOST] if lists else ()):
            place = (last.document.document_id, following_on.order)
            explained = told_next and number == 0
            if place in told or not (explained or _goes_on(last, following_on)):
                break
            told.add(place)
            last = following_on
            whole.append(replace(fitting, statement=last))
    return whole


def _goes_on(statement: Statement, following: Statement) -> bool:
    """Whether the next statement is a further clause of the same line."""
    same = statement.passage.passage_id == following.passage.passage_id
    between = statement.passage.text[statement.end : following.start]
    return same and statement.text.rstrip().endswith(";") and "\n" not in between


def _closest_sections(fitting: Sequence[_Fitting]) -> list[_Fitting]:
    """Of each document the statements under the heading that is most exactly what was asked."""
    closest: dict[str, float] = {}
    for found in fitting:
        document = found.statement.document.document_id
        closest[document] = max(closest.get(document, _SECTION), found.section)
    return [f for f in fitting if f.section == closest[f.statement.document.document_id]]


def _says_it(fitting: _Fitting) -> bool:
    """Whether a statement has the words; a question of many may miss one that is worded otherwise."""
    forgiven = 1 if fitting.score >= _SURE else 0
    return fitting.score >= _ACCEPTED and len(fitting.missing) <= forgiven


def _spread(found: Sequence[_Fitting], documents: int) -> list[_Fitting]:
    """At most a handful, no sentence twice within a document, several documents heard."""
    each = _MOST_PER_DOCUMENT if documents <= 1 else 2
    counts: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    chosen = []
    for fitting in found:
        document = fitting.statement.document.document_id
        key = (document, fitting.statement.folded)
        if counts.get(document, 0) >= each or key in seen:
            continue
        seen.add(key)
        counts[document] = counts.get(document, 0) + 1
        chosen.append(fitting)
        if len(chosen) >= (_MOST if documents <= 1 else 2 * _MOST):
            break
    return chosen


def _grouped(
    query: Query, documents: Sequence[StoredDocument], chosen: Sequence[_Fitting], base: KnowledgeBase
) -> Draft:
    by_document: dict[str, list[_Fitting]] = {}
    for fitting in chosen:
        by_document.setdefault(fitting.statement.document.document_id, []).append(fitting)
    lines: list[Line] = []
    for group in by_document.values():
        document = group[0].statement.document
        if len(documents) > 1 or not query.places:
            lines.append(_heading(document))
        for fitting in group:
            statement = fitting.statement
            source = quote_source(base, statement)
            text = say("answers.content.point", quote=shown_quote(base, source), mark=mark())
            lines.append(Line(text, (source,)))
    heard = [d for d in documents if d.document_id in by_document]
    silent = [d for d in documents if d.document_id not in by_document]
    coverage = Coverage(len(documents), units_with=units_of(heard), units_silent=units_of(silent))
    return Draft("passage", tuple(lines), coverage=coverage)


def _heading(document: StoredDocument) -> Line:
    source = identity_source(document)
    if source is None:
        return Line(say("answers.content.group_document", document=quoted(document.name)), claims=False)
    text = say("answers.content.group", unit=quoted(unit_name(document)), mark=mark())
    return Line(text, (source,), claims=False)
