"""Joining hard-wrapped lines into paragraphs.

A printed line ends where its paragraph does, or where no room was left. Which of the two it
was is told by the next line's first letter, by the stop at the end and by the room left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from foundation.document import MappedText, join_mapped
from ingest.normalise import Line
from ingest.structure.grammar import Marker, begins_with, find_marker, outline, phrases
from ingest.structure.layout import Layout
from language.text import fold
from language.units import find_units

_TERMINAL = re.compile(r"[.;:!?…][\"”’')\]*]*$")
_GLUED = re.compile(r"[^\s-][-/]$")
# A document number broken after or before one of its marks: "98/2023/NĐ- / CP", "12/KH / -UBND".
_OPEN_NUMBER = re.compile(r"\d\s?(?:/\s?|[-–/]\s?[A-ZĐÐ]{1,6}\s?[-–/]\s?|[-–/]\s?[A-ZĐÐ]{1,6})$")
_OPEN_DATE = re.compile(r"thang \d{1,2} nam$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_REST_OF_NUMBER = re.compile(r"(?:[-–/]\s?)?(?:20\d\d/|(?:[A-ZĐÐ]{2,}|TTg)(?![^\W\d_]))")
_WORD = re.compile(r"\w")
_LONGEST_TITLE_LINE = 110
_LONGEST_KIND = 40
_LONGEST_LETTERHEAD = 30
_LONGEST_NAME = 5  # words of a unit's name with its kind word
# A broken line shorter than this is no line of running text.
_RUNNING_TEXT = 45


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one paragraph and their joined text. ``title`` marks the title block."""

    lines: tuple[Line, ...]
    content: MappedText
    title: bool = False

    @property
    def text(self) -> str:
        """The joined text."""
        return self.content.text

    @property
    def first(self) -> Line:
        """The line that begins the paragraph."""
        return self.lines[0]


@lru_cache(maxsize=1024)
def is_upper(text: str) -> bool:
    """Whether a line is set in capitals: at least two words and no lower-case letter to speak of."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def is_title_kind(text: str) -> bool:
    """Whether a line only names the kind of document: "BÁO CÁO"."""
    return (
        len(text) <= _LONGEST_KIND
        and is_upper(text)
        and fold(text).strip(" .:*_") in phrases("title", "kinds")
    )


def begins_title(text: str) -> bool:
    """Whether a line in capitals begins with the kind of document: "BÁO CÁO TỔNG KẾT …"."""
    kinds = tuple(kind + " " for kind in phrases("title", "kinds"))
    return is_upper(text) and fold(text[:_LONGEST_KIND]).startswith(kinds)


def stands_alone(text: str) -> bool:
    """Whether a line is never part of a longer paragraph: the motto, who signs, who receives."""
    if is_title_kind(text) or _is_motto(text):
        return True
    if begins_with(text, "closing", "recipients"):
        return True
    return is_upper(text) and len(text) < 60 and begins_with(text, "closing", "signers")


def _is_motto(text: str) -> bool:
    return len(text) <= _LONGEST_KIND + 5 and fold(text).strip(" *-_") in _mottoes()


@cache
def _mottoes() -> frozenset[str]:
    return frozenset(map(fold, phrases("letterhead", "motto")))


def join_lines(lines: Sequence[Line], layout: Layout) -> list[Group]:
    """The paragraphs of consecutive lines, in order."""
    groups: list[Group] = []
    current: list[Line] = []
    title = False
    title_at = title_line([line.text for line in lines])
    for i, line in enumerate(lines):
        if not _WORD.search(line.text):
            continue
        in_letterhead = i < (title_at or 0) and line.text.isupper()
        joins = _continues_letterhead if in_letterhead else _continues
        if current and i != title_at and joins(current, line, layout, title):
            current.append(line)
            continue
        if current:
            groups.append(_group(current, title))
        title = i == title_at or (title and _goes_on_after_kind(current[-1], line))
        current = [line]
    if current:
        groups.append(_group(current, title))
    return groups


def _group(lines: Sequence[Line], title: bool) -> Group:
    content = lines[0].content
    for line in lines[1:]:
        content = join_mapped([content, line.content], "" if _GLUED.search(content.text) else " ")
    return Group(tuple(lines), content, title)


def title_line(texts: Sequence[str]) -> int | None:
    """The line with which the title begins, None when none of the first lines begins one."""
    for i, text in enumerate(texts[:_LONGEST_LETTERHEAD]):
        if is_title_kind(text) or begins_title(text):
            return i
        if (marker := find_marker(text)) and not marker.is_bullet:
            return None
    return None


def _goes_on_after_kind(last: Line, line: Line) -> bool:
    """Whether ``line`` is the title that follows the kind of document: "BÁO CÁO / Tổng kết …"."""
    if not is_title_kind(last.text):
        return False
    return is_title_kind(line.text) or not (find_marker(line.text) or _opens_body(line.text))


def _continues_title(last: str, text: str) -> bool:
    """Whether a line goes on with a title: a title in capitals goes on in capitals or not at all."""
    if last.isupper() and not text.isupper() and not (_begins_lower(text) or text[0].isdigit()):
        return False
    return not _opens_body(text)


def _opens_body(text: str) -> bool:
    if is_upper(text):
        return False
    whole_sentence = len(text) > _RUNNING_TEXT and text.rstrip().endswith(".")
    return whole_sentence or len(text) > _LONGEST_TITLE_LINE or begins_with(text, "title", "openers")


def _continues(current: Sequence[Line], line: Line, layout: Layout, title: bool) -> bool:
    """Whether ``line`` goes on with the paragraph of the ``current`` lines."""
    last = current[-1]
    if last.level is not None or line.level is not None:
        return False
    if stands_alone(last.text) or stands_alone(line.text):
        return False
    if _breaks_number(last.text, line.text) or _breaks_name(last.text, line.text):
        return True
    terminal = bool(_TERMINAL.search(last.text))
    marker = find_marker(line.text)
    if marker and not _is_wrapped_marker(last, line, marker, layout):
        return False
    if not line.opens:
        if title:
            return not terminal and line.gap <= layout.gap and _continues_title(last.text, line.text)
        if is_upper(last.text) or is_upper(line.text):
            return _continues_capitals(last, line, layout, terminal)
    if line.opens or (layout.width is None and line.block == "line"):
        unfinished = not terminal and marker is None and len(last.text) >= _RUNNING_TEXT
        goes_on = _begins_lower(line.text) or _ends_open(last.text) or _awaits_number(last.text, line.text)
        return unfinished and goes_on
    lower = _begins_lower(line.text)
    if terminal:
        spaced = line.gap > layout.gap or layout.is_indented(last, line)
        return not spaced and _ends_by_chance(last, line, layout, lower)
    if lower or _awaits_number(last.text, line.text):
        return True
    if line.gap > layout.gap + 1 or layout.is_indented(last, line) or _names_item(current):
        return False
    return layout.is_full(last, line, _slack(current, line))


def _continues_letterhead(current: Sequence[Line], line: Line, layout: Layout, title: bool) -> bool:
    """In a letterhead each line is a body of its own, unless it is the rest of a name."""
    last = current[-1]
    if line.opens or not is_upper(last.text) or line.gap > layout.gap + 1:
        return False
    is_body = begins_with(line.text, "letterhead", "bodies")
    return begins_with(line.text, "letterhead", "continues") and not is_body


def _begins_lower(text: str) -> bool:
    """Whether the first letter is lower-case, an opening quote or bracket before it aside."""
    first = text.lstrip("“\"‘'(")[:1]
    return first.islower()


def _ends_open(text: str) -> bool:
    """Whether a line ends in a word that must be followed by another: "về", "của", "các"."""
    return fold(text.rsplit(" ", 1)[-1]) in phrases("joining", "connectives")


def _awaits_number(text: str, following: str) -> bool:
    """Whether a line ends before the number of the next: "ngày / 05/6/2023 về việc"."""
    is_open = fold(text.rsplit(" ", 1)[-1]).strip("(") in phrases("joining", "before_number")
    return is_open and following[:1].isdigit()


def _breaks_number(text: str, following: str) -> bool:
    """Whether a line ends inside a document's number, or a date, that the next line goes on with."""
    if _OPEN_DATE.search(fold(text[-16:])) and _YEAR.match(following):
        return True
    ends = _OPEN_NUMBER.search(text)
    rest = _REST_OF_NUMBER.match(following) if ends else None
    if ends is None or rest is None:
        return False
    return text.endswith(("-", "–", "/")) != following.startswith(("-", "–", "/"))


