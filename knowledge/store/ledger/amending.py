"""What a person says of award statements, and what is in force once it is said. No database here.

An amendment belongs to a document's name and to one statement, known by a key that a new
reading of the same words finds again. The statements as read and the amendments together give
the records in force; nothing else does, so undoing is leaving an amendment out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from foundation.document import Span
from foundation.records import AwardRecord
from language.text import fold, tokens

Action = Literal["correct", "reject", "add", "manual"]
State = Literal["applied", "unmatched", "superseded"]
FieldValue = str | int | None

# What can be corrected in a record that was read.
CORRECTABLE = (
    "count", "recipient", "recipient_kind", "award", "authority", "authority_level", "status", "period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person has set about one statement.

    ``correct`` changes fields of a statement, ``reject`` leaves it out, ``add`` is a record whose
    ``quote`` stands in the document word for word, ``manual`` one without document. ``changes``
    are field values (of a record that is added: all of them). ``was`` is the record as it was
    read when it was amended first. ``state`` tells what became of it in the version in force:
    ``unmatched`` when its statement or quote is gone, ``superseded`` when the reader by now
    finds itself what a person had added.
    """

    amendment_id: int
    document: str | None
    action: Action
    statement: str
    changes: Mapping[str, FieldValue]
    was: AwardRecord | None
    quote: str
    made_at: str
    state: State = "applied"


@dataclass(frozen=True, slots=True)
class InForce:
    """A record as it counts, the key of its statement, and the amendment behind it, if any."""

    record: AwardRecord
    statement: str
    amendment_id: int | None = None
    was: AwardRecord | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The records in force in the order they were read, added ones at their place in
    the text, and the state of each amendment by its id.
    """

    records: tuple[InForce, ...]
    states: Mapping[int, State]


def statement_keys(records: Sequence[AwardRecord], text: str) -> list[str]:
    """For each statement of a document a key that other places and layout of its words leave as it is.

    The key is made of award, recipient and the folded words of the source. Statements that agree
    in all of it are told apart by their order.
    """
    keys: list[str] = []
    seen: Counter[str] = Counter()
    for record in records:
        parts = (record.award, record.recipient_kind, record.recipient, text[slice(*record.span)])
        told = "|".join(_words(part) for part in parts)
        digest = hashlib.sha256(told.encode()).hexdigest()[:20]
        keys.append(f"{digest}-{seen[digest]}")
        seen[digest] += 1
    return keys


def _words(text: str) -> str:
    return " ".join(token.text for token in tokens(fold(text)))


def in_force(read: Sequence[AwardRecord], amendments: Sequence[Amendment], text: str) -> Outcome:
    """The records that count: what was read in ``text`` with the amendments on top."""
    by_statement = {each.statement: each for each in amendments if each.action in ("correct", "reject")}
    states: dict[int, State] = {each.amendment_id: "unmatched" for each in amendments}
    kept: list[InForce] = []
    rejected: list[AwardRecord] = []
    for record, key in zip(read, statement_keys(read, text), strict=True):
        amendment = by_statement.get(key)
        if amendment is None:
            kept.append(InForce(record, key))
            continue
        states[amendment.amendment_id] = "applied"
        if amendment.action == "reject":
            rejected.append(record)
        else:
            changed = replace(record, **_values(amendment.changes))
            kept.append(InForce(changed, key, amendment.amendment_id, record))
    kept = [_standing_alone(entry, kept, rejected) for entry in kept]
    for amendment in amendments:
        if amendment.action != "add":
            continue
        added = added_record(amendment, text)
        if added is None:
            continue
        if any(_says_the_same(record, added) for record in read):
            states[amendment.amendment_id] = "superseded"
            continue
        states[amendment.amendment_id] = "applied"
        at = next((i for i, e in enumerate(kept) if e.record.span.start > added.span.start), len(kept))
        kept.insert(at, InForce(added, amendment.statement, amendment.amendment_id))
    return Outcome(tuple(kept), states)


def _values(changes: Mapping[str, FieldValue]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name in CORRECTABLE}


def _standing_alone(entry: InForce, kept: Sequence[InForce], rejected: Sequence[AwardRecord]) -> InForce:
    """The repeat of a statement that a person has rejected counts by itself."""
    record = entry.record

    def repeated(other: AwardRecord) -> bool:
        return other.span.start == record.same_as and other.recipient_kind == record.recipient_kind

    if record.same_as is None or not any(map(repeated, rejected)):
        return entry
    if any(repeated(other.was or other.record) for other in kept):
        return entry
    return replace(entry, record=replace(record, same_as=None))


def added_record(amendment: Amendment, text: str) -> AwardRecord | None:
    """The record that a person has added, at its quote in ``text``; None when the quote is not there."""
    start = text.find(amendment.quote)
    if start < 0 or not amendment.quote:
        return None
    values: dict[str, Any] = dict(amendment.changes)
    return AwardRecord(span=Span(start, start + len(amendment.quote)), **values)


def _says_the_same(record: AwardRecord, added: AwardRecord) -> bool:
    one, two = record.span, added.span
    return (
        one.start < two.end
        and two.start < one.end
        and (record.award, record.recipient_kind, record.count, record.status)
        == (added.award, added.recipient_kind, added.count, added.status)
    )
