"""How texts, numbers and names of an answer are compared with the gold ones."""

from __future__ import annotations

import re
from decimal import Decimal

from language.numbers import figures, parse_figure
from language.text import fold, nfc

_MARK = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_MARKDOWN = re.compile(r"[*_`#>|]+")
_UNIT_WORDS = re.compile(r"\b(?:xa|thi tran|huyen)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_FIRST_SENTENCES = 2


def plain_text(answer: str) -> str:
    """The words of an answer: without citation marks and Markdown signs, single spaces."""
    return " ".join(_MARKDOWN.sub(" ", _MARK.sub("", nfc(answer))).split())


def opening(answer: str) -> str:
    """The answer's first two sentences, as plain text."""
    words = _MARKDOWN.sub(" ", _MARK.sub("", nfc(answer)))
    sentences = [sentence for sentence in _SENTENCE_END.split(words) if sentence.strip()]
    return plain_text(" ".join(sentences[:_FIRST_SENTENCES]))


def same_value(given: str, gold: str) -> bool:
    """Whether two values are the same number ("01" is "1"), or the same words but for case."""
    number, gold_number = _number(given), _number(gold)
    if number is not None and gold_number is not None:
        return number == gold_number
    return _words(given) == _words(gold)


def value_occurs(gold: str, text: str) -> bool:
    """Whether a text holds a number equal to the gold one, or the gold words."""
    number = _number(gold)
    if number is not None:
        return any(figure.value == number for figure in figures(text))
    return includes(text, gold)


def includes(text: str, wanted: str) -> bool:
    """Whether the wanted words stand in the text; case and white space do not matter."""
    return re.search(rf"(?<!\w){re.escape(_words(wanted))}(?!\w)", _words(text)) is not None


def names(name: str, text: str) -> bool:
    """Whether a text names a unit: without case, diacritics and the words xã, thị trấn, huyện."""
    bare = bare_name(name)
    return bool(bare) and re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", bare_name(text)) is not None


def bare_name(name: str) -> str:
    """A name as names are compared."""
    return " ".join(_UNIT_WORDS.sub(" ", fold(nfc(name))).split())


def numbers_in(text: str) -> set[Decimal]:
    """Every figure of a text by value."""
    return {figure.value for figure in figures(text)}


def _number(text: str) -> Decimal | None:
    try:
        return parse_figure(text.strip().removesuffix("%").strip())
    except ValueError:
        return None


def _words(text: str) -> str:
    return " ".join(nfc(text).casefold().split())
