"""The records tab: award records page by page, and what an administrator sets right in them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr

from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.awards.book import LEVELS, RECIPIENT_KINDS, STATUSES, AwardBook
from knowledge.store.ledger.award_pages import AwardQuery
from language.periods import period_label
from ui.award_basis import basis_links
from ui.award_list import PAGE, compose_html, edit_html, history_html, list_html
from ui.award_words import kind_label, level_label, status_label
from ui.panels import panel, refusal, sent
from ui.services import Desk, Services
from ui.sources import picked_html

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_MOST_TEXT = 200  # characters of the search
_MOST_FIELD = 4000  # characters of a typed field; a quote is the longest


class AwardsTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._offset = gr.State(0)
        with gr.Row(elem_id="awards", elem_classes="with-source", equal_height=False):
            with gr.Column(elem_classes="award-page", min_width=0):
                with gr.Row(elem_classes="scope"):
                    self._places = _chooser("unit")
                    self._periods = _chooser("period")
                    self._awards = _chooser("award")
                    self._levels = _chooser("level", [(level_label(each), each) for each in LEVELS])
                    self._statuses = _chooser("status", [(status_label(each), each) for each in STATUSES])
                    self._kinds = _chooser("kind", [(kind_label(each), each) for each in RECIPIENT_KINDS])
                    self._text = gr.Textbox(
                        label=say("award_tabs.list.text"), placeholder=say("award_tabs.list.text_hint"),
                        max_lines=1, max_length=_MOST_TEXT, elem_id="awards-text",
                    )  # fmt: skip
                    self._amended = gr.Checkbox(
                        label=say("award_tabs.list.amended_only"), elem_id="awards-amended"
                    )
                self._work = panel("award-work")
                self._list = panel("award-list")
            with gr.Column(elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("award-source")
        self._query: list[Any] = [
            self._places, self._periods, self._awards, self._levels, self._statuses, self._kinds,
            self._text, self._amended,
        ]  # fmt: skip

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets; returns the events after which the records are not the same."""
        shown = [self._list, self._offset]
        for widget in self._query:
            event = widget.submit if widget is self._text else widget.input
            event(self._first_page, self._query, shown, **_QUIET)
        self._list.browse(self._page, self._query, shown, **_QUIET)
        for listing in (self._list, self._work):
            listing.cite(self._cite, None, self._source, **_QUIET)
        self._list.edit(self._edit, None, self._work, **_QUIET)
        self._list.compose(self._compose, None, self._work, **_QUIET)
        self._list.history(self._history, None, self._work, **_QUIET)
        self._work.leave(lambda: "", None, self._work, **_QUIET)
        changing: dict[str, Any] = {
            "inputs": [self._offset, *self._query], "outputs": [self._work, *shown], **_QUIET,
        }  # fmt: skip
        changes = [
            self._work.save(self._save, **changing),
            self._work.reject(self._reject, **changing),
            self._work.append(self._add, **changing),
            self._work.undo(self._undo, **changing),
            self._list.undo(self._undo, **changing),
        ]
        blocks.load(self._first_page, self._query, shown, **_QUIET)
        blocks.load(self._choices, self._query[:3], self._query[:3], **_QUIET)
        return changes

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, list the records as they are now."""
        trigger.then(self._choices, self._query[:3], self._query[:3], **_QUIET)
        trigger.then(self._same_page, [self._offset, *self._query], [self._list, self._offset], **_QUIET)

    def _choices(self, request: gr.Request, *chosen: Sequence[str] | None) -> list[dict[str, Any]]:
        offered = self._services.desk(request).knowledge_base.award_book.choices()
        choices = (
            [(place, place) for place in offered.places],
            [(period_label(code), code) for code in reversed(offered.periods)],
            [(award, award) for award in offered.awards],
        )
        return [
            gr.update(choices=pairs, value=[value for _, value in pairs if value in (kept or ())])
            for pairs, kept in zip(choices, chosen, strict=True)
        ]

    def _first_page(self, request: gr.Request, *query: Any) -> tuple[str, int]:
        return self._listed(self._services.desk(request), 0, *query)

    def _same_page(self, request: gr.Request, offset: int, *query: Any) -> tuple[str, int]:
        return self._listed(self._services.desk(request), offset, *query)

    def _page(self, request: gr.Request, event: gr.EventData, *query: Any) -> tuple[str, int]:
        offset = sent(event, "offset")
        return self._listed(self._services.desk(request), int(offset) if offset.isdigit() else 0, *query)

    def _listed(self, desk: Desk, offset: int, *query: Any) -> tuple[str, int]:
        book = desk.knowledge_base.award_book
        *chosen, text, amended_only = query
        places, periods, awards, levels, statuses, kinds = (tuple(values or ()) for values in chosen)
        asked = AwardQuery(
            places, periods, awards, levels, statuses, kinds, (text or "")[:_MOST_TEXT], bool(amended_only)
        )
        rows, total = book.page(asked, offset, PAGE)
        if not rows and offset:
            return self._listed(desk, max(0, (total - 1) // PAGE * PAGE), *query)
        links = basis_links(rows, desk.knowledge_base)
        return list_html(rows, total, offset, len(book.amendments()), desk.corrects, links), offset

    def _cite(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._services.desk(request).knowledge_base
        return picked_html(base, event, say("award_tabs.work.record_gone"))

    def _edit(self, request: gr.Request, event: gr.EventData) -> str:
        desk = self._services.desk(request)
        desk.must_administer()
        base = desk.knowledge_base
        try:
            one = base.award_book.open(_number(sent(event, "id")))
            assert one.listed.document is not None
            quote = base.cite(one.listed.document.document_id, one.listed.record.span, 1).quote
        except ProjectError as error:
            raise refusal(error.message) from error
        return edit_html(one, quote, secrets.token_hex(4))

    def _compose(self, request: gr.Request) -> str:
        desk = self._services.desk(request)
        desk.must_administer()
        names = [document.name for document in desk.knowledge_base.documents()]
        return compose_html(names, desk.knowledge_base.award_book.choices().awards, secrets.token_hex(4))

    def _history(self, request: gr.Request) -> str:
        return history_html(self._book(request).amendments(), secrets.token_hex(4))

    def _save(self, request: gr.Request, event: gr.EventData, offset: int, *query: Any) -> tuple[Any, ...]:
        document, statement = sent(event, "document"), sent(event, "statement")
        book = self._book(request)
        return self._changed(
            request, lambda: book.correct(document, statement, _typed(event)), offset, *query
        )

    def _reject(self, request: gr.Request, event: gr.EventData, offset: int, *query: Any) -> tuple[Any, ...]:
        document, statement = sent(event, "document"), sent(event, "statement")
        book = self._book(request)
        return self._changed(request, lambda: book.reject(document, statement), offset, *query)

    def _undo(self, request: gr.Request, event: gr.EventData, offset: int, *query: Any) -> tuple[Any, ...]:
        book = self._book(request)
        return self._changed(request, lambda: book.undo(_number(sent(event, "id"))), offset, *query)

    def _add(self, request: gr.Request, event: gr.EventData, offset: int, *query: Any) -> tuple[Any, ...]:
        typed, book = _typed(event), self._book(request)
        if typed.get("manual"):
            return self._changed(request, lambda: book.add_manual(typed), offset, *query)
        named = typed.get("document", "").strip()
        documents = self._services.desk(request).knowledge_base.documents()
        found = next((each.document_id for each in documents if each.name == named), "")
        return self._changed(request, lambda: book.add(found, typed.get("quote", ""), typed), offset, *query)

    def _book(self, request: gr.Request) -> AwardBook:
        """The records of a person who may change them.

        Raises:
            gr.Error: they may not.
        """
        desk = self._services.desk(request)
        desk.must_administer()
        return desk.knowledge_base.award_book

    def _changed(
        self, request: gr.Request, change: Callable[[], None], offset: int, *query: Any
    ) -> tuple[Any, ...]:
        """Make the change, close the form and list the records as they are now."""
        desk = self._services.desk(request)
        try:
            change()
        except ProjectError as error:
            raise refusal(error.message) from error
        desk.note("corrected", "awards")
        return "", *self._listed(desk, offset, *query)


def _chooser(name: str, choices: Sequence[tuple[str, str]] = ()) -> gr.Dropdown:
    return gr.Dropdown(
        list(choices), multiselect=True, label=say(f"award_tabs.list.{name}"), elem_id=f"awards-{name}"
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _typed(event: gr.EventData) -> dict[str, str]:
    """The fields of the form as they were typed."""
    try:
        told = json.loads(sent(event, "fields"))
    except ValueError as error:
        raise refusal(say("award_tabs.work.bad_form")) from error
    if not isinstance(told, dict):
        raise refusal(say("award_tabs.work.bad_form"))
    return {str(name): value[:_MOST_FIELD] for name, value in told.items() if isinstance(value, str)}
