"""The parts of an administrative document: letterhead, title, opening, body, closing, signature.

The parts follow Decree 30/2020/NĐ-CP, annex I; each may be missing, and a document that was
flattened into one line has them one after another in a single paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from foundation.document import MappedText, Paragraph, Span, StructuredDocument
from ingest.identity.bodies import find_bodies
from ingest.identity.lexicon import lexicon, zone_pattern
from language.text import fold

Zone = Literal[
    "letterhead", "title", "addressee", "opening", "heading", "body", "plan", "closing",
    "recipients", "signature",
]  # fmt: skip
# The head of a document ends within this many characters or paragraphs.
_HEAD_CHARACTERS, _HEAD_PARAGRAPHS = 4000, 30
_NEAR_HEAD = 5
_HEADING_WORD = 24
_LONGEST_TITLE = 420
_LONGEST_TITLE_LINE = 260
_OPENING_PARAGRAPHS = 6
_LONGEST_SIGNATURE_LINE = 90
_LONGEST_TAIL = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or a part of one, in its zone."""

    zone: Zone
    content: MappedText

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.content.text

    def span(self, start: int, end: int) -> Span:
        """The original place of ``text[start:end]``."""
        return self.content.span(start, end)


class _Head(NamedTuple):
    """Where the heading word of the document ("BÁO CÁO") stands."""

    paragraph: int
    start: int
    end: int


def zones(document: StructuredDocument) -> tuple[Piece, ...]:
    """The document's paragraphs in their zones, in reading order; tables are left out."""
    paragraphs = [p for p in document.paragraphs if p.content.text.strip()]
    tail = _tail_start(paragraphs)
    head = find_head(paragraphs[:tail] or paragraphs)
    pieces: list[Piece] = []
    index, offset = 0, 0
    if head is not None:
        pieces += [Piece("letterhead", p.content) for p in paragraphs[: head.paragraph]]
        line = paragraphs[head.paragraph].content
        if head.start:
            pieces.append(Piece("letterhead", line.slice(0, head.start)))
        title, index, offset = _title(paragraphs, head)
        pieces += title
    else:
        index = _letterhead_without_title(paragraphs[:tail])
        pieces += [Piece("letterhead", p.content) for p in paragraphs[:index]]
    pieces += _middle(paragraphs, index, offset, max(tail, index))
    rest = paragraphs[max(tail, index + (1 if offset and tail <= index else 0)) :]
    pieces += _tail(rest[:_LONGEST_TAIL])
    pieces += [Piece("body", paragraph.content) for paragraph in rest[_LONGEST_TAIL:]]  # annexes
    return tuple(piece for piece in pieces if piece.text.strip())


@cache
def _head_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Over folded text: a line that is only the heading word, and a line that begins with it."""
    words = sorted(lexicon()["heads"], key=len, reverse=True)
    torn = "|".join(r"\s?".join(word.replace(" ", "")) if word == "bao cao" else word for word in words)
    return (
        re.compile(rf"[\W_]*(?P<head>{torn})(?:\s+(?:tom tat|chinh thuc|du thao))?[\W_]*"),
        re.compile(rf"(?<![\w/-])(?P<head>{torn})(?!\w)"),
    )


def find_head(paragraphs: list[Paragraph]) -> _Head | None:
    """The heading word: alone on its line, else in capitals, else at the front of a short line."""
    alone, within = _head_patterns()
    head_part = paragraphs[:_HEAD_PARAGRAPHS]
    read = 0
    later: list[_Head] = []
    for number, paragraph in enumerate(head_part):
        text = paragraph.content.text
        folded = fold(text)
        if (match := alone.fullmatch(folded)) and not paragraph.marker:
            return _Head(number, match.start("head"), match.end("head"))
        for match in within.finditer(folded[: _HEAD_CHARACTERS - read]):
            written = text[match.start() : match.end()]
            shouted = written.isupper()
            leads = not text[: match.start()].strip(" *_#") and len(text) <= _LONGEST_TITLE_LINE
            if not paragraph.marker and (shouted or (leads and written[0].isupper())):
                later.append(_Head(number, match.start("head"), match.end("head")))
        read += len(text)
        if read >= _HEAD_CHARACTERS:
            break
    near = [head for head in later if head.paragraph <= later[0].paragraph + _NEAR_HEAD]
    shouted_first = sorted(near, key=lambda head: not _written(paragraphs, head).isupper())
    return shouted_first[0] if near else None


def _written(paragraphs: Sequence[Paragraph], head: _Head) -> str:
    return paragraphs[head.paragraph].content.text[head.start : head.end]


@cache
def _opening_words() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon()["zones"]["opening"])
    return re.compile(rf"(?:(?<=[\s.,:*])|^)(?:{words}|[IVX]+[.,]\s|1[.,]\s)")


def _title(paragraphs: list[Paragraph], head: _Head) -> tuple[list[Piece], int, int]:
    """The title's pieces, and the paragraph and offset at which the text proper begins."""
    pieces: list[Piece] = []
    length = 0
    for number in range(head.paragraph, len(paragraphs)):
        paragraph = paragraphs[number]
        begin = head.start if number == head.paragraph else 0
        searched_from = head.end if number == head.paragraph else 0
        text = paragraph.content.text
        if number > head.paragraph and _begins_outline(paragraph, length):
            return pieces, number, 0
        opening = _opening_at(text, searched_from)
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
    word = _opening_words().search(text, begin)
    reports = fold(text).find("nhu sau", begin)
    bodies = [b.start for b in find_bodies(text) if begin <= b.start < reports] if reports >= 0 else []
    found = ([word.start()] if word else []) + bodies[-1:]
    return min(found, default=None)


