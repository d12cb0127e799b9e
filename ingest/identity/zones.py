"""The parts of an administrative document: letterhead, title, opening, body, closing, signature.

The parts follow Decree 30/2020/NĐ-CP, annex I; each may be missing, and a document that was
flattened into one line has them one after another in a single paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from foundation.document import MappedText, Paragraph, StructuredDocument
from ingest.identity.head import find_head, letterhead_without_title, opening_words, read_title
from ingest.identity.lexicon import zone_pattern
from ingest.identity.pieces import Piece
from ingest.identity.tail import read_tail, tail_start
from ingest.normalise import mapped, normalise
from language.text import fold

_OPENING_PARAGRAPHS = 6
_LONGEST_TAIL = 30
_TABLES_READ, _ROWS_READ = 2, 2


def zones(document: StructuredDocument) -> tuple[Piece, ...]:
    """The document's paragraphs in their zones, in reading order, then what heads its tables."""
    paragraphs = [p for p in document.paragraphs if p.content.text.strip()]
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
    opening = opening_words().search(content.text, 12)
    while opening and content.text[opening.start() :].startswith(
        ("UBND", "Phòng", "Hội đồng", "Ủy ban", "HĐTĐKT", "Thường")
    ):
        opening = opening_words().search(content.text, opening.end())
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
