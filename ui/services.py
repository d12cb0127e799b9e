"""What the tabs work with."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.llm import LanguageModel
from knowledge.people.conversations import Conversations


@dataclass(frozen=True, slots=True)
class Services:
    """The open store, the kept conversations and the settings: one set for each process.

    ``model`` is there only where the settings name a language model.
    """

    knowledge_base: KnowledgeBase
    conversations: Conversations
    settings: Settings
    model: LanguageModel | None = None
