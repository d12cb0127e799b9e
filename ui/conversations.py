"""Kept conversations as the page shows them."""

from __future__ import annotations

from knowledge.answer.suggest import suggestions
from knowledge.base import KnowledgeBase
from ui.html import render
from ui.services import Desk
from ui.transcript import ShownTurn

_EXAMPLES = 4  # questions offered at the start


def conversations_html(desk: Desk, current: str) -> str:
    """The list of conversations, the latest first; ``current`` is the id of the open one."""
    entries = [
        {"id": conversation.conversation_id, "title": conversation.title}
        for conversation in desk.conversations.all()
    ]
    return str(render("conversations", conversations=entries, current=current))


def shown_turns(desk: Desk, conversation: str) -> list[ShownTurn]:
    """The turns of a kept conversation, oldest first.

    Raises:
        NotFound: there is no such conversation (any more).
    """
    return [
        ShownTurn(
            turn.turn_id,
            turn.question,
            "done",
            turn.answer,
            feedback=turn.feedback or "",
            reason=turn.reason,
            comment=turn.comment,
        )
        for turn in desk.conversations.turns(conversation)
    ]


def examples(knowledge_base: KnowledgeBase) -> list[str]:
    """Questions that the store can answer: one for each of several units, then a general one."""
    documents = knowledge_base.documents()
    of_units = {document.identity.unit: document for document in reversed(documents) if document.indicators}
    own = [suggestions(None, [document], knowledge_base)[:1] for document in of_units.values()]
    general = suggestions(None, documents, knowledge_base)[-1:]
    return [question for found in (*own[: _EXAMPLES - 1], general) for question in found]
