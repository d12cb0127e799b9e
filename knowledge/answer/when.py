"""Whether a report of another period tells a figure of the time that was asked for."""

from __future__ import annotations

from knowledge.answer.candidate import Candidate
from knowledge.answer.fitting import same_time
from knowledge.query import Query
from language.periods import find_periods

_WORDS_BEFORE, _WORDS_BEHIND = 60, 30  # how far a figure's year may stand from it


def tells_period(candidate: Candidate, query: Query) -> bool:
    """Whether the words right at the figure, or the heading of a plan, name the asked period."""
    told = candidate.period
    if told != candidate.statement.document.summary.period and any(same_time(told, p) for p in query.periods):
        return True
    statement = candidate.statement
    named = find_periods(statement.text)
    before = [m for m in named if candidate.start - _WORDS_BEFORE <= m.start < candidate.start][-1:]
    behind = [m for m in named if candidate.end <= m.start <= candidate.end + _WORDS_BEHIND][:1]
    if not statement.is_row and any(m.period.code in query.periods for m in (*before, *behind)):
        return True
    near = [statement.text] if statement.is_row else []
    if candidate.kind == "plan":
        near += [*statement.path[-2:], statement.lead, statement.text]
    return any(mention.period.code in query.periods for text in near for mention in find_periods(text))
