"""The head of a document: where its heading word stands, its title, where the text proper opens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from foundation.document import Paragraph
from ingest.identity.bodies import find_bodies
from ingest.identity.lexicon import lexicon, zone_pattern
from ingest.identity.pieces import Piece
from language.text import fold

# The head of a document ends within this many characters or paragraphs.
_HEAD_CHARACTERS, _HEAD_PARAGRAPHS = 4000, 30
_NEAR_HEAD = 5
_HEADING_WORD = 24
_LONGEST_TITLE = 420
_LONGEST_TITLE_LINE = 260
_LONGEST_LETTERHEAD_LINE = 90
_GOVERNING = re.compile(r"(?:^|\s)(?:cua|do|tai|boi|gui|voi)\s+$")


class Head(NamedTuple):
    """Where the heading word of the document ("BÁO CÁO") stands."""

    paragraph: int
    start: int
    end: int


@cache
def _head_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Over folded text: a line that is only the heading word, and a line that begins with it."""
    words = sorted(lexicon()["heads"], key=len, reverse=True)
    torn = "|".join(r"\s?".join(word.replace(" ", "")) if word == "bao cao" else word for word in words)
    return (
        re.compile(rf"[\W_]*(?P<head>{torn})(?:\s+(?:tom tat|chinh thuc|du thao))?[\W_]*"),
        re.compile(rf"(?<![\w/-])(?P<head>{torn})(?!\w)"),
    )


def find_head(paragraphs: list[Paragraph]) -> Head | None:
    """The heading word: alone on its line, else in capitals, else at the front of a short line."""
    alone, within = _head_patterns()
    head_part = paragraphs[:_HEAD_PARAGRAPHS]
    read = 0
    later: list[Head] = []
    for number, paragraph in enumerate(head_part):
        text = paragraph.content.text
        folded = fold(text)
        if (match := alone.fullmatch(folded)) and not paragraph.marker:
            return Head(number, match.start("head"), match.end("head"))
        for match in within.finditer(folded[: _HEAD_CHARACTERS - read]):
            written = text[match.start() : match.end()]
            shouted = written.isupper()
            leads = not text[: match.start()].strip(" *_#") and len(text) <= _LONGEST_TITLE_LINE
            if not paragraph.marker and (shouted or (leads and written[0].isupper())):
                later.append(Head(number, match.start("head"), match.end("head")))
        read += len(text)
        if read >= _HEAD_CHARACTERS:
            break
    near = [head for head in later if head.paragraph <= later[0].paragraph + _NEAR_HEAD]
    shouted_first = sorted(near, key=lambda head: not _written(paragraphs, head).isupper())
    return shouted_first[0] if near else None


def _written(paragraphs: Sequence[Paragraph], head: Head) -> str:
    return paragraphs[head.paragraph].content.text[head.start : head.end]


@cache
def opening_words() -> re.Pattern[str]:
    """Words that open the text proper, as written."""
    words = "|".join(re.escape(word) for word in lexicon()["zones"]["opening"])
    return re.compile(rf"(?:(?<=[\s.,:*])|^)(?:{words}|[IVX]+[.,]\s|1[.,]\s)")


def read_title(paragraphs: list[Paragraph], head: Head) -> tuple[list[Piece], int, int]:
    """The title's pieces, and the paragraph and offset at which the text proper begins."""
    pieces: list[Piece] = []
    length = 0
    for number in range(head.paragraph, len(paragraphs)):
        paragraph = paragraphs[number]
        begin = head.start if number == head.paragraph else 0
        searched_from = head.end if number == head.paragraph else 0
        text = paragraph.content.text
        if number > head.paragraph and _is_late_letterhead(paragraph):
            pieces.append(Piece("letterhead", paragraph.content))
            continue
        if number > head.paragraph and _begins_outline(paragraph, length):
            return pieces, number, 0
        opening = _opening_at(text, searched_from)
        if number > head.paragraph and opening and text[:opening].rstrip().endswith((".", ":", ";")):
            return pieces, number, 0  # the text proper began before, without one of its words
        if opening is not None and begin < opening <= begin + _LONGEST_TITLE - length:
            pieces.append(Piece("title", paragraph.content.slice(begin, opening)))
            return pieces, number, opening
        if opening == begin:
            return pieces, number, 0
        if number > head.paragraph and _names_issuer(text):
            return [*pieces, Piece("letterhead", paragraph.content)], number + 1, 0
        if number > head.paragraph and (length + len(text) > _LONGEST_TITLE or _is_sentence(paragraph)):
            return pieces, number, 0
        end = min(len(text), begin + _LONGEST_TITLE)
        pieces.append(Piece("title", paragraph.content.slice(begin, end)))
        if end < len(text):
            return pieces, number, end
        length += end - begin
    return pieces, len(paragraphs), 0


