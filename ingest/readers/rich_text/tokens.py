"""The tokens of a rich text stream, and the bytes that its fonts stand for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"\\bin(\d+) ?"
    rb"|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"
    rb"|\\'([0-9a-fA-F]{2})"
    rb"|\\([^a-zA-Z])"
    rb"|([{}])"
    rb"|[\r\n\0]+"
    rb"|([^\\{}\r\n\0]+)"
)
# Windows character sets by the number that a font table gives (RTF 1.9.1, "Font table").
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip


class Token(NamedTuple):
    """A brace, a control word with its number, a control sign, or bytes of text."""

    kind: Literal["open", "close", "word", "sign", "bytes"]
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a stream; binary pictures are passed over."""
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        binary, word, number, hexadecimal, sign, brace, text = match.groups()
        if binary is not None:
            place += int(binary)
        elif word is not None:
            yield Token("word", word.decode(), int(number) if number is not None else None)
        elif hexadecimal is not None:
            yield Token("bytes", data=bytes.fromhex(hexadecimal.decode()))
        elif sign is not None:
            yield Token("sign", sign.decode("latin-1"))
        elif brace is not None:
            yield Token("open" if brace == b"{" else "close")
        elif text is not None:
            yield Token("bytes", data=text)


def codec_of_charset(charset: int | None, default: str) -> str:
    """The codec of a font's character set; the document's own for an unstated one."""
    return _CHARSETS.get(charset, default) if charset is not None and charset != 1 else default


def codec_of_page(page: int | None) -> str:
    """The codec of a code page number, Windows-1252 for an unknown one."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"
