"""The chat tab: conversations and filters, the talk itself, and the source panel beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, get_args

import gradio as gr

from foundation.errors import NotFound
from foundation.wording import say
from knowledge.people.kept import Reason, StoredTurn, Vote
from ui.asking import MAX_QUESTION, answering
from ui.conversations import conversations_html, examples, shown_turns
from ui.filters import chosen_filters, filter_choices, filter_widgets
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.rail import ConversationRail
from ui.services import Desk, Services
from ui.sheets import data_uri
from ui.sources import source_html
from ui.tables import excel
from ui.transcript import ShownTurn, transcript_html

_VOTES: dict[str, Vote] = {vote: vote for vote in get_args(Vote)}
_REASONS: dict[str, Reason] = {reason: reason for reason in get_args(Reason)}
_LONGEST_COMMENT = 2000  # characters
# Not a secret: the browser keeps an id only, and a fixed key keeps it readable after a restart.
_BROWSER_KEY = "open-conversation"


class ChatTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._current = gr.BrowserState("", storage_key=_BROWSER_KEY, secret=_BROWSER_KEY)
        with gr.Row(elem_id="chat", equal_height=False):
            with gr.Column(elem_id="rail", scale=0, min_width=0):
                self._rail = ConversationRail(services)
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
        shown = [self._log, self._rail.list, self._current]
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
        self._rail.bind(self._current, self._download)
        self._rail.list.new(self._new, None, shown, **switching)
        self._rail.list.open(self._open, None, shown, **switching)
        self._rail.found.open(self._open, None, shown, **switching)
        self._rail.list.delete(self._delete, self._current, shown, **switching)
        blocks.load(self._show, self._current, shown, **_QUIET)
        blocks.load(self._choices, list(self._filters), list(self._filters), **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, offer the documents as they are now."""
        trigger.then(self._choices, list(self._filters), list(self._filters), **_QUIET)
        trigger.then(self._show, self._current, [self._log, self._rail.list, self._current], **_QUIET)

    def _choices(self, request: gr.Request, *chosen: Sequence[str] | None) -> list[dict[str, object]]:
        return filter_choices(self._services.desk(request).knowledge_base.documents(), *chosen)

    def _new(self, request: gr.Request) -> tuple[str, str, str]:
        return _shown(self._services.desk(request), "")

    def _show(self, current: str, request: gr.Request) -> tuple[str, str, str]:
        return _shown(self._services.desk(request), current)

    def _ask(
        self,
        request: gr.Request,
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
        desk = self._services.desk(request)
        try:
            before = shown_turns(desk, current) if current else []
        except NotFound:
            before, current = [], ""
        if not current:
            current = desk.conversations.start(question).conversation_id
        filters = chosen_filters(desk.knowledge_base, units, periods, kinds)
        listed: Any = conversations_html(desk, current)
        cleared: Any = ""
        for turn in answering(desk, current, question, filters):
            yield cleared, transcript_html([*before, turn]), listed, current
            listed = cleared = gr.skip()

    def _ask_suggested(
        self,
        request: gr.Request,
        current: str,
        units: Sequence[str] | None,
        periods: Sequence[str] | None,
        kinds: Sequence[str] | None,
        event: gr.EventData,
    ) -> Iterator[tuple[Any, ...]]:
        for question, *shown in self._ask(request, sent(event, "question"), current, units, periods, kinds):
            yield gr.skip(), *shown
            del question

    def _cite(self, request: gr.Request, event: gr.EventData) -> str:
        desk, number = self._services.desk(request), sent(event, "n")
        for citation in _turn(desk, event).answer["citations"]:
            if str(citation["n"]) == number:
                return source_html(desk.knowledge_base, citation, opened=secrets.token_hex(4))
        raise refusal(say("ui.sources.unknown"))

    def _feedback(self, current: str, request: gr.Request, event: gr.EventData) -> str:
        desk, turn = self._services.desk(request), sent(event, "turn")
        vote = _VOTES.get(sent(event, "value"))
        try:
            if vote is None:
                desk.conversations.withdraw(turn)
            else:
                reason = _REASONS.get(sent(event, "reason"), "") if vote == "down" else ""
                comment = sent(event, "comment").strip()[:_LONGEST_COMMENT]
                desk.conversations.rate(turn, vote, comment, reason)
        except NotFound as error:
            raise refusal(error.message) from error
        return _shown(desk, current)[0]

    def _excel(self, request: gr.Request, event: gr.EventData) -> str:
        desk = self._services.desk(request)
        turn = _turn(desk, event)
        desk.note("exported", turn.turn_id)
        href = data_uri(excel(turn.answer, turn.question))
        file = say("ui.chat.excel_file")
        return str(render("download", href=href, file=file, nonce=secrets.token_hex(4)))

    def _open(self, request: gr.Request, event: gr.EventData) -> tuple[str, str, str]:
        return _shown(self._services.desk(request), sent(event, "conversation"))

    def _delete(self, current: str, request: gr.Request, event: gr.EventData) -> tuple[str, str, str]:
        desk = self._services.desk(request)
        gone = sent(event, "conversation")
        with suppress(NotFound):
            desk.conversations.delete(gone)
            desk.note("deleted", say("trail.things.conversation", id=gone))
        return _shown(desk, "" if gone == current else current)


def _shown(desk: Desk, current: str) -> tuple[str, str, str]:
    """The log, the list and the id of a conversation; an unknown one shows the welcome."""
    turns: list[ShownTurn] = []
    try:
        turns = shown_turns(desk, current) if current else []
    except NotFound:
        current = ""
    log = transcript_html(turns) if turns else _welcome(desk)
    return log, conversations_html(desk, current), current


def _welcome(desk: Desk) -> str:
    return str(
        render(
            "welcome",
            uploads=desk.takes_documents,
            documents=len(desk.knowledge_base.documents()),
            questions=examples(desk.knowledge_base),
            steps=[say(f"ui.welcome.step_{number}") for number in (1, 2, 3)],
        )
    )


def _turn(desk: Desk, event: gr.EventData) -> StoredTurn:
    try:
        return desk.conversations.turn(sent(event, "turn"))
    except NotFound as error:
        raise refusal(error.message) from error


# Events of the page itself: not part of the program's API, without Gradio's own progress marks.
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
