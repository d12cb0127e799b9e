"""The characters of a Word 97–2003 document, in order, with its table marks.

Structures by their names in [MS-DOC]: the file information block (2.5.1), the piece table
(2.8.35), the pages of paragraph properties (2.9.177) and the properties that mark table
paragraphs (2.6.2).
"""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

_ENCRYPTED = 0x0100
_WHICH_TABLE = 0x0200
_FIRST_OF_WORD_97 = 0x00C1
# Places of offset and length pairs in the file information block.
_CLX = 0x01A2
_PAPX_PAGES = 0x0102
_TEXT_LENGTH = 0x004C
_PAGE = 512
_IN_TABLE = 0x2416
_ROW_END = 0x2417
# Operand sizes by the top three bits of a property's code (2.2.5.1); 0 is "stated inside".
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
_PARAGRAPH, _CELL, _PAGE_BREAK = "\r", "\x07", "\x0c"
_FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x13", "\x14", "\x15"
_PRINTED = {"\x0b": "\n", "\x1e": "-", "\x1f": "\xad", "\xa0": " ", "\x0e": "\n"}


class BrokenWordFile(Exception):
    """The file is not a whole Word 97–2003 document. Raised by ``paragraphs``."""

    def __init__(self, cause: str, *, encrypted: bool = False) -> None:
        self.encrypted = encrypted
        super().__init__(cause)


@dataclass(frozen=True, slots=True)
class OldParagraph:
    """A paragraph, a cell's last paragraph, or the mark that ends a table row."""

    text: str
    in_table: bool = False
    ends_cell: bool = False
    ends_row: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of characters: its place in the stream and whether it is 8-bit."""

    first: int
    count: int
    offset: int
    narrow: bool

    def place(self, character: int) -> int:
        """The byte at which a character of the document stands."""
        return self.offset + (character - self.first) * (1 if self.narrow else 2)


def paragraphs(data: bytes) -> Iterator[OldParagraph]:
    """The paragraphs of the main text.

    Raises:
        BrokenWordFile: encrypted, older than Word 97, or damaged.
    """
    try:
        main, table = _streams(data)
        pieces = _pieces(main, table)
        properties = _Properties(main, table)
        yield from _paragraphs(main, pieces, properties)
    except (struct.error, IndexError, OSError, ValueError, TypeError) as error:
        raise BrokenWordFile(f"damaged: {error!r}") from error


def _streams(data: bytes) -> tuple[bytes, bytes]:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:  # type: ignore[no-untyped-call]
        main: bytes = ole.openstream("WordDocument").read()
        version, flags = _unsigned(main, 2, 2), _unsigned(main, 10, 2)
        if flags & _ENCRYPTED:
            raise BrokenWordFile("encrypted", encrypted=True)
        if version < _FIRST_OF_WORD_97:
            raise BrokenWordFile(f"version {version:#x} is older than Word 97")
        table: bytes = ole.openstream("1Table" if flags & _WHICH_TABLE else "0Table").read()
    return main, table


def _unsigned(data: bytes, offset: int, size: int) -> int:
    if offset + size > len(data):
        raise IndexError(f"{offset + size} is beyond the {len(data)} bytes of the stream")
    return int.from_bytes(data[offset : offset + size], "little")


def _pieces(main: bytes, table: bytes) -> list[_Piece]:
    """The piece table, cut to the main text: notes and headers follow it."""
    place, length = _unsigned(main, _CLX, 4), _unsigned(main, _CLX + 4, 4)
    clx = table[place : place + length]
    while clx[:1] == b"\x01":
        clx = clx[3 + _unsigned(clx, 1, 2) :]
    if clx[:1] != b"\x02":
        raise BrokenWordFile("no piece table")
    plc = clx[5 : 5 + _unsigned(clx, 1, 4)]
    count = (len(plc) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    last = _unsigned(main, _TEXT_LENGTH, 4)
    pieces = []
    for index in range(count):
        raw = _unsigned(plc, 4 * (count + 1) + 8 * index + 2, 4)
        narrow = bool(raw & 0x4000_0000)
        offset = raw & 0x3FFF_FFFF
        first, size = ends[index], min(ends[index + 1], last) - ends[index]
        if size > 0:
            pieces.append(_Piece(first, size, offset // 2 if narrow else offset, narrow))
    return pieces


class _Properties:
    """Which paragraphs stand in a table and which end a row, by their place in the stream."""

    def __init__(self, main: bytes, table: bytes) -> None:
        place, length = _unsigned(main, _PAPX_PAGES, 4), _unsigned(main, _PAPX_PAGES + 4, 4)
        plc = table[place : place + length]
        count = max(0, (len(plc) - 4) // 8)
        self._starts: list[int] = []
        self._flags: list[tuple[bool, bool]] = []
        for index in range(count):
            number = _unsigned(plc, 4 * (count + 1) + 4 * index, 4) & 0x3F_FFFF
            self._read_page(main[number * _PAGE : (number + 1) * _PAGE])

    def _read_page(self, page: bytes) -> None:
        if len(page) < _PAGE:
            return
        runs = page[_PAGE - 1]
        for run in range(runs):
            self._starts.append(_unsigned(page, 4 * run, 4))
            entry = page[4 * (runs + 1) + 13 * run] * 2
            self._flags.append(_table_flags(_exceptions(page, entry)) if entry else (False, False))

    def at(self, place: int) -> tuple[bool, bool]:
        """Whether the paragraph at that byte is in a table, and whether it ends a row."""
        index = bisect_right(self._starts, place) - 1
        return self._flags[index] if index >= 0 else (False, False)


def _exceptions(page: bytes, entry: int) -> bytes:
    """The property modifiers of an entry, after the two bytes of its style."""
    words = page[entry]
    size = 2 * words - 1 if words else 2 * page[entry + 1]
    start = entry + 1 if words else entry + 2
    return page[start + 2 : start + size]


def _table_flags(modifiers: bytes) -> tuple[bool, bool]:
    in_table = ends_row = False
    place = 0
    while place + 2 < len(modifiers):
        code = _unsigned(modifiers, place, 2)
        size = _OPERANDS[code >> 13] or modifiers[place + 2] + 1
        if code == _IN_TABLE:
            in_table = bool(modifiers[place + 2])
        elif code == _ROW_END:
            ends_row = bool(modifiers[place + 2])
        place += 2 + size
    return in_table, ends_row


def _paragraphs(main: bytes, pieces: list[_Piece], properties: _Properties) -> Iterator[OldParagraph]:
    text: list[str] = []
    fields: list[bool] = []  # for each open field: whether its visible result has begun
    for piece in pieces:
        size = piece.count * (1 if piece.narrow else 2)
        codec = "cp1252" if piece.narrow else "utf-16-le"
        characters = main[piece.offset : piece.offset + size].decode(codec, "replace")
        for index, character in enumerate(characters):
            if character == _FIELD_BEGIN:
                fields.append(False)
            elif character == _FIELD_SEPARATOR and fields:
                fields[-1] = True
            elif character == _FIELD_END and fields:
                fields.pop()
            elif character in (_PARAGRAPH, _CELL, _PAGE_BREAK):
                in_table, ends_row = properties.at(piece.place(piece.first + index))
                ends_row &= character == _CELL
                yield OldParagraph("".join(text), in_table, character == _CELL and not ends_row, ends_row)
                text = []
            elif all(fields):
                text.append(_PRINTED.get(character, character))
    if text:
        yield OldParagraph("".join(text))
