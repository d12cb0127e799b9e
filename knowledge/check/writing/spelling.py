"""Spelling: slips of the keyboard (``language.spelling``), signs typed twice, missing blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import Finding, Severity
from language.instruments import find_instruments
from language.slips import Slip
from language.spelling import slips
from language.text import UPPER, sentences

# How sure a slip is: a listed confusion is one; letters that merely look like a compound less so.
_SURENESS = {
    "phrase": 0.95, "compound": 0.75, "near": 0.7, "missing": 0.7, "set": 0.75, "tone": 0.9, "syllable": 0.45,
    "doubled": 0.85, "doubled_clause": 0.6, "glued": 0.8,
}  # fmt: skip
# "tôt", "viêc": a syllable that ends in a stop bears sắc or nặng, so its tone was lost.
_TONELESS = re.compile(r"[âêôơưă]\w*(?<![A-Z])(?:p|t|c|ch)$")
_SURE_TONELESS = 0.65
_SIGN_TWICE = re.compile(
    r"(?P<sign>[%])\s*(?P=sign)|(?<!\.)(?P<stop>\.)\s?:|(?<![.\s])(?P<comma>[,;])\s*(?P=comma)"
)
_NO_SPACE = re.compile(
    rf"(?<![\w.,/])(?P<figure>\d+(?:[.,]\d+)*)(?P<unit>tỷ|triệu|đồng|người|hộ|thôn|xã|tấn|tháng|ngày|năm)(?!\w)"
    rf"|\b(?P<word>ngày|tháng|năm|số)(?P<digits>\d{{1,4}}(?:/\d+)*)(?![\w])"
    rf"|(?<=[a-zà-ỹ])(?P<close>[”\"])(?P<next>[a-zà-ỹ{UPPER}])(?=[a-zà-ỹ])"
)
_LONG_SENTENCE = 80


def check_spelling(draft: Draft) -> Iterator[Finding]:
    """Every slip, sign typed twice and missing blank; long sentences that stand twice."""
    for piece in draft.pieces:
        for slip in slips(piece.content.text):
            if not (piece.in_table and slip.kind.startswith("doubled")):
                yield _of_slip(draft, piece, slip)
        yield from _signs(draft, piece)
    yield from _repeated_sentences(draft)


def _of_slip(draft: Draft, piece: Piece, slip: Slip) -> Finding:
    quote = draft.quote_in(piece.content, slip.start, slip.end)
    printed = " ".join(quote.text.split())
    repair = (
        say("check.spelling.repair", right=slip.right) if slip.right else say("check.spelling.repair_unknown")
    )
    severity: Severity = "error" if slip.kind != "syllable" else "note"
    message = say(f"check.spelling.{slip.kind}", printed=printed)
    sure = _SURENESS[slip.kind]
    if slip.kind == "syllable" and _TONELESS.search(quote.text):
        severity, sure = "error", _SURE_TONELESS
    return Finding("spelling", severity, sure, message, repair, (quote,))


def _signs(draft: Draft, piece: Piece) -> Iterator[Finding]:
    text = piece.content.text
    for match in _SIGN_TWICE.finditer(text):
        quote = draft.quote_in(piece.content, match.start(), match.end())
        sign = match["sign"] or match["stop"] or match["comma"]
        message = say("check.spelling.sign_twice", sign=sign if sign != "." else match.group())
        repair = say("check.spelling.repair", right=sign if sign != "." else ":")
        yield Finding("spelling", "warning", 0.6, message, repair, (quote,))
    for match in _NO_SPACE.finditer(text):
        if match["close"]:
            start, end = text.rfind(" ", 0, match.start()) + 1, text.find(" ", match.end())
            end = end if end >= 0 else len(text)
            right = f"{text[start : match.end('close')]} {text[match.start('next') : end]}"
        else:
            start, end = match.span()
            right = " ".join(
                filter(None, (match["figure"] or match["word"], match["unit"] or match["digits"]))
            )
        quote = draft.quote_in(piece.content, start, end)
        message = say("check.spelling.no_space", printed=quote.text)
        repair = say("check.spelling.repair", right=right)
        yield Finding("spelling", "warning", 0.6, message, repair, (quote,))


def _repeated_sentences(draft: Draft) -> Iterator[Finding]:
    """Folded away: reports do repeat their formulas on purpose."""
    seen: dict[str, tuple[Piece, int, int]] = {}
    for piece in draft.pieces:
        for sentence in sentences(piece.content.text):
            key = " ".join(re.findall(r"\w+", sentence.text.lower()))
            if len(key) < _LONG_SENTENCE or find_instruments(sentence.text):
                continue
            if key in seen:
                first, start, end = seen[key]
                quotes = (
                    draft.quote_in(piece.content, sentence.start, sentence.end),
                    draft.quote_in(first.content, start, end),
                )
                message = say("check.spelling.repeated_sentence")
                repair = say("check.spelling.repeated_sentence_repair")
                yield Finding("spelling", "note", 0.4, message, repair, quotes)
            else:
                seen[key] = (piece, sentence.start, sentence.end)
