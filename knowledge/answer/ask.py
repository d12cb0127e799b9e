"""The one entry point: a question in, an answer with citations out."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from foundation.answers import Answer, Coverage
from foundation.wording import say
from knowledge.answer.awards import answer_awards, award_question, told_otherwise
from knowledge.answer.both import answer_both
from knowledge.answer.candidate import Candidate
from knowledge.answer.compare import answer_compare
from knowledge.answer.compose import blank_line, coverage_line, original_words, unit_name
from knowledge.answer.content import answer_content, content_of_time
from knowledge.answer.corpus import answer_corpus
from knowledge.answer.draft import Draft, number
from knowledge.answer.drafted import answer_draft
from knowledge.answer.elsewhere import told_elsewhere
from knowledge.answer.facts import find_facts
from knowledge.answer.indicator import answer_fact, answer_named_thing, one_figure
from knowledge.answer.nothing import merged_line, no_period, no_report, nothing_found
from knowledge.answer.reach import Reach, reach_of, readable
from knowledge.answer.regulation import answer_regulation
from knowledge.answer.reported import reported
from knowledge.answer.smalltalk import answer_smalltalk
from knowledge.answer.suggest import suggestions
from knowledge.answer.when import tells_period
from knowledge.answer.within import only_units_within, told_within
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source
from knowledge.evidence.verify import verify
from knowledge.query import Asked, Query, Turn
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand import understand
from knowledge.understand.intent import is_noun_phrase
from knowledge.understand.periods import year_of


@reported
def ask(
    question: str,
    knowledge_base: KnowledgeBase,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    today: date | None = None,
) -> Answer:
    """Answer a question from the documents of the store, without a language model.

    Args:
        question: as a person types it, with or without diacritics.
        knowledge_base: the store.
        history: the turns before, oldest first, for follow-ups.
        filters: what the person has narrowed the documents to.
        today: for "năm ngoái"; the current date by default.
    """
    begun = time.perf_counter()
    documents = knowledge_base.documents(filters)
    restore = knowledge_base.restore_diacritics
    query = understand(question, documents, history, today, knowledge_base.vocabulary(), restore)
    understood = time.perf_counter()
    draft = _award_draft(query, documents, history, knowledge_base)
    if draft is None:
        draft = _draft(query, documents, knowledge_base)
        if query.also is not None:
            draft = _with_which(draft, query.also, documents, knowledge_base)
    composed = time.perf_counter()
    answer = _finished(query, draft, documents, knowledge_base)
    ended = time.perf_counter()
    answer.timing_ms.update(
        understand=1000 * (understood - begun),
        retrieve=1000 * (composed - understood),
        compose=1000 * (ended - composed),
        total=1000 * (ended - begun),
    )
    return answer


def _award_draft(
    query: Query, documents: Sequence[StoredDocument], history: Sequence[Turn], base: KnowledgeBase
) -> Draft | None:
    """The answer from the award ledger, None when the question is not for it.

    What no record tells may still stand in the words of a report: a count or an unsaid award
    of one unit is then looked for there before it is said that there is none.
    """
    asked = award_question(query, documents, history)
    if asked is None:
        return None
    draft = answer_awards(query, asked, documents, base)
    if draft is None or not draft.abstained or asked.every or not draft.coverage:
        return draft
    if asked.aim != "count" or not draft.coverage.units_silent:
        return draft
    by_words = _draft(query, documents, base)
    if by_words.abstained or told_otherwise(by_words, asked, documents, base):
        return draft
    return by_words


def _draft(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    if query.intent == "smalltalk":
        return answer_smalltalk(query, documents, suggestions(None, documents, base))
    if not documents and query.intent == "regulation":
        return answer_regulation(query, documents, base)
    if not documents:
        line = Line(say("answers.abstain.empty_store"), claims=False)
        return Draft(query.intent, (line,), abstained=True, coverage=Coverage(0))
    if query.intent == "corpus":
        return answer_corpus(query, documents)
    if query.intent == "draft":
        return answer_draft(query, documents, base)
    if query.intent == "compare" and len(query.places) > 1:
        return answer_compare(query, documents, base)
    if any(p.merged for p in query.places) and (told := told_elsewhere(query, documents, base)):
        return told
    if query.absent_places and not any(p.in_store for p in query.places):
        told = told_elsewhere(query, documents, base)
        return told or no_report(query, query.absent_places, len(documents))
    if query.intent == "regulation":
        return answer_regulation(query, documents, base)
    if query.intent == "compare":
        return answer_compare(query, documents, base)
    reach = reach_of(query, documents)
    if not reach.documents:
        drafted = _other_period(query, reach, base)
        return _newest_instead(query, reach, base, drafted) if query.periods_taken_over else drafted
    if query.intent == "indicator":
        place = only_units_within(query, documents)
        if place is not None:
            return told_elsewhere(query, documents, base) or told_within(query, place, reach, base)
        both = answer_both(query, readable(query, reach.documents, base), base)
        return both or _or_told_by_another(query, answer_fact(query, reach, base), documents, base)
    if is_noun_phrase(query):
        return answer_named_thing(query, reach, base)
    return answer_content(query, readable(query, reach.documents, base), base)


def _with_which(
    drafted: Draft, which: Query, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> Draft:
    """An answer with what the same sentence asks besides: which ones they are, where a report tells."""
    told = _draft(which, documents, base)
    if drafted.abstained or told.abstained:
        return drafted
    cited = {source for line in drafted.lines for source in line.sources}
    lines = [line for line in told.lines if line.sources and not cited.issuperset(line.sources)]
    return replace(drafted, lines=(*drafted.lines, *lines))


def _or_told_by_another(
    query: Query, drafted: Draft, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> Draft:
    """The answer, or where a commune's own reports do not tell, what its cluster's or district's does."""
    one_commune = len(query.places) == 1 and query.places[0].level == "xã"
    if not drafted.abstained or not one_commune or query.asked.kind not in ("number", "percent", "money"):
        return drafted
    return told_elsewhere(query, documents, base) or drafted


