"""The parts of an administrative document: letterhead, title, opening, body, closing, signature.

The parts follow Decree 30/2020/NĐ-CP, annex I; each may be missing, and a document that was
flattened into one line has them one after another in a single paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foundation.document import MappedText, Paragraph, StructuredDocument
from ingest.identity.bodies import find_bodies
from ingest.identity.head import find_head, letterhead_without_title, opening_words, read_title
from ingest.identity.lexicon import zone_pattern
from ingest.identity.pieces import Piece
from ingest.identity.tail import read_tail, tail_start
from ingest.normalise import mapped, normalise
from language.text import fold

_OPENING_PARAGRAPHS = 6
_LONGEST_TAIL = 30
# Opening words that name a body, and so may as well be the addressee's.
_BODY_WORDS = ("UBND", "Phòng", "Hội đồng", "Ủy ban", "HĐTĐKT", "Thường")
_TABLES_READ, _ROWS_READ = 2, 2
_RECIPIENTS = re.compile(r"(?<!\w)noi n ?han ?:")
_LONG_BEFORE = 80


def zones(document: StructuredDocument) -> tuple[Piece, ...]:
    """The document's paragraphs in their zones, in reading order, then what heads its tables."""
    paragraphs = [part for p in document.paragraphs if p.content.text.strip() for part in _tail_apart(p)]
    tail = tail_start(paragraphs)
    head = find_head(paragraphs[:tail] or paragraphs)
    pieces: list[Piece] = []
    index, offset = 0, 0
    if head is not None:
        pieces += [Piece("letterhead", p.content) for p in paragraphs[: head.paragraph]]
        line = paragraphs[head.paragraph].content
        if head.start:
            pieces.append(Piece("letterhead", line.slice(0, head.start)))
        title, index, offset = read_title(paragraphs, head)
        pieces += title
    else:
        index = letterhead_without_title(paragraphs[:tail])
        pieces += [Piece("letterhead", p.content) for p in paragraphs[:index]]
    pieces += _middle(paragraphs, index, offset, max(tail, index))
    rest = paragraphs[max(tail, index + (1 if offset and tail <= index else 0)) :]
    pieces += read_tail(rest[:_LONGEST_TAIL])
    pieces += [Piece("body", paragraph.content) for paragraph in rest[_LONGEST_TAIL:]]  # annexes
    pieces += _heads_of_tables(document)
    return tuple(piece for piece in pieces if piece.text.strip())


def _tail_apart(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """The paragraph, parted where recipients begin if the whole text was flattened into it."""
    text = paragraph.content.text
    begins = [match.start() for match in _RECIPIENTS.finditer(fold(text)) if match.start() > _LONG_BEFORE]
    if not begins:
        return (paragraph,)
    parts = (paragraph.content.slice(0, begins[-1]), paragraph.content.slice(begins[-1], len(text)))
    return (
        replace(paragraph, content=parts[0]),
        replace(paragraph, content=parts[1], kind="paragraph", depth=None, marker=""),
    )


def _heads_of_tables(document: StructuredDocument) -> Iterator[Piece]:
    """Caption and titles of each table, and the cells of its first rows: weak evidence."""
    text = document.source.text
    for table in document.tables[:_TABLES_READ]:
        first = table.rows[0].span.start if table.rows else table.span.end
        if table.span.start < first:
            yield Piece("table", normalise(mapped(text[table.span.start : first], table.span.start)))
        for row in table.rows[:_ROWS_READ]:
            for cell in row.cells:
                yield Piece("table", cell.content)


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
    reporter = _who_reports(content.text)
    if reporter is not None:
        yield Piece("addressee", content.slice(0, reporter))
        yield Piece("opening", content.slice(reporter, len(content.text)))
        return
    opening = opening_words().search(content.text, 12)
    while opening and content.text.startswith(_BODY_WORDS, opening.start()):
        opening = opening_words().search(content.text, opening.end())
    if opening:
        yield Piece("addressee", content.slice(0, opening.start()))
        yield Piece("opening", content.slice(opening.start(), len(content.text)))
    else:
        yield Piece("addressee", content)


def _who_reports(text: str) -> int | None:
    """Where the last body before "báo cáo … như sau" begins, None if it is the addressee's own."""
    reports = fold(text).find("bao cao")
    if "nhu sau" not in fold(text[reports:]) or reports < 0:
        return None
    words = [match.start() for match in opening_words().finditer(text, 12, reports)]
    bodies = [body.start for body in find_bodies(text) if body.start < reports]
    if len(bodies) < 2 or any(not text.startswith(_BODY_WORDS, word) for word in words):
        return None
    return bodies[-1]


def _is_plan(paragraph: Paragraph) -> bool:
    """Whether the paragraph stands under (or is) a heading about what is yet to come."""
    headings = (*paragraph.path, paragraph.content.text) if paragraph.depth is not None else paragraph.path
    return any(looks_ahead(heading) for heading in headings)


def looks_ahead(heading: str) -> bool:
    """Whether a heading speaks of tasks to come and not of results."""
    folded = fold(heading)
    return bool(zone_pattern("plan").search(folded)) and not zone_pattern("results").search(folded)
