"""A regulation as its provisions: each article, clause and point with its own address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from foundation.document import Paragraph, StructuredDocument, Table
from ingest.regulations.marks import ProvisionMark, closes_quote, find_mark, follows
from ingest.structure.grammar import begins_with
from language.text import fold

_ABOVE = ("part", "chapter", "section", "subsection")
_ANNEX = ("phu luc", "mau so")
CLAUSE, POINT = "khoản", "điểm"


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest numbered piece of a regulation, with the paragraphs and tables it holds.

    ``path`` is its address from the outside in: "Chương V …", "Điều 74. …", "khoản 2", "điểm a";
    in new wording that an amendment quotes, the amending provision comes first. ``introduced_by``
    are the words of the article and clause above, which a point needs to be understood.
    ``numbered`` tells a provision from the text around the articles.
    """

    path: tuple[str, ...]
    elements: tuple[Paragraph | Table, ...]
    introduced_by: tuple[str, ...] = ()
    numbered: bool = True


@dataclass(slots=True)
class _Place:
    """Where the reading stands in one numbering: the regulation's, or that of quoted wording."""

    above: dict[str, str] = field(default_factory=dict)
    article: str = ""
    heading: str = ""
    clause: str = ""
    clause_text: str = ""
    point: str = ""

    def path(self) -> tuple[str, ...]:
        names = [self.above[level] for level in _ABOVE if level in self.above]
        if self.heading:
            names.append(self.heading)
        if self.clause:
            names.append(f"{CLAUSE} {self.clause}")
        if self.point:
            names.append(f"{POINT} {self.point}")
        return tuple(names)

    def begins(self, mark: ProvisionMark, text: str) -> bool:
        """Whether the mark opens the next provision here; if so, go there."""
        if mark.level in _ABOVE:
            lower = _ABOVE[_ABOVE.index(mark.level) :]
            self.above = {k: v for k, v in self.above.items() if k not in lower} | {mark.level: text}
            self.article = self.heading = self.clause = self.clause_text = self.point = ""
        elif mark.level == "article":
            self.article, self.heading = mark.number, _heading(text)
            self.clause = self.clause_text = self.point = ""
        elif mark.level == "clause" and self.heading and follows(mark.number, self.clause):
            self.clause, self.clause_text, self.point = mark.number, text, ""
        elif mark.level == "point" and self.heading and follows(mark.number, self.point):
            self.point = mark.number
        else:
            return False
        return True


def provisions(document: StructuredDocument) -> list[Provision]:
    """The provisions in reading order; what stands before and after the articles is not numbered.

    Every element of the document is in exactly one provision.
    """
    return list(_Reading().walk(document.elements))


class _Reading:
    """Walks the elements once, in the regulation's own numbering and in quoted wording."""

    def __init__(self) -> None:
        self.own = _Place()
        self.quoted: _Place | None = None
        self.ended = False

    def walk(self, elements: tuple[Paragraph | Table, ...]) -> Iterator[Provision]:
        current: Provision | None = None
        for element in elements:
            if self._opens(element) or current is None:
                if current is not None:
                    yield current
                current = self._provision(element)
            else:
                current = replace(current, elements=(*current.elements, element))
            if self.quoted is not None and isinstance(element, Paragraph):
                self.quoted = None if closes_quote(element.content.text) else self.quoted
        if current is not None:
            yield current

    def _provision(self, element: Paragraph | Table) -> Provision:
        place = self.own if self.quoted is None else self.quoted
        path = place.path() if self.quoted is None else (*self.own.path(), *place.path())
        introduced = (place.clause_text,) if place.point and place.clause_text else ()
        return Provision(path, (element,), introduced, bool(self.own.heading) and not self.ended)

    def _opens(self, element: Paragraph | Table) -> bool:
        """Whether a provision begins with the element."""
        if isinstance(element, Table):
            return False
        text = element.content.text.strip()
        mark = find_mark(text)
        if self._ends_articles(text, mark):
            opened, self.ended = not self.ended, True
            self.own, self.quoted = _Place(), None
            return opened
        if mark is None:
            return self._opens_section(element, text)
        if mark.quoted and self.quoted is None and self.own.heading:
            self.quoted = _Place()
            if mark.level == "clause":
                self.quoted.heading, self.quoted.clause = self.own.heading, ""
                self.quoted.heading = ""
        if self.quoted is not None:
            return self._begins_in_quote(mark, text)
        if mark.level in ("article", *_ABOVE):
            self.ended = False
        return self.own.begins(mark, text)

    def _begins_in_quote(self, mark: ProvisionMark, text: str) -> bool:
        place = self.quoted
        if place is None:
            return False
        if mark.level == "clause" and not place.clause:
            place.clause, place.clause_text, place.point = mark.number, text, ""
            return True
        if mark.level == "point" and not place.point:
            place.point = mark.number
            return True
        return place.begins(mark, text)

    def _opens_section(self, element: Paragraph, text: str) -> bool:
        """A heading without a number, as digests have where the article is not known."""
        if element.kind != "heading" or element.depth is None or self.quoted is not None:
            return False
        if self.own.clause and not element.path:
            return False
        above = self.own.above
        self.own = _Place(above={} if not self.own.article else above, heading=text)
        return True

    def _ends_articles(self, text: str, mark: ProvisionMark | None) -> bool:
        if mark is not None or not (self.own.heading or self.ended):
            return False
        folded = fold(text[:40])
        if folded.startswith(_ANNEX):
            return True
        return begins_with(text, "closing", "recipients")


def _heading(text: str) -> str:
    """The article's heading; of one whose text runs on in the same paragraph only the number."""
    return text if len(text) <= _LONGEST_HEADING else text[: text.find(".") + 1 or len(text)].strip()


_LONGEST_HEADING = 260
