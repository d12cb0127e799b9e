"""Where an award statement stands, and the words of its original text."""

from __future__ import annotations

import re

from foundation.document import Span
from knowledge.answer.awards.told import Told
from knowledge.base import KnowledgeBase
from knowledge.marking import Source
from language.text import sentences
from language.words import Syllables, syllables

# The names of those who were counted, right behind the count: "03 đơn vị (UBND xã A, …)".
_NAMES_BEHIND = re.compile(r"\s*\([^()]{3,400}\)")
_AROUND = 400


def source_of(base: KnowledgeBase, told: Told) -> Source:
    """The place of a statement, with the names in brackets that follow its count."""
    text = base.original_text(told.document.document_id)
    start, end = told.record.span
    behind = _NAMES_BEHIND.match(text, end)
    if behind is not None and not told.record.named:
        end = behind.end()
    return Source(told.document.document_id, Span(start, end))


def quote_of(base: KnowledgeBase, told: Told) -> str:
    """The words of the statement itself."""
    start, end = told.record.span
    return base.original_text(told.document.document_id)[start:end]


def names_behind(base: KnowledgeBase, told: Told) -> str:
    """The names in brackets right behind a count, without the brackets; "" without any."""
    text = base.original_text(told.document.document_id)
    behind = _NAMES_BEHIND.match(text, told.record.span.end)
    if behind is None or told.record.named:
        return ""
    return " ".join(behind.group().strip(" \n\t()").split())


def sentence_of(base: KnowledgeBase, told: Told) -> str:
    """The sentence that the statement stands in."""
    text = base.original_text(told.document.document_id)
    start, end = told.record.span
    first = max(0, start - _AROUND)
    window = text[first : end + _AROUND].replace("\n", " ")
    for sentence in sentences(window):
        if sentence.start <= start - first < sentence.end:
            return sentence.text if first + sentence.end >= end else text[first + sentence.start : end]
    return text[start:end]


def words_of(base: KnowledgeBase, told: Told) -> Syllables:
    """The syllables of the recipient, the reason and the sentence of a statement."""
    record = told.record
    return syllables(" . ".join((record.recipient, record.reason, sentence_of(base, told))))
