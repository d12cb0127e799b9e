"""Web pages: the visible text as blocks; nothing is fetched, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from foundation.document import BlockKind
from foundation.settings import Settings
from foundation.wording import say
from ingest.encodings import decode, in_font
from ingest.readers.content import BlockDraft, CellDraft, Content, PageDraft, SourceFile, assemble
from ingest.readers.layout import is_letterhead_or_signature, is_small, lines_apart, table_blocks
from ingest.readers.word.numbering import in_format

_DECLARED = re.compile(rb"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_DROPPED = {
    "script", "style", "head", "noscript", "template", "svg", "iframe", "object", "nav", "del",
    "select", "button", "textarea", "input", "title", "meta", "link",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "img", "o:p", "st1:place", "center",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 200


def read(file: SourceFile, settings: Settings) -> Content:
    """Read the visible text of a page, whatever encoding it says or does not say it has."""
    declared = _DECLARED.search(file.data[:4096])
    decoded = decode(file.data, declared.group(1).decode("ascii") if declared else None)
    notes = [say("reading.encoding_converted", encoding=decoded.encoding)] if decoded.converted else []
    soup = BeautifulSoup(decoded.text, "lxml")
    blocks = list(_Walk().blocks(soup.body or soup))
    return assemble([PageDraft(tuple(blocks))], notes)


class _Walk:
    """Gathers inline text until a block begins or ends, and passes it on as one block."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bold = True

    def blocks(self, root: Tag) -> Iterator[BlockDraft]:
        """The blocks of an element and everything in it."""
        yield from self._children(root, "paragraph", None, 0)
        yield from self._flush("paragraph", None)

    def _flush(self, kind: BlockKind, level: int | None) -> Iterator[BlockDraft]:
        text = "".join(self._pieces)
        text = "\n".join(line.strip() for line in text.split("\n")).strip()
        if text:
            yield BlockDraft(kind, text, level, bold=self._bold)
        self._pieces, self._bold = [], True

    def _children(self, element: Tag, kind: BlockKind, level: int | None, depth: int) -> Iterator[BlockDraft]:
        for part in element.children:
            if isinstance(part, NavigableString):
                self._text(part)
            elif isinstance(part, Tag) and depth < _DEEPEST:
                yield from self._element(part, kind, level, depth + 1)

    def _text(self, node: NavigableString) -> None:
        if isinstance(node, PreformattedString):
            return  # comments, declarations
        parent = node.parent
        text = str(node)
        if parent is None or (parent.find_parent("pre") is None and parent.name != "pre"):
            text = re.sub(r"[ \t\r\n\f]+", " ", text)
            if text.startswith(" ") and "".join(self._pieces[-1:]).endswith((" ", "\n")):
                text = text[1:]
        if text.strip():
            self._bold &= _is_bold(parent)
            text = in_font(text, _font(parent))
        self._pieces.append(text)

    def _element(self, element: Tag, kind: BlockKind, level: int | None, depth: int) -> Iterator[BlockDraft]:
        name = element.name.lower()
        if name in _DROPPED or element.has_attr("hidden") or _HIDDEN.search(str(element.get("style", ""))):
            return
        if name == "table" and _lays_out(element):
            yield from self._flush(kind, level)
            yield from lines_apart(self._children(element, kind, level, depth))
        elif name == "br":
            self._pieces.append("\n")
        elif name in _INLINE:
            yield from self._children(element, kind, level, depth)
        elif name == "table":
            yield from self._flush(kind, level)
            yield from table_blocks(tuple(_cells(element)))
        else:
            yield from self._flush(kind, level)
            inner, inner_level = _kind(name, kind, level)
            if name == "li":
                self._pieces.append(_mark(element))
            yield from self._children(element, inner, inner_level, depth)
            yield from self._flush(inner, inner_level)


def _kind(name: str, kind: BlockKind, level: int | None) -> tuple[BlockKind, int | None]:
    if re.fullmatch(r"h[1-6]", name):
        return "heading", int(name[1])
    if name == "li":
        return "list_item", None
    return kind, level


def _mark(item: Tag) -> str:
    """The printed mark of a list item: its number in an ordered list, else a dash."""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "- "
    number = _integer(parent.get("start"), 1)
    for sibling in parent.find_all("li", recursive=False):
        number = _integer(sibling.get("value"), number)
        if sibling is item:
            break
        number += 1
    return in_format(number, _LIST_FORMATS.get(str(parent.get("type", "1")), "decimal")) + ". "


def _integer(value: object, default: int) -> int:
    return int(str(value)) if value is not None and str(value).strip().isdigit() else default


def _font(element: Tag | None) -> str | None:
    """The font that the nearest ancestor names."""
    while element is not None:
        if element.get("face"):
            return str(element["face"]).split(",")[0].strip(" '\"")
        if match := _FAMILY.search(str(element.get("style", ""))):
            return match.group(1).strip()
        element = element.parent
    return None


def _is_bold(element: Tag | None) -> bool:
    while element is not None:
        if element.name in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"):
            return True
        if re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", str(element.get("style", ""))):
            return True
        element = element.parent
    return False


def _rows(table: Tag) -> list[Tag]:
    return [row for row in table.find_all("tr") if row.find_parent("table") is table]


def _lays_out(table: Tag) -> bool:
    """Whether a table only places things: it holds tables, one column, or a letterhead."""
    if table.find("table") is not None:
        return True
    rows = _rows(table)
    columns = max((len(row.find_all(["td", "th"])) for row in rows), default=0)
    if columns < 2:
        return True
    return is_small(len(rows), columns) and is_letterhead_or_signature(table.get_text(" "))


def _cells(table: Tag) -> Iterator[CellDraft]:
    taken: set[tuple[int, int]] = set()
    for row_number, row in enumerate(_rows(table)):
        column = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (row_number, column) in taken:
                column += 1
            row_span = min(max(1, _integer(cell.get("rowspan"), 1)), 1_000)
            column_span = min(max(1, _integer(cell.get("colspan"), 1)), 1_000)
            taken |= {(row_number + r, column + c) for r in range(row_span) for c in range(column_span)}
            text = "\n".join(block.text for block in _Walk().blocks(cell))
            yield CellDraft(row_number, column, text, row_span, column_span)
            column += column_span
