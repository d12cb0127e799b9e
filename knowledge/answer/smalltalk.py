"""Greetings, thanks, "what can you do": a short fitting reply with examples from the store."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.intent import is_smalltalk


def answer_smalltalk(query: Query, documents: Sequence[StoredDocument], examples: Sequence[str]) -> Draft:
    """The reply to small talk; ``examples`` are questions that the store can answer."""
    kind = is_smalltalk(query.question) or "greeting"
    lines = [Line(say(f"answers.smalltalk.{kind}"), claims=False)]
    if not documents and kind != "farewell":
        lines.append(Line(say("answers.smalltalk.empty"), claims=False))
    elif kind != "farewell":
        lines += [Line(say("answers.smalltalk.example", question=quoted(e)), claims=False) for e in examples]
    return Draft("smalltalk", tuple(lines))
