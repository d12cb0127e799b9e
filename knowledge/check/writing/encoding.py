"""Encoding: look-alike letters, mixed Unicode forms, legacy code pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from foundation.document import Span
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold

# Letters that fonts show like a Vietnamese one and that are another one to a machine.
_LOOKALIKES = {"ƣ": "ư", "Ƣ": "Ư", "Ð": "Đ", "ð": "đ"}
_COMBINED = re.compile(r"[^\W\d_][\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323]+")
# What a reader notes when it had to convert the file from a code page of before Unicode.
_LEGACY = re.compile(r"tcvn3|vni|viscii|bang ma cu|abc")
_WORD = re.compile(r"\S+")


def check_encoding(draft: Draft) -> Iterator[Finding]:
    """One finding for each kind of defect, quoted where it is met first."""
    text = draft.text
    for letter, right in _LOOKALIKES.items():
        count = text.count(letter)
        if count:
            message = say("check.spelling.lookalike", count=count, letter=letter, right=right)
            repair = say("check.spelling.lookalike_repair", letter=letter, right=right)
            quote = draft.quote(_word_at(text, text.index(letter)))
            yield Finding("spelling", "error", 0.95, message, repair, (quote,))
    yield from _mixed_forms(draft)
    for note in draft.document.source.notes:
        if _LEGACY.search(fold(note)):
            first = _WORD.search(text)
            quotes = (draft.quote(Span(*first.span())),) if first else ()
            repair = say("check.spelling.legacy_repair")
            yield Finding("spelling", "warning", 0.9, say("check.spelling.legacy", note=note), repair, quotes)


def _mixed_forms(draft: Draft) -> Iterator[Finding]:
    combined = [
        m for m in _COMBINED.finditer(draft.text) if unicodedata.normalize("NFC", m.group()) != m.group()
    ]
    if combined:
        message = say("check.spelling.mixed_unicode", count=len(combined))
        quote = draft.quote(_word_at(draft.text, combined[0].start()))
        repair = say("check.spelling.mixed_unicode_repair")
        yield Finding("spelling", "warning", 0.9, message, repair, (quote,))


def _word_at(text: str, offset: int) -> Span:
    start = offset
    while start and not text[start - 1].isspace():
        start -= 1
    end = offset
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
