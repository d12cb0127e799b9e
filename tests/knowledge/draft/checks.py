"""What must hold of every draft, whoever it is for."""

from __future__ import annotations

import re

from knowledge.base import KnowledgeBase
from knowledge.draft import Draft
from knowledge.draft.parts import ShownParagraph
from language.numbers import figures
from language.periods import find_periods

_MARK = re.compile(r"\[(\d+)\]")
_BLANK = re.compile(r"\[…[^\[\]]*…\]")


def unaccounted(draft: Draft) -> list[str]:
    """Figures of the text that no entry of ``figures`` tells; periods and blanks are none."""
    told = {part.value for entry in draft.figures for part in figures(entry["text"])}
    missing = []
    for paragraph in draft.paragraphs:
        text = _MARK.sub(" ", _BLANK.sub(" ", paragraph.text))
        years = {n.value for m in find_periods(text) for n in figures(text[m.start : m.end])}
        missing += [f.text for f in figures(text) if f.value not in told | years]
    return missing


def uncited(draft: Draft) -> list[str]:
    """Listed figures whose citation does not hold them and that have no other stated origin."""
    by_number = {citation.n: citation for citation in draft.citations}
    wrong = []
    for entry in draft.figures:
        if entry.get("computed"):
            if not entry.get("citations") and not entry.get("origin"):
                wrong.append(entry["text"])
            continue
        if entry["citation"] is None:
            if not entry.get("origin"):
                wrong.append(entry["text"])
            continue
        quote = by_number[entry["citation"]].quote
        held = {figure.value for figure in figures(quote)}
        for part in figures(entry["text"]):
            if part.value not in held:
                wrong.append(entry["text"])
    return wrong


def dangling(draft: Draft, base: KnowledgeBase) -> list[str]:
    """Marks without a citation, and citations whose quote is not the document's text."""
    known = {str(citation.n) for citation in draft.citations}
    wrong = [mark for mark in _MARK.findall(draft.text) if mark not in known]
    for citation in draft.citations:
        text = base.original_text(citation.document_id)
        if text[citation.char_start : citation.char_end] != citation.quote:
            wrong.append(citation.quote)
    return wrong


def paragraph_with(draft: Draft, words: str) -> ShownParagraph:
    """The first paragraph that holds the words."""
    return next(p for p in draft.paragraphs if words in p.text)
