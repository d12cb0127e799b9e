"""The drafting tab's markup: the draft with its marks and blanks, sources, phrase suggestions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from foundation.wording import say
from knowledge.draft import Draft, DraftOptions
from knowledge.draft.editing import MARK
from knowledge.draft.parts import ShownParagraph
from knowledge.draft.quoting import Phrase
from language.periods import period_label
from ui.html import render

SUGGESTIONS = "goi-y"  # the topic of what is quoted from other reports
_BLANK = re.compile(r"\[…[^\[\]]*…\]")
_PIECE = re.compile(f"({MARK.pattern.replace('(', '(?:')}|{_BLANK.pattern})")


@dataclass(frozen=True, slots=True)
class EditorParagraph:
    """A paragraph as the page shows it: its look and its content with marks and blanks."""

    paragraph_id: str
    look: str
    content: Markup
    edited: bool


def draft_html(draft: Draft, options: DraftOptions, edited: Collection[str]) -> str:
    """The editor with its tools, the notes, the blanks and the list of sources."""
    numbers = {citation.n for citation in draft.citations}
    paragraphs = [_paragraph(p, numbers, p.paragraph_id in edited) for p in draft.paragraphs]
    return str(
        render(
            "drafting",
            title=say("draft_ui.title", unit=draft.unit, period=period_label(draft.period)),
            paragraphs=paragraphs,
            state=say("draft_ui.state", figures=len(draft.figures), blanks=len(draft.blanks)),
            brief=options.brief,
            compare=options.compare,
            suggest=SUGGESTIONS not in options.without,
            notes=draft.notes,
            blanks=draft.blanks,
            citations=[
                (c, say("draft_ui.place", document=c.document, line=c.line_start)) for c in draft.citations
            ],
            tell=tell,
        )
    )


def welcome_html() -> str:
    """What the tab says before anything was drafted."""
    return str(render("drafting_welcome", tell=tell))


def waiting_html() -> str:
    """What the tab says while a draft is being made."""
    return str(render("drafting_waiting", tell=tell))


def phrases_html(found: Sequence[Phrase] | None, typed: str = "") -> str:
    """The search for like wordings and what it found; None: nothing was searched yet."""
    shown = [
        (phrase, say("draft_ui.place", document=phrase.citation.document, line=phrase.citation.line_start))
        for phrase in found or ()
    ]
    return str(render("phrases", found=shown, searched=found is not None, typed=typed, tell=tell))


def tell(key: str, **values: object) -> str:
    """A wording of the tab."""
    return say(f"draft_ui.{key}", **values)


def _paragraph(paragraph: ShownParagraph, numbers: Collection[int], edited: bool) -> EditorParagraph:
    pieces = []
    for piece in _PIECE.split(paragraph.text):
        mark = MARK.fullmatch(piece)
        if mark is not None and int(mark[1]) in numbers:
            pieces.append(_mark(int(mark[1])))
        elif _BLANK.fullmatch(piece):
            pieces.append(Markup('<span class="blank">{}</span>').format(piece))
        else:
            pieces.append(escape(piece))
    return EditorParagraph(paragraph.paragraph_id, paragraph.style, Markup("").join(pieces), edited)


def _mark(number: int) -> Markup:
    label = say("ui.sources.open", n=number, title="")
    return Markup(
        '<button type="button" class="mark" contenteditable="false" data-event="cite" '
        'data-n="{n}" aria-label="{label}">[{n}]</button>'
    ).format(n=number, label=label)
