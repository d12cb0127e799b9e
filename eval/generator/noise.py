"""What happens to reports on their way: broken lines, flattened tables, OCR faults, old encodings.

No fault touches a figure: the truth stays what the file says. Faults of letters are those of
OCR engines on Vietnamese: marks that get lost or change, letters of like shape.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

_LIKE = {"ă": "â", "ả": "á", "ễ": "ể", "ơ": "o", "ữ": "ử", "ị": "i", "rn": "m", "l": "1", "ỉ": "i", "ậ": "ạ"}
# Share of the words with a letter that OCR took for another one.
OCR_FAULTS = 0.02
LINE = 72

# TCVN 5712:1993 (TCVN3): the code of each lower-case letter. Capitals with a tone mark have no
# code of their own: the capital fonts show the lower-case ones.
_TCVN3 = dict(
    zip(
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "A8A9AAABACADAE" "B5B6B7B8B9" "BBBCBDBEC6" "C7C8C9CACB" "CCCECFD0D1" "D2D3D4D5D6" "D7D8DCDDDE"
            "DFE1E2E3E4" "E5E6E7E8E9" "EAEBECEDEE" "EFF1F2F3F4" "F5F6F7F8F9" "FAFBFCFDFE" "A1A2A3A4A5A6A7"
        ),
        strict=True,
    )
)  # fmt: skip


def tcvn3(text: str) -> bytes:
    """The text as an old office machine saved it; what the encoding lacks becomes a plain letter."""
    return bytes(_tcvn3_code(letter) for letter in unicodedata.normalize("NFC", text))


def _tcvn3_code(letter: str) -> int:
    if ord(letter) < 0x80:
        return ord(letter)
    return _TCVN3.get(letter) or _TCVN3.get(letter.lower()) or ord("-")


def windows_1258(text: str) -> bytes:
    """The text in the Windows code page, tone marks as characters of their own."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        out += _windows_1258_code(letter)
    return bytes(out)


def _windows_1258_code(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323"]
        body = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tones))
        return (body + "".join(tones)).encode("cp1258", errors="replace")


def ocr(text: str, draw: random.Random) -> str:
    """Here and there a letter of a word that OCR took for another one; figures and capitals stay."""
    words = text.split(" ")
    for at, word in enumerate(words):
        if word.isalpha() and word.islower() and draw.random() < OCR_FAULTS:
            spots = [like for like in _LIKE if like in word]
            if spots:
                spot = draw.choice(spots)
                words[at] = word.replace(spot, _LIKE[spot], 1)
    return " ".join(words)


def broken_lines(text: str, draw: random.Random) -> str:
    """Paragraphs cut into printed lines."""
    return "\n".join(
        line for paragraph in text.split("\n") for line in _cut(paragraph, LINE - draw.randrange(8))
    )


def page_furniture(text: str, draw: random.Random) -> str:
    """Page numbers between the lines, as copied from a printout."""
    lines = text.split("\n")
    for page, at in enumerate(range(30, len(lines), 30), start=2):
        lines.insert(at + draw.randrange(3), f"\n{page}\n")
    return "\n".join(lines)


def _cut(paragraph: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split(" "):
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


NOISES: dict[str, Callable[[str, random.Random], str]] = {
    "broken lines": broken_lines, "ocr": ocr, "page numbers": page_furniture,
}  # fmt: skip
ENCODINGS: dict[str, Callable[[str], bytes]] = {"tcvn3": tcvn3, "windows-1258": windows_1258}
