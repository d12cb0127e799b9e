"""The statements of a document: its sentences and table rows, ready to be matched and cited."""

from __future__ import annotations

import re
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from foundation.document import Span
from knowledge.base import KnowledgeBase
from knowledge.evidence.alignment import align, align_row
from knowledge.evidence.led import leading_unit
from knowledge.query import Moment
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import FoundPassage, StoredDocument, StoredIndicator
from knowledge.understand.report_itself import moments_in
from language.abbreviations import expand
from language.indicators import IndicatorMention, match_indicators
from language.quantities import Quantity, quantities
from language.text import fold, sentences
from language.words import Phrase, Syllables, syllables

_HEADING = re.compile(
    r"^(?:phần|chương|mục)\s+\w+|^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s?[.)/,:-]\s*\S",
    re.IGNORECASE,
)
_LONGEST_HEADING = 140
_ROW = " — "
_KEPT_DOCUMENTS = 400
# Words on a heading or in a sentence that announce what is meant to come, not what was done.
_RESULT = re.compile(r"\bket qua|\btong ket|\bso ket|tinh hinh thuc hien|da dat duoc")
_FUTURE = re.compile(
    r"phuong huong|nhiem vu trong tam|muc tieu|nhiem vu va giai phap|chi tieu phan dau"
    r"|chuong trinh cong tac nam"
    r"|nhiem vu (?:cong tac )?(?:thi dua,? khen thuong )?(?:nam|6 thang cuoi)|ke hoach nam"
)


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence or table row of a document.

    ``text`` is ``passage.text[start:end]``; ``path`` are the headings above it, ``lead`` the
    line that introduces a list, ``before`` the statement before it. ``is_row`` marks a table row
    as "name — column: value; …". ``about`` is the commune that leads it in, empty for none.
    """

    document: StoredDocument
    passage: FoundPassage
    text: str
    start: int
    end: int
    path: tuple[str, ...]
    lead: str
    before: str
    is_row: bool
    order: int
    about: str = ""

    @cached_property
    def syllables(self) -> Syllables:
        """The statement's canonical syllables."""
        return syllables(self.text)

    @cached_property
    def context(self) -> Syllables:
        """The canonical syllables of the headings and the lead above it."""
        return syllables(" . ".join((*self.path, self.lead, self.about)))

    @cached_property
    def neighbour(self) -> Syllables:
        """The canonical syllables of the statement before it."""
        return syllables(self.before)

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """Its figures with their units."""
        return tuple(quantities(self.text))

    @cached_property
    def folded(self) -> str:
        """The text folded; places are those of ``text``."""
        return fold(self.text)

    @cached_property
    def is_future(self) -> bool:
        """Whether it stands under a heading about what is still to come."""
        folded = (fold(expand(heading)) for heading in self.path)
        return any(_FUTURE.search(heading) and not _RESULT.search(heading) for heading in folded)

    @cached_property
    def moments(self) -> tuple[tuple[Moment, int, int], ...]:
        """Where it speaks of the start or the end of its period."""
        return tuple(moments_in(self.folded))

    @cached_property
    def indicators(self) -> tuple[IndicatorMention, ...]:
        """Indicators of the lexicon that it names."""
        return tuple(match_indicators(self.text))

    def is_column_value(self, offset: int) -> bool:
        """Whether a colon stands right before, as before a cell's value or a listed count."""
        return self.text[:offset].rstrip().endswith(":")

    def holds(self, phrases: tuple[Phrase, ...]) -> bool:
        """Whether one of the phrases stands in the statement."""
        return any(self.syllables.find(phrase) for phrase in phrases)


@dataclass(frozen=True, eq=False)
class DocumentEvidence:
    """All statements of a document and its vocabulary."""

    document: StoredDocument
    statements: tuple[Statement, ...]
    vocabulary: frozenset[str] = field(default_factory=frozenset)


