"""The checking tab: a draft from a file or pasted, its findings, and the findings as files."""

from __future__ import annotations

import base64
import logging
import secrets
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from foundation.errors import ProjectError
from ingest.draft import read_draft
from knowledge.check import check
from knowledge.check.export import write_findings
from knowledge.check.word import findings_document
from ui.check_view import Checked, checked_html, tell, waiting_html
from ui.html import render
from ui.panels import panel, refusal
from ui.services import Desk, Services
from ui.sheets import data_uri

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_PASTED = 2_000_000  # characters

log = logging.getLogger(__name__)


class CheckingTab:
    """The widgets of the tab and what their events do. Nothing that is checked is stored."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._checked = gr.State(None)
        with gr.Column(elem_id="checking", elem_classes="check-page", min_width=0):
            gr.HTML(str(render("check_intro", tell=tell)), apply_default_css=False, elem_id="check-intro")
            with gr.Row(elem_classes="check-form"):
                self._pasted = gr.Textbox(
                    label=tell("paste"), placeholder=tell("paste_hint"), lines=4, max_lines=10,
                    max_length=_MOST_PASTED, elem_id="check-text", scale=1,
                )  # fmt: skip
                with gr.Column(elem_classes="check-buttons", scale=0, min_width=260):
                    self._run = gr.Button(tell("run"), variant="primary", elem_id="check-run")
                    self._upload = gr.UploadButton(tell("upload"), elem_id="check-upload")
            self._result = panel("check-result")
        self._download = panel("check-download")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        shown = [self._checked, self._result]
        self._run.click(self._check_pasted, self._pasted, shown, **_QUIET)
        self._upload.upload(self._check_file, self._upload, shown, **_QUIET)
        self._result.excel(self._excel, self._checked, self._download, **_QUIET)
        self._result.docx(self._word, self._checked, self._download, **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """A check stays as it was made; the next one sees the documents of then."""

    def _check_pasted(self, request: gr.Request, pasted: str | None) -> Iterator[tuple[Any, str]]:
        """The check of pasted words, by way of a file that is gone afterwards."""
        desk = self._drafter(request)
        words = (pasted or "").strip()
        if not words:
            raise refusal(tell("nothing_pasted"))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{tell('pasted_name')}.txt"
            path.write_text(words + "\n", encoding="utf-8")
            yield from self._check(desk, path, tell("pasted_name"))

    def _check_file(self, request: gr.Request, file: str | None) -> Iterator[tuple[Any, str]]:
        if file is None:
            raise refusal(tell("nothing_pasted"))
        path = Path(file)
        try:
            yield from self._check(self._drafter(request), path, path.name)
        finally:
            path.unlink(missing_ok=True)

    def _drafter(self, request: gr.Request) -> Desk:
        desk = self._services.desk(request)
        desk.must_draft()
        return desk

    def _check(self, desk: Desk, path: Path, name: str) -> Iterator[tuple[Any, str]]:
        yield None, waiting_html()
        try:
            draft = read_draft(path, desk.settings)
            findings = check(draft, desk.knowledge_base, date.today())
        except Exception as error:
            yield None, ""
            if isinstance(error, ProjectError):
                raise refusal(error.message) from error
            log.exception("a draft could not be checked")
            raise refusal(tell("failed")) from error
        checked = Checked(draft.document.source, name, tuple(findings))
        yield checked, checked_html(checked, secrets.token_hex(4))

    def _excel(self, checked: Checked | None, request: gr.Request) -> str:
        self._drafter(request).note("exported", "findings")
        shown = _made(checked)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "findings.xlsx"
            write_findings(shown.findings, shown.source.text, path)
            href = data_uri(path.read_bytes())
        return _download(href, tell("excel_file"))

    def _word(self, checked: Checked | None, request: gr.Request) -> str:
        self._drafter(request).note("exported", "findings")
        shown = _made(checked)
        content = findings_document(shown.findings, shown.source.text, shown.name, date.today())
        return _download(
            f"data:{_DOCX};base64,{base64.b64encode(content).decode('ascii')}", tell("word_file")
        )


def _made(checked: Checked | None) -> Checked:
    if checked is None:
        raise refusal(tell("nothing_checked"))
    return checked


def _download(href: str, file: str) -> str:
    return str(render("download", href=href, file=file, nonce=secrets.token_hex(4)))
