"""Chunking: a structured document becomes passages that are found, read and cited as one.

A passage is whole sentences and whole table rows of one section, about 150 to 300 tokens
of the embedding model. Its header says whose report it is and under which headings it stands,
so that two communes that write the same sentence stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundation.document import MappedText, Paragraph, Span, StructuredDocument, Table, TableRow
from foundation.records import DocumentIdentity, Passage
from language.text import sentences

# Tokens of a passage: enough to stand alone, as many as it may have, and what one sentence
# or row may have before it is cut at a clause.
ENOUGH = 150
MOST = 300
LONGEST = 450

_HEADING_LENGTH = 90
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_CLAUSE = re.compile(r"[,;:](?=\s)|\s[-–](?=\s)")
_LETTER = re.compile(r"[^\W\d_]")


def estimate_tokens(text: str) -> int:
    """About how many tokens the built-in embedding model makes of the text.

    Measured against its tokenizer: a Vietnamese syllable is 1.1 tokens, a run of digits one
    for each 2.5 digits, a punctuation mark one.
    """
    count = 0.0
    for word in _WORD.findall(text):
        if word[0].isdigit():
            count += max(1.0, len(word) / 2.5)
        elif word[0].isalpha():
            count += 1.1 if len(word) <= 7 else len(word) / 4
        else:
            count += 1.0
    return round(count)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never cut: a sentence, a heading or a table row. ``join`` stands before it."""

    text: str
    span: Span
    path: tuple[str, ...]
    page: int | None
    tokens: int
    join: str = "\n"
    heading: bool = False


def chunk(document: StructuredDocument, identity: DocumentIdentity) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; every paragraph and row is in one.

    ``Passage.span`` covers the passage in the stored original text. The header holds unit,
    district, province, period and the heading path.
    """
    passages: list[Passage] = []
    about = _about(identity)
    for pieces in _packed(list(_pieces(document))):
        path = _common_path(piece.path for piece in pieces)
        header = "\n".join(filter(None, (about, " > ".join(map(_short, path)))))
        text = pieces[0].text + "".join(piece.join + piece.text for piece in pieces[1:])
        span = Span(min(piece.span.start for piece in pieces), max(piece.span.end for piece in pieces))
        passages.append(Passage(len(passages), text, header, span, path, pieces[0].page))
    return tuple(passages)


def _about(identity: DocumentIdentity) -> str:
    names = [identity.value(name) for name in ("commune", "district", "province", "period")]
    if not any(names[:3]):
        names.insert(0, identity.value("issuer"))
    return ", ".join(name for name in names if name)


def _short(heading: str) -> str:
    return heading if len(heading) <= _HEADING_LENGTH else heading[:_HEADING_LENGTH].rsplit(" ", 1)[0] + "…"


def _common_path(paths: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    several = list(paths)
    common = several[0]
    for path in several[1:]:
        length = next((i for i, (a, b) in enumerate(zip(common, path, strict=False)) if a != b), None)
        common = common[: min(len(common), len(path)) if length is None else length]
    return common


# --- cutting into pieces -------------------------------------------------------------------


def _pieces(document: StructuredDocument) -> Iterator[_Piece]:
    for element in document.elements:
        if isinstance(element, Table):
            yield from _table_pieces(element)
        elif element.content.text.strip():
            yield from _paragraph_pieces(element)


def _paragraph_pieces(paragraph: Paragraph) -> Iterator[_Piece]:
    content, page = paragraph.content, paragraph.page
    tokens = estimate_tokens(content.text)
    if paragraph.kind == "heading":
        path = paragraph.path if paragraph.depth is None else (*paragraph.path, content.text)
        yield _Piece(content.text, content.span(0, len(content.text)), path, page, tokens, heading=True)
        return
    if tokens <= MOST:
        yield _Piece(content.text, content.span(0, len(content.text)), paragraph.path, page, tokens)
        return
    join = "\n"
    for start, end in _sentence_ranges(content):
        text = content.text[start:end]
        span = content.span(start, end)
        yield _Piece(text, span, paragraph.path, page, estimate_tokens(text), join)
        join = " "


def _sentence_ranges(content: MappedText) -> Iterator[tuple[int, int]]:
    for sentence in sentences(content.text):
        yield from _clauses(content.text, sentence.start, sentence.end)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range whole, or cut at the last clause boundary that leaves a part of fair size."""
    while estimate_tokens(text[start:end]) > LONGEST:
        cut = start
        for boundary in _CLAUSE.finditer(text, start, end):
            if estimate_tokens(text[start : boundary.end()]) > MOST and cut > start:
                break
            cut = boundary.end()
        if cut in (start, end):
            cut = _word_boundary(text, start, end)
        if cut in (start, end):
            break
        yield start, cut
        start = cut + (len(text[cut:end]) - len(text[cut:end].lstrip()))
    if start < end:
        yield start, end