def _newest_instead(query: Query, reach: Reach, base: KnowledgeBase, drafted: Draft) -> Draft:
    """A follow-up's unit has no report of the period asked of another: what its newest one tells.

    The answer names its period, and then says that there is no report of the other.
    """
    if not drafted.abstained or query.intent != "indicator":
        return drafted
    answered = answer_fact(query, Reach(reach.other_periods[:1]), base)
    if answered.abstained:
        return drafted
    return replace(answered, lines=(*answered.lines, drafted.lines[0]))


def _other_period(query: Query, reach: Reach, base: KnowledgeBase) -> Draft:
    """No report of the asked period: a report of another period may still state its figure."""
    others = readable(query, reach.other_periods, base)
    if query.intent == "passage" and is_noun_phrase(query):
        query = replace(query, asked=Asked("number", explicit=False), intent="indicator")
    elif query.intent == "passage" and not (told := content_of_time(query, others, base)).abstained:
        return told
    best: Candidate | None = None
    for document in others:
        asked = replace(query, figure=query.figure or "plan") if _is_before(document, query) else query
        for candidate in find_facts(asked, document, base):
            if candidate.kind == "plan" and _is_after(document, query):
                continue
            if candidate.accepted and tells_period(candidate, query):
                return one_figure(query, others, document, [candidate], base)
            if candidate.accepted and best is None:
                best = candidate
    return no_period(query, others, base, best)


def _is_before(document: StoredDocument, query: Query) -> bool:
    """Whether the report is of an earlier year than was asked, of which it can only tell a plan."""
    last = year_of((document.summary.period or "").split("/")[-1])  # of "2020/2025" the year 2025
    return bool(last) and all(last < year_of(code) for code in query.periods)


def _is_after(document: StoredDocument, query: Query) -> bool:
    """Whether the report is of a later year than was asked, whose targets are of no earlier one."""
    return all(year_of(document.summary.period) > year_of(code) for code in query.periods)


def _finished(query: Query, draft: Draft, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Answer:
    """Verify, number and close the answer; what fails the check is not shown."""

    def words_at(source: Source) -> str:
        return original_words(base, source)

    verified = verify(draft.lines, words_at, query.echo)
    lines, value, abstained = list(verified.lines), draft.value, draft.abstained
    rows = draft.rows
    claimed = any(line.claims for line in draft.lines)
    if verified.dropped and not any(line.claims for line in lines) and claimed and not draft.abstained:
        failed = nothing_found(query, (), base)
        lines = [*failed.lines, Line(say("answers.abstain.failed_check"), claims=False)]
        value, abstained, rows = None, True, ()
    if verified.dropped and draft.value is not None and draft.lines[0] in verified.dropped:
        value = None
    considered = _considered(draft, documents)
    cited = {source.document_id for line in lines for source in line.sources}
    lines += [merged_line(p) for p in query.places if p.merged and (abstained or cited & set(p.document_ids))]
    if draft.coverage is not None:
        closing = verify([coverage_line(draft.coverage, considered)], words_at, query.echo)
        lines += [blank_line(), *closing.lines]
    text, numbered_rows, citations = number(lines, rows, draft.row_sources, base)
    asked_next = () if query.intent == "smalltalk" else suggestions(query, considered or documents, base)
    return Answer(
        text=text, intent=draft.intent, abstained=abstained, rows=numbered_rows, value=value,
        coverage=draft.coverage, citations=citations, checks=verified.checks, suggestions=asked_next,
    )  # fmt: skip


def _considered(draft: Draft, documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    if draft.coverage is None:
        return []
    named = {*draft.coverage.units_with, *draft.coverage.units_silent}
    considered = [d for d in documents if unit_name(d) in named]
    cited = {s.document_id for s in (*draft.row_sources, *(s for line in draft.lines for s in line.sources))}
    if len(cited) == draft.coverage.documents_considered:  # one report may tell of many units
        return [d for d in documents if d.document_id in cited]
    return considered
