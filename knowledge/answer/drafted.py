"""A draft asked for in the chat: the drafting room's paragraphs as the lines of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foundation.answers import Coverage
from foundation.wording import say
from knowledge.answer.compose import unit_name
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import no_period, no_report
from knowledge.answer.reach import reach_of
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import MARK, Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.periods import Period, period_label

if TYPE_CHECKING:
    from knowledge.draft.parts import Paragraph


def answer_draft(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """The asked sections for one unit and one period: those named, else the newest report's.

    A unit or period without a report gets no draft of blanks: that there is none is said.
    """
    # The drafting room builds on this one and can only be looked up once both are there.
    from knowledge.draft.compose import compose
    from knowledge.draft.parts import DraftError, DraftRequest
    from knowledge.draft.sections import sections_named_in

    if query.absent_places:
        return no_report(query, query.absent_places, len(documents))
    if len(query.places) != 1:
        return Draft("draft", (Line(say("answers.drafted.which_unit"), claims=False),), abstained=True)
    reach = reach_of(query, documents)
    reports = [d for d in reach.documents if d.summary.period]
    if not reports:
        return no_period(query, reach.other_periods, base, None)
    report = max(reports, key=lambda d: Period(d.summary.period or "").months[1])
    unit = unit_name(report)
    above = (report.summary.district, report.summary.province)
    period = report.summary.period or ""
    sections = sections_named_in(query.question)
    request = DraftRequest(", ".join(dict.fromkeys(filter(None, (unit, *above)))), period, sections)
    try:
        composed = compose(request, base)
    except DraftError as error:
        return Draft("draft", (Line(quoted(str(error)), claims=False),), abstained=True)
    head = say("answers.drafted.head", unit=quoted(unit), period=period_label(period))
    lines = [Line(head, claims=False), *map(_line, composed.paragraphs)]
    if any(sentence.blanks for paragraph in composed.paragraphs for sentence in paragraph.sentences):
        lines.append(Line(say("answers.drafted.blanks"), claims=False))
    lines += [Line(say("answers.drafted.note", note=quoted(note)), claims=False) for note in composed.notes]
    return Draft("draft", tuple(lines), coverage=Coverage(1, units_with=(unit,)))


def _line(paragraph: Paragraph) -> Line:
    """A paragraph as one line. The drafting room has checked its figures and names already."""
    texts: list[str] = []
    sources: list[Source] = []
    for sentence in paragraph.sentences:
        texts.append(_marked_from(sentence.text, len(sources)))
        sources.extend(sentence.sources)
    text = " ".join(texts)
    if paragraph.style in ("section", "topic"):
        text = f"**{text}**"
    return Line(f"- {text}" if paragraph.style == "item" else text, tuple(sources), claims=False)


def _marked_from(text: str, first: int) -> str:
    """A sentence's text safe for Markdown, its marks counted on from ``first``."""
    shown = []
    for number, piece in enumerate(MARK.split(text)):
        if number % 2:
            shown.append(f" {mark(first + int(piece))}")
        elif piece.strip():
            shown.append(f" {quoted(piece)}" if shown and piece[0].isspace() else quoted(piece))
    return "".join(shown)
