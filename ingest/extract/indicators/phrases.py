"""Phrases around a figure: what stands before it, and the noun phrase after its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.extract.indicators.grammar import anywhere, at_start, strip_end, words
from language.quantities import Quantity, quantities

_BOUNDARY = re.compile(r"[;()\[\]“”\"]|,(?=\s|$)|:(?=\s*\S)|[.!?…]+(?=\s)|\n|\s[-–+]\s")
_TIGHT_BOUNDARY = re.compile(r"[;()\[\]“”\"\n:]|[,.!?…](?=\s|$)|\s[-–+]\s|\d")
_WORD = re.compile(r"\s*(?P<word>[^\W\d_]+(?:[-/&][^\W\d_]+)*)")
_QUOTED = re.compile(r"[“\"][^“”\"]{2,160}[”\"]")
_LONGEST_RIGHT = 9
# "hộ đạt danh hiệu …" goes on after "đạt"; "hộ, đạt 95 %" and "hộ đạt tỷ lệ 95 %" do not.
_PASSABLE = frozenset({"đạt", "được", "đã", "có", "tham", "hoàn", "không", "thành", "là", "đi", "của"})


@dataclass(frozen=True, slots=True)
class Clue:
    """A figure with its surroundings.

    ``lead`` is the text between the last boundary and the figure, ``before`` what stands in
    front of that boundary (after the figure before), ``right`` the noun phrase after the unit.
    ``boundary`` is the boundary itself (empty: none). ``after`` is the raw text behind.
    """

    quantity: Quantity
    lead: str
    lead_start: int
    before: str
    boundary: str
    right: str
    right_end: int
    after: str
    partitive: bool


@cache
def _stop_words() -> re.Pattern[str]:
    return at_start("stops", "copulas", "rises", "falls", "attributes", "partitives", "remainders")


@cache
def _stop_heads() -> re.Pattern[str]:
    several = [word for word in words("heads") if " " in word]
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, several))})(?!\w)")


def right_phrase(text: str, lower: str, start: int) -> int:
    """The end of the noun phrase that begins at ``start``, behind a unit or per cent sign."""
    end = start
    limit_match = _TIGHT_BOUNDARY.search(text, start)
    limit = limit_match.start() if limit_match else len(text)
    runs_into_figure = limit < len(text) and text[limit].isdigit()
    for count in range(_LONGEST_RIGHT + 1):
        if end >= limit or count == _LONGEST_RIGHT:
            break
        word = _WORD.match(text, end, limit)
        if word is None:
            break
        stop = _stop_words().match(lower, end) or _stop_heads().match(lower, end)
        if stop is not None and (count == 0 or runs_into_figure or word["word"].lower() not in _PASSABLE):
            break
        end = word.end()
    if runs_into_figure and end >= limit - 1:
        # Nothing tells the two figures apart: the words name the next one.
        return start
    return end


def clues(text: str) -> list[Clue]:
    """The figures of one statement with their surroundings; figures inside quotes are names."""
    lower = text.lower()
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[Clue] = []
    previous_end = 0
    for quantity in quantities(text):
        if any(a <= quantity.start < b for a, b in quoted):
            continue
        right_end = right_phrase(text, lower, quantity.unit_end)
        left = text[previous_end : quantity.start]
        boundary_end, boundary = 0, ""
        for match in _BOUNDARY.finditer(left):
            boundary_end, boundary = match.end(), match.group().strip()
        partitive = False
        for match in anywhere("partitives").finditer(left.lower()):
            rest = left[match.end() :].strip(" :")
            is_opening = match.group() in ("trong đó", "trong số đó", "chia ra") or found
            if is_opening and match.end() >= boundary_end - 3 and (rest or found):
                boundary_end, boundary, partitive = max(boundary_end, match.end()), match.group(), True
            elif is_opening:
                partitive = True
        lead_start = previous_end + boundary_end
        found.append(
            Clue(
                quantity=quantity,
                lead=text[lead_start : quantity.start],
                lead_start=lead_start,
                before=left[:boundary_end],
                boundary=boundary,
                right=text[quantity.unit_end : right_end].strip(),
                right_end=right_end,
                after=text[right_end : right_end + 80],
                partitive=partitive,
            )
        )
        previous_end = right_end
    return found


def bare(lead: str) -> tuple[str, str]:
    """A lead without the words that tie it to its figure, and those words."""
    return strip_end(lead, "copulas", "havings")
