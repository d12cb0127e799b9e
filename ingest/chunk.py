"""Chunking: a structured document becomes passages that are found, read and cited as one.

A passage is whole sentences and whole table rows of one section, about 150 to 300 tokens
of the embedding model. Its header says whose report it is and under which headings it stands,
so that two communes that write the same sentence stay apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from foundation.document import MappedText, Paragraph, Span, StructuredDocument, Table, TableRow
from foundation.records import DocumentIdentity, Passage
from language.periods import Period
from language.text import sentences

# Tokens of a passage: enough to stand alone, as many as it may have, what one sentence may
# have before it is cut at a clause, and what never stands alone.
ENOUGH = 150
MOST = 300
LONGEST = 450
TINY = 60

_HEADING_LENGTH = 80
_SHOWN_HEADINGS = 3
# A row is named by one of its first cells: number, name, or unit before name.
_LAST_NAME_COLUMN = 2
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_CLAUSE = re.compile(r"[,;:]\s+|\s[-–]\s+")
_LONGEST_SYLLABLE = 7
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W\d_]")


def estimate_tokens(text: str) -> int:
    """About how many tokens the built-in embedding model makes of the text.

    Weights fitted to its tokenizer on real reports (passages differ by 3 % on average): a
    syllable is one token, a word in capitals two, a run of digits less than one, a mark one.
    """
    count = 0.0
    for word in _WORD.findall(text):
        if word[0].isdigit():
            count += 0.75
        elif not word[0].isalpha():
            count += 1.07
        elif len(word) > _LONGEST_SYLLABLE:
            count += len(word) / 4
        else:
            count += 2.2 if word.isupper() else 1.0
    return math.ceil(count)


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
        path = _common_path([piece.path for piece in pieces if not piece.heading] or [pieces[-1].path])
        header = "\n".join(filter(None, (about, " > ".join(map(_short, path[-_SHOWN_HEADINGS:])))))
        text = pieces[0].text + "".join(piece.join + piece.text for piece in pieces[1:])
        span = Span(min(piece.span.start for piece in pieces), max(piece.span.end for piece in pieces))
        passages.append(Passage(len(passages), text, header, span, path, pieces[0].page))
    return tuple(passages)


def _about(identity: DocumentIdentity) -> str:
    names = [identity.value(name) for name in ("commune", "district", "province")]
    if not any(names):
        names = [identity.value("issuer") or identity.value("title")]
    return ", ".join(name for name in (*names, _period(identity)) if name)


def _period(identity: DocumentIdentity) -> str | None:
    """The period as people write it, so that "6 tháng đầu năm 2024" is found."""
    code = identity.value("period")
    try:
        return Period(code).label() if code else None
    except ValueError:
        return code


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
    above = ""
    for element in document.elements:
        if isinstance(element, Table):
            yield from _table_pieces(element, above)
            above = ""
        elif element.content.text.strip():
            yield from _paragraph_pieces(element)
            above = element.content.text


def _paragraph_pieces(paragraph: Paragraph) -> Iterator[_Piece]:
    content, page = paragraph.content, paragraph.page
    tokens = estimate_tokens(content.text)
    if paragraph.kind == "heading":
        outlined = paragraph.depth is not None
        path = (*paragraph.path, content.text) if outlined else paragraph.path
        yield _Piece(content.text, content.span(0, len(content.text)), path, page, tokens, heading=outlined)
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
    """The range whole, or in parts of fair size that end with a clause."""
    if estimate_tokens(text[start:end]) <= LONGEST:
        yield start, end
        return
    size = 0
    for atom_start, atom_end in _atoms(text, start, end):
        tokens = estimate_tokens(text[atom_start:atom_end])
        if size and size + tokens > MOST:
            yield start, start + len(text[start:atom_start].rstrip())
            start, size = atom_start, 0
        size += tokens
    yield start, end


def _atoms(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a range; the words of a clause that is too long itself."""
    for clause in _spans(_CLAUSE, text, start, end):
        words = estimate_tokens(text[clause[0] : clause[1]]) > MOST
        yield from _spans(_SPACE, text, *clause) if words else [clause]


def _spans(boundary: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in boundary.finditer(text, start, end):
        if match.end() > start:
            yield start, match.end()
            start = match.end()
    if start < end:
        yield start, end


def _table_pieces(table: Table, above: str) -> Iterator[_Piece]:
    """The caption, unless it is the paragraph ``above`` that was just given, and the rows."""
    start = table.span.start
    join = "\n"
    if table.caption and table.caption != above:
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
    named = next((i for i, (_, text) in enumerate(cells) if len(_LETTER.findall(text)) > 1), len(cells))
    if named >= min(len(cells), _LAST_NAME_COLUMN + 1) or not cells[named][1][0].isalpha():
        return "; ".join(f"{column}: {text}" for column, text in cells if text)
    name = " ".join(text for _, text in cells[: named + 1] if text)
    rest = "; ".join(f"{column}: {text}" for column, text in cells[named + 1 :] if text)
    return f"{name} — {rest}" if rest else name


# --- packing pieces into passages ----------------------------------------------------------


def _packed(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Sections cut into parts of like size, tiny parts joined with their neighbours."""
    current: list[_Piece] = []
    for section in _sections(pieces):
        for part in _balanced(section):
            if current and not _belongs(current, part):
                yield current
                current = []
            current = [*current, *part]
    if current:
        yield current


def _sections(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Runs of pieces beneath the same headings, each led by its own heading."""
    for _, run in groupby(pieces, key=lambda piece: piece.path):
        yield list(run)


def _balanced(section: list[_Piece]) -> Iterator[list[_Piece]]:
    """A section as few parts of about the same size, each within the limit if its pieces are."""
    left = _size(section)
    part: list[_Piece] = []
    for piece in section:
        size = _size(part)
        target = left / math.ceil(left / MOST) if left > MOST else MOST
        if part and not part[-1].heading and (size + piece.tokens > MOST or size + piece.tokens / 2 > target):
            yield part
            left -= size
            part = []
        part.append(piece)
    if part:
        yield part


def _size(pieces: Iterable[_Piece]) -> int:
    return sum(piece.tokens for piece in pieces)


def _belongs(current: list[_Piece], part: list[_Piece]) -> bool:
    """Whether a part goes into the passage before it."""
    before, after = current[-1].path, part[0].path
    if all(piece.heading for piece in current) and after[: len(before)] == before:
        return True
    if bool(before) != bool(after) or _size(current) + _size(part) > MOST:
        return False
    tiny = _size(current) < ENOUGH or _size(part) < TINY
    return tiny and (before == after or _are_near(before, after))


def _are_near(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two sections stand under one parent, or one under the other."""
    shared = len(_common_path((a, b)))
    return shared > 0 and shared >= min(len(a), len(b)) - 1
