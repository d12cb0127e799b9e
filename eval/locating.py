"""Where the gold quotes stand in the stored texts, to see whether a citation meets them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from eval.questions import Evidence


def overlaps(evidence: Evidence, citations: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> bool:
    """Whether a citation of the same document shares a character with the quote's words."""
    name = stored_name(evidence.document, texts)
    if name is None:
        return False
    text = texts[name]
    spans = [
        (int(citation["char_start"]), int(citation["char_end"]))
        for citation in citations
        if citation.get("document") == name
    ]
    return any(
        start < cited_end and cited_start < end
        for start, end in places(evidence.quote, text)
        for cited_start, cited_end in spans
    )


def stored_name(document: str, texts: Mapping[str, object]) -> str | None:
    """What the store calls the file ``document``: a file in a folder carries the folder's name."""
    if document in texts:
        return document
    below = [name for name in texts if name.endswith(f"/{document}")]
    return below[0] if len(below) == 1 else None


def places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Every place of the quote in the text; white space and Unicode form do not matter."""
    wanted, _ = _squeezed(quote)
    squeezed, origin = _squeezed(text)
    at = squeezed.find(wanted)
    while wanted and at >= 0:
        yield origin[at][0], origin[at + len(wanted) - 1][1]
        at = squeezed.find(wanted, at + 1)


@lru_cache(maxsize=64)
def _squeezed(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text in NFC with single spaces, and the range that each of its characters came from."""
    out: list[str] = []
    origin: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[start:end])
        if composed.isspace():
            composed = " " if out and out[-1] != " " else ""
        out.extend(composed)
        origin.extend([(start, end)] * len(composed))
        start = end
    if out and out[-1] == " ":
        out.pop()
        origin.pop()
    return "".join(out), tuple(origin)
