"""Text files and Markdown: the file's own text, one ``line`` block a physical line."""

from __future__ import annotations

from foundation.document import Block, Page
from foundation.settings import Settings
from foundation.wording import say
from ingest.encodings import decode
from ingest.readers.content import Content, SourceFile


def read(file: SourceFile, settings: Settings) -> Content:
    """Decode the file; a form feed begins a new page, as printers take it.

    Nothing but line ends, the byte order mark and a legacy encoding is changed: offsets in
    the result are offsets in the file's text.
    """
    decoded = decode(file.data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    notes = []
    if decoded.converted:
        notes.append(say("reading.encoding_converted", encoding=decoded.encoding))
    if decoded.damaged:
        notes.append(say("reading.characters_damaged", count=decoded.damaged))
    return Content(text, paged_lines(text), tuple(notes))


def paged_lines(text: str) -> tuple[Page, ...]:
    """Every line of the text as a block (blank lines too), parted into pages at form feeds."""
    has_pages = "\f" in text.strip()
    pages: list[Page] = []
    start, line = 0, 1
    for number, part in enumerate(text.split("\f") if has_pages else [text], 1):
        blocks = []
        offset = start
        for row in part.split("\n"):
            blocks.append(Block("line", offset, offset + len(row), line, line))
            offset += len(row) + 1
            line += 1
        line -= 1  # a form feed does not end a line of the stored text
        end = min(start + len(part) + 1, len(text))
        pages.append(Page(number if has_pages else None, start, end, tuple(blocks)))
        start = end
    return tuple(pages)
