"""Passage vectors in Chroma: in a folder of the store, or at a Chroma server."""

from __future__ import annotations

from sqlalchemy import Engine

from foundation.settings import Settings
from knowledge.store.vectors.folder import FolderVectors
from knowledge.store.vectors.index import Vector, Vectors, VectorsAway, VectorsUnusable
from knowledge.store.vectors.server import ServerVectors

__all__ = ["Vector", "Vectors", "VectorsAway", "VectorsUnusable", "open_vectors"]


def open_vectors(settings: Settings, engine: Engine) -> Vectors:
    """The vectors of the store whose ledger ``engine`` is; nothing is connected or opened yet.

    Raises:
        SettingsError: ``CHROMA_URL`` is no address.
    """
    if settings.chroma_url.strip():
        return ServerVectors(settings.chroma_url.strip(), settings.chroma_timeout_s, engine)
    return FolderVectors(settings.store_dir / "chroma")