_Kept = OrderedDict[tuple[str, str, int], DocumentEvidence]
_figures: weakref.WeakKeyDictionary[KnowledgeBase, dict[tuple[str, str, int], Sequence[StoredIndicator]]] = (
    weakref.WeakKeyDictionary()
)
_kept: weakref.WeakKeyDictionary[KnowledgeBase, _Kept] = weakref.WeakKeyDictionary()


def evidence_of(knowledge_base: KnowledgeBase, document: StoredDocument) -> DocumentEvidence:
    """The statements of a document; kept in memory while the document does not change."""
    kept = _kept.setdefault(knowledge_base, OrderedDict())
    key = (document.document_id, document.sha256, document.passages)
    found = kept.get(key)
    if found is None:
        found = _read(knowledge_base, document)
        kept[key] = found
        if len(kept) > _KEPT_DOCUMENTS:
            kept.popitem(last=False)
    return found


def indicators_of(knowledge_base: KnowledgeBase, document: StoredDocument) -> Sequence[StoredIndicator]:
    """The stored figures of a document, kept in memory like its statements."""
    kept = _figures.setdefault(knowledge_base, {})
    key = (document.document_id, document.sha256, document.indicators)
    if key not in kept:
        if len(kept) > _KEPT_DOCUMENTS:
            kept.clear()
        filters = Filters(document_ids=(document.document_id,))
        kept[key] = tuple(knowledge_base.indicators(filters)) if document.indicators else ()
    return kept[key]


def _read(knowledge_base: KnowledgeBase, document: StoredDocument) -> DocumentEvidence:
    statements: list[Statement] = []
    for passage in knowledge_base.passages(document.document_id):
        statements.extend(_statements(document, passage, len(statements)))
    vocabulary = frozenset(s for statement in statements for s in statement.syllables.canonical)
    return DocumentEvidence(document, tuple(statements), vocabulary)


def _statements(document: StoredDocument, passage: FoundPassage, order: int) -> list[Statement]:
    found: list[Statement] = []
    path, lead = passage.path, ""
    position = 0
    for line in passage.text.split("\n"):
        start, position = position, position + len(line) + 1
        if not line.strip():
            continue
        if _is_heading(line, passage.path):
            own = line.strip()
            path, lead = passage.path if own in passage.path else (*passage.path, own), ""
            continue
        is_row = _ROW in line
        pieces = [(0, len(line))] if is_row else [(s.start, s.end) for s in sentences(line)]
        about = leading_unit(line, path, lead)
        for begin, end in pieces:
            text = line[begin:end]
            found.append(
                Statement(
                    document,
                    passage,
                    text,
                    start + begin,
                    start + end,
                    path,
                    lead,
                    found[-1].text if found and not is_row else "",
                    is_row,
                    order + len(found),
                    about,
                )
            )
        if line.rstrip().endswith(":") and len(line) < 2 * _LONGEST_HEADING:
            lead = line.strip()
        elif not re.match(r"\s*[-+*•]", line) and not is_row:
            lead = ""
    return found


def _is_heading(line: str, path: tuple[str, ...]) -> bool:
    text = line.strip()
    if path and text == path[-1].strip():
        return True
    return bool(
        len(text) <= _LONGEST_HEADING
        and _HEADING.match(text)
        and not re.search(r"[;,]$|\d\s?%|[^.:]\.$", text)
        and not quantities(text)
    )


def original_span(knowledge_base: KnowledgeBase, statement: Statement, start: int, end: int) -> Span:
    """Where ``statement.text[start:end]`` stands in the document's stored original text."""
    passage = statement.passage
    if statement.is_row:
        start, end = 0, len(statement.text)
    original = knowledge_base.original_text(passage.document_id)[passage.span.start : passage.span.end]
    cells = align_row(statement.text, original) if statement.is_row else None
    found = cells or align(passage.text, original, statement.start + start, statement.start + end)
    return Span(passage.span.start + found.start, passage.span.start + found.end)
