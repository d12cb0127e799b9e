"""The rail beside the talk: the person's conversations, a search in them, what is done with one."""

from __future__ import annotations

import base64
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any

import gradio as gr

from foundation.errors import NotFound
from foundation.wording import say
from language.text import fold
from ui.conversation_word import conversation_docx
from ui.conversations import conversations_html
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.services import Services

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_SOUGHT = 100  # characters of a search
_MOST_FOUND = 30  # conversations shown of those found
_LONGEST_NAME = 60  # characters of a file's name
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class ConversationRail:
    """The widgets of the rail; ``list`` and ``found`` send ``new``, ``open`` and ``delete`` to the chat."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sought = gr.Textbox(
            label=say("ui.conversations.search"), show_label=False, max_lines=1, max_length=_MOST_SOUGHT,
            placeholder=say("ui.conversations.search"), elem_id="search-conversations",
        )  # fmt: skip
        self.found = panel("found-conversations")
        self.list = panel("conversations")

    def bind(self, current: Any, download: Any) -> None:
        """Connect what concerns the rail alone; ``current`` is the id of the open conversation."""
        self._sought.change(
            self._find, [self._sought, current], self.found, trigger_mode="always_last", **_QUIET
        )
        self.list.rename(self._rename, current, self.list, **_QUIET)
        self.list.docx(self._word, None, download, **_QUIET)

    def _find(self, request: gr.Request, words: str, current: str) -> str:
        words = (words or "").strip()[:_MOST_SOUGHT]
        if not words:
            return ""
        found = self._services.desk(request).conversations.found(words)[:_MOST_FOUND]
        return str(render("found_conversations", found=found, words=words, current=current))

    def _rename(self, current: str, request: gr.Request, event: gr.EventData) -> str:
        desk = self._services.desk(request)
        title = sent(event, "value").strip()
        if title:
            with suppress(NotFound):  # deleted meanwhile in another window
                desk.conversations.rename(sent(event, "conversation"), title)
        return conversations_html(desk, current)

    def _word(self, request: gr.Request, event: gr.EventData) -> str:
        desk, conversation = self._services.desk(request), sent(event, "conversation")
        try:
            turns = desk.conversations.turns(conversation)
            title = desk.conversations.title(conversation)
        except NotFound as error:
            raise refusal(error.message) from error
        content = conversation_docx(title, turns, desk.account.name, datetime.now().astimezone())
        desk.note("exported", say("trail.things.conversation", id=conversation))
        named = "-".join("".join(c if c.isalnum() else " " for c in fold(title)).split())[:_LONGEST_NAME]
        file = say("ui.conversations.docx.file", title=named.strip("-"))
        href = f"data:{_DOCX};base64,{base64.b64encode(content).decode('ascii')}"
        return str(render("download", href=href, file=file, nonce=secrets.token_hex(4)))
