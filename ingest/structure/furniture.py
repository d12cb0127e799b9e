"""What a page carries besides its text: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from foundation.document import Block
from ingest.normalise import Line
from language.text import fold

_PAGE_NUMBER = re.compile(r"[-–—\s(\[]*(?:trang|page)?\s*(\d{1,3})\s*(?:(?:/|of|tren)\s*\d{1,3})?[-–—\s)\]]*")
_WORDED = re.compile(r"[-–—\s]*(?:trang|page)\s*\d{1,3}|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*(?:/|of)\s*\d{1,3}")
# Between two page numbers of one text lie at least this many printed lines.
_LINES_OF_A_PAGE = 12
_EDGE = 2
_AROUND = 4
_FEWEST_REPEATS = 3
_RUNNING_TEXT = 35


def without_furniture(items: Sequence[Line | Block]) -> list[Line | Block]:
    """The items without page numbers and without the repeats of running heads."""
    lines = [(i, item) for i, item in enumerate(items) if isinstance(item, Line)]
    numbers = _paged_numbers(lines) | _chained_numbers(lines)
    dropped = numbers | _running_heads(lines, numbers)
    return [item for i, item in enumerate(items) if i not in dropped]


def _number(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(fold(line.text)) if len(line.text) <= 20 else None
    return int(match.group(1)) if match and line.block != "list_item" else None


def _is_worded(line: Line) -> bool:
    return _WORDED.fullmatch(fold(line.text)) is not None


def _paged_numbers(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Numbers at the edge of their page that count the pages, by one and the same offset."""
    pages: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for i, line in lines:
        if line.page is not None:
            pages[line.page].append((i, line))
    found: dict[int, list[int]] = defaultdict(list)
    for page, content in pages.items():
        for i, line in {*content[:_EDGE], *content[-_EDGE:]}:
            number = _number(line)
            if number is not None:
                found[number - page].append(i)
    if not found:
        return set()
    offset, several = max(found.items(), key=lambda entry: len(entry[1]))
    return set(several) if len(several) >= 2 or offset == 0 else set()


def _chained_numbers(lines: Sequence[tuple[int, Line]]) -> set[int]:
    """Numbers alone on a line that count on, a page of lines apart, in text without pages."""
    numbered = [
        (place, i, number)
        for place, (i, line) in enumerate(lines)
        if line.page is None
        and (number := _number(line)) is not None
        and (_stands_apart(lines, place, number) or not _is_cell(lines, place))
    ]
    dropped: set[int] = set()
    for start, (place, i, number) in enumerate(numbered):
        chain, last_place, last_number = [i], place, number
        for next_place, j, next_number in numbered[start + 1 :]:
            if next_number == last_number + 1 and next_place - last_place >= _LINES_OF_A_PAGE:
                chain.append(j)
                last_place, last_number = next_place, next_number
        if len(chain) >= 2 and number <= 3:
            dropped.update(chain)
        elif _is_worded(lines[place][1]) or _interrupts(lines, place) or _stands_apart(lines, place, number):
            dropped.add(i)
    return dropped


def _is_cell(lines: Sequence[tuple[int, Line]], place: int) -> bool:
    """Whether short lines stand around a number: cells of a flattened table."""
    around = [line for _, line in (*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3])]
    return sum(len(line.text) < 30 for line in around) >= 3


def _stands_apart(lines: Sequence[tuple[int, Line]], place: int, number: int) -> bool:
    """Whether blank lines part a number from cells that have none between them: no cell, a page's.

    Page 2 begins a page of lines after the start at the earliest.
    """
    around = [line for _, line in lines[max(0, place - _AROUND) : place + _AROUND + 1]]
    if not 0 < place < len(lines) - 1 or number < 2 or place < (number - 1) * _LINES_OF_A_PAGE:
        return False
    own, after = lines[place][1], lines[place + 1][1]
    return own.gap > 0 and after.gap > 0 and sum(line.gap > 0 for line in around[1:]) == 2


def _interrupts(lines: Sequence[tuple[int, Line]], place: int) -> bool:
    """Whether a number alone on its line stands after a whole sentence, or breaks a long one."""
    if not 0 < place < len(lines) - 1:
        return False
    before, after = lines[place - 1][1].text, lines[place + 1][1].text
    long = min(len(before), len(after)) > _RUNNING_TEXT and not before.endswith(":")
    return long or (len(before) > _RUNNING_TEXT and before.endswith((".", ";", "”")))


def _running_heads(lines: Sequence[tuple[int, Line]], numbers: set[int]) -> set[int]:
    """The repeats of a short line at the tops (or bottoms) of pages; the first one stays."""
    edges = _edges(lines, numbers)
    texts = Counter(_key(line) for i, line in lines if i in edges)
    repeated = {text for text, count in texts.items() if count >= _FEWEST_REPEATS and len(text) > 3}
    seen: set[str] = set()
    dropped = set()
    for i, line in lines:
        text = _key(line)
        if i in edges and text in repeated:
            if text in seen:
                dropped.add(i)
            seen.add(text)
    return dropped


def _edges(lines: Sequence[tuple[int, Line]], numbers: set[int]) -> set[int]:
    """The lines beside a page break: by page where pages are known, else beside page numbers."""
    edges: set[int] = set()
    for place, (i, line) in enumerate(lines):
        before = lines[place - 1][1].page if place else None
        if i in numbers or (place and line.page != before):
            edges.update(j for j, _ in lines[max(0, place - _EDGE) : place + _EDGE + 1])
    if lines and lines[0][1].page is not None:
        edges.update(j for j, _ in lines[:_EDGE])
    return edges


def _key(line: Line) -> str:
    return re.sub(r"\d+", "0", fold(line.text)) if len(line.text) <= 90 else ""
