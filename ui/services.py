"""What the tabs work with."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.people.conversations import Conversations


@dataclass(frozen=True, slots=True)
class Services:
    """The open store, the kept conversations and the settings: one set for each process."""

    knowledge_base: KnowledgeBase
    conversations: Conversations
    settings: Settings
