"""The review tab, for administrators: what people thought of answers, and questions made of it."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Callable
from typing import Any

import gradio as gr

from foundation.errors import NotFound, ProjectError
from foundation.wording import say
from knowledge.people.gold import GoldError, question_entry
from knowledge.people.kept import Judgement, ReviewState
from knowledge.people.review import EVAL_FILE, STATES, Review
from language.text import nfc
from ui.html import render
from ui.panels import panel, refusal, sent
from ui.review_list import form_html, review_html
from ui.services import Desk, Services
from ui.sources import source_html

_LINES = "application/jsonl"
_LONGEST_FIELD = 8000  # characters
_STATES: dict[str, ReviewState] = {state: state for state in STATES}
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


class ReviewTab:
    """The widgets of the tab and what their events do. Everything here is an administrator's."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._state = gr.State("new")
        with gr.Row(elem_id="review", elem_classes="with-source", equal_height=False):
            with gr.Column(elem_classes="award-page", min_width=0):
                self._work = panel("review-work")
                self._list = panel("review-list")
            with gr.Column(elem_classes="source-column", scale=0, min_width=0):
                self._source = panel("review-source")
        self._download = panel("review-download")

    def bind(self, blocks: gr.Blocks) -> list[Any]:
        """Connect the widgets with what they do; none of it changes the documents."""
        listed = [self._list, self._state]
        self._list.review(self._choose, None, listed, **_QUIET)
        self._list.settle(self._settle, self._state, listed, **_QUIET)
        self._list.question(self._form, None, self._work, **_QUIET)
        self._list.cite(self._cite, None, self._source, **_QUIET)
        self._list.lines(self._lines, None, self._download, **_QUIET)
        self._work.leave(lambda: "", None, self._work, **_QUIET)
        for source in (self._list, self._work):
            source.drop(self._drop, self._state, [self._work, *listed], **_QUIET)
        self._work.keep(self._keep, self._state, [self._work, *listed], **_QUIET)
        blocks.load(self._opened, self._state, listed, **_QUIET)
        return []

    def documents_changed(self, _trigger: Any) -> None:
        """Nothing: the tab keeps copies of what was judged."""

    @property
    def opened(self) -> tuple[Callable[..., Any], Any, list[Any]]:
        """What to do when the tab is opened: its listener, inputs and outputs."""
        return self._opened, self._state, [self._list, self._state]

    def _administrator(self, request: gr.Request) -> tuple[Desk, Review]:
        desk = self._services.desk(request)
        desk.must_administer()
        return desk, desk.conversations.review()

    def _opened(self, request: gr.Request, state: str) -> tuple[str, str]:
        desk = self._services.desk(request)
        return _shown(desk, _STATES.get(state, "new")) if desk.account.administers else ("", "new")

    def _choose(self, request: gr.Request, event: gr.EventData) -> tuple[str, str]:
        desk, _ = self._administrator(request)
        return _shown(desk, _STATES.get(sent(event, "state"), "new"))

    def _settle(self, request: gr.Request, event: gr.EventData, shown: str) -> tuple[str, str]:
        desk, review = self._administrator(request)
        state = _STATES.get(sent(event, "state"))
        if state is not None:
            _done(lambda: review.set_state(sent(event, "turn"), state))
        return _shown(desk, _STATES.get(shown, "new"))

    def _form(self, request: gr.Request, event: gr.EventData) -> str:
        desk, review = self._administrator(request)
        judgement = _judgement(review, sent(event, "turn"))
        kept = next((one for one in review.questions() if one.turn_id == judgement.turn_id), None)
        names = [document.name for document in desk.knowledge_base.documents()]
        return form_html(judgement, kept, names, secrets.token_hex(4))

    def _keep(self, request: gr.Request, event: gr.EventData, shown: str) -> tuple[str, str, str]:
        desk, review = self._administrator(request)
        turn, typed = sent(event, "turn"), _typed(event)
        try:
            entry = question_entry(typed)
            for evidence in entry.get("evidence", ()):
                _must_say(desk, evidence["doc"], evidence["quote"])
        except ProjectError as error:
            raise refusal(error.message) from error
        _done(lambda: review.keep_question(turn, entry, desk.account.name))
        if _judgement(review, turn).state == "new":
            review.set_state(turn, "looking")
        review.write_questions(desk.settings.store_dir)
        desk.note("corrected", say("trail.things.question", id=turn))
        return "", *_shown(desk, _STATES.get(shown, "new"))

    def _drop(self, request: gr.Request, event: gr.EventData, shown: str) -> tuple[str, str, str]:
        desk, review = self._administrator(request)
        review.drop_question(sent(event, "turn"))
        review.write_questions(desk.settings.store_dir)
        desk.note("deleted", say("trail.things.question", id=sent(event, "turn")[:40]))
        return "", *_shown(desk, _STATES.get(shown, "new"))

    def _cite(self, request: gr.Request, event: gr.EventData) -> str:
        desk, review = self._administrator(request)
        judgement = _judgement(review, sent(event, "turn"))
        for citation in judgement.citations if may_see(desk, judgement) else ():
            if str(citation["n"]) == sent(event, "n"):
                return source_html(desk.knowledge_base, citation, opened=secrets.token_hex(4))
        raise refusal(say("ui.sources.unknown"))

    def _lines(self, request: gr.Request) -> str:
        desk, review = self._administrator(request)
        desk.note("exported", EVAL_FILE)
        content = base64.b64encode(review.question_lines().encode()).decode("ascii")
        href = f"data:{_LINES};base64,{content}"
        return str(render("download", href=href, file=EVAL_FILE, nonce=secrets.token_hex(4)))


def may_see(desk: Desk, judgement: Judgement) -> bool:
    """Whether the administrator may read every document that the judged answer cites."""
    if desk.reads_everything:
        return True
    seen = {document.document_id for document in desk.knowledge_base.documents()}
    return all(citation.get("document_id") in seen for citation in judgement.citations)


def _shown(desk: Desk, state: ReviewState) -> tuple[str, str]:
    review = desk.conversations.review()
    judgements = review.judgements(state)
    withheld = {one.turn_id for one in judgements if not may_see(desk, one)}
    return review_html(judgements, withheld, review.counts(), review.questions(), state), state


def _judgement(review: Review, turn: str) -> Judgement:
    try:
        return review.judgement(turn)
    except NotFound as error:
        raise refusal(error.message) from error


def _done(work: Callable[[], object]) -> None:
    try:
        work()
    except NotFound as error:
        raise refusal(error.message) from error


def _must_say(desk: Desk, name: str, quote: str) -> None:
    """The evidence has to stand in the named document, white space aside.

    Raises:
        GoldError: it does not, or there is no such document for this person.
    """
    for document in desk.knowledge_base.documents():
        if document.name == name:
            text = " ".join(nfc(desk.knowledge_base.original_text(document.document_id)).split())
            if nfc(quote) in text:
                return
    raise GoldError("gold_quote_missing", document=name)


def _typed(event: gr.EventData) -> dict[str, str]:
    """The fields of the form as they were typed."""
    try:
        told = json.loads(sent(event, "fields"))
    except ValueError:
        told = {}
    if not isinstance(told, dict):
        told = {}
    return {str(name): value[:_LONGEST_FIELD] for name, value in told.items() if isinstance(value, str)}
