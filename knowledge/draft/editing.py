"""A person's edits kept when the draft is made anew: their words, with the sources renumbered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foundation.answers import Citation
from knowledge.draft.parts import Draft, ShownParagraph

MARK = re.compile(r"\[(\d{1,4})\]")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Edit:
    """A paragraph as a person left it; ``citations`` are what its ``[n]`` marks point at."""

    paragraph_id: str
    text: str
    citations: tuple[Citation, ...]


def edits_of(draft: Draft, texts: Mapping[str, str]) -> tuple[Edit, ...]:
    """The paragraphs whose text is not the draft's own any more, by their id."""
    own = {paragraph.paragraph_id: paragraph.text for paragraph in draft.paragraphs}
    return tuple(
        Edit(paragraph_id, text.strip()[:_LONGEST], draft.citations)
        for paragraph_id, text in texts.items()
        if paragraph_id in own and _plain(text) != _plain(own[paragraph_id])
    )


def with_edits(draft: Draft, edits: Sequence[Edit]) -> Draft:
    """The draft with the edited paragraphs as they were left; an emptied paragraph is gone.

    Marks keep pointing at the words they pointed at: sources that the draft does not have any
    more are added at its end. A mark that points at nothing stays as it was typed.
    """
    by_id = {edit.paragraph_id: edit for edit in edits}
    citations = list(draft.citations)
    paragraphs: list[ShownParagraph] = []
    for paragraph in draft.paragraphs:
        edit = by_id.get(paragraph.paragraph_id)
        if edit is None:
            paragraphs.append(paragraph)
        elif edit.text:
            paragraphs.append(replace(paragraph, text=_renumbered(edit, citations)))
    return replace(draft, paragraphs=tuple(paragraphs), citations=tuple(citations))


def _renumbered(edit: Edit, citations: list[Citation]) -> str:
    known = {citation.n: citation for citation in edit.citations}

    def number(match: re.Match[str]) -> str:
        old = known.get(int(match[1]))
        if old is None:
            return match.group()
        for citation in citations:
            if _place(citation) == _place(old):
                return f"[{citation.n}]"
        citations.append(old._replace(n=len(citations) + 1))
        return f"[{len(citations)}]"

    return MARK.sub(number, edit.text)


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.char_start, citation.char_end


def _plain(text: str) -> str:
    return " ".join(text.split())
