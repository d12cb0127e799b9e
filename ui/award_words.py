"""How an award record is said to a person: labels, badges, what was read before a correction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from foundation.answers import Citation
from foundation.wording import say, wording
from knowledge.base import KnowledgeBase
from knowledge.store.ledger.amending import CORRECTABLE
from knowledge.store.ledger.award_pages import ListedAward
from language.periods import period_label


def level_label(level: str) -> str:
    """A level of conferring: "tỉnh" is "cấp tỉnh"."""
    return str(wording("award_tabs.levels").get(level, level))


def kind_label(kind: str) -> str:
    """A kind of recipient as a heading."""
    return str(wording("award_tabs.kinds").get(kind, kind))


def status_label(status: str) -> str:
    """A status: "awarded" is "đã khen"."""
    return str(wording("ui.status").get(status, status))


def field_label(name: str) -> str:
    """The name of a field of a record."""
    return say(f"award_tabs.fields.{name}")


def value_label(name: str, value: object) -> str:
    """A field's value in words."""
    if value is None or value == "":
        return say("award_tabs.marks.nothing")
    labels: Mapping[str, Any] = {
        "period": period_label, "status": status_label, "authority_level": level_label,
        "recipient_kind": kind_label,
    }  # fmt: skip
    return str(labels.get(name, str)(str(value)))


def badges(entry: ListedAward) -> list[str]:
    """What a person has done to the record."""
    if entry.document is None:
        return [say("award_tabs.marks.manual")]
    if entry.amendment_id is None:
        return []
    return [say("award_tabs.marks.added" if entry.was is None else "award_tabs.marks.corrected")]


def read_before(entry: ListedAward) -> dict[str, str]:
    """By field, what was read where a person has corrected it."""
    if entry.was is None:
        return {}
    return {
        name: value_label(name, getattr(entry.was, name))
        for name in CORRECTABLE
        if getattr(entry.was, name) != getattr(entry.record, name)
    }


def was_line(entry: ListedAward) -> str:
    """What was read before the corrections, in one line; "" without any."""
    told = "; ".join(f"{field_label(name)} {value}" for name, value in read_before(entry).items())
    return say("award_tabs.marks.was", value=told) if told else ""


def citation_of(base: KnowledgeBase, entry: ListedAward, n: int = 1) -> Citation | None:
    """The record's source, None for one typed in without a source.

    Raises:
        NotFound: the document has gone meanwhile.
    """
    if entry.document is None:
        return None
    return base.cite(entry.document.document_id, entry.record.span, n)
