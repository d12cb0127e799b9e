"""The provisions of the store's laws, each with its address and the place of its words."""

from __future__ import annotations

import re
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from foundation.document import Span
from knowledge.base import KnowledgeBase
from knowledge.evidence.alignment import align
from knowledge.evidence.marking import Source
from knowledge.law.shelf import StoredLaw
from knowledge.store.ledger.stored import FoundPassage
from language.text import fold
from language.words import Syllables, syllables

_ARTICLE = re.compile(r"^[“\"]?\s*dieu (\d{1,3}[a-z]?)\b")
_KEPT_LAWS = 64
_NUMBERED = re.compile(r"^(khoản|điểm) (\S+)$")


@dataclass(frozen=True, eq=False)
class Provision:
    """A passage of a law with its address. ``article`` is "74", empty where none is known."""

    law: StoredLaw
    passage: FoundPassage

    @cached_property
    def heading(self) -> str:
        """The article's heading, or that of a section without a number."""
        named = [part for part in self.passage.path if not _NUMBERED.match(part)]
        articles = [part for part in named if _ARTICLE.match(fold(part))]
        return (articles or named or [""])[-1]

    @cached_property
    def article(self) -> str:
        """The number of the article."""
        match = _ARTICLE.match(fold(self.heading))
        return match[1] if match else ""

    def part(self, name: str) -> str:
        """The number of its "khoản" or "điểm", empty without one."""
        found = [m[2] for part in self.passage.path if (m := _NUMBERED.match(part)) and m[1] == name]
        return found[-1] if found else ""

    @cached_property
    def words(self) -> Syllables:
        """The canonical syllables of its text."""
        return syllables(self.passage.text)

    @cached_property
    def above(self) -> Syllables:
        """Those of its headings and, for a point, of its clause."""
        return syllables(" . ".join((*self.passage.path, self.passage.header)))

    @cached_property
    def folded(self) -> str:
        """Its text, folded."""
        return fold(self.passage.text)

    def source(self, base: KnowledgeBase, start: int, end: int) -> Source:
        """Where ``passage.text[start:end]`` stands in the original text of the document."""
        passage = self.passage
        original = base.original_text(passage.document_id)[passage.span.start : passage.span.end]
        found = align(passage.text, original, start, end)
        first = passage.span.start
        return Source(passage.document_id, Span(first + found.start, first + found.end))


def provisions_of(laws: Sequence[StoredLaw], base: KnowledgeBase) -> list[Provision]:
    """The provisions of the laws in reading order; what stands before the first heading is none."""
    return [provision for law in laws for provision in _provisions(law, base)]


_kept: weakref.WeakKeyDictionary[KnowledgeBase, OrderedDict[tuple[str, int], list[Provision]]] = (
    weakref.WeakKeyDictionary()
)


def _provisions(law: StoredLaw, base: KnowledgeBase) -> list[Provision]:
    """Those of one law, kept in memory while the store does not change: most answers name an article."""
    kept = _kept.setdefault(base, OrderedDict())
    key = (law.document.document_id, base.revision)
    found = kept.get(key)
    if found is None:
        title = fold(law.document.title)
        found = kept[key] = [
            Provision(law, passage)
            for passage in base.passages(law.document.document_id)
            if passage.path and fold(passage.path[-1]) != title
        ]
        while len(kept) > _KEPT_LAWS:
            kept.popitem(last=False)
    return found


def heading_source(law: StoredLaw, heading: str, base: KnowledgeBase) -> Source | None:
    """Where a heading stands: at the front of the article's first passage."""
    for provision in provisions_of([law], base):
        if provision.heading == heading and heading in provision.passage.text:
            start = provision.passage.text.find(heading)
            return provision.source(base, start, start + len(heading))
    return None
