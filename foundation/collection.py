"""The collections that documents are in: who each is meant for."""

from __future__ import annotations

from enum import StrEnum


class Collection(StrEnum):
    """Who a document is meant for; every document is in one of these."""

    PUBLIC = "cong-khai"
    DISTRICT = "noi-bo-huyen"
    COMMUNE = "noi-bo-xa"


# The rights of who may read everything.
EVERYTHING = frozenset(Collection)
