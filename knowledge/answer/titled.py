"""What a report is of by its title: "Công tác Hội Nông dân" names the body whose figures it tells.

Such a report says "Hội" or nothing where a question says "Hội Nông dân": the words of that name
stand, as it were, at every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import question_lists
from language.words import Phrase, Word, canonical, syllables

_OF_TITLE = 0.9
_OF_EVERY_UNIT = frozenset({"committee", "council", "award_council"})


def titled_supports(query: Query, document: StoredDocument, supports: Sequence[float]) -> list[float]:
    """The supports of the question's words, raised for those of the body that the title names."""
    return [
        max(support, _OF_TITLE) if names_titled_body(word, document) else support
        for word, support in zip(query.words, supports, strict=True)
    ]


def names_titled_body(word: Word, document: StoredDocument) -> bool:
    """Whether a word of the question is, or is of, the body that the document's title names."""
    bodies = _bodies_of(document.summary.title)
    return any(_within(phrase, body) for phrase in word.phrases for body in bodies)


def names_a_body(word: Word) -> bool:
    """Whether a word of the question only says whose figures are meant ("Hội Phụ nữ có bao nhiêu …")."""
    return any(_within(phrase, body) for phrase in word.phrases for body in _known())


@cache
def _known() -> tuple[Phrase, ...]:
    chaired = question_lists()["chaired"]
    listed = {name for body, names in chaired.items() if body not in _OF_EVERY_UNIT for name in names}
    listed = {name for name in listed if " " in name} | set(question_lists()["organisations"]["short"])
    return tuple(tuple(canonical(s) for s in name.split()) for name in sorted(listed))


@lru_cache(maxsize=4096)
def _bodies_of(title: str) -> tuple[Phrase, ...]:
    said = syllables(title)
    return tuple(name for name in _known() if said.find(name))


def _within(phrase: Phrase, body: Phrase) -> bool:
    return any(body[i : i + len(phrase)] == phrase for i in range(len(body) - len(phrase) + 1))
