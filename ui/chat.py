"""The chat tab: conversations and filters, the talk itself, and the source panel beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import gradio as gr

from foundation.errors import NotFound
from foundation.wording import say
from knowledge.people.conversations import StoredTurn, Vote
from ui.asking import answering
from ui.conversations import conversations_html, examples, shown_turns
from ui.filters import chosen_filters, filter_choices, filter_widgets
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.services import Services
from ui.sheets import data_uri
from ui.sources import source_html
from ui.tables import excel
from ui.transcript import ShownTurn, transcript_html

_VOTES: dict[str, Vote] = {"up": "up", "down": "down"}
MAX_QUESTION = 2000  # characters
# Not a secret: the browser keeps an id only, and a fixed key keeps it readable after a restart.
_BROWSER_KEY = "open-conversation"


class ChatTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._current = gr.BrowserState("", storage_key=_BROWSER_KEY, secret=_BROWSER_KEY)
        with gr.Row(elem_id="chat", equal_height=False):
            with gr.Column(elem_id="rail", scale=0, min_width=0):
                self._list = panel("conversations")
                with gr.Accordion(say("ui.filters.title"), open=True, elem_id="filters"):
                    self._filters = filter_widgets()
            with gr.Column(elem_id="talk", min_width=0):
                self._log = panel("log")
                self._question = gr.Textbox(
                    elem_id="question", label=say("ui.chat.label"), show_label=False,
                    placeholder=say("ui.chat.placeholder"), lines=1, max_lines=6, max_length=MAX_QUESTION,
                    submit_btn=True, autofocus=True,
                )  # fmt: skip
                gr.HTML(render("disclaimer"), elem_id="disclaimer", apply_default_css=False)
            with gr.Column(elem_id="source-column", elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("source")
        self._download = panel("download")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        shown = [self._log, self._list, self._current]
        asked = [self._question, *shown]
        asking = [
            self._question.submit(
                self._ask,
                [self._question, self._current, *self._filters],
                asked,
                concurrency_limit=8,
                **_QUIET,
            ),
            self._log.ask(
                self._ask_suggested, [self._current, *self._filters], asked, concurrency_limit=8, **_QUIET
            ),
        ]
        self._log.cite(self._cite, None, self._source, **_QUIET)
        self._log.feedback(self._feedback, self._current, self._log, **_QUIET)
        self._log.excel(self._excel, None, self._download, **_QUIET)
        switching: dict[str, Any] = {"cancels": asking, **_QUIET}
        self._list.new(lambda: self._show(""), None, shown, **switching)
        self._list.open(self._open, None, shown, **switching)
        self._list.rename(self._rename, self._current, self._list, **_QUIET)
        self._list.delete(self._delete, self._current, shown, **switching)
        blocks.load(self._show, self._current, shown, **_QUIET)
        blocks.load(self._choices, list(self._filters), list(self._filters), **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, offer the documents as they are now."""
        trigger.then(self._choices, list(self._filters), list(self._filters), **_QUIET)
        trigger.then(self._show, self._current, [self._log, self._list, self._current], **_QUIET)

    def _choices(self, *chosen: Sequence[str] | None) -> list[dict[str, object]]:
        return filter_choices(self._services.knowledge_base.documents(), *chosen)

    def _show(self, current: str) -> tuple[str, str, str]:
        """The log, the list and the id of a conversation; an unknown one shows the welcome."""
        turns: list[ShownTurn] = []
        try:
            turns = shown_turns(self._services, current) if current else []
        except NotFound:
            current = ""
        log = transcript_html(turns) if turns else self._welcome()
        return log, conversations_html(self._services, current), current

    def _welcome(self) -> str:
        return str(
            render(
                "welcome",
                documents=len(self._services.knowledge_base.documents()),
                questions=examples(self._services.knowledge_base),
                steps=[say(f"ui.welcome.step_{number}") for number in (1, 2, 3)],
            )
        )

    def _ask(
        self,
        question: str,
        current: str,
        units: Sequence[str] | None,
        periods: Sequence[str] | None,
        kinds: Sequence[str] | None,
    ) -> Iterator[tuple[Any, ...]]:
        question = (question or "").strip()[:MAX_QUESTION]
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        services = self._services
        try:
            before = shown_turns(services, current) if current else []
        except NotFound:
            before, current = [], ""
        if not current:
            current = services.conversations.start(question).conversation_id
        filters = chosen_filters(services.knowledge_base, units, periods, kinds)
        listed: Any = conversations_html(services, current)
        cleared: Any = ""
        for turn in answering(services, current, question, filters):
            yield cleared, transcript_html([*before, turn]), listed, current
            listed = cleared = gr.skip()

    def _ask_suggested(
        self,
        current: str,
        units: Sequence[str] | None,
        periods: Sequence[str] | None,
        kinds: Sequence[str] | None,
        event: gr.EventData,
    ) -> Iterator[tuple[Any, ...]]:
        for question, *shown in self._ask(sent(event, "question"), current, units, periods, kinds):
            yield gr.skip(), *shown
            del question

    def _cite(self, event: gr.EventData) -> str:
        number = sent(event, "n")
        for citation in self._turn(event).answer["citations"]:
            if str(citation["n"]) == number:
                return source_html(self._services.knowledge_base, citation, opened=secrets.token_hex(4))
        raise refusal(say("ui.sources.unknown"))

    def _feedback(self, current: str, event: gr.EventData) -> str:
        vote = _VOTES.get(sent(event, "value"))
        try:
            if vote is not None:
                self._services.conversations.rate(sent(event, "turn"), vote)
        except NotFound as error:
            raise refusal(error.message) from error
        return self._show(current)[0]

    def _excel(self, event: gr.EventData) -> str:
        turn = self._turn(event)
        href = data_uri(excel(turn.answer, turn.question))
        file = say("ui.chat.excel_file")
        return str(render("download", href=href, file=file, nonce=secrets.token_hex(4)))

    def _turn(self, event: gr.EventData) -> StoredTurn:
        try:
            return self._services.conversations.turn(sent(event, "turn"))
        except NotFound as error:
            raise refusal(error.message) from error

    def _open(self, event: gr.EventData) -> tuple[str, str, str]:
        return self._show(sent(event, "conversation"))

    def _rename(self, current: str, event: gr.EventData) -> str:
        title = sent(event, "value").strip()
        if title:
            with suppress(NotFound):  # deleted meanwhile in another window
                self._services.conversations.rename(sent(event, "conversation"), title)
        return conversations_html(self._services, current)

    def _delete(self, current: str, event: gr.EventData) -> tuple[str, str, str]:
        gone = sent(event, "conversation")
        with suppress(NotFound):
            self._services.conversations.delete(gone)
        return self._show("" if gone == current else current)


# Events of the page itself: not part of the program's API, without Gradio's own progress marks.
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
