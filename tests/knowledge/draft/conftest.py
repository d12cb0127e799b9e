"""Stores to draft from: the small corpus of the answering tests and the real reports."""

from __future__ import annotations

from tests.knowledge.answer.conftest import seed_store, small_store

__all__ = ["seed_store", "small_store"]
