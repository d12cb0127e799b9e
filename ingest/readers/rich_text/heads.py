"""The tables at the head of a rich text stream: its fonts and its heading styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.readers.rich_text.state import Font
from ingest.readers.rich_text.tokens import Token, codec_of_charset

_HEADING = re.compile(rb"\s*heading ([1-9]);", re.IGNORECASE)


def font_table(stream: Iterable[Token]) -> dict[int, Font]:
    """The fonts by number, each with the codec of its character set ("" for the document's)."""
    fonts: dict[int, Font] = {}
    number: int | None = None
    charset: int | None = None
    name = b""
    for token in _group(stream, "fonttbl"):
        if token.word == "f":
            number, charset, name = token.number, None, b""
        elif token.word == "fcharset":
            charset = token.number
        elif token.kind == "bytes" and number is not None:
            name += token.data
            if b";" in name:
                text = name.split(b";")[0].decode("latin-1").strip()
                fonts[number] = Font(text, codec_of_charset(charset, ""))
                name = b""
    return fonts


def heading_styles(stream: Iterable[Token]) -> dict[int, int]:
    """Heading levels (1 = top) by paragraph style number."""
    levels: dict[int, int] = {}
    style: int | None = None
    for token in _group(stream, "stylesheet"):
        if token.kind == "open":
            style = None
        elif token.word == "s":
            style = token.number
        elif style is None:
            continue
        elif token.word == "outlinelevel" and token.number is not None and token.number < 9:
            levels[style] = token.number + 1
        elif token.kind == "bytes" and (match := _HEADING.match(token.data)):
            levels.setdefault(style, int(match.group(1)))
    return levels


def _group(stream: Iterable[Token], destination: str) -> Iterator[Token]:
    """The tokens inside the first group of that name."""
    depth = 0
    inside: int | None = None
    for token in stream:
        depth += (token.kind == "open") - (token.kind == "close")
        if inside is not None and depth < inside:
            return
        if inside is not None:
            yield token
        elif token.word == destination:
            inside = depth