def _is_sentence(paragraph: Paragraph) -> bool:
    text = paragraph.content.text.rstrip()
    return paragraph.kind == "paragraph" and len(text) > 60 and text.endswith((".", ":", ";"))


def _names_issuer(text: str) -> bool:
    """Whether a line in capitals under the title names who decides ("CHỦ TỊCH ỦY BAN …")."""
    return text.isupper() and bool(_issuer_line().match(fold(text).lstrip(" *_")))


@cache
def _issuer_line() -> re.Pattern[str]:
    return re.compile(lexicon()["zones"]["issuer_line"])


def _letterhead_without_title(paragraphs: list[Paragraph]) -> int:
    """How many leading paragraphs read as a letterhead where no heading word follows."""
    for number, paragraph in enumerate(paragraphs[:12]):
        text = paragraph.content.text
        opens = _opening_words().match(text) and not _is_letterhead_line(text)
        if paragraph.depth is not None or len(text) > 200 or opens:
            return number if number and _has_letterhead_marks(paragraphs[:number]) else 0
    return 0


def _is_letterhead_line(text: str) -> bool:
    """Whether a line that begins with a body's name only names it ("UBND HUYỆN …")."""
    if zone_pattern("addressee").match(fold(text)):
        return False
    return text.isupper() or (len(text) <= 60 and not text.rstrip().endswith((".", ":", ";")))


def _has_letterhead_marks(paragraphs: list[Paragraph]) -> bool:
    folded = fold(" ".join(p.content.text for p in paragraphs))
    return bool(zone_pattern("motto").search(folded) or re.search(r"\bso ?:|\bngay\b.*\bthang\b", folded))


def _middle(paragraphs: list[Paragraph], index: int, offset: int, tail: int) -> Iterator[Piece]:
    """Addressee, opening, headings, body, plan and closing."""
    opening_left = _OPENING_PARAGRAPHS
    addressing = False
    for number in range(index, tail):
        paragraph = paragraphs[number]
        content = paragraph.content
        if number == index and offset:
            content = content.slice(offset, len(content.text))
        folded = fold(content.text)
        addressed = zone_pattern("addressee").match(folded.lstrip(" *_"))
        if paragraph.depth is not None and not addressed:
            opening_left, addressing = 0, False
        if opening_left and (addressed or (addressing and paragraph.kind == "list_item")):
            addressing = True
            yield from _split_addressee(content)
        elif zone_pattern("closing").match(folded.lstrip(" *_-")):
            yield Piece("closing", content)
        elif opening_left:
            opening_left, addressing = opening_left - 1, False
            yield Piece("opening", content)
        elif _is_plan(paragraph):
            yield Piece("plan", content)
        else:
            yield Piece("heading" if paragraph.depth is not None else "body", content)


def _split_addressee(content: MappedText) -> Iterator[Piece]:
    """The addressee and, where it was flattened into the same line, the opening after it."""
    opening = _opening_words().search(content.text, 12)
    while opening and content.text[opening.start() :].startswith(
        ("UBND", "Phòng", "Hội đồng", "Ủy ban", "HĐTĐKT", "Thường")
    ):
        opening = _opening_words().search(content.text, opening.end())
    if opening:
        yield Piece("addressee", content.slice(0, opening.start()))
        yield Piece("opening", content.slice(opening.start(), len(content.text)))
    else:
        yield Piece("addressee", content)


def _is_plan(paragraph: Paragraph) -> bool:
    """Whether the paragraph stands under (or is) a heading about what is yet to come."""
    headings = (*paragraph.path, paragraph.content.text) if paragraph.depth is not None else paragraph.path
    return any(looks_ahead(heading) for heading in headings)


def looks_ahead(heading: str) -> bool:
    """Whether a heading speaks of tasks to come and not of results."""
    folded = fold(heading)
    return bool(zone_pattern("plan").search(folded)) and not zone_pattern("results").search(folded)


def _tail_start(paragraphs: list[Paragraph]) -> int:
    """The paragraph with which recipients and signature begin; the number of all without them."""
    for number in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[number].content.text
        if zone_pattern("recipients").match(fold(text).lstrip(" *_")) and number > 2:
            first = number
            while first > 1 and _is_signature_line(paragraphs[first - 1].content.text):
                first -= 1
            return first
    first = len(paragraphs)
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 9), -1):
        if _is_signature_line(paragraphs[number].content.text):
            first = number
    return first


@cache
def role_pattern() -> re.Pattern[str]:
    """A role over a signature, as written."""
    words = sorted(lexicon()["roles"]["words"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


def _is_signature_line(text: str) -> bool:
    return len(text) <= _LONGEST_SIGNATURE_LINE and bool(role_pattern().match(text.lstrip(" *_")))


def _tail(paragraphs: list[Paragraph]) -> Iterator[Piece]:
    """Recipients and signature; a line that holds both is cut at the role."""
    zone: Zone = "recipients"
    for paragraph in paragraphs:
        text = paragraph.content.text
        if _is_signature_line(text):
            zone = "signature"
        elif paragraph.kind == "list_item" or zone_pattern("recipients").search(fold(text)):
            zone = "recipients"
        role = _last_role_block(text) if zone == "recipients" else None
        if role:
            yield Piece("recipients", paragraph.content.slice(0, role))
            yield Piece("signature", paragraph.content.slice(role, len(text)))
            zone = "signature"
        else:
            yield Piece(zone, paragraph.content)


def _last_role_block(text: str) -> int | None:
    """Where the signature begins inside a line of recipients."""
    roles = [match for match in role_pattern().finditer(text) if match.group().isupper() and match.start()]
    return roles[0].start() if roles else None
