"""The filters beside the chat: what can be chosen, and what a choice means for a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import gradio as gr

from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import StoredDocument
from language.periods import period_label

NO_DOCUMENT = ""  # an id that no document has


def unit_label(document: StoredDocument) -> str:
    """The reporting unit with what tells it apart: "xã A, huyện B"; "" when it is unknown."""
    summary = document.summary
    return ", ".join(part for part in (summary.commune, summary.district) if part) or summary.province or ""


def filter_widgets() -> tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown]:
    """Three drop-downs: unit, period, kind of document."""
    return (
        gr.Dropdown([], multiselect=True, label=say("ui.filters.unit"), elem_id="filter-unit"),
        gr.Dropdown([], multiselect=True, label=say("ui.filters.period"), elem_id="filter-period"),
        gr.Dropdown([], multiselect=True, label=say("ui.filters.kind"), elem_id="filter-kind"),
    )


def filter_choices(
    documents: Sequence[StoredDocument], *chosen: Sequence[str] | None
) -> list[dict[str, object]]:
    """Updates for the three drop-downs with what the documents offer, most recent period first.

    Of what was ``chosen`` (units, periods, kinds) only what is still offered stays chosen.
    """
    units = sorted({unit_label(document) for document in documents} - {""})
    periods = sorted(_told(document.summary.period for document in documents), reverse=True)
    kinds = sorted(_told(document.summary.kind for document in documents))
    offered = (
        [(unit, unit) for unit in units],
        [(period_label(code), code) for code in periods],
        [(kind.capitalize(), kind) for kind in kinds],
    )
    return [
        gr.update(choices=choices, value=[value for _, value in choices if value in (kept or ())])
        for choices, kept in zip(offered, chosen, strict=True)
    ]


def chosen_filters(
    knowledge_base: KnowledgeBase,
    units: Sequence[str] | None,
    periods: Sequence[str] | None,
    kinds: Sequence[str] | None,
) -> Filters:
    """What was chosen, as the filters of a question; nothing chosen filters nothing.

    Units become their documents, because a commune's name alone may stand in two districts.
    """
    of_units = [
        document.document_id
        for document in knowledge_base.documents()
        if unit_label(document) in (units or ())
    ]
    if units and not of_units:
        of_units = [NO_DOCUMENT]
    return Filters(
        periods=tuple(periods or ()), kinds=tuple(kinds or ()), document_ids=tuple(of_units)
    )  # fmt: skip


def _told(values: Iterable[str | None]) -> set[str]:
    return {value for value in values if value}
