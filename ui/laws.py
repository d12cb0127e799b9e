"""The regulations tab: the registry on a chosen day, who cites what, and what had expired."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import gradio as gr

from foundation.errors import NotFound
from knowledge.base import KnowledgeBase
from knowledge.law.citing import Cited, citations, cited_key, listed_on, unlisted, unread_amendments
from knowledge.law.shelf import StoredLaw, entries_of, laws_of
from knowledge.store.ledger.stored import StoredDocument
from language.registry import Entries, registry
from ui.law_list import citing_html, expired_html, registry_html
from ui.law_timeline import timeline_html
from ui.law_words import STATUSES, day_label, read_day, told
from ui.panels import panel, refusal, sent
from ui.services import Services
from ui.sources import picked_html

# Kinds that offices issue themselves: the registry has none of them, reports cite many.
_LOCAL_KINDS = ("kế hoạch", "công văn", "hướng dẫn", "nghị quyết", "quyết định", "văn bản")
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The instruments of a state of the store, and every mention of one."""

    documents: tuple[StoredDocument, ...]
    laws: tuple[StoredLaw, ...]
    entries: Entries
    cited: tuple[Cited, ...]


class LawsTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._shelves: WeakKeyDictionary[KnowledgeBase, Shelf] = WeakKeyDictionary()
        everything = (told("everything"), "")
        kinds = sorted({known.kind for known in registry().values()} | set(_LOCAL_KINDS))
        statuses = [(told(f"statuses.{status}"), status) for status in STATUSES]
        with gr.Row(elem_id="laws", elem_classes="with-source", equal_height=False):
            with gr.Column(elem_classes="award-page", min_width=0):
                with gr.Row(elem_classes="scope"):
                    self._day = gr.Textbox(
                        label=told("day"), placeholder=told("day_hint"), max_lines=1, max_length=20,
                        elem_id="laws-day",
                    )  # fmt: skip
                    self._kind = gr.Dropdown(
                        [everything, *((kind.capitalize(), kind) for kind in kinds)], value="",
                        label=told("kind"), elem_id="laws-kind",
                    )  # fmt: skip
                    self._status = gr.Dropdown(
                        [everything, *statuses], value="", label=told("status"), elem_id="laws-status"
                    )
                self._list = panel("law-list")
                self._timeline = panel("law-timeline")
                self._expired = panel("law-expired")
            with gr.Column(elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("law-source")
        self._chosen: list[Any] = [self._day, self._kind, self._status]

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        shown = [self._list, self._timeline]
        self._day.submit(self._show, self._chosen, shown, **_QUIET)
        self._day.blur(self._show, self._chosen, shown, **_QUIET)
        self._kind.input(self._show, self._chosen, shown, **_QUIET)
        self._status.input(self._show, self._chosen, shown, **_QUIET)
        self._list.cell(self._citing, None, self._source, **_QUIET)
        self._source.cell(self._citing, None, self._source, **_QUIET)
        for listing in (self._source, self._expired):
            listing.cite(self._cite, None, self._source, **_QUIET)
        blocks.load(lambda: day_label(date.today()), None, self._day, **_QUIET)
        blocks.load(self._show_all, self._chosen, [*shown, self._expired], **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, list what the documents cite now."""
        trigger.then(self._show_all, self._chosen, [self._list, self._timeline, self._expired], **_QUIET)

    def _current(self, base: KnowledgeBase) -> Shelf:
        """What the part of the store that a person sees has now; kept until a document changes."""
        documents = tuple(base.documents())
        shelf = self._shelves.get(base)
        if shelf is None or shelf.documents != documents:
            laws = laws_of(documents, base)
            entries = entries_of(laws)
            own = {law.document.document_id for law in laws}
            reports = [one for one in documents if one.document_id not in own]
            cited = citations(reports, base, entries)
            shelf = Shelf(documents, tuple(laws), entries, tuple(cited))
            self._shelves[base] = shelf
        return shelf

    def _show(
        self, request: gr.Request, typed: str | None, kind: str | None, status: str | None
    ) -> tuple[str, str]:
        today = date.today()
        on = read_day(typed) if (typed or "").strip() and typed is not None else today
        if on is None:
            raise refusal(told("bad_day"))
        shelf = self._current(self._services.desk(request).knowledge_base)
        listed = [
            item
            for item in listed_on(on, shelf.entries)
            if kind in (None, "", item.known.kind) and status in (None, "", item.standing.status)
        ]
        unread = unread_amendments(on, shelf.entries, shelf.laws)
        others = [
            one
            for one in unlisted(shelf.cited)
            if kind in (None, "", one.kind) and status in (None, "", "unknown")
        ]
        return (
            registry_html(listed, shelf.entries, shelf.laws, shelf.cited, unread, on, others),
            timeline_html(listed, shelf.entries, on, today),
        )

    def _show_all(self, request: gr.Request, *chosen: Any) -> tuple[str, str, str]:
        shelf = self._current(self._services.desk(request).knowledge_base)
        return (*self._show(request, *chosen), expired_html(shelf.cited, shelf.entries))

    def _citing(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._services.desk(request).knowledge_base
        shelf = self._current(base)
        key = sent(event, "number")
        cited = [one for one in shelf.cited if cited_key(one) == key]
        known = shelf.entries.get(key)
        if known is None and not cited:
            raise refusal(told("citing.gone"))
        return citing_html(known, cited, _cited(base, cited), secrets.token_hex(4))

    def _cite(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._services.desk(request).knowledge_base
        number = sent(event, "number")
        back = {"event": "cell", "number": number} if number else None
        return picked_html(base, event, told("citing.gone"), back)


def _cited(base: KnowledgeBase, mentions: Sequence[Cited]) -> list[dict[str, Any]]:
    try:
        return [
            base.cite(one.document.document_id, one.reference.record.span, n).as_json()
            for n, one in enumerate(mentions, start=1)
        ]
    except NotFound as error:
        raise refusal(told("citing.gone")) from error
