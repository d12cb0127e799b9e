"""Lines of an answer with marks that point at sources which are not numbered yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from foundation.document import Span
from language.letters import readable

# Private-use characters cannot come from a document: quoted text is cleared of them.
_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~!@])")
# Tables and emphasis of a page converted to Markdown: a cell's end becomes a dot, the rest goes.
_CELL_TAGS = re.compile(
    r"\s*(?:</?(?:table|thead|tbody|tr|td|th)\b[^<>]*>\s*)+|\s*<br\s*/?>\s*", re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:b|i|u|p|sup|sub|strong|em|span|div)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = re.compile(r"(?i)(https?|ftp):(?=//)|(?<!\w)www\.")


class Source(NamedTuple):
    """A place in a document's original text."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer. ``text`` holds ``mark(i)`` for ``sources[i]``.

    ``claims`` tells that it states something, so that its figures and names must stand in its
    sources; a line about the search itself makes no claim. ``computed`` are figures worked out
    from cited ones. ``registered`` are printed entries of the program's own registry of legal
    instruments that the line rests on besides its sources. ``amended`` are the words of records
    that a person has corrected or added, which the line marks as such.
    """

    text: str
    sources: tuple[Source, ...] = ()
    claims: bool = True
    computed: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()


def mark(index: int = 0) -> str:
    """The mark of a line's source number ``index``, to be numbered at the end."""
    return f"{_OPEN}{index}{_CLOSE}"


def unmarked(text: str) -> str:
    """The text without marks."""
    return MARK.sub("", text)


def in_one_line(lines: Sequence[Line]) -> Line:
    """Several lines of a list as one, parted by semicolons; each part keeps its own sources."""
    parts: list[str] = []
    sources: list[Source] = []
    amended: list[str] = []
    for line in lines:
        places = [mark(len(sources) + int(found[1])) for found in MARK.finditer(line.text)]
        told = MARK.split(line.text)[::2]
        text = "".join(a + b for a, b in zip(told, [*places, ""], strict=True))
        parts.append(text.removeprefix("- ").rstrip("."))
        sources += line.sources
        amended += line.amended
    return Line("; ".join(parts) + ".", tuple(sources), amended=tuple(amended))


def quoted(text: str) -> str:
    """Document text readable and safe in Markdown: no links, no HTML, no citation marks."""
    text = _INLINE.sub("", _CELL_TAGS.sub(" · ", text)).strip(" ·")
    one_line = " ".join(readable(text).replace(_OPEN, "").replace(_CLOSE, "").split())
    escaped = _SPECIAL.sub(r"\\\1", one_line)
    return _LINK.sub(lambda m: m.group().replace(":", ":\\").replace("www.", "www\\."), escaped)
