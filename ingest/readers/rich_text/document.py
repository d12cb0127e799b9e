"""The body of a rich text file as drafts of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foundation.document import BlockKind
from foundation.errors import UnreadableFile
from foundation.settings import Settings
from ingest.encodings import from_font
from ingest.readers.content import BlockDraft, Content, PageDraft, SourceFile, assemble, clean
from ingest.readers.layout import table_blocks
from ingest.readers.rich_text.heads import font_table, heading_styles
from ingest.readers.rich_text.state import HEADERS, READ_ALTHOUGH_STARRED, SKIPPED, Font, Look
from ingest.readers.rich_text.tokens import Token, codec_of_page, tokens
from ingest.readers.rows import CellEdge, Row, cells_of
from ingest.readers.runs import Run, all_bold, converted_note, joined, legacy_encodings

_SPECIAL = {
    "line": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "softline": "\n",
}  # fmt: skip
_SIGNS = {"~": "\xa0", "-": "\xad", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_PARAGRAPH_ENDS = {"par", "sect", "page"}
_DEEPEST = 500


def read(file: SourceFile, settings: Settings) -> Content:
    """Read the body; page headers and footers are left out, footnotes follow the text.

    Raises:
        UnreadableFile: a stream that breaks off before any text.
    """
    stream = list(tokens(file.data[file.data.find(b"{\\rtf") :]))
    body = _Body(font_table(stream), heading_styles(stream))
    for token in stream:
        body.take(token)
    blocks = body.finished()
    if not blocks:
        raise UnreadableFile("file_blank", "no text in the rich text stream", name=file.name)
    return assemble([PageDraft(tuple(blocks))], converted_note(body.encodings))


class _Body:
    """Takes tokens one by one and gathers blocks."""

    def __init__(self, fonts: dict[int, Font], headings: dict[int, int]) -> None:
        self._fonts = fonts
        self._headings = headings
        self._codec = "cp1252"
        self._default_font: int | None = None
        self._look = Look()
        self._saved: list[Look] = []
        self._fallback_left = 0
        self._bytes = b""
        self._runs: list[Run] = []
        self._notes: list[Run] = []
        self._in_list = False
        self._in_table = False
        self._level: int | None = None
        self._cell: list[str] = []
        self._row = Row()
        self._edges: list[CellEdge] = []
        self._joins = (False, False)
        self._rows: list[Row] = []
        self._blocks: list[BlockDraft] = []
        self.encodings: set[str] = set()

    def take(self, token: Token) -> None:
        """Act on one token."""
        if token.kind == "bytes":
            self._take_bytes(token.data)
            return
        self._decode()
        if token.kind == "open":
            if len(self._saved) < _DEEPEST:
                self._saved.append(self._look)
            self._fallback_left = 0
        elif token.kind == "close":
            self._look = self._saved.pop() if self._saved else self._look
            self._fallback_left = 0
        elif token.kind == "sign":
            self._take_sign(token.word)
        else:
            self._take_word(token.word, token.number)

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._look = replace(self._look, starred=True)
        elif sign in _SIGNS:
            self._write(_SIGNS[sign])

    def _take_bytes(self, data: bytes) -> None:
        passed = min(self._fallback_left, len(data))
        self._fallback_left -= passed
        self._look = replace(self._look, starred=False)
        self._bytes += data[passed:]

    def _take_word(self, word: str, number: int | None) -> None:
        starred, self._look = self._look.starred, replace(self._look, starred=False)
        if word in SKIPPED or word in HEADERS or (starred and word not in READ_ALTHOUGH_STARRED):
            self._look = replace(self._look, skipped=True)
        elif word == "footnote":
            self._look = replace(self._look, in_note=True)
            self._notes.append(Run("\n"))
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._fallback_left = self._look.unicode_skip
        elif word == "ansicpg":
            self._codec = codec_of_page(number)
        elif word == "deff":
            self._default_font = number
        elif word in _SPECIAL:
            self._write(_SPECIAL[word])
        elif not self._look.skipped:
            self._take_structure(word, number)
            self._look = self._look.after(word, number)

    def _take_structure(self, word: str, number: int | None) -> None:
        if word in _PARAGRAPH_ENDS and self._look.in_note:
            self._notes.append(Run(" "))
        elif word in _PARAGRAPH_ENDS:
            self._end_paragraph()
        elif word == "pard":
            self._take_plain_paragraph()
        elif word == "intbl":
            self._in_table = True
        elif word in ("listtext", "pntext"):
            self._look = replace(self._look, in_mark=True)
        elif word == "s":
            self._level = self._headings.get(number or 0)
        elif word == "outlinelevel" and number is not None:
            self._level = number + 1 if number < 9 else None
        elif word == "trowd":
            self._edges, self._joins = [], (False, False)
        elif word in ("clmrg", "clvmrg"):
            self._joins = (self._joins[0] or word == "clmrg", self._joins[1] or word == "clvmrg")
        elif word == "cellx":
            self._edges.append(CellEdge(number or 0, *self._joins))
            self._joins = (False, False)
        elif word in ("cell", "nestcell"):
            self._end_cell(nested=word == "nestcell")
        elif word in ("row", "nestrow"):
            self._end_row(nested=word == "nestrow")

    def _take_plain_paragraph(self) -> None:
        if not self._look.in_mark:  # an automatic number resets its own look, not the paragraph
            self._in_table, self._level = False, None

    def _font(self) -> Font | None:
        number = self._look.font if self._look.font is not None else self._default_font
        return self._fonts.get(number) if number is not None else None

    def _decode(self) -> None:
        """Turn the bytes gathered so far into text by the font's character set."""
        if not self._bytes:
            return
        font = self._font()
        legacy = font is not None and from_font(font.name)
        codec = "latin-1" if legacy else (font.codec if font and font.codec else self._codec)
        data, self._bytes = self._bytes, b""
        self._write(data.decode(codec, "replace"))

    def _write(self, text: str) -> None:
        look = self._look
        if look.skipped or look.hidden or look.deleted:
            return
        self._in_list |= look.in_mark
        font = self._font()
        run = Run(text, font.name if font else None, look.bold, look.capitals)
        (self._notes if look.in_note else self._runs).append(run)

    def _taken_text(self) -> tuple[str, bool]:
        text, bold = joined(self._runs), all_bold(self._runs)
        self.encodings |= legacy_encodings(self._runs)
        self._runs = []
        return _whole_surrogates(text), bold

    def _end_paragraph(self) -> None:
        text, bold = self._taken_text()
        if self._in_table:
            self._cell.append(text)
            return
        self._end_table()
        kind: BlockKind = "heading" if self._level else "list_item" if self._in_list else "paragraph"
        text = _mark_spaced(text) if self._in_list else text.strip()
        self._in_list = False
        if text:
            self._blocks.append(BlockDraft(kind, text, self._level, bold=bold))

    def _end_cell(self, *, nested: bool) -> None:
        text, _ = self._taken_text()
        self._cell.append(text)
        if nested:  # the text of an inner table stays in its outer cell, cells parted by tabs
            self._cell[-1] += "\t"
            return
        self._row.texts.append(clean("\n".join(self._cell)).strip())
        self._cell = []

    def _end_row(self, *, nested: bool) -> None:
        if nested:
            return
        self._row.edges = self._edges[: len(self._row.texts)]
        if self._row.texts:
            self._rows.append(self._row)
        self._row = Row()

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        self._blocks += table_blocks(cells_of(rows))

    def finished(self) -> list[BlockDraft]:
        """All blocks, with what the stream left open."""
        self._decode()
        self._in_table = False
        self._end_paragraph()
        self._end_table()
        return [*self._blocks, *self._note_blocks()]

    def _note_blocks(self) -> Iterator[BlockDraft]:
        for text in _whole_surrogates(joined(self._notes)).split("\n"):
            if text.strip():
                yield BlockDraft("paragraph", text.strip())


def _whole_surrogates(text: str) -> str:
    """A character beyond the basic plane is written as two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _mark_spaced(text: str) -> str:
    """The tab between an automatic number and the text as a space."""
    mark, _, rest = text.partition("\t")
    return f"{mark.strip()} {rest.strip()}".strip()
