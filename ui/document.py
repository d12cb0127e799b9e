"""The list of documents, and one document with its identity, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foundation.collection import Collection
from foundation.records import IDENTITY_FIELDS, IdentityField
from foundation.wording import say
from knowledge.store.ledger.stored import StoredDocument
from language.periods import period_label
from ui.html import render
from ui.services import Desk

COLLECTION = "collection"  # the name under which the page sends a document's collection
_SURE = 0.5  # from this confidence on a field is not marked for checking
_KEY_FIELDS = ("commune", "district", "province", "period")  # what filters and answers go by
_EVIDENCE_AROUND = 40  # characters shown before and after the words a field was read from


def documents_html(documents: Sequence[StoredDocument], desk: Desk) -> str:
    """The table of documents, by unit and period, with what the person at the desk may do to them."""
    ordered = sorted(
        documents, key=lambda one: (one.identity.unit or "~", one.summary.period or "", one.name)
    )
    return str(render("documents", documents=[_row(document) for document in ordered], desk=desk))


def _row(document: StoredDocument) -> dict[str, Any]:
    summary = document.summary
    return {
        "id": document.document_id,
        "title": document.title or document.name,
        "file": document.name,
        "unit": document.identity.unit or "",
        "district": summary.district or "",
        "province": summary.province or "",
        "period": period_label(summary.period),
        "kind": summary.kind or "",
        "pages": document.pages,
        "passages": document.passages,
        "state": say(f"ui.library.state_{document.state}"),
        "ready": document.state == "ready",
        "doubtful": any(_doubtful(document, name) for name in _KEY_FIELDS),
        "notes": [*document.notes, *(say("ui.library.also", name=name) for name in document.other_names)],
    }


def _doubtful(document: StoredDocument, name: str) -> bool:
    field: IdentityField | None = getattr(document.identity, name)
    return field is not None and field.confidence < _SURE


def document_html(
    document: StoredDocument, text: str, desk: Desk, opened: str, saved: str = "", note: str = ""
) -> str:
    """One document: its identity with evidence, to be corrected by who may, and its stored text.

    ``opened`` changes with every opening; ``saved`` names the field that was just corrected,
    ``note`` says what else that has changed.
    """
    fields = [_field(document, text, name) for name in IDENTITY_FIELDS]
    return str(
        render(
            "document",
            document=_row(document),
            desk=desk,
            fields=fields,
            text=text,
            opened=opened,
            saved=saved,
            note=note,
            collection=str(document.collection),
            collections=[(str(each), say(f"people.collections.{each}")) for each in Collection],
        )
    )


def _field(document: StoredDocument, text: str, name: str) -> dict[str, Any]:
    field: IdentityField | None = getattr(document.identity, name)
    values: dict[str, Any] = {
        "name": name, "label": say(f"ui.identity.{name}"), "value": "", "hint": "",
        "origin": say("ui.identity.origin_none"), "sure": None,
        "before": "", "words": "", "after": "", "note": "",
    }  # fmt: skip
    if field is None:
        return values
    values |= {
        "value": field.value, "note": field.note,
        "hint": period_label(field.value) if name == "period" else "",
        "origin": say(f"ui.identity.origin_{field.origin}", percent=round(100 * field.confidence)),
        "sure": field.confidence >= _SURE,
    }  # fmt: skip
    if field.span is not None:
        start, end = field.span
        values |= {
            "before": text[max(0, start - _EVIDENCE_AROUND) : start],
            "words": text[start:end],
            "after": text[end : end + _EVIDENCE_AROUND],
        }
    return values
