"""The registry on a day, who cites an instrument, and expired citations, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.law.citing import Cited, Listed, Unlisted, cited_key, expired_citations
from knowledge.law.shelf import StoredLaw
from knowledge.law.standing import ended_on
from language.registry import Entries, Registered, end_of
from language.text import fold
from ui.html import render
from ui.law_words import day_label, is_sure, read_day, status_label, told
from ui.transcript import place_of

_MOST_MENTIONS = 300  # in the panel of one instrument


def registry_html(
    listed: Sequence[Listed],
    entries: Entries,
    laws: Sequence[StoredLaw],
    cited: Sequence[Cited],
    unread: Sequence[tuple[Registered, Registered]],
    on: date,
    others: Sequence[Unlisted] = (),
) -> str:
    """The table of instruments on the day, after the amendments whose text nobody has read.

    ``others`` are cited instruments that the registry does not know: they stand below, as such.
    """
    stored = {law.known.number: told("digest" if law.digest else "whole") for law in laws}
    citing: dict[str, set[str]] = {}
    for mention in cited:
        if mention.known is not None:
            citing.setdefault(mention.known.number, set()).add(mention.document.document_id)
    warnings = [
        told("unread", law=law.number, amendment=by.number, begins=day_label(by.in_force_from))
        for law, by in unread
    ]
    rows = [_row(item, entries, stored, len(citing.get(item.known.number, ()))) for item in listed]
    rows += [_unlisted_row(one) for one in others]
    title = told("title", day=day_label(on), n=len(rows))
    return str(render("law_list", told=told, title=title, warnings=warnings, rows=rows))


def _row(item: Listed, entries: Entries, stored: Mapping[str, str], citing: int) -> dict[str, Any]:
    known, standing = item.known, item.standing
    ended = end_of(known, entries)
    stated = known.in_force_until is not None  # else the end follows from another instrument's
    return {
        "number": known.number,
        "name": f"{known.kind} {known.number}",
        "title": known.title,
        "issuer": known.issuer,
        "stored": stored.get(known.number, ""),
        "days": [
            ("issued", known.issued and day_label(known.issued), is_sure(known, "issued")),
            ("from", known.in_force_from and day_label(known.in_force_from), is_sure(known, "in_force_from")),
            ("until", ended and day_label(ended[0]), stated and is_sure(known, "in_force_until")),
        ],
        "title_sure": is_sure(known, "title"),
        "status": standing.status,
        "status_label": status_label(standing),
        "sure": standing.certainty == "sourced",
        "because": told("because", number=standing.because) if standing.because else "",
        "replaced_by": ", ".join(known.replaced_by),
        "replaced_sure": is_sure(known, "in_force_until"),
        "citing": citing,
    }


def _unlisted_row(one: Unlisted) -> dict[str, Any]:
    """What reports print of an instrument that the registry does not know; nothing is vouched for."""
    issued = read_day(one.date)
    name = one.name if fold(one.name).startswith(fold(one.kind)) else f"{one.kind} {one.name}"
    days = [("issued", issued and day_label(issued), False), ("from", None, True), ("until", None, True)]
    return {
        "number": one.key, "name": name, "title": "", "issuer": one.issuer, "stored": "", "days": days,
        "title_sure": True, "status": "unknown", "status_label": told("unlisted"), "sure": True,
        "because": "", "replaced_by": "", "replaced_sure": True,
        "citing": len({mention.document.document_id for mention in one.mentions}),
    }  # fmt: skip


def expired_html(cited: Sequence[Cited], entries: Entries) -> str:
    """Each report's citations of instruments that no longer applied on its day."""
    found = sorted(
        expired_citations(cited), key=lambda one: (one.document.name, one.reference.record.span.start)
    )
    rows = [_expired(one, entries) for one in found]
    return str(render("law_expired", told=told, rows=rows))


def _expired(one: Cited, entries: Entries) -> dict[str, Any]:
    assert one.known is not None
    assert one.standing is not None
    ended, span = ended_on(one.known, entries), one.reference.record.span
    successors = ", ".join(one.standing.replaced_by)
    return {
        "unit": one.document.identity.unit or one.document.title,
        "file": one.document.name,
        "on": day_label(one.on),
        "number": one.known.number,
        "since": told("expired.since", day=day_label(ended)) if ended else told("expired.since_unknown"),
        "sure": one.standing.certainty == "sourced",
        "replaced_by": successors or one.standing.because,
        "quote": " ".join(one.quote.split()),
        "document": one.document.document_id,
        "start": span.start,
        "end": span.end,
    }


def citing_html(
    known: Registered | None, cited: Sequence[Cited], citations: Sequence[Mapping[str, Any]], opened: str
) -> str:
    """The panel of the mentions of one instrument; ``citations`` are those of ``cited``, in order.

    ``known`` is None for an instrument that the registry does not know.

    ``opened`` changes with every opening, so that the page notices that it was opened again.
    """
    entries = [_mention(one, citation) for one, citation in zip(cited, citations, strict=True)]
    documents = len({one.document.document_id for one in cited})
    if known is None:
        title, about = " ".join(cited[0].quote.split()), told("unlisted")
    else:
        title = f"{known.kind} {known.number}"
        about = known.title if is_sure(known, "title") else ""
    return str(
        render(
            "law_citing", told=told, opened=opened, title=title, about=about,
            entries=entries[:_MOST_MENTIONS], facts=told("citing.facts", n=len(cited), documents=documents),
        )
    )  # fmt: skip


def _mention(one: Cited, citation: Mapping[str, Any]) -> dict[str, Any]:
    span = one.reference.record.span
    return {
        "unit": one.document.identity.unit or one.document.title,
        "file": one.document.name,
        "day": told("citing.no_day") if one.on is None else told("citing.on", day=day_label(one.on)),
        "status": "" if one.standing is None else one.standing.status,
        "status_label": "" if one.standing is None else status_label(one.standing),
        "sure": one.standing is None or one.standing.certainty == "sourced",
        "quote": " ".join(one.quote.split()),
        "place": place_of(citation),
        "data": {
            "event": "cite", "document": one.document.document_id, "start": span.start, "end": span.end,
            "number": cited_key(one),
        },
    }  # fmt: skip
