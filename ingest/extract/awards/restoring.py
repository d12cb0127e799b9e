"""Marks that words of commendation lost, put back before the grammar reads them.

A scan turns "tập thể" into "tâp thể" and "Bằng khen" into "Băng khen"; a clerk writes a whole report
without marks. The words keep their length, so every place in the text stays where it was.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import language
from foundation.document import MappedText, Paragraph
from language.text import fold, has_diacritics

_DATA = Path(language.__file__).parent / "data" / "award_restoring.toml"


def restored(paragraph: Paragraph) -> Paragraph:
    """The paragraph with the marks of its words of commendation as they should be."""
    content = paragraph.content
    text = with_marks(content.text)
    if text == content.text:
        return paragraph
    return replace(paragraph, content=MappedText(text, content.origin))


def with_marks(text: str) -> str:
    """A text of the same length in which words of commendation carry their marks."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    listed = ("compounds",) if has_diacritics(text) else ("compounds", "unmarked")
    for name in listed:
        pattern, words = _words(name)
        for match in pattern.finditer(folded):
            written = text[match.start() : match.end()]
            meant = words[match.group()]
            text = text[: match.start()] + _in_case_of(written, meant) + text[match.end() :]
    return text


@cache
def _words(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the folded words of a list, longest first, and the words by it."""
    with _DATA.open("rb") as file:
        words = {fold(word): word for word in tomllib.load(file)[name]}
    alternatives = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), words


def _in_case_of(written: str, meant: str) -> str:
    return "".join(m.upper() if w.isupper() else m for w, m in zip(written, meant, strict=True))