def _breaks_name(text: str, following: str) -> bool:
    """Whether a line ends inside a listed unit's name after its kind word: "tỉnh Tiền / Giang"."""
    before, after = text.split()[-_LONGEST_NAME:], following.split()[: _LONGEST_NAME - 1]
    if not (before[-1][:1].isupper() and after[0][:1].isupper()) or is_upper(text) or is_upper(following):
        return False
    start = " ".join(before)
    return any(
        each.kind and each.candidates and each.start < len(start) < each.end
        for each in find_units(f"{start} {' '.join(after)}")
    )


def _names_item(current: Sequence[Line]) -> bool:
    """Whether an item consists of a name in quotes so far: "- Phong trào “…”"."""
    text = " ".join(line.text for line in current)
    closed = text.count("“") == text.count("”") > 0
    return len(current) <= 2 and closed and text.endswith("”") and find_marker(text) is not None


def _slack(current: Sequence[Line], line: Line) -> float:
    """How short a full line may be: the first of a paragraph is indented, a heading is not wrapped."""
    last = current[-1].text
    if line.text[0].isdigit() or line.text[0] == "(":
        return 0.22
    if last.endswith(("”", '"')):
        return 0.06
    return 0.2 if len(current) == 1 and not find_marker(last) else 0.13


def _ends_by_chance(last: Line, line: Line, layout: Layout, lower: bool) -> bool:
    """A stop that happens to stand at the end of a full line ends no paragraph."""
    if last.text.endswith((":", "./.")):
        return lower and layout.is_full(last, line)
    slack = 0.13 if lower else 0.09 if last.text.endswith(";") else 0.02
    return layout.is_full(last, line, slack)


def _continues_capitals(last: Line, line: Line, layout: Layout, terminal: bool) -> bool:
    """Capitals join capitals ("KẾT QUẢ … THI ĐUA / KHEN THƯỞNG"), never running text."""
    if terminal or line.gap > layout.gap:
        return False
    if is_upper(last.text) and is_upper(line.text):
        return not begins_with(line.text, "closing", "signers")
    if is_upper(line.text):
        return layout.is_full(last, line) and len(line.text) < _RUNNING_TEXT
    return line.text[0].isdigit() and len(line.text) < 12


def _is_wrapped_marker(last: Line, line: Line, marker: Marker, layout: Layout) -> bool:
    """Whether what looks like a marker is the middle of a sentence that was wrapped there."""
    words = fold(last.text).split()
    if not words or _TERMINAL.search(last.text) or not layout.is_full(last, line, 0.25):
        return False
    if marker.level == "dash":
        rest = fold(line.text[marker.end :])
        before = " ".join(words)
        return any(before.endswith(a) and rest.startswith(b) for a, b in outline()["joining"]["pairs"])
    if marker.is_bullet:
        return False
    return words[-1].strip("(") in phrases("joining", "before_number")
