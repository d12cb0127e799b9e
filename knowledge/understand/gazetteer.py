"""The units that a store's documents name: those that report, and those that records tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foundation.records import UnitLevel
from knowledge.store.ledger.stored import StoredDocument
from knowledge.store.remembering import kept_for_documents
from knowledge.understand.organisations import organisation_of
from language.units import name_key, split_kind, strip_kind
from language.units_names import accented_key, kinds

_SAID_LEVELS: dict[str, UnitLevel] = {"commune": "xã", "district": "huyện", "province": "tỉnh"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit that documents name; ``units``: those that report on a unit, ``own``: on this one.

    ``document_ids`` name it in their identity: none do where only another unit's records tell of it.
    """

    name: str
    bare: str
    level: UnitLevel
    document_ids: tuple[str, ...]
    units: tuple[str, ...]
    own: tuple[str, ...]
    syllables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The units that documents name, the longest names first; the same by first syllable, and
    the names by how many syllables they have, with their place among the units."""

    entries: tuple[Entry, ...]
    by_first: Mapping[str, Sequence[Entry]]
    ranks: Mapping[int, Mapping[str, int]]


@kept_for_documents
def gazetteer(documents: Sequence[StoredDocument]) -> Gazetteer:
    """Units named by the documents' identities, and after their namesakes those only told of."""
    entries = sorted(_named_units(documents), key=lambda e: (-len(e.syllables), not e.document_ids))
    by_first: dict[str, list[Entry]] = {}
    ranks: dict[int, dict[str, int]] = {}
    for rank, entry in enumerate(entries):
        by_first.setdefault(entry.bare.split(" ")[0], []).append(entry)
        ranks.setdefault(len(entry.syllables), {}).setdefault(entry.bare, rank)
    return Gazetteer(tuple(entries), by_first, ranks)


def _named_units(documents: Sequence[StoredDocument]) -> list[Entry]:
    gathered: dict[tuple[UnitLevel, str, str], tuple[str, list[str], list[str], list[str]]] = {}
    for document in documents:
        summary = document.summary
        own = None if organisation_of(document) else summary.unit
        for field, level in _SAID_LEVELS.items():
            name = getattr(summary, field)
            if not name:
                continue
            within = (summary.district or "") if level == "xã" else ""
            slot = gathered.setdefault(
                (level, accented_key(strip_kind(name)), name_key(within)), (name, [], [], [])
            )
            slot[1].append(document.document_id)
            if own is not None:
                slot[2].append(document.document_id)
            if name == own:
                slot[3].append(document.document_id)
        for told in document.tells_of:
            told_level = _level_told(told)
            if told_level is not None:
                within = (summary.district or "") if told_level == "xã" else ""
                key = (told_level, accented_key(strip_kind(told)), name_key(within))
                gathered.setdefault(key, (told, [], [], []))
    found = []
    for (level, _, _), (written, ids, units, own_ids) in gathered.items():
        bare = name_key(strip_kind(written))
        found.append(
            Entry(written, bare, level, tuple(ids), tuple(units), tuple(own_ids), tuple(bare.split()))
        )
    return found


def _level_told(name: str) -> UnitLevel | None:
    """The level of a commune or district by its kind word; a village is no place of reports."""
    levels = kinds().get((split_kind(name)[0] or "").lower(), ())
    return levels[0] if len(levels) == 1 and levels[0] in ("xã", "huyện") else None
