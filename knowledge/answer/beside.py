"""What an answer tells beside its figure: the whole it is printed with, and the share that was asked for."""

from __future__ import annotations

from dataclasses import replace

from foundation.answers import Value
from foundation.wording import say
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import fact_source, shown_value
from knowledge.answer.facts import find_facts
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.query import Asked, Query
from knowledge.store.ledger.stored import StoredDocument

_PERCENT = ("%", "‰")


def figure_line(
    query: Query,
    subject: str,
    place: str,
    best: Candidate,
    document: StoredDocument,
    base: KnowledgeBase,
    extra: tuple[Source, ...] = (),
) -> tuple[list[Line], Value | None]:
    """The first line of an answer, a second where the share that was asked for is not told, and the value.

    There is no one value where the figure and its share were asked for and both are told.
    ``place`` may hold marks of ``extra``, which follow the figure's own source.
    """
    source = fact_source(base, best)
    value = quoted(shown_value(best.number, best.unit))
    if best.whole:
        whole = quoted(shown_value(best.whole, best.unit))
        value = str(say("answers.fact.value_of_whole", value=value, whole=whole))
    share = _share(query, best, document, base) if query.share is not None else None
    if share is None:
        text = say("answers.fact.value", subject=subject, place=place, value=value, mark=mark())
        unsaid = [Line(say("answers.fact.no_share"), claims=False)] if query.share is not None else []
        return [Line(text, (source, *extra)), *unsaid], Value(best.number, best.unit)
    sources: tuple[Source, ...] = (source, *extra)
    told = fact_source(base, share)
    if told != source:
        sources = (*sources, told)
    text = say(
        "answers.fact.with_share", subject=subject, place=place, value=value, mark=mark(),
        share=quoted(shown_value(share.number, share.unit)), share_mark=mark(sources.index(told)),
    )  # fmt: skip
    return [Line(text, sources)], None


def _share(query: Query, best: Candidate, document: StoredDocument, base: KnowledgeBase) -> Candidate | None:
    """The share told of a figure: behind it in its own sentence or row, else accepted by itself."""
    assert query.share is not None
    asked = replace(query, asked=Asked("percent", _PERCENT), figure=query.share.figure, share=None)
    wanted = query.share.figure or "actual"
    found = [c for c in find_facts(asked, document, base) if c.kind == wanted]
    same = [c for c in found if c.statement is best.statement and (c.from_table or c.start > best.start)]
    return next((c for c in (*same, *found) if c.accepted), None)
