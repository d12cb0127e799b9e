"""From paragraphs to an outline: under which headings each paragraph and table stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foundation.document import Paragraph, Table, join_mapped
from ingest.structure.grammar import BULLETS, WORDS, Marker, begins_with, find_marker, levels
from ingest.structure.headings import Neighbourhood, is_heading, is_unnumbered_heading, run_in_title
from ingest.structure.paragraphs import Group, begins_title, is_title_kind, is_upper, stands_alone
from ingest.tables.build import CAPTION_JOIN

# Ranks of headings without a number, among those that the grammar's order gives.
_UPPER_RANK = 2.5
_STATED_RANK = 3.0
_BOLD_RANK = 40.0
_LONGEST_CAPTION = 200


@dataclass(slots=True)
class _Open:
    """A heading or list item that is still open. ``title`` is None for an item without one.

    ``stated`` is the heading level of the format; ``covers_plain`` says whether paragraphs
    without a marker belong beneath it.
    """

    rank: float
    level: str
    ordinal: int
    title: str | None
    stated: int | None = None
    covers_plain: bool = True


def outline_of(parts: Sequence[Group | Table]) -> list[Paragraph | Table]:
    """Every paragraph with its kind, marker, depth and heading path; every table with its path."""
    return _Outliner(_with_part_titles(parts)).walk()


class _Outliner:
    """Walks the parts once and keeps the stack of what is open."""

    def __init__(self, parts: Sequence[Group | Table]) -> None:
        self.parts = parts
        self.markers = [find_marker(part.text) if isinstance(part, Group) else None for part in parts]
        self.ranks = self._ranks()
        self.open: list[_Open] = []

    def _ranks(self) -> dict[str, float]:
        ranks = {name: float(i) for i, name in enumerate(levels())}
        order = [marker.level for marker in self.markers if marker]
        letters_below = {"roman", "upper_letter"} <= set(order) and order.index("roman") < order.index(
            "upper_letter"
        )
        if letters_below:
            ranks["upper_letter"] = ranks["roman"] + 0.5
        return ranks

    def walk(self) -> list[Paragraph | Table]:
        elements: list[Paragraph | Table] = []
        above = ""
        for i, part in enumerate(self.parts):
            if isinstance(part, Group):
                elements.append(self._paragraph(i, part))
            else:
                if not self._goes_on(elements, part):
                    above = self._caption(elements)
                caption = CAPTION_JOIN.join(filter(None, (above, part.caption)))
                elements.append(replace(part, path=self._path(), caption=caption))
        return elements

    def _path(self) -> tuple[str, ...]:
        return tuple(entry.title for entry in self.open if entry.title is not None)

    def _goes_on(self, elements: Sequence[Paragraph | Table], table: Table) -> bool:
        """Whether a table is the next section of the one before it."""
        before = elements[-1] if elements else None
        return isinstance(before, Table) and before.span.end == table.span.start

    def _caption(self, elements: Sequence[Paragraph | Table]) -> str:
        """The line above a table, when it names the table."""
        before = elements[-1] if elements else None
        if not isinstance(before, Paragraph) or before.kind == "heading":
            return ""
        text = before.content.text
        names = len(text) <= _LONGEST_CAPTION and (
            text.endswith(":") or begins_with(text, "captions", "starts")
        )
        return text if names else ""

    def _next_to(self, i: int) -> Neighbourhood:
        following = self.parts[i + 1] if i + 1 < len(self.parts) else None
        if following is None or isinstance(following, Table):
            return Neighbourhood(None, None, table=following is not None)
        own, after = self.markers[i], self.markers[i + 1]
        beneath = not begins_with(following.text, "closing", "starts")
        if own is not None and after is not None and not after.is_bullet:
            beneath = beneath and (own.is_bullet or self.ranks[after.level] >= self.ranks[own.level])
        return Neighbourhood(following, after, beneath=beneath)

    def _paragraph(self, i: int, group: Group) -> Paragraph:
        marker, page = self.markers[i], group.first.page
        if group.title or is_title_kind(group.text) or (not self._inside(i) and begins_title(group.text)):
            return Paragraph("heading", group.content, page=page)
        if begins_with(group.text, "closing", "starts") or self._is_signature(i, group):
            self.open.clear()
            return Paragraph("paragraph", group.content, page=page)
        if marker is None:
            return self._unmarked(i, group)
        heading = is_heading(group, marker, self._next_to(i))
        elder = self._elder(marker, heading)
        if elder is not None and not marker.is_bullet and self.open[elder].title is None:
            heading = heading and (group.first.bold or is_upper(group.text))  # a list goes on
        self._close_for(marker, elder, group.first.level)
        parent = self._path()
        title = group.text if heading else run_in_title(group.text, marker)
        rank = max([self.ranks[marker.level], *(entry.rank for entry in self.open[-1:])])
        covers = heading or not marker.is_bullet
        self.open.append(_Open(rank, marker.level, marker.ordinal, title, group.first.level, covers))
        if heading:
            return Paragraph("heading", group.content, parent, marker.text, len(parent) + 1, page)
        return Paragraph("list_item", group.content, self._path(), marker.text, page=page)

    def _unmarked(self, i: int, group: Group) -> Paragraph:
        page = group.first.page
        if not is_unnumbered_heading(group, self._next_to(i), self._inside(i)):
            while self.open and not self.open[-1].covers_plain:
                self.open.pop()
            return Paragraph("paragraph", group.content, self._path(), page=page)
        stated = group.first.level
        rank = (
            _UPPER_RANK if is_upper(group.text) else _BOLD_RANK if stated is None else _STATED_RANK + stated
        )
        self._close_above(rank, stated)
        parent = self._path()
        self.open.append(_Open(rank, "", 0, group.text, stated))
        return Paragraph("heading", group.content, parent, depth=len(parent) + 1, page=page)

    def _is_signature(self, i: int, group: Group) -> bool:
        """Whether a line names who signs: one that stands alone after the last numbered paragraph."""
        if not stands_alone(group.text) or not self._inside(i):
            return False
        return not any(marker and not marker.is_bullet for marker in self.markers[i:])

    def _inside(self, i: int) -> bool:
        """Whether the outline has begun before part ``i``."""
        return bool(self.open) or any(marker and not marker.is_bullet for marker in self.markers[:i])

    def _close_above(self, rank: float, stated: int | None) -> None:
        """Close what a heading without a number ends: by stated levels where both have one."""
        while self.open:
            last = self.open[-1]
            if stated is not None and last.stated is not None:
                if last.stated < stated:
                    return
            elif last.rank < rank:
                return
            self.open.pop()

    def _elder(self, marker: Marker, heading: bool) -> int | None:
        """The place of the open sibling that a marker follows on: "2." that "3." comes after.

        Where both a list and the outline around it are at "2.", a heading goes on with the
        headings and an item with the items.
        """
        elders = [
            k
            for k, entry in enumerate(self.open)
            if entry.level == marker.level and (marker.is_bullet or entry.ordinal + 1 == marker.ordinal)
        ]
        alike = [k for k in elders if (self.open[k].title is not None) == heading]
        return max(alike or elders, default=None)

    def _close_for(self, marker: Marker, elder: int | None, stated: int | None) -> None:
        """Close what a numbered paragraph ends: its elder sibling and all beneath that."""
        same = [k for k, entry in enumerate(self.open) if entry.level == marker.level]
        if elder is not None:
            del self.open[elder:]
        elif same and marker.ordinal == 1 and marker.level not in WORDS and not marker.is_bullet:
            self._nest(same[-1])
        elif same:
            del self.open[same[-1] :]
        elif marker.is_bullet and self.open and self.open[-1].level in BULLETS:
            if self.open[-1].title is None:
                self.open.pop()
        else:
            while self.open and self._ends(self.open[-1], marker, stated):
                self.open.pop()

    def _ends(self, last: _Open, marker: Marker, stated: int | None) -> bool:
        """Whether a numbered paragraph ends an open heading of another kind."""
        if last.level or last.stated is None:
            return last.rank >= self.ranks[marker.level]
        return stated is not None and last.stated >= stated

    def _nest(self, elder: int) -> None:
        """ "1." again beneath an open "2." begins a list inside it, unless that was an item itself."""
        while self.open and self.open[-1].level in BULLETS:
            self.open.pop()
        if self.open and self.open[-1].title is None:
            del self.open[elder:]


def _with_part_titles(parts: Sequence[Group | Table]) -> list[Group | Table]:
    """Join "Phần thứ nhất" with its title, which stands on the next line."""
    result: list[Group | Table] = []
    for part in parts:
        last = result[-1] if result else None
        if isinstance(part, Group) and isinstance(last, Group) and _is_bare_part(last) and _is_title(part):
            result[-1] = Group(last.lines + part.lines, join_mapped([last.content, part.content]))
        else:
            result.append(part)
    return result


def _is_bare_part(group: Group) -> bool:
    marker = find_marker(group.text)
    return marker is not None and marker.level in WORDS and marker.end >= len(group.text.rstrip(" .:"))


def _is_title(group: Group) -> bool:
    if find_marker(group.text) or is_title_kind(group.text):
        return False
    return is_upper(group.text) or group.first.bold or group.first.level is not None
