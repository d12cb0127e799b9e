"""An answer's text as HTML: a small, closed subset of Markdown plus citation marks.

Closed on purpose. Headings, lists, quotes, tables, bold, italics and ``[n]`` are all there is;
links, images, raw HTML and formulas have no rendering, so whatever a document brings along
stays text. A backslash makes the next punctuation character literal.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from ui.html import render

INLINE = re.compile(
    r"\\(?P<literal>[!-/:-@\[-`{-~])"
    r"|\*\*(?P<strong>(?:\\.|[^\\*])+)\*\*"
    r"|(?<![\w\\])_(?P<emphasis>(?:\\.|[^\\_])+)_(?!\w)"
    r"|\[(?P<mark>\d{1,4})\]"
)
HEADING = re.compile(r"#{1,6}\s+(?P<text>.+)")
ITEM = re.compile(r"(?P<indent>\s*)(?P<bullet>[-*•]|\d{1,3}[.)])\s+(?P<text>.+)")
QUOTE = re.compile(r">\s?(?P<text>.*)")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_CELL_BAR = re.compile(r"(?<!\\)\|")


def answer_html(text: str, turn: str, citations: Collection[Mapping[str, Any]]) -> Markup:
    """The answer ``text`` as HTML; ``[n]`` of a citation becomes a button that opens it.

    ``citations`` are those of the answer contract; a number without a citation stays text.
    """
    marks = {int(citation["n"]): mark_html(turn, citation) for citation in citations}
    return Markup("").join(_blocks(text.strip().split("\n"), marks))


def mark_html(turn: str, citation: Mapping[str, Any]) -> Markup:
    """The citation mark: a button that tells the page which source of which turn to open."""
    return render("mark", turn=turn, citation=citation).strip()


def plain_text(text: str) -> str:
    """The answer without its Markdown marks, for the clipboard; citation marks stay."""

    def bare(match: re.Match[str]) -> str:
        inner = match["strong"] or match["emphasis"]
        if inner is not None:
            return plain_text(inner)
        return match["literal"] if match["mark"] is None else match[0]

    return INLINE.sub(bare, text)


def _inline(text: str, marks: Mapping[int, Markup]) -> Markup:
    parts: list[Markup] = []
    position = 0
    for match in INLINE.finditer(text):
        parts.append(escape(text[position : match.start()]))
        parts.append(_inline_match(match, marks))
        position = match.end()
    parts.append(escape(text[position:]))
    return Markup("").join(parts)


def _inline_match(match: re.Match[str], marks: Mapping[int, Markup]) -> Markup:
    if match["literal"] is not None:
        return escape(match["literal"])
    if match["strong"] is not None:
        return Markup("<strong>{}</strong>").format(_inline(match["strong"], marks))
    if match["emphasis"] is not None:
        return Markup("<em>{}</em>").format(_inline(match["emphasis"], marks))
    return marks.get(int(match["mark"]), escape(match[0]))


def _blocks(lines: list[str], marks: Mapping[int, Markup]) -> Iterator[Markup]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif heading := HEADING.fullmatch(line.strip()):
            yield Markup("<h4>{}</h4>").format(_inline(heading["text"], marks))
            at += 1
        elif ITEM.fullmatch(line):
            end = _run(lines, at, lambda one: ITEM.fullmatch(one) is not None)
            yield _list(lines[at:end], marks)
            at = end
        elif QUOTE.fullmatch(line):
            end = _run(lines, at, lambda one: QUOTE.fullmatch(one) is not None)
            quoted = [match["text"] for one in lines[at:end] if (match := QUOTE.fullmatch(one))]
            yield Markup("<blockquote>{}</blockquote>").format(Markup("").join(_blocks(quoted, marks)))
            at = end
        elif starts_table(lines, at):
            end = _run(lines, at, lambda one: one.lstrip().startswith("|"))
            yield _table(lines[at:end], marks)
            at = end
        else:
            end = _run(lines, at, _is_prose)
            end = max(end, at + 1)
            broken = Markup("<br>").join(_inline(one.strip(), marks) for one in lines[at:end])
            yield Markup("<p>{}</p>").format(broken)
            at = end


def _run(lines: list[str], start: int, belongs: Any) -> int:
    end = start
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end


def _is_prose(line: str) -> bool:
    special = ITEM.fullmatch(line) or QUOTE.fullmatch(line) or HEADING.fullmatch(line.strip())
    return bool(line.strip()) and not special and not line.lstrip().startswith("|")


def starts_table(lines: list[str], at: int) -> bool:
    """Whether a table begins at this line: a line of cells with a rule below it."""
    return (
        lines[at].lstrip().startswith("|")
        and at + 1 < len(lines)
        and _TABLE_RULE.fullmatch(lines[at + 1].strip()) is not None
    )


def table_cells(line: str) -> list[str]:
    """The cells of a table's line."""
    return [cell.strip() for cell in _CELL_BAR.split(line.strip().removeprefix("|").removesuffix("|"))]


def _list(lines: list[str], marks: Mapping[int, Markup]) -> Markup:
    items: list[tuple[bool, Markup]] = []
    ordered = False
    for line in lines:
        match = ITEM.fullmatch(line)
        assert match is not None, "only called with list lines"
        ordered = ordered or (not items and match["bullet"][0].isdigit())
        items.append((len(match["indent"]) >= 2, _inline(match["text"], marks)))
    return render("answer_list", items=items, ordered=ordered)


def _table(lines: list[str], marks: Mapping[int, Markup]) -> Markup:
    rows = [
        [_inline(cell, marks) for cell in table_cells(line)] for index, line in enumerate(lines) if index != 1
    ]
    return render("answer_table", head=rows[0], rows=rows[1:])
