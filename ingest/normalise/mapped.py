"""Editing text without losing its way back to the original.

Every function takes a ``MappedText`` and returns a new one whose characters still point to
the stored original text. ``origin`` never decreases.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from foundation.document import MappedText

# A run of white space, or one that is no plain space.
_SPACES = re.compile(r"\s{2,}|[^\S ]")

Replacement = str | Callable[[re.Match[str]], str]


def mapped(text: str, start: int = 0) -> MappedText:
    """``text`` as it stands at original offset ``start``, one origin for each character."""
    return MappedText(text, tuple(range(start, start + len(text))))


def substitute(content: MappedText, pattern: re.Pattern[str], replacement: Replacement) -> MappedText:
    """Replace every match of ``pattern``, like ``re.sub`` on mapped text.

    The i-th character of a replacement points to the i-th character of the match (the last
    one, where the replacement is longer); a string replacement is taken literally.
    """
    if not pattern.search(content.text):
        return content
    text: list[str] = []
    origin: list[int] = []
    done = 0
    for match in pattern.finditer(content.text):
        start, end = match.span()
        if start == end:
            continue
        new = replacement if isinstance(replacement, str) else replacement(match)
        text.append(content.text[done:start])
        origin.extend(content.origin[done:start])
        text.append(new)
        origin.extend(content.origin[min(start + i, end - 1)] for i in range(len(new)))
        done = end
    text.append(content.text[done:])
    origin.extend(content.origin[done:])
    return MappedText("".join(text), tuple(origin))


def drop(content: MappedText, ranges: list[tuple[int, int]]) -> MappedText:
    """The text without the given ranges of its characters, which are in order and apart."""
    if not ranges:
        return content
    text: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end in [*ranges, (len(content.text), len(content.text))]:
        text.append(content.text[done:start])
        origin.extend(content.origin[done:start])
        done = end
    return MappedText("".join(text), tuple(origin))


def strip(content: MappedText) -> MappedText:
    """The text without white space at its ends."""
    start = len(content.text) - len(content.text.lstrip())
    end = len(content.text.rstrip())
    return content.slice(start, end) if start < end else content.slice(0, 0)


def collapse_spaces(content: MappedText) -> MappedText:
    """Every run of white space as one space, none at the ends."""
    return substitute(strip(content), _SPACES, " ")


def split(content: MappedText, pattern: re.Pattern[str]) -> list[MappedText]:
    """The pieces between the matches of ``pattern``, empty pieces included."""
    pieces: list[MappedText] = []
    done = 0
    for match in pattern.finditer(content.text):
        pieces.append(content.slice(done, match.start()))
        done = match.end()
    pieces.append(content.slice(done, len(content.text)))
    return pieces