def _begins_outline(paragraph: Paragraph, title_length: int) -> bool:
    """Whether a line after the heading word is the outline's first and not the title's next.

    Formats with styles give the title a depth, too; it has no outline mark, and stands directly
    under the heading word.
    """
    if paragraph.kind == "list_item" or paragraph.marker:
        return True
    return paragraph.depth is not None and title_length > _HEADING_WORD


def _opening_at(text: str, begin: int) -> int | None:
    """Where the text proper opens in a line: an opening word, or the body that "reports as follows"."""
    words = (match for match in opening_words().finditer(text, begin) if not _is_governed(text, match))
    word = next(words, None)
    reports = fold(text).find("nhu sau", begin)
    bodies = [b.start for b in find_bodies(text) if begin <= b.start < reports] if reports >= 0 else []
    found = ([word.start()] if word else []) + bodies[-1:]
    return min(found, default=None)


def _is_governed(text: str, opening: re.Match[str]) -> bool:
    """Whether a preposition before an opening word keeps it in the title: "Cờ thi đua của UBND tỉnh"."""
    return bool(_GOVERNING.search(fold(text[max(0, opening.start() - 12) : opening.start()])))


def _is_sentence(paragraph: Paragraph) -> bool:
    text = paragraph.content.text.rstrip()
    return paragraph.kind == "paragraph" and len(text) > 60 and text.endswith((".", ":", ";"))


def _names_issuer(text: str) -> bool:
    """Whether a line in capitals under the title names who decides ("CHỦ TỊCH ỦY BAN …")."""
    return text.isupper() and bool(_issuer_line().match(fold(text).lstrip(" *_")))


@cache
def _issuer_line() -> re.Pattern[str]:
    return re.compile(lexicon()["zones"]["issuer_line"])


def letterhead_without_title(paragraphs: list[Paragraph]) -> int:
    """How many leading paragraphs read as a letterhead where no heading word follows."""
    for number, paragraph in enumerate(paragraphs[:12]):
        text = paragraph.content.text
        opens = opening_words().match(text) and not _is_letterhead_line(text)
        if paragraph.depth is not None or len(text) > 200 or opens:
            return number if number and _has_letterhead_marks(paragraphs[:number]) else 0
    return 0


def _is_late_letterhead(paragraph: Paragraph) -> bool:
    """Whether a line under the heading word is the letterhead's: flattened columns come in any order."""
    text = paragraph.content.text
    if len(text) > _LONGEST_LETTERHEAD_LINE or paragraph.kind == "list_item":
        return False
    folded = fold(text).lstrip(" *_#")
    if any(zone_pattern(name).match(folded) for name in ("motto", "number_line", "dated_line")):
        return True
    return text.isupper() and bool(zone_pattern("letterhead_line").match(folded))


def _is_letterhead_line(text: str) -> bool:
    """Whether a line that begins with a body's name only names it ("UBND HUYỆN …")."""
    if zone_pattern("addressee").match(fold(text)):
        return False
    return text.isupper() or (len(text) <= 60 and not text.rstrip().endswith((".", ":", ";")))


def _has_letterhead_marks(paragraphs: list[Paragraph]) -> bool:
    folded = fold(" ".join(p.content.text for p in paragraphs))
    return bool(zone_pattern("motto").search(folded) or re.search(r"\bso ?:|\bngay\b.*\bthang\b", folded))
