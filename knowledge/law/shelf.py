"""The registry as the texts of a store extend it: new instruments, what they say, replace and amend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.base import KnowledgeBase
from knowledge.law.ingested import ReadLaw, is_digest, read_law
from knowledge.store.ledger.stored import StoredDocument
from language.registry import Registered, registry

# Kinds of documents that are law; a report, plan or letter is none.
LAW_KINDS = frozenset({"luật", "nghị định", "thông tư", "quyết định", "chỉ thị", "nghị quyết", "pháp lệnh",
                       "thông tư liên tịch", "văn bản hợp nhất", "quy chế", "quy định"})  # fmt: skip
# What an office's own text settles beside the days that it prints.
_SETTLED = frozenset({"title", "content", "issued", "standing", "replaces", "consolidates"})


@dataclass(frozen=True, slots=True)
class StoredLaw:
    """A document of the store that is an instrument or a digest of one."""

    document: StoredDocument
    known: Registered
    digest: bool
    amends: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its number, and that of the instrument whose consolidated text it is."""
        return (self.known.number, *self.known.consolidates[:1])


def laws_of(documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[StoredLaw]:
    """The instruments of the store with a number; a digest only where the text itself is not there."""
    found = []
    for document in documents:
        number = document.identity.value("number") if document.summary.kind in LAW_KINDS else None
        if not number:
            continue
        known, digest = registry().get(number), is_digest(document, base)
        read = None if digest and known is not None else read_law(document, base)
        if read is not None and not digest:
            known = _as_read(known, read)
        known = known or (read.known if read is not None else None)
        if known is not None:
            found.append(StoredLaw(document, known, digest, read.amends if read is not None else ()))
    whole = {number for law in found if not law.digest for number in law.numbers}
    return [law for law in found if not law.digest or law.known.number not in whole]


def _as_read(known: Registered | None, read: ReadLaw) -> Registered:
    """An entry of the registry with what the text itself says; the text alone where there is none."""
    told = read.known
    if known is None:
        return told
    settled = _SETTLED | ({"in_force_from"} if told.in_force_from is not None else set())
    return replace(
        known,
        issued=told.issued or known.issued,
        in_force_from=told.in_force_from or known.in_force_from,
        replaces=tuple(dict.fromkeys((*known.replaces, *told.replaces))),
        details=tuple(dict.fromkeys((*known.details, *told.details))),
        consolidates=told.consolidates or known.consolidates,
        certainty="sourced",
        unsure=tuple(field for field in known.unsure if field not in settled),
    )


def entries_of(laws: Sequence[StoredLaw]) -> Mapping[str, Registered]:
    """The registry, extended by the texts of the store and by what they say they replace and amend."""
    entries = dict(registry())
    for law in laws:
        if law.digest:
            entries.setdefault(law.known.number, law.known)
        else:
            entries[law.known.number] = law.known
    for law in laws:
        if not law.digest:
            _replace(law.known, entries)
            _amend(law, entries)
    return entries


def _replace(new: Registered, entries: dict[str, Registered]) -> None:
    for number in new.replaces:
        old = entries.get(number)
        if old is None or new.number in old.replaced_by:
            continue
        until = old.in_force_until if old.replaced_by else new.in_force_from
        entries[number] = replace(
            old, replaced_by=(*old.replaced_by, new.number), in_force_until=until or old.in_force_until
        )


def _amend(law: StoredLaw, entries: dict[str, Registered]) -> None:
    amendments: dict[str, tuple[str, ...]] = dict.fromkeys(law.amends, (law.known.number,))
    if law.known.consolidates:
        amendments[law.known.consolidates[0]] = law.known.consolidates[1:]
    for number, amending in amendments.items():
        old = entries.get(number)
        if old is not None:
            entries[number] = replace(old, amended_by=tuple(dict.fromkeys((*old.amended_by, *amending))))


def numbers_read(laws: Sequence[StoredLaw]) -> frozenset[str]:
    """The instruments whose text the store holds, by itself or merged into a consolidated one."""
    return frozenset(n for law in laws if not law.digest for n in (law.known.number, *law.known.consolidates))
