"""Several units that share a figure, or are told theirs one after the other.

"Xã A, xã B đạt 98 %" tells 98 % of each, "Xã A, xã B lần lượt đạt 5 % và 6 %" gives each its own; but
"Xã A, xã B huy động 3 tỷ đồng" is told of both together, unless "mỗi" or "đều" parts them. Units that
lie between other words ("sáp nhập xã A, xã B") share nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.extract.indicators.grammar import words
from ingest.extract.subjects import leads_in, opens_clause

_UPPER = f"[{''.join(filter(str.isupper, map(chr, range(0x1EFA))))}]"
_NUMBER = r"\d{1,2}(?![\d.,]*[\d%/])"
_NAME = rf"(?:{_UPPER}[\w’'-]*(?:[ ]{_UPPER}[\w’'-]*)*(?:[ ]{_NUMBER})?|{_NUMBER})"
_COMMA = r"(?:\s*,\s*(?:và\s+)?|\s+và\s+)"
_CLAUSE = re.compile(r"[;:(\n]|[.!?]\s")
_OF = re.compile(r"(?:^|\s)(?:của|tại|ở|trên địa bàn)$")
_RESPECTIVELY = re.compile(r"(?<!\w)lần lượt(?!\w)", re.IGNORECASE)
_SEVERAL = re.compile(r"^các\s+", re.IGNORECASE)
_EACH = re.compile(r"(?<!\w)(?:đều|cùng|mỗi)(?!\w)", re.IGNORECASE)
_ALL = re.compile(r"\s*(?:(?:đều|cùng|lần lượt|hiện|cũng|đã)\s+)*", re.IGNORECASE)
_KINDS_BELOW = {"xã": ("hamlets",), "huyện": ("hamlets", "communes"), "tỉnh": ("communes",)}


@dataclass(frozen=True, slots=True)
class Sharers:
    """Units named as one subject; ``end`` is where the last name ends in the statement."""

    names: tuple[str, ...]
    end: int
    in_turn: bool
    each: bool

    def of_figure(self, order: int, is_rate: bool) -> tuple[str, ...]:
        """The units of the figure that is number ``order`` (from 0) after the names.

        ``is_rate`` tells that it is a share or a value of one of something, which never adds up.
        """
        if self.in_turn:
            return self.names[order : order + 1]
        return self.names if self.each or is_rate else (", ".join(self.names),)


@cache
def _run(lists: tuple[str, ...]) -> re.Pattern[str]:
    kinds = sorted({kind for each in lists for kind in words(each)}, key=len, reverse=True)
    kind = rf"(?i:{'|'.join(map(re.escape, kinds))})"
    return re.compile(rf"(?<!\w)(?:(?i:các)\s+)?{kind}\s+{_NAME}(?:{_COMMA}(?:{kind}\s+)?{_NAME})+(?!\w)")


@cache
def _member(lists: tuple[str, ...]) -> re.Pattern[str]:
    kinds = sorted({kind for each in lists for kind in words(each)}, key=len, reverse=True)
    return re.compile(rf"(?:(?P<kind>(?i:{'|'.join(map(re.escape, kinds))}))\s+)?(?P<name>{_NAME})")


def sharers(text: str, position: int, level: str | None) -> Sharers | None:
    """The units whose common figure stands at ``position``, None when no two share it.

    ``level`` is that of the report: its own units are those below it.
    """
    lists = _KINDS_BELOW.get(level or "")
    runs: Sequence[re.Match[str]] = list(_run(lists).finditer(text, 0, position)) if lists else ()
    if lists is None or not runs:
        return None
    run = runs[-1]
    rest = text[run.end() : position]
    if _CLAUSE.search(rest.lstrip(" :")) or _member_with_kind(rest, lists):
        return None
    if rest.strip(" :") and not leads_in(rest[_ALL.match(rest).end() :]):  # type: ignore[union-attr]
        return None
    clause = max((m.end() for m in _CLAUSE.finditer(text, 0, run.start())), default=0)
    before = text[clause : run.start()].strip()
    if not (opens_clause(before) or _OF.search(before.lower())):
        return None
    in_turn, each = _RESPECTIVELY.search(rest), _EACH.search(rest)
    return Sharers(_names(run.group(), lists), run.end(), in_turn is not None, each is not None)


def _member_with_kind(text: str, lists: tuple[str, ...]) -> bool:
    return any(match["kind"] for match in _member(lists).finditer(text))


def _names(run: str, lists: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a run, each with its kind; a bare one is of the kind before it."""
    names, kind = [], ""
    for match in _member(lists).finditer(_SEVERAL.sub("", run)):
        kind = (match["kind"] or kind).lower()
        names.append(f"{kind} {match['name']}")
    return tuple(names)
