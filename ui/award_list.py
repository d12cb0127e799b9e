"""The list of award records, the form for one of them, and what a person has set, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from foundation.wording import say
from knowledge.awards.book import LEVELS, RECIPIENT_KINDS, STATUSES, OpenedAward
from knowledge.store.ledger.amending import CORRECTABLE, Amendment
from knowledge.store.ledger.award_pages import ListedAward
from language.periods import period_label
from ui.award_basis import LegalLink
from ui.award_words import (
    badges,
    field_label,
    kind_label,
    level_label,
    read_before,
    status_label,
    value_label,
    was_line,
)
from ui.html import render

PAGE = 25
_OPTIONS = {
    "recipient_kind": [(value, kind_label(value)) for value in RECIPIENT_KINDS],
    "authority_level": [(value, level_label(value)) for value in LEVELS],
    "status": [(value, status_label(value)) for value in STATUSES],
}
_WIDE = {"recipient", "award", "document", "quote"}
_HINTS = {"period": "period_hint", "count": "no_count", "document": "document_hint"}
_ADDED_FIELDS = ("unit", "district", "province", *CORRECTABLE, "reason", "document", "quote")
_PRESET = {"status": "awarded"}
_LONGEST_QUOTE = 160  # characters in the list of what was set
_MOST_LISTED = 1000  # names offered while typing


def list_html(
    rows: Sequence[ListedAward],
    total: int,
    offset: int,
    amendments: int,
    corrects: bool,
    basis: Mapping[int | None, LegalLink] = MappingProxyType({}),
) -> str:
    """One page of records with the buttons to go on; ``basis`` is each one's article of law, by its id.

    ``corrects``: whether who looks at it may set records right.
    """
    return str(
        render(
            "award_list",
            rows=[_row(row) | {"basis": basis.get(row.award_id)} for row in rows],
            total=total,
            amendments=amendments,
            corrects=corrects,
            first=offset + 1,
            last=offset + len(rows),
            previous=max(0, offset - PAGE) if offset else None,
            following=offset + PAGE if offset + PAGE < total else None,
        )
    )


def _row(row: ListedAward) -> dict[str, Any]:
    record, document = row.record, row.document
    above = (row.district if row.district != record.unit else None, row.province)
    values: dict[str, Any] = {
        "unit": record.unit,
        "place": ", ".join(part for part in above if part),
        "period": period_label(row.period),
        "recipient": record.recipient,
        "kind": kind_label(record.recipient_kind),
        "count": "–" if record.count is None else record.count,
        "award": record.award,
        "giver": record.authority or level_label(record.authority_level),
        "status": status_label(record.status),
        "status_quiet": record.status != "awarded",
        "badges": badges(row),
        "was": was_line(row),
    }
    if document is None:
        what = say("award_tabs.work.undo")
        return values | {
            "document": "", "action": "undo", "id": row.amendment_id, "action_title": what,
            "action_label": say("award_tabs.work.undo_label", what=f"{record.unit}, {record.award}"),
            "confirm": say("award_tabs.work.reject_confirm"),
        }  # fmt: skip
    return values | {
        "document": document.document_id, "file": document.name.rsplit("/", 1)[-1],
        "start": record.span.start, "end": record.span.end, "action": "edit", "id": row.award_id,
        "action_title": say("award_tabs.list.edit"), "confirm": "",
        "action_label": say("award_tabs.list.edit_label", unit=record.unit, award=record.award),
    }  # fmt: skip


def edit_html(one: OpenedAward, quote: str, opened: str) -> str:
    """The form for a record of a document: what can be corrected, and what was read before."""
    record, before = one.listed.record, read_before(one.listed)
    fields = [
        _field(name, getattr(record, name))
        | {"was": say("award_tabs.marks.was", value=before[name]) if name in before else ""}
        for name in CORRECTABLE
    ]
    assert one.listed.document is not None
    data = {"document": one.listed.document.document_id, "statement": one.statement}
    return str(
        render(
            "award_form", title=f"{say('award_tabs.work.edit_title')}: {record.unit}", opened=opened,
            help=say("award_tabs.work.help"), quote=quote, fields=fields, manual=False, event="save",
            data=data, undo=one.listed.amendment_id,
        )
    )  # fmt: skip


def compose_html(documents: Sequence[str], awards: Sequence[str], opened: str) -> str:
    """The form for a new record; ``documents`` and ``awards`` are names to choose from."""
    listed = {"document": documents[:_MOST_LISTED], "award": awards[:_MOST_LISTED]}
    fields = [
        _field(name, _PRESET.get(name, "")) | {"listed": listed.get(name, ())} for name in _ADDED_FIELDS
    ]
    for field in fields:
        if field["options"] and not field["value"]:
            field["options"] = [("", say("award_tabs.work.choose")), *field["options"]]
    return str(
        render(
            "award_form", title=say("award_tabs.work.add_title"), opened=opened,
            help=say("award_tabs.work.add_help"), quote="", fields=fields, manual=True, event="append",
            data={}, undo=None,
        )
    )  # fmt: skip


def _field(name: str, value: object) -> dict[str, Any]:
    own = f"award_tabs.work.{name}" if name in ("document", "quote") else f"award_tabs.fields.{name}"
    return {
        "name": name, "label": say(own), "value": "" if value is None else str(value), "was": "",
        "options": _OPTIONS.get(name, []), "wide": name in _WIDE, "long": name == "quote", "listed": (),
        "hint": say(f"award_tabs.work.{_HINTS[name]}") if name in _HINTS else "",
    }  # fmt: skip


def history_html(amendments: Sequence[Amendment], opened: str) -> str:
    """Everything that a person has set, each with a button to take it back."""
    return str(render("award_history", entries=[_entry(each) for each in amendments], opened=opened))


def _entry(amendment: Amendment) -> dict[str, Any]:
    quote = amendment.quote[:_LONGEST_QUOTE]
    return {
        "id": amendment.amendment_id,
        "action": say(f"award_tabs.history.{amendment.action}"),
        "record": _record_line(amendment),
        "quote": quote + ("…" if len(amendment.quote) > _LONGEST_QUOTE else ""),
        "changes": _changes(amendment),
        "document": amendment.document,
        "state": say(f"award_tabs.history.{amendment.state}"),
        "applied": amendment.state == "applied",
        "hint": say("award_tabs.history.unmatched_hint") if amendment.state == "unmatched" else "",
        "when": datetime.fromisoformat(amendment.made_at).astimezone().strftime("%d/%m/%Y %H:%M"),
    }


def _record_line(amendment: Amendment) -> str:
    was = amendment.was
    values: Mapping[str, Any] = (
        amendment.changes if was is None else {name: getattr(was, name) for name in ("unit", *CORRECTABLE)}
    )
    told = (values["unit"], values["recipient"], values["award"])
    return ", ".join(str(part) for part in told if part)


def _changes(amendment: Amendment) -> list[str]:
    if amendment.was is None:
        names = ("count", "status", "period")
        return [f"{field_label(n)}: {value_label(n, amendment.changes.get(n))}" for n in names]
    return [
        say(
            "award_tabs.history.changed", field=field_label(name),
            before=value_label(name, getattr(amendment.was, name)), after=value_label(name, value),
        )
        for name, value in amendment.changes.items()
    ]  # fmt: skip
