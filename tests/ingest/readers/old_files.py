"""Old office files made by hand, because nothing that is installed writes them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file ([MS-CFB]) whose streams are long enough to need no short sectors."""
    body, table, entries = b"", [0xFFFFFFFD], []
    for name, data in streams.items():
        first = len(table) + 1
        data = data.ljust(4096, b"\0")
        count = -(-len(data) // SECTOR)
        table += [*range(first + 1, first + count), 0xFFFFFFFE]
        body += data.ljust(count * SECTOR, b"\0")
        entries.append((name, first, len(data)))
    table.insert(1, 0xFFFFFFFE)  # the directory is sector 1
    assert len(entries) <= 3
    assert len(table) <= 128
    header = COMPOUND + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0) + b"\xff" * 4 * 108
    directory = directory_entry("Root Entry", 5, child=1)
    for number, (name, first, size) in enumerate(entries, 1):
        right = number + 1 if number < len(entries) else 0xFFFFFFFF
        directory += directory_entry(name, 2, right=right, first=first, size=size)
    return (
        header + struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
        + directory.ljust(SECTOR, b"\0") + body
    )  # fmt: skip


def directory_entry(
    name: str,
    kind: int,
    *,
    child: int = 0xFFFFFFFF,
    right: int = 0xFFFFFFFF,
    first: int = 0xFFFFFFFE,
    size: int = 0,
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, 0xFFFFFFFF, right, child)
    return head + bytes(36) + struct.pack("<IQ", first, size)


def doc_file(paragraphs: Sequence[tuple[str, str]], *, flags: int = 0x0200, narrow: bool = False) -> bytes:
    """A Word 97 file of paragraphs, each "text", "cell" or "row" ([MS-DOC]), in one piece."""
    ends = {"text": "\r", "cell": "\x07", "row": "\x07"}
    texts = [text + ends[kind] for text, kind in paragraphs]
    text = "".join(texts)
    width = 1 if narrow else 2
    start = 2048
    encoded = text.encode("cp1252" if narrow else "utf-16-le")
    page_number = (start + len(encoded)) // SECTOR + 1
    main = bytearray(page_number * SECTOR)
    main[start : start + len(encoded)] = encoded
    main += property_page(texts, [kind for _, kind in paragraphs], start, width)
    offset = (start * 2) | 0x4000_0000 if narrow else start
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, offset, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    papx = struct.pack("<III", start, start + len(encoded), page_number)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 10, flags)
    struct.pack_into("<I", main, 0x4C, len(text))
    struct.pack_into("<II", main, 0x102, len(clx), len(papx))
    struct.pack_into("<II", main, 0x1A2, 0, len(clx))
    return compound_file({"WordDocument": bytes(main), "1Table": clx + papx})


def property_page(texts: list[str], kinds: list[str], start: int, width: int) -> bytes:
    page = bytearray(SECTOR)
    offset = start
    place = SECTOR - 2
    for index, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
        struct.pack_into("<I", page, 4 * index, offset)
        offset += len(text) * width
        modifiers = {"text": b"", "cell": b"\x16\x24\x01", "row": b"\x16\x24\x01\x17\x24\x01"}[kind]
        if modifiers:
            entry = struct.pack("<H", 0) + modifiers
            entry = (
                bytes([len(entry) // 2 + 1]) + entry
                if len(entry) % 2
                else bytes([0, len(entry) // 2]) + entry
            )
            place -= len(entry) + len(entry) % 2
            page[place : place + len(entry)] = entry
            page[4 * (len(texts) + 1) + 13 * index] = place // 2
    struct.pack_into("<I", page, 4 * len(texts), offset)
    page[SECTOR - 1] = len(texts)
    return bytes(page)


# --- .xls: the records of [MS-XLS] that a sheet cannot do without ---------------------------


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def string(text: str, size: str = "<H") -> bytes:
    return struct.pack(size, len(text)) + b"\x01" + text.encode("utf-16-le")


def xls_file() -> bytes:
    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 0))

    def font(name: str) -> bytes:
        return record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + string(name, "<B"))

    def look(font_index: int, format_index: int) -> bytes:
        return record(0xE0, struct.pack("<HHH", font_index, format_index, 1) + bytes(14))

    fonts = b"".join(font(name) for name in ("Arial", "Arial", "Arial", "Arial", ".VnTime"))
    looks = b"".join(look(*pair) for pair in ((0, 0), (5, 0), (0, 164), (0, 14), (0, 10)))
    formats = record(0x41E, struct.pack("<H", 164) + string("#,##0.0"))

    def label(row: int, column: int, text: str, style: int = 0) -> bytes:
        return record(0x204, struct.pack("<HHH", row, column, style) + string(text))

    def number(row: int, column: int, value: float, style: int) -> bytes:
        return record(0x203, struct.pack("<HHHd", row, column, style, value))

    sheet = begin(0x10)
    sheet += label(0, 0, "Chỉ tiêu") + label(0, 1, "Thực hiện") + label(0, 2, "Ngày")
    sheet += label(1, 0, "Hé nghÌo", 1) + number(1, 1, 6120.5, 2) + number(1, 2, 45291.0, 3)
    sheet += label(2, 0, "Đạt") + number(2, 1, 0.955, 4)
    sheet += record(0xE5, struct.pack("<HHHHH", 1, 2, 2, 1, 2)) + record(0x0A)
    bound = string("Biểu 1", "<B")
    head = begin(0x05) + record(0x42, struct.pack("<H", 1200)) + fonts + formats + looks
    offset = len(head) + len(record(0x85, bytes(6) + bound)) + len(record(0x0A))
    book = head + record(0x85, struct.pack("<IH", offset, 1) + bound) + record(0x0A) + sheet
    return compound_file({"Workbook": book})