def _word_boundary(text: str, start: int, end: int) -> int:
    """Where a text without clauses is cut: after the last word that fits."""
    cut = start
    for space in re.finditer(r"\s", text[start:end]):
        if estimate_tokens(text[start : start + space.start()]) > MOST and cut > start:
            break
        cut = start + space.start()
    return cut


def _table_pieces(table: Table) -> Iterator[_Piece]:
    start = table.span.start
    join = "\n"
    if table.caption:
        tokens = estimate_tokens(table.caption)
        end = table.rows[0].span.start if table.rows else table.span.end
        span = Span(start, max(start + 1, end))
        yield _Piece(table.caption, span, table.path, table.page, tokens, heading=bool(table.rows))
    for row in table.rows:
        text = render_row(table, row)
        if text:
            yield _Piece(text, row.span, table.path, table.page, estimate_tokens(text), join)


def render_row(table: Table, row: TableRow) -> str:
    """A table row as a line a person reads: "4 Sản lượng thóc — ĐVT: tấn; Kế hoạch: 1.460"."""
    cells = [(column, cell.text) for column, cell in zip(table.columns, row.cells, strict=False)]
    named = next((i for i, (_, text) in enumerate(cells) if len(_LETTER.findall(text)) > 1), 0)
    name = " ".join(text for _, text in cells[: named + 1] if text)
    rest = "; ".join(f"{column}: {text}" if column else text for column, text in cells[named + 1 :] if text)
    return f"{name} — {rest}" if name and rest else name or rest


# --- packing pieces into passages ----------------------------------------------------------


def _packed(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    current: list[_Piece] = []
    for piece in pieces:
        if current and _cuts(current, piece):
            kept = _without_last_headings(current, piece)
            yield current[: len(current) - kept]
            current = current[len(current) - kept :]
        current.append(piece)
    if current:
        yield current


def _without_last_headings(current: list[_Piece], following: _Piece) -> int:
    """How many headings at the end belong to what follows and move on with it."""
    count = 0
    while (
        count < len(current) - 1 and current[-1 - count].heading and _is_above(current[-1 - count], following)
    ):
        count += 1
    return count


def _is_above(heading: _Piece, piece: _Piece) -> bool:
    return piece.path[: len(heading.path)] == heading.path


def _cuts(current: list[_Piece], piece: _Piece) -> bool:
    """Whether a passage ends before ``piece``."""
    if all(before.heading and _is_above(before, piece) for before in current):
        return False
    size = sum(before.tokens for before in current)
    if size + piece.tokens > MOST:
        return True
    path = current[-1].path
    if path == piece.path:
        return False
    if bool(path) != bool(piece.path):  # letterhead and recipients stay apart from the report
        return True
    return size >= ENOUGH or not _are_near(path, piece.path)


def _are_near(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sections stand under one parent, or one under the other."""
    shared = len(_common_path((a, b)))
    return shared > 0 and shared >= min(len(a), len(b)) - 1
