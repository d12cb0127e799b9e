"""The drafting tab: choose unit, period and sections; edit the draft in place; export it."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import gradio as gr

from foundation.errors import ProjectError
from foundation.wording import say
from ingest.files import FoundFile
from ingest.workers import Failure, prepare_safely
from knowledge.draft import Draft, DraftOptions, DraftRequest, OwnFigure, draft
from knowledge.draft.changes import changed
from knowledge.draft.editing import Edit, edits_of, with_edits
from knowledge.draft.own import own_figures, recorded_figures
from knowledge.draft.quoting import phrases
from knowledge.draft.sections import sections
from knowledge.draft.word import document_bytes
from knowledge.llm.drafting import DraftRewriter
from knowledge.store.ledger.stored import StoredDocument
from language.periods import Period, period_label
from language.text import fold
from ui.drafting_view import SUGGESTIONS, draft_html, phrases_html, tell, waiting_html, welcome_html
from ui.filters import unit_label
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.services import Desk, Services
from ui.sources import picked_html, source_html

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EMPTY_ROWS = 4
_MOST_FIGURES, _LONGEST_NAME = 200, 200


@dataclass(frozen=True, slots=True)
class Work:
    """What one person is drafting: the request, the draft as made, and their edits."""

    request: DraftRequest | None = None
    made: Draft | None = None
    edits: tuple[Edit, ...] = field(default=())

    @property
    def shown(self) -> Draft:
        """The draft with the edits in place.

        Raises:
            gr.Error: nothing was drafted yet.
        """
        if self.made is None:
            raise refusal(tell("no_draft"))
        return with_edits(self.made, self.edits)


class DraftingTab:
    """The widgets of the tab and what their events do."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._work = gr.State(Work())
        self._file_figures = gr.State(())
        with gr.Row(elem_id="drafting", elem_classes="with-source", equal_height=False):
            with gr.Column(elem_classes="drafting-page", min_width=0):
                with gr.Row(elem_classes="draft-form"):
                    self._unit = _chooser("unit", allow_custom_value=True)
                    self._period = _chooser("period", allow_custom_value=True)
                    named = [(section.title, section.section_id) for section in sections().values()]
                    self._sections = _chooser("sections", choices=named, multiselect=True)
                self._roll_up = gr.Checkbox(label=tell("roll_up"), elem_id="draft-roll-up")
                with gr.Accordion(tell("own"), open=False, elem_id="draft-own"):
                    gr.Markdown(tell("own_hint"))
                    self._table = gr.Dataframe(
                        headers=[tell("own_name"), tell("own_value")], value=[["", ""]] * _EMPTY_ROWS,
                        datatype="str", type="array", column_count=2, row_count=_EMPTY_ROWS, interactive=True,
                        elem_id="draft-figures", show_label=False,
                    )  # fmt: skip
                    self._upload = gr.UploadButton(
                        tell("upload"), file_types=[".xlsx", ".docx"], elem_id="draft-upload"
                    )
                    self._told = gr.Markdown(elem_id="draft-upload-told")
                self._compose = gr.Button(tell("compose"), variant="primary", elem_id="draft-compose")
                self._editor = panel("draft-text-panel", welcome_html())
                self._phrases = panel("draft-phrases", phrases_html(None))
            with gr.Column(elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("draft-source")
        self._download = panel("draft-download")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        wanted = [self._unit, self._period, self._sections, self._roll_up, self._table, self._file_figures]
        shown = [self._work, self._editor]
        self._compose.click(self._draft, wanted, shown, **_QUIET)
        self._upload.upload(self._read, self._upload, [self._file_figures, self._told], **_QUIET)
        self._editor.redraft(self._redraft, self._work, shown, **_QUIET)
        self._editor.docx(self._export, self._work, self._download, **_QUIET)
        self._editor.cite(self._cite, self._work, self._source, **_QUIET)
        self._phrases.phrases(self._find, None, self._phrases, **_QUIET)
        self._phrases.cite(self._cite_phrase, None, self._source, **_QUIET)
        blocks.load(self._choices, None, [self._unit, self._period], **_QUIET)
        return []

    def documents_changed(self, trigger: Any) -> None:
        """After ``trigger``, offer the units and periods as they are now."""
        trigger.then(self._choices, None, [self._unit, self._period], **_QUIET)

    def _choices(self, request: gr.Request) -> tuple[Any, Any]:
        documents = self._services.desk(request).knowledge_base.documents()
        units = sorted({label for d in documents if (label := unit_label(d))}, key=fold)
        periods = [(period_label(p), p) for p in _periods(documents)]
        return gr.update(choices=units), gr.update(choices=periods)

    def _draft(
        self,
        request: gr.Request,
        unit: str | None,
        period: str | None,
        chosen: list[str] | None,
        roll_up: bool,
        table: list[list[Any]],
        from_file: tuple[OwnFigure, ...],
    ) -> Iterator[tuple[Any, str]]:
        """A new draft; the first one of a process takes a while, so the page says it is at work."""
        desk = self._drafter(request)
        if not (unit or "").strip() or not (period or "").strip():
            raise refusal(tell("no_unit"))
        pairs = [(_cell(row, 0), _cell(row, 1)) for row in table[:_MOST_FIGURES]]
        wanted = DraftRequest(
            (unit or "")[:_LONGEST_NAME], str(period), tuple(s for s in sections() if s in (chosen or ())),
            (*own_figures(pairs), *from_file), roll_up=bool(roll_up),
        )  # fmt: skip
        yield gr.skip(), waiting_html()
        try:
            yield _made(desk, wanted, ())
        except gr.Error:
            yield gr.skip(), welcome_html()
            raise

    def _drafter(self, request: gr.Request) -> Desk:
        desk = self._services.desk(request)
        desk.must_draft()
        return desk

    def _redraft(self, work: Work, request: gr.Request, event: gr.EventData) -> tuple[Work, str]:
        """Change the options; what the person has edited stays as they left it."""
        desk = self._drafter(request)
        if work.request is None:
            raise refusal(tell("no_draft"))
        options = work.request.options
        toggled, words = sent(event, "toggleOption"), sent(event, "value").strip()
        if toggled == "brief":
            options = replace(options, brief=not options.brief)
        elif toggled == "compare":
            options = replace(options, compare=not options.compare, compare_with=None)
        elif toggled == "suggest":
            options = replace(options, without=options.without ^ {SUGGESTIONS})
        elif words:
            try:
                options = changed(options, words)
            except ProjectError as error:
                raise refusal(error.message) from error
        return _made(desk, replace(work.request, options=options), _edits(work, event))

    def _export(self, work: Work, request: gr.Request, event: gr.EventData) -> str:
        desk = self._drafter(request)
        shown = replace(work, edits=_edits(work, event)).shown
        assert work.request is not None
        content = document_bytes(shown, work.request.day, roll_up=work.request.roll_up)
        name = fold(f"{shown.unit}-{shown.period}").replace(" ", "-").replace("/", "-")
        file = "".join(c for c in f"du-thao-{name}.docx" if c.isalnum() or c in "-.")
        desk.note("exported", f"{shown.unit} {shown.period}")
        href = f"data:{_DOCX};base64,{base64.b64encode(content).decode('ascii')}"
        return str(render("download", href=href, file=file, nonce=secrets.token_hex(4)))

    def _cite(self, work: Work, request: gr.Request, event: gr.EventData) -> str:
        desk = self._drafter(request)
        number = sent(event, "n")
        for citation in work.shown.citations:
            if str(citation.n) == number:
                return source_html(desk.knowledge_base, citation.as_json(), opened=secrets.token_hex(4))
        raise refusal(say("ui.sources.unknown"))

    def _find(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._drafter(request).knowledge_base
        typed = sent(event, "value").strip()[:_LONGEST_NAME]
        found = phrases(typed, base) if typed else None
        return phrases_html(found, typed)

    def _cite_phrase(self, request: gr.Request, event: gr.EventData) -> str:
        base = self._drafter(request).knowledge_base
        return picked_html(base, event, say("ui.sources.unknown"))

    def _read(self, request: gr.Request, file: str | None) -> tuple[tuple[OwnFigure, ...], str]:
        """The figures of an uploaded table; the file is read and not stored."""
        desk = self._drafter(request)
        if file is None:
            return (), ""
        path = Path(file)
        read = prepare_safely(FoundFile(path, path.name), desk.settings)
        if isinstance(read, Failure):
            raise refusal(read.reason)
        origin = say("draft.file_origin", file=path.name)
        found = recorded_figures(read.indicators, origin, read.awards)[:_MOST_FIGURES]
        key = "upload_done" if found else "upload_none"
        return found, tell(key, n=len(found), file=path.name)


def _made(desk: Desk, request: DraftRequest, edits: tuple[Edit, ...]) -> tuple[Work, str]:
    base, model = desk.knowledge_base, desk.model
    rewriter = None if model is None else DraftRewriter(base, model)
    try:
        made = draft(request, base, rewriter)
    except ProjectError as error:
        raise refusal(error.message) from error
    if rewriter is not None:
        made = replace(made, notes=(*made.notes, rewriter.told()))
    desk.note("drafted", f"{request.unit} {request.period}")
    work = Work(request, made, edits)
    return work, _html(work, request.options)


def _chooser(name: str, **options: Any) -> gr.Dropdown:
    return gr.Dropdown(
        options.pop("choices", []), value=[] if options.get("multiselect") else None, label=tell(name),
        info=tell(f"{name}_hint"), elem_id=f"draft-{name}", **options,
    )  # fmt: skip


def _periods(documents: Sequence[StoredDocument]) -> list[str]:
    """Codes of this year and of what was reported, the newest year first, each year before its parts."""
    reported = {d.summary.period for d in documents if d.summary.period}
    years = {str(Period(code).year) for code in reported} | {str(date.today().year)}
    newest_first = sorted(reported | years, reverse=True)
    return sorted(newest_first, key=lambda code: (-Period(code).year, code not in years))


def _cell(row: list[Any], index: int) -> str:
    return str(row[index] or "").strip()[:_LONGEST_NAME] if index < len(row) else ""


def _html(work: Work, options: DraftOptions) -> str:
    return draft_html(work.shown, options, {edit.paragraph_id for edit in work.edits})


def _edits(work: Work, event: gr.EventData) -> tuple[Edit, ...]:
    """What the page's paragraphs say now that is not what the draft says."""
    if work.made is None:
        return ()
    try:
        told = json.loads(sent(event, "paragraphs") or "{}")
    except ValueError:
        return work.edits
    texts = {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}
    seen = work.shown
    found = {edit.paragraph_id: edit for edit in work.edits}
    for edit in edits_of(seen, texts):
        found[edit.paragraph_id] = edit
    return tuple(found.values())
