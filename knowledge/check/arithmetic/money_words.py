"""Sums told in figures and again in words: "4.250.000 đồng (Bốn triệu hai trăm năm mươi nghìn đồng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.numbers import parse_figure, parse_words, plain
from language.text import fold

_SUM = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,3}(?:\.\d{3})+|\d+)\s*(?:dong|d|vnd)?\s*[.,;]?\s*"
    r"\(\s*(?:(?:viet )?bang chu\s*:?\s*)?(?P<words>[a-z ,./]{6,160}?)\s*(?:dong)?(?: chan)?[\s./]*\)"
)
_SCALES = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
_SURE = 0.85


def check_money_words(draft: Draft) -> Iterator[Finding]:
    """Each sum whose figures are not what its words say; words that cannot be read are let be."""
    for piece in draft.pieces:
        text = piece.content.text
        for match in _SUM.finditer(fold(text)):
            said = _value(match["words"])
            printed = parse_figure(match["figure"])
            if said is None or said == printed:
                continue
            values = {"printed": match["figure"], "words": text[slice(*match.span("words"))].strip()}
            message = say("check.arithmetic.money_words", computed=plain(parse_figure(str(said))), **values)
            repair = say("check.arithmetic.money_words_repair")
            quote = draft.quote_in(piece.content, *match.span())
            yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))


def _value(words: str) -> int | None:
    """What a sum in words is worth; None for words that are no number with its thousands named."""
    total, scaled = 0, False
    chunk: list[str] = []
    for word in re.findall(r"[a-z]+", words):
        if word in _SCALES:
            count = parse_words(" ".join(chunk)) if chunk else None
            if count is None:
                return None
            total, chunk, scaled = total + count * _SCALES[word], [], True
        else:
            chunk.append(word)
    rest = parse_words(" ".join(chunk)) if chunk else 0
    return total + rest if scaled and rest is not None else None
