"""From paragraphs to an outline: which are headings, and under which headings each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.document import Paragraph, join_mapped
from ingest.structure.grammar import WORDS, Marker, begins_with, find_marker, levels
from ingest.structure.paragraphs import Group, is_title_kind, is_upper

_LONGEST_HEADING = 230
_LONGEST_RUN_IN = 100
_STOP = re.compile(r"[.;,]\s*$")
_INNER_SENTENCE = re.compile(r"[.!?]\s+\S|;[^;]*;")
_RUN_IN = re.compile(r"[^:;.]{3,100}?:(?=\s)")
# Depths that markers do not give.
_UNNUMBERED_UPPER = 2.5
_UNNUMBERED_MINOR = 40.0


@dataclass(slots=True)
class _Open:
    """A heading or list item that is still open. ``title`` is None for an item without one."""

    rank: float
    level: str
    ordinal: int
    title: str | None
    stated: int | None = None
    covers_plain: bool = True


@dataclass(frozen=True, slots=True)
class Outlined:
    """A paragraph and the lines it was made of."""

    paragraph: Paragraph
    group: Group


class _Outliner:
    """Walks the paragraphs once and keeps the stack of what is open."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.markers = [find_marker(group.text) for group in groups]
        self.ranks = self._ranks()
        self.open: list[_Open] = []

    def _ranks(self) -> dict[str, float]:
        ranks = {name: float(i) for i, name in enumerate(levels())}
        order = [marker.level for marker in self.markers if marker]
        if (
            "roman" in order
            and "upper_letter" in order
            and order.index("roman") < order.index("upper_letter")
        ):
            ranks["upper_letter"] = ranks["roman"] + 0.5
        return ranks

    def path(self) -> tuple[str, ...]:
        return tuple(entry.title for entry in self.open if entry.title is not None)

    def walk(self) -> list[Outlined]:
        return [Outlined(self._place(i), group) for i, group in enumerate(self.groups)]

    def _place(self, i: int) -> Paragraph:
        group, marker = self.groups[i], self.markers[i]
        page = group.first.page
        if group.title or is_title_kind(group.text):
            return Paragraph("heading", group.content, page=page)
        if begins_with(group.text, "closing", "starts"):
            self.open.clear()
            return Paragraph("paragraph", group.content, page=page)
        if marker is None:
            return self._place_unmarked(i, group)
        heading = self._is_heading(i, marker)
        self._close_for(marker)
        title = group.text if heading else _run_in(group.text, marker)
        parent = self.path()
        covers = heading or not marker.is_bullet
        rank = (
            self.ranks[marker.level] if not self.open else max(self.ranks[marker.level], self.open[-1].rank)
        )
        self.open.append(_Open(rank, marker.level, marker.ordinal, title, group.first.level, covers))
        if heading:
            return Paragraph("heading", group.content, parent, marker.text, depth=len(parent) + 1, page=page)
        return Paragraph("list_item", group.content, self.path(), marker.text, page=page)

    def _place_unmarked(self, i: int, group: Group) -> Paragraph:
        page = group.first.page
        rank = self._unmarked_rank(i, group)
        if rank is None:
            while self.open and not self.open[-1].covers_plain:
                self.open.pop()
            return Paragraph("paragraph", group.content, self.path(), page=page)
        stated = group.first.level
        while self.open and self.open[-1].rank >= rank:
            above = self.open[-1]
            if (
                stated is not None
                and above.stated is not None
                and above.stated < stated
                and rank != above.rank
            ):
                break
            self.open.pop()
        parent = self.path()
        self.open.append(_Open(rank, "", 0, group.text, stated))
        return Paragraph("heading", group.content, parent, depth=len(parent) + 1, page=page)

    def _unmarked_rank(self, i: int, group: Group) -> float | None:
        """The rank of a heading without a number, None for a paragraph."""
        text = group.text
        if len(text) > _LONGEST_HEADING or i + 1 >= len(self.groups):
            return None
        if group.first.level is not None and not _INNER_SENTENCE.search(text):
            return _UNNUMBERED_UPPER if is_upper(text) else 3.0 + group.first.level
        if not self.open and not any(self.markers[:i]):
            return None
        if is_upper(text) and len(text) >= 12 and not begins_with(text, "closing", "signers"):
            return _UNNUMBERED_UPPER
        if group.first.bold and len(text) < 120 and not _STOP.search(text):
            return _UNNUMBERED_MINOR
        return None

    def _close_for(self, marker: Marker) -> None:
        """Close what the new marker ends: its elder sibling and all below that."""
        same = [k for k, entry in enumerate(self.open) if entry.level == marker.level]
        for k in reversed(same):
            if marker.is_bullet or self.open[k].ordinal + 1 == marker.ordinal:
                del self.open[k:]
                return
        rank = self.ranks[marker.level]
        if same and marker.ordinal == 1 and not marker.is_bullet and marker.level not in WORDS:
            # "1." again under an open "2.": a list inside it.
            while self.open and self.open[-1].level in ("star", "dash", "plus"):
                self.open.pop()
            if self.open and self.open[-1].title is None:
                del self.open[same[-1] :]
            return
        if same:
            del self.open[same[-1] :]
            return
        if marker.is_bullet and self.open and self.open[-1].level in ("star", "dash", "plus"):
            if self.open[-1].title is None and rank < self.open[-1].rank:
                self.open.pop()
            return
        while self.open and self.open[-1].rank >= rank:
            self.open.pop()

    def _is_heading(self, i: int, marker: Marker) -> bool:
        group = self.groups[i]
        text = group.text
        body = text[marker.end :]
        if len(text) > _LONGEST_HEADING:
            return False
        if marker.level in WORDS or group.first.level is not None:
            return not _INNER_SENTENCE.search(body)
        if _INNER_SENTENCE.search(body) or text.endswith((";", ",")):
            return False
        following = self.markers[i + 1] if i + 1 < len(self.groups) else None
        if i + 1 >= len(self.groups):
            return False
        if is_upper(body):
            return True
        if ":" in body[:-1] and not body.rstrip().endswith(":"):
            return False
        if marker.is_bullet:
            return self._bullet_is_heading(i, marker, following, body)
        if following and following.level == marker.level and following.ordinal == marker.ordinal + 1:
            return bool(group.first.bold)
        if following is None and len(body) > 150 and _STOP.search(body):
            return False
        return bool(body) and len(body) <= 200

    def _bullet_is_heading(self, i: int, marker: Marker, following: Marker | None, body: str) -> bool:
        if len(body) > 140 or _STOP.search(body):
            return False
        if following is None:
            after = self.groups[i + 1]
            return len(after.text) > 60 and not begins_with(after.text, "closing", "starts")
        return body.rstrip().endswith(":") and following.level != marker.level and following.is_bullet


def _run_in(text: str, marker: Marker) -> str | None:
    """The title that a list item carries before a colon: "1. Ưu điểm: …" has "1. Ưu điểm"."""
    if marker.is_bullet:
        return None
    match = _RUN_IN.match(text, marker.end)
    if match:
        return text[: match.end() - 1].strip()
    return marker.text.rstrip(".:") if marker.level == "article" else None


def outline_of(groups: Sequence[Group]) -> list[Outlined]:
    """Every paragraph with its kind, marker, depth and the headings above it."""
    return _Outliner(_with_part_titles(groups)).walk()


def _with_part_titles(groups: Sequence[Group]) -> list[Group]:
    """Join "Phần thứ nhất" with the title in capitals on the next line."""
    result: list[Group] = []
    for group in groups:
        last = result[-1] if result else None
        marker = find_marker(last.text) if last else None
        if (
            last
            and marker
            and marker.level in WORDS
            and marker.end >= len(last.text.rstrip(" .:"))
            and not find_marker(group.text)
        ):
            if is_upper(group.text) or group.first.bold or group.first.level is not None:
                result[-1] = Group(last.lines + group.lines, join_mapped([last.content, group.content]))
                continue
        result.append(group)
    return result
