"""Is an outlined paragraph a heading, a list item, or a list item that carries its own heading?

"II. Kết quả thực hiện" is a heading; "1. Xã … dẫn đầu" followed by "2. Xã …" is an item of a
list; "1. Ưu điểm: …" is an item whose words before the colon head what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.grammar import WORDS, Marker, begins_with
from ingest.structure.paragraphs import Group, is_upper

_LONGEST_HEADING = 230
_LONGEST_BULLET_HEADING = 140
_LONGEST_STOPPED_HEADING = 150
_LONGEST_BOLD_HEADING = 120
_SHORTEST_BODY = 60
_STOP = re.compile(r"[.;,]\s*$")
_INNER_SENTENCE = re.compile(r"[.!?]\s+\S|;[^;]*;")
_RUN_IN = re.compile(r"[^:;.]{3,100}?:(?=\s)")
_FIGURES = re.compile(r"\d[\d.,/]*\s+\w|%")


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What follows a paragraph: the next one and its marker, or a table right after it.

    ``beneath`` says whether that belongs to the paragraph if it is a heading.
    """

    following: Group | None
    marker: Marker | None
    table: bool = False
    beneath: bool = False


def is_heading(group: Group, marker: Marker, next_to: Neighbourhood) -> bool:
    """Whether a paragraph with a marker is a heading: short, one clause, with something beneath."""
    text, body = group.text, group.text[marker.end :]
    if len(text) > _LONGEST_HEADING or (next_to.following is None and not next_to.table):
        return False
    if marker.level in WORDS or group.first.level is not None:
        return not _INNER_SENTENCE.search(body)
    if not body or _INNER_SENTENCE.search(body) or text.endswith((";", ",")):
        return False
    if is_upper(body):
        return True
    if ":" in body.rstrip()[:-1] and not body.rstrip().endswith(":"):
        return False
    if next_to.table:
        return True
    if not next_to.beneath:
        return False
    if marker.is_bullet:
        return _is_bullet_heading(marker, body, next_to)
    after = next_to.marker
    if after and after.level == marker.level and after.ordinal == marker.ordinal + 1:
        return group.first.bold
    return after is not None or len(body) <= _LONGEST_STOPPED_HEADING or not _STOP.search(body)


def _is_bullet_heading(marker: Marker, body: str, next_to: Neighbourhood) -> bool:
    if len(body) > _LONGEST_BULLET_HEADING or _STOP.search(body) or next_to.following is None:
        return False
    after = next_to.marker
    if after is None:
        text = next_to.following.text
        return (
            len(text) > _SHORTEST_BODY
            and not begins_with(text, "closing", "starts")
            and not _FIGURES.search(body)
        )
    return body.rstrip().endswith(":") and after.level != marker.level and after.is_bullet


def is_unnumbered_heading(group: Group, next_to: Neighbourhood, inside: bool) -> bool:
    """Whether a paragraph without a marker is a heading: as its format says, in capitals, or bold.

    ``inside`` says whether the outline has begun: capitals before that are letterhead.
    """
    text = group.text
    if len(text) > _LONGEST_HEADING or (next_to.following is None and not next_to.table):
        return False
    if group.first.level is not None:
        return not _INNER_SENTENCE.search(text)
    if not inside or begins_with(text, "closing", "signers"):
        return False
    if is_upper(text) and len(text.split()) >= 3:
        return True
    return group.first.bold and len(text) < _LONGEST_BOLD_HEADING and not _STOP.search(text)


def run_in_title(text: str, marker: Marker) -> str | None:
    """The title that a list item carries before a colon: "1. Ưu điểm: …" has "1. Ưu điểm"."""
    if marker.is_bullet:
        return None
    match = _RUN_IN.match(text, marker.end)
    if match:
        return text[: match.end() - 1].strip()
    return marker.text.rstrip(".:") if marker.level == "article" else None
