"""The library tab: the documents of the store, uploads, and one document at a time in full."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from foundation.collection import Collection
from foundation.errors import NotFound, ProjectError
from foundation.records import IDENTITY_FIELDS
from foundation.wording import say
from knowledge.llm.record import withdraw_public_mark
from ui.document import COLLECTION, document_html, documents_html
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.services import Desk, Services
from ui.uploads import UploadProgress, bring_in, read_again

_MAX_VALUE = 300  # characters of a corrected identity field
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class LibraryTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        with gr.Column(elem_id="library"):
            # Shown to who may upload as soon as the page knows who it is.
            with gr.Column(elem_id="upload", visible=not services.has_accounts) as self._upload_frame:
                self._files = gr.UploadButton(
                    say("ui.upload.choose"), file_count="multiple", variant="primary", elem_id="upload-button"
                )
                self._into = gr.Dropdown(
                    [(say(f"people.collections.{each}"), str(each)) for each in Collection],
                    value=str(Collection.PUBLIC), label=say("people.upload_into"), elem_id="upload-into",
                )  # fmt: skip
                gr.HTML(render("upload_hint"), apply_default_css=False)
            self._progress = panel("upload-progress")
            self._table = panel("documents")
            self._document = panel("document")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets; returns the events after which the documents are not the same."""
        lists = [self._table, self._document]
        upload = self._files.upload(
            self._upload,
            [self._files, self._into],
            [self._progress, self._table],
            concurrency_limit=2,
            **_QUIET,
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
        blocks.load(self._admit, None, self._upload_frame, **_QUIET)
        return [upload, *removals, corrected, *reread]

    def documents_changed(self, _trigger: Any) -> None:
        """Nothing: the events of this tab show the documents anew themselves."""

    def _admit(self, request: gr.Request) -> Any:
        return gr.update(visible=self._services.desk(request).takes_documents)

    def _list(self, request: gr.Request) -> str:
        return _list(self._services.desk(request))

    def _upload(
        self, request: gr.Request, files: Sequence[str] | None, into: str
    ) -> Iterator[tuple[str, str]]:
        desk = self._services.desk(request)
        paths = [Path(file) for file in files or ()]
        if not desk.account.drafts or not desk.reads_everything:
            for path in paths:
                path.unlink(missing_ok=True)
        desk.must_draft()
        desk.must_read_everything()
        for path in paths:
            desk.note("uploaded", path.name)
        for progress in bring_in(paths, desk.knowledge_base, desk.settings, collection_named(into)):
            yield str(render("upload", progress=progress)), _list(desk)

    def _open(self, request: gr.Request, event: gr.EventData) -> str:
        return _document_html(self._services.desk(request), sent(event, "document"))

    def _remove(self, request: gr.Request, event: gr.EventData) -> tuple[str, str]:
        desk, document_id = self._services.desk(request), sent(event, "document")
        desk.must_administer()
        try:
            name = desk.knowledge_base.document(document_id).name
            desk.knowledge_base.delete(document_id)
        except ProjectError as error:
            raise refusal(error.message) from error
        desk.note("deleted", name)
        return _list(desk), ""

    def _correct(self, request: gr.Request, event: gr.EventData) -> tuple[str, str]:
        desk = self._services.desk(request)
        desk.must_administer()
        document_id, name = sent(event, "document"), sent(event, "field")
        value = sent(event, "value").strip()[:_MAX_VALUE]
        if name == COLLECTION:
            return _moved(desk, document_id, value)
        if name not in IDENTITY_FIELDS or not value:
            raise refusal(say("ui.document.value_missing"))
        try:
            desk.knowledge_base.correct_identity(document_id, name, value)
        except ProjectError as error:
            raise refusal(error.message) from error
        desk.note("corrected", f"{document_id} {name}")
        return _list(desk), _document_html(desk, document_id, saved=name)

    def _reread(self, request: gr.Request, event: gr.EventData) -> Iterator[tuple[str, Any, Any]]:
        desk, document_id = self._services.desk(request), sent(event, "document")
        desk.must_draft()
        yield str(render("upload", progress=UploadProgress(1))), gr.skip(), gr.skip()
        try:
            outcome = read_again(document_id, desk.knowledge_base, desk.settings)
        except ProjectError as error:
            raise refusal(error.message) from error
        progress = UploadProgress(1, (outcome,), finished=True)
        yield str(render("upload", progress=progress)), _list(desk), ""


def _moved(desk: Desk, document_id: str, value: str) -> tuple[str, str]:
    into, note = collection_named(value), ""
    try:
        desk.knowledge_base.move(document_id, into)
        document = desk.knowledge_base.document(document_id)
        if into != Collection.PUBLIC and withdraw_public_mark(desk.settings, document):
            note = say("model.mark_withdrawn")
    except ProjectError as error:
        raise refusal(error.message) from error
    desk.note("corrected", f"{document_id} {COLLECTION}")
    return _list(desk), _document_html(desk, document_id, COLLECTION, note)


def _list(desk: Desk) -> str:
    return documents_html(desk.knowledge_base.documents(), desk)


def _document_html(desk: Desk, document_id: str, saved: str = "", note: str = "") -> str:
    try:
        document = desk.knowledge_base.document(document_id)
        text = desk.knowledge_base.original_text(document_id)
    except NotFound as error:
        raise refusal(error.message) from error
    return document_html(document, text, desk, opened=secrets.token_hex(4), saved=saved, note=note)


def collection_named(value: object) -> Collection:
    """The collection that a person chose.

    Raises:
        gr.Error: there is no such collection.
    """
    try:
        return Collection(str(value))
    except ValueError as error:
        raise refusal(say("ui.document.value_missing")) from error
