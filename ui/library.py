"""The library tab: the documents of the store, uploads, and one document at a time in full."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from foundation.errors import NotFound, ProjectError
from foundation.records import IDENTITY_FIELDS
from foundation.wording import say
from ui.document import document_html, documents_html
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.services import Services
from ui.uploads import UploadProgress, bring_in, read_again

_MAX_VALUE = 300  # characters of a corrected identity field
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class LibraryTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        with gr.Column(elem_id="library"):
            with gr.Column(elem_id="upload"):
                self._files = gr.UploadButton(
                    say("ui.upload.choose"), file_count="multiple", variant="primary", elem_id="upload-button"
                )
                gr.HTML(render("upload_hint"), apply_default_css=False)
            self._progress = panel("upload-progress")
            self._table = panel("documents")
            self._document = panel("document")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets; returns the events after which the documents are not the same."""
        lists = [self._table, self._document]
        upload = self._files.upload(
            self._upload, self._files, [self._progress, self._table], concurrency_limit=2, **_QUIET
        )
        removals = [
            self._table.remove(self._remove, None, lists, **_QUIET),
            self._document.remove(self._remove, None, lists, **_QUIET),
        ]
        corrected = self._document.correct(self._correct, None, lists, **_QUIET)
        reread = [
            self._table.reread(self._reread, None, [self._progress, *lists], **_QUIET),
            self._document.reread(self._reread, None, [self._progress, *lists], **_QUIET),
        ]
        self._table.document(self._open, None, self._document, **_QUIET)
        self._document.leave(lambda: "", None, self._document, **_QUIET)
        blocks.load(self._list, None, self._table, **_QUIET)
        return [upload, *removals, corrected, *reread]

    def documents_changed(self, _trigger: Any) -> None:
        """Nothing: the events of this tab show the documents anew themselves."""

    def _list(self) -> str:
        return documents_html(self._services.knowledge_base.documents())

    def _upload(self, files: Sequence[str] | None) -> Iterator[tuple[str, str]]:
        paths = [Path(file) for file in files or ()]
        services = self._services
        for progress in bring_in(paths, services.knowledge_base, services.settings):
            yield str(render("upload", progress=progress)), self._list()

    def _open(self, event: gr.EventData) -> str:
        return self._document_html(sent(event, "document"))

    def _document_html(self, document_id: str, saved: str = "") -> str:
        try:
            document = self._services.knowledge_base.document(document_id)
            text = self._services.knowledge_base.original_text(document_id)
        except NotFound as error:
            raise refusal(error.message) from error
        return document_html(document, text, opened=secrets.token_hex(4), saved=saved)

    def _remove(self, event: gr.EventData) -> tuple[str, str]:
        try:
            self._services.knowledge_base.delete(sent(event, "document"))
        except ProjectError as error:
            raise refusal(error.message) from error
        return self._list(), ""

    def _correct(self, event: gr.EventData) -> tuple[str, str]:
        document_id, name = sent(event, "document"), sent(event, "field")
        value = sent(event, "value").strip()[:_MAX_VALUE]
        if name not in IDENTITY_FIELDS or not value:
            raise refusal(say("ui.document.value_missing"))
        try:
            self._services.knowledge_base.correct_identity(document_id, name, value)
        except ProjectError as error:
            raise refusal(error.message) from error
        return self._list(), self._document_html(document_id, saved=name)

    def _reread(self, event: gr.EventData) -> Iterator[tuple[str, Any, Any]]:
        services, document_id = self._services, sent(event, "document")
        yield str(render("upload", progress=UploadProgress(1))), gr.skip(), gr.skip()
        try:
            outcome = read_again(document_id, services.knowledge_base, services.settings)
        except ProjectError as error:
            raise refusal(error.message) from error
        progress = UploadProgress(1, (outcome,), finished=True)
        yield str(render("upload", progress=progress)), self._list(), ""
