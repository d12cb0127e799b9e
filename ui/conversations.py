"""Kept conversations as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.wording import say
from knowledge.answer import ask
from ui.html import render
from ui.services import Services
from ui.transcript import ShownTurn


def conversations_html(services: Services, current: str) -> str:
    """The list of conversations, the latest first; ``current`` is the id of the open one."""
    entries = [
        {"id": conversation.conversation_id, "title": conversation.title}
        for conversation in services.conversations.all()
    ]
    return str(render("conversations", conversations=entries, current=current))


def shown_turns(services: Services, conversation: str) -> list[ShownTurn]:
    """The turns of a kept conversation, oldest first.

    Raises:
        NotFound: there is no such conversation (any more).
    """
    return [
        ShownTurn(turn.turn_id, turn.question, "done", turn.answer, feedback=turn.feedback or "")
        for turn in services.conversations.turns(conversation)
    ]


def examples(services: Services) -> Sequence[str]:
    """Questions that the documents of the store can answer: what it says when asked what it can do."""
    return ask(say("ui.welcome.what_can_you_do"), services.knowledge_base).suggestions
