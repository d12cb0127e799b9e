"""The two endpoints for other programs: ``/ask`` and ``/search``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import gradio as gr
from gradio.events import api

from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.answer import Turn
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import FoundPassage
from ui.asking import MAX_QUESTION
from ui.panels import refusal
from ui.services import Services

_MAX_PASSAGES = 50
_MAX_TURNS, _MAX_CONTENT = 40, 20_000  # of a history: the latest turns, characters of each
_ROLES = ("user", "assistant")

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")


def add_endpoints(services: Services) -> None:
    """Register ``/ask`` and ``/search`` with the Blocks that are being built."""

    def ask_endpoint(
        request: gr.Request,
        question: str,
        history: list[dict[str, Any]] | None = None,
        filters: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        desk = services.desk(request)
        turns = _turns(history)
        chosen = _filters(filters)
        _require_text(question)
        desk.note("asked", "/ask")
        return _told(lambda: desk.ask(question, turns, chosen).as_json())

    def search_endpoint(
        request: gr.Request, text: str, filters: dict[str, Any] | None = None, k: int = 10
    ) -> list[dict[str, Any]]:
        desk = services.desk(request)
        chosen = _filters(filters)
        _require_text(text)
        if not 1 <= k <= _MAX_PASSAGES:
            raise refusal(say("ui.api.bad_k", most=_MAX_PASSAGES))
        desk.note("asked", "/search")
        return _told(lambda: [passage_told(found) for found in desk.knowledge_base.search(text, chosen, k)])

    api(ask_endpoint, api_name="ask", api_description=say("ui.api.ask"), concurrency_limit=4)
    api(search_endpoint, api_name="search", api_description=say("ui.api.search"), concurrency_limit=4)


def _require_text(text: str) -> None:
    if not isinstance(text, str) or not text.strip():
        raise refusal(say("ui.api.no_text"))
    if len(text) > MAX_QUESTION:
        raise refusal(say("ui.api.too_long", most=MAX_QUESTION))


def _turns(history: list[dict[str, Any]] | None) -> list[Turn]:
    turns = []
    for entry in (history or [])[-_MAX_TURNS:]:
        if (
            not isinstance(entry, dict)
            or entry.get("role") not in _ROLES
            or not isinstance(entry.get("content"), str)
        ):
            raise refusal(say("ui.api.bad_history"))
        turns.append(Turn(entry["role"], entry["content"][:_MAX_CONTENT]))
    return turns


def _filters(given: dict[str, Any] | None) -> Filters:
    names = Filters.__slots__
    values: dict[str, tuple[str, ...]] = {}
    for name, value in (given or {}).items():
        entries = [value] if isinstance(value, str) else value
        if name not in names or not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
            raise refusal(say("ui.api.bad_filters", names=", ".join(names)))
        values[name] = tuple(entries)
    return Filters(**values)


def _told(work: Callable[[], _Result]) -> _Result:
    """What ``work`` gives; an error reaches the caller as a message, its cause the log."""
    try:
        return work()
    except ProjectError as error:
        raise refusal(error.message) from error
    except Exception as error:
        log.exception("request failed")
        raise refusal(say("ui.api.failed")) from error


def passage_told(found: FoundPassage) -> dict[str, Any]:
    """A passage as other programs are told it."""
    return {
        "document": found.document.name, "document_id": found.document_id, "title": found.document.title,
        "unit": found.document.unit, "period": found.document.period, "page": found.page,
        "path": list(found.path), "text": found.text, "score": round(found.score, 4),
        "char_start": found.span.start, "char_end": found.span.end,
    }  # fmt: skip
