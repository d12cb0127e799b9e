"""The lines of a document: what joining, tables and outline work on.

A ``Line`` is one printed line (or one block of a format that knows paragraphs) with its text
repaired, and the layout evidence that tells where paragraphs and tables begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foundation.document import Block, Box, MappedText, Page, SourceDocument
from ingest.normalise.characters import compose, repair_characters
from ingest.normalise.mapped import collapse_spaces, mapped, split
from ingest.normalise.markup import break_lines, heading_level, is_bold_line, remove_markup
from ingest.normalise.syllables import close_letterspacing, close_syllables

_NEWLINE = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with the evidence of its layout.

    ``raw`` keeps the runs of spaces and tabs of the source (they separate columns), ``content``
    has them collapsed. ``gap`` counts the blank lines before it. ``block`` is the format's own
    block kind; ``opens`` is true where that block begins, so that nothing before it is joined
    to it. ``level`` is the heading level that the format or Markdown states.
    """

    raw: MappedText
    content: MappedText
    number: int
    gap: int = 0
    page: int | None = None
    block: str = "line"
    opens: bool = False
    level: int | None = None
    bold: bool = False
    box: Box | None = None

    @property
    def text(self) -> str:
        """The repaired text with single spaces."""
        return self.content.text

    @property
    def indent(self) -> int:
        """How many characters of white space stand before the text."""
        return len(self.raw.text) - len(self.raw.text.lstrip())


def normalise(content: MappedText) -> MappedText:
    """Any piece of text, repaired, without markup, on one line with single spaces."""
    return collapse_spaces(repair(content))


def repair(content: MappedText) -> MappedText:
    """The text repaired and without markup, its runs of spaces kept."""
    # Composed again, because a mark may have stood behind markup.
    content = compose(remove_markup(repair_characters(content)))
    return close_syllables(close_letterspacing(content))


def lines_of(source: SourceDocument, tables: Sequence[Block] = ()) -> list[Line | Block]:
    """The lines of all text blocks in reading order; table blocks stay as they are.

    ``tables`` are further table blocks, found in the text itself: each takes the place of the
    lines that it covers.
    """
    result: list[Line | Block] = []
    waiting = sorted(tables, key=lambda block: block.start)
    for page in source.pages:
        for block in page.blocks:
            if block.kind == "table" and block.cells:
                result.append(block)
                continue
            position = block.start
            while waiting and waiting[0].start < block.end:
                table = waiting.pop(0)
                if position < table.start:
                    result.extend(_lines_between(source.text, page, block, position, table.start))
                result.append(table)
                position = max(position, table.end)
            covered = next((t for t in result[-1:] if not isinstance(t, Line) and t.end > position), None)
            position = max(position, covered.end) if covered else position
            if position < block.end:
                result.extend(_lines_between(source.text, page, block, position, block.end))
    return _with_gaps(source.text, result)


def lines_of_block(text: str, page: Page, block: Block) -> list[Line]:
    """The lines of one block of ``page`` over the stored original text."""
    return _lines_between(text, page, block, block.start, block.end)


def _lines_between(text: str, page: Page, block: Block, start: int, end: int) -> list[Line]:
    lines: list[Line] = []
    for i, physical in enumerate(split(mapped(text[start:end], start), _NEWLINE)):
        for piece in _pieces(physical):
            raw = repair(piece)
            if not raw.text.strip():
                continue
            lines.append(
                Line(
                    raw=raw,
                    content=collapse_spaces(raw),
                    number=block.line_start + i,
                    page=page.number,
                    block=block.kind,
                    opens=block.kind != "line" and not lines,
                    level=block.level if block.kind == "heading" else heading_level(piece.text),
                    bold=block.bold or is_bold_line(piece.text),
                    box=block.box,
                )
            )
    return lines


def _pieces(physical: MappedText) -> list[MappedText]:
    """A physical line parted at the tags that end a line; inside table rows they do not."""
    if physical.text.count("|") >= 2:
        return [break_lines(physical, " ")]
    return split(break_lines(physical), _NEWLINE)


def _with_gaps(text: str, items: list[Line | Block]) -> list[Line | Block]:
    """Count the blank lines before each line: newlines between it and what stands before it."""
    result: list[Line | Block] = []
    end: int | None = None
    for item in items:
        start = item.raw.origin[0] if isinstance(item, Line) else item.start
        if isinstance(item, Line) and end is not None:
            item = replace(item, gap=max(0, text.count("\n", end, start) - 1))
        result.append(item)
        end = item.raw.origin[-1] + 1 if isinstance(item, Line) else item.end
    return result
