"""Which sentences of a report belong to a section: by its heading, or by their own beginning."""

from __future__ import annotations

import re

from knowledge.base import KnowledgeBase
from knowledge.draft.sections import Section, sections
from knowledge.evidence.statements import Statement, evidence_of
from knowledge.store.ledger.stored import StoredDocument
from language.text import UPPER, fold

_SHORTEST, _LONGEST = 40, 420
# Items of a sentence that names its section are wordings by themselves.
_SHORTEST_ITEM = 25
_CAUSE = re.compile(r"\bnguyen nhan\b|^\W*(?:do|vi)\b")
_LONGEST_LABEL = 40
_ITEM_MARK = re.compile(r"^\s*(?:[-+*•]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)])\s+")
# A sentence, not a heading ("II, Kết quả") nor the middle of one that a semicolon has cut.
_WHOLE_SENTENCE = re.compile(rf"[\s*+•“\"-]*(?![IVX]+[.,)/ ])[{UPPER}]")


def section_statements(section: Section, document: StoredDocument, base: KnowledgeBase) -> list[Statement]:
    """The sentences of the document that belong to such a section, in reading order.

    They stand under a heading of this kind, or in a sentence that names the section itself and
    then lists ("… còn một số hạn chế như: đường thôn chậm sửa; chợ chưa xây").
    """
    found = []
    listed: str | None = None
    continued = False
    for statement in evidence_of(base, document).statements:
        listed = _opens(statement) or listed
        if _belongs(section, statement, listed) or (continued and _continues(statement)):
            found.append(statement)
        continued = bool(found) and found[-1] is statement and statement.text.rstrip().endswith(";")
        if not statement.text.rstrip().endswith(";"):
            listed = None
    return found


def _continues(statement: Statement) -> bool:
    """Whether it is the next part of a sentence that a semicolon has cut, long enough by itself."""
    words = words_alone(statement)
    is_part = words[:1].islower() and not statement.is_row and not statement.text.rstrip().endswith(":")
    return is_part and _SHORTEST_ITEM <= len(words) <= _LONGEST


def words_alone(statement: Statement) -> str:
    """The statement's words without its number and without the label of its section ("Nguyên nhân:")."""
    words = _ITEM_MARK.sub("", statement.text)
    if _opens(statement) is not None:
        words = words.partition(":")[2]
    return words.strip(" -+*•;.:")


def _belongs(section: Section, statement: Statement, listed: str | None) -> bool:
    """Whether it does; ``listed`` is the section that the sentence around it names."""
    if statement.is_row or len(statement.text) > _LONGEST or statement.text.rstrip().endswith(":"):
        return False
    if listed is not None:
        return listed == section.section_id and len(words_alone(statement)) >= _SHORTEST_ITEM
    if len(statement.text) < _SHORTEST or not _WHOLE_SENTENCE.match(_ITEM_MARK.sub("", statement.text)):
        return False
    nearest = [*(fold(h) for h in statement.path), fold(statement.lead)]
    near = nearest[-2:]
    if _is_cause(near):
        meant = "nguyen-nhan" if _CAUSE.search(statement.folded) else "han-che"
        if section.section_id in ("nguyen-nhan", "han-che"):
            return section.section_id == meant
    return any(words in heading for heading in near for words in section.headings)


def _is_cause(headings: list[str]) -> bool:
    """Whether shortcomings and their causes stand under one heading ("Hạn chế, nguyên nhân")."""
    return any(
        "nguyen nhan" in heading and any(words in heading for words in sections()["han-che"].headings)
        for heading in headings
    )


def _opens(statement: Statement) -> str | None:
    """The section that a sentence names itself before a colon ("* Nguyên nhân: …").

    At the end of a longer beginning only the sections that reports tell in passing are looked for.
    """
    begun, colon, _ = statement.folded.lstrip(" -+*•").partition(":")
    if not colon:
        return None
    is_short = len(begun) <= _LONGEST_LABEL
    for section in sections().values():
        if (is_short or section.in_passing) and any(w in begun[-_LONGEST_LABEL:] for w in section.headings):
            return section.section_id
    return None
