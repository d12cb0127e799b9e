"""The model tab, there only where a language model is set: what was sent, and what may be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from foundation.collection import Collection
from foundation.wording import say
from knowledge.llm import LanguageModel
from knowledge.llm.record import Exchange
from knowledge.store.ledger.stored import StoredDocument
from ui.html import render
from ui.panels import panel
from ui.services import Desk, Services

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class ModelTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        assert services.model is not None, "the tab is only there with a model"
        self._services, self._model = services, services.model
        with gr.Column(elem_id="model"):
            gr.HTML(render("model_intro", **intro(self._model)), apply_default_css=False)
            self._public = gr.Dropdown(
                [], multiselect=True, label=say("model.tab.public"), info=say("model.tab.public_hint"),
                elem_id="model-public",
            )  # fmt: skip
            with gr.Row():
                self._save = gr.Button(say("model.tab.save"), elem_id="model-save")
                self._refresh = gr.Button(say("model.tab.refresh"), elem_id="model-refresh")
            self._requests = panel("model-requests")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        self._save.click(self._mark, self._public, self._public, **_QUIET)
        self._refresh.click(self._shown, None, self._requests, **_QUIET)
        blocks.load(self._choices, None, self._public, **_QUIET)
        blocks.load(self._shown, None, self._requests, **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, offer the documents as they are now."""
        trigger.then(self._choices, None, self._public, **_QUIET)

    def _administrator(self, request: gr.Request) -> Desk:
        desk = self._services.desk(request)
        desk.must_administer()
        return desk

    def _choices(self, request: gr.Request) -> Any:
        """What can be marked; nothing of it for those who do not administer."""
        desk = self._services.desk(request)
        documents = _markable(desk) if desk.account.administers else []
        chosen = [d.document_id for d in self._model.record.public(documents)]
        return gr.update(choices=[(d.name, d.document_id) for d in documents], value=chosen)

    def _mark(self, request: gr.Request, chosen: Sequence[str] | None) -> Any:
        for document in _markable(self._administrator(request)):
            self._model.record.mark_public(document, document.document_id in (chosen or ()))
        gr.Info(say("model.tab.saved"))
        return self._choices(request)

    def _shown(self, request: gr.Request) -> str:
        """The requests, which hold words of every collection and of every person's questions."""
        administers = self._services.desk(request).account.administers
        return requests_html(self._model.record.latest()) if administers else ""


def _markable(desk: Desk) -> list[StoredDocument]:
    """The documents of the public collection; no other may be marked."""
    documents = desk.knowledge_base.documents()
    return [document for document in documents if document.collection == Collection.PUBLIC]


def intro(model: LanguageModel) -> dict[str, str]:
    """Where the model is and what may be sent to it."""
    scope = say(f"model.tab.{'public_only' if model.public_only else 'everything'}")
    return {"endpoint": say("model.tab.endpoint", model=model.name, address=model.address), "scope": scope}


def requests_html(exchanges: Sequence[Exchange]) -> str:
    """The latest requests word for word, newest first."""
    shown = [
        {
            "at": exchange.at,
            "purpose": say(f"model.purposes.{exchange.purpose}"),
            "outcome": say(f"model.outcomes.{exchange.outcome}"),
            "tokens": say(
                "model.tab.tokens", sent=exchange.sent_tokens, received=exchange.received_tokens,
                seconds=round(exchange.seconds, 1),
            ),
            "documents": ", ".join(exchange.documents),
            "sent": "\n\n".join(exchange.sent),
            "received": exchange.received,
        }
        for exchange in exchanges
    ]  # fmt: skip
    words = {name: say(f"model.tab.{name}") for name in ("requests", "requests_hint", "nothing")}
    parts = {"sent_word": say("model.tab.sent"), "received_word": say("model.tab.received")}
    return str(render("model_requests", exchanges=shown, **words, **parts))
