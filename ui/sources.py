"""The source panel: the cited words in their surroundings, and on the page's image."""

from __future__ import annotations

import base64
import logging
import secrets
from collections.abc import Mapping
from typing import Any

import gradio as gr

from foundation.document import Box, Span
from foundation.errors import NotFound, ProjectError
from foundation.wording import say
from ingest.page_images import render_page
from knowledge.base import KnowledgeBase
from language.periods import period_label
from ui.html import render
from ui.panels import refusal, sent
from ui.transcript import place_of

_AROUND = 700  # characters of the document shown before and after the cited words
_PAGED_FORMATS = {"pdf", "image", "png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"}

log = logging.getLogger(__name__)


def picked_html(
    knowledge_base: KnowledgeBase, event: gr.EventData, gone: str, back: Mapping[str, str] | None = None
) -> str:
    """The panel for the place that a control names; ``gone`` is the refusal where there is none."""
    try:
        span = Span(int(sent(event, "start")), int(sent(event, "end")))
        citation = knowledge_base.cite(sent(event, "document"), span, 1)
    except (ValueError, NotFound) as error:
        raise refusal(gone) from error
    return source_html(knowledge_base, citation.as_json(), opened=secrets.token_hex(4), back=back)


def source_html(
    knowledge_base: KnowledgeBase,
    citation: Mapping[str, Any],
    opened: str,
    back: Mapping[str, str] | None = None,
) -> str:
    """The panel for one citation of the answer contract.

    ``back`` is the ``data-`` values of a button that leads back to where the source was picked.

    ``opened`` changes with every opening, so that the page notices that it was opened again.
    A document that is gone, or has other words at the place by now, is said to be so; the
    quote that the answer was given with is shown all the same.
    """
    quote = citation["quote"]
    values: dict[str, Any] = {
        "citation": citation, "opened": opened, "back": back or {}, "missing": "", "image": "",
        "before": "", "after": "", "cut_before": False, "cut_after": False, "quote": quote,
        "facts": [(say("ui.sources.file"), citation["document"]),
                  (say("ui.sources.place"), place_of(citation))],
    }  # fmt: skip
    try:
        values |= _from_store(knowledge_base, citation, values["facts"])
    except NotFound:
        values["missing"] = say("ui.sources.gone")
    return str(render("source", **values))


def _from_store(
    knowledge_base: KnowledgeBase, citation: Mapping[str, Any], facts: list[tuple[str, str]]
) -> dict[str, Any]:
    document = knowledge_base.document(citation["document_id"])
    text = knowledge_base.original_text(citation["document_id"])
    start, end = citation["char_start"], citation["char_end"]
    identity = [
        (say("ui.sources.unit"), document.identity.unit),
        (say("ui.sources.period"), period_label(document.summary.period)),
    ]
    shown = [(label, value) for label, value in identity if value]
    values: dict[str, Any] = {"facts": [facts[0], *shown, *facts[1:]]}
    if text[start:end] != citation["quote"]:
        return values | {"missing": say("ui.sources.changed")}
    first = _line_start(text, max(0, start - _AROUND))
    last = _line_end(text, min(len(text), end + _AROUND))
    return values | {
        "before": text[first:start].lstrip("\n"), "after": text[end:last].rstrip("\n"),
        "cut_before": first > 0, "cut_after": last < len(text),
        "image": _page_image(knowledge_base, citation),
    }  # fmt: skip


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1 if offset else 0


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _page_image(knowledge_base: KnowledgeBase, citation: Mapping[str, Any]) -> str:
    """The page with the cited lines boxed, as a data URI; "" for what has no pages."""
    document_id, page = citation["document_id"], citation["page"]
    file = knowledge_base.original_file(document_id)
    if page is None or file is None or file.suffix.lower().lstrip(".") not in _PAGED_FORMATS:
        return ""
    span = Span(citation["char_start"], citation["char_end"])
    boxes = [Box(*box) for number, box in knowledge_base.highlights(document_id, span) if number == page]
    try:
        image = render_page(file, page, boxes)
    except ProjectError:
        log.exception("page %s of %s has no image", page, file)
        return ""
    return "data:image/png;base64," + base64.b64encode(image).decode("ascii")
