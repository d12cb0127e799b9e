"""Drafts for the units of the real reports: nothing without a source, nothing invented."""

from __future__ import annotations

import pytest

from knowledge.base import KnowledgeBase
from knowledge.draft import DraftRequest, draft
from tests.knowledge.draft.checks import dangling, unaccounted, uncited

pytestmark = [pytest.mark.seeds, pytest.mark.slow]


def test_every_unit_can_be_drafted_with_sources_only(seed_store: KnowledgeBase) -> None:
    documents = seed_store.documents()
    assert len(documents) == 5
    for document in documents:
        summary = document.summary
        assert summary.period
        made = draft(DraftRequest(summary.unit or "", summary.period), seed_store)
        assert unaccounted(made) == [], summary.unit
        assert uncited(made) == []
        assert dangling(made, seed_store) == []
        assert made.blanks
        assert made.citations
