"""A document as it is about to be stored: its id, what a person has set, its passages' headers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from foundation.collection import Collection
from foundation.records import DocumentIdentity, PreparedDocument
from knowledge.store.ledger.reading import corrected

# The identity fields that a passage header shows.
HEADER_FIELDS = ("commune", "district", "province", "period")


def document_id_of(name: str) -> str:
    """The id of the document of this file name: the same for each of its versions."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class StorableDocument:
    """A document as it is about to be stored: corrections applied, headers in force."""

    prepared: PreparedDocument
    document_id: str
    identity: DocumentIdentity
    headers: tuple[str, ...]
    reader_version: str
    original: str | None
    source: str | None
    collection: Collection

    @classmethod
    def of(
        cls,
        prepared: PreparedDocument,
        changes: dict[str, str],
        original: str | None,
        source: str | None,
        reader_version: str,
        collection: Collection,
    ) -> StorableDocument:
        """A prepared document with a person's corrections in force."""
        identity = corrected(prepared.identity, changes)
        before = {name: prepared.identity.value(name) for name in HEADER_FIELDS}
        headers = tuple(header_in_force(p.header, before, identity) for p in prepared.passages)
        return cls(
            prepared, document_id_of(prepared.name), identity, headers, reader_version, original, source,
            collection,
        )  # fmt: skip

    @property
    def embedded_texts(self) -> list[str]:
        """What is embedded for each passage."""
        return [
            f"{header}\n{passage.text}" if header else passage.text
            for header, passage in zip(self.headers, self.prepared.passages, strict=True)
        ]


def header_in_force(header: str, before: dict[str, str | None], identity: DocumentIdentity) -> str:
    """A passage's header with the identity's place and period in the stead of those before.

    What the header does not spell literally (a period in words) is put before it, so that the
    words in force can be found in any case.
    """
    added = []
    for name in HEADER_FIELDS:
        old, new = before[name], identity.value(name)
        if not new or new == old:
            continue
        if old and old in header:
            header = header.replace(old, new)
        elif new not in header:
            added.append(new)
    return " | ".join([*added, header]) if header else " | ".join(added)
