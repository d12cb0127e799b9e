"""A search in miniature whose every choice can be changed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eval.ablation.embedded import Embedder
from eval.retrieval import DEPTH, Found, Ranker
from foundation.records import Passage
from knowledge.retrieval.diacritics import Diacritics
from language.text import fold, has_diacritics, tokens

CANDIDATES = 100
RANK_FUSION_K = 60
# Only spaces separate: the tokenisers have cut already.
_CREATE = (
    "CREATE VIRTUAL TABLE lexical USING fts5("
    "terms, tokenize=\"unicode61 remove_diacritics 0 tokenchars '_.,/-'\")"
)
_UNSAFE = re.compile(r'["\s]')

Tokeniser = Callable[[str], list[str]]


def syllables(text: str) -> list[str]:
    """Folded syllables."""
    return [fold(token.text) for token in tokens(text)]


def pairs(text: str) -> list[str]:
    """Folded syllables and adjacent pairs: what the program indexes."""
    return _with_pairs(syllables(text))


def accented_pairs(text: str) -> list[str]:
    """Syllables as they are written, and adjacent pairs."""
    return _with_pairs([token.text.lower() for token in tokens(text)])


def _with_pairs(single: list[str]) -> list[str]:
    return single + [f"{first}_{second}" for first, second in pairwise(single)]


def whole(passage: Passage) -> str:
    """A passage with its header: whose report it is, under which headings."""
    return passage.embedded_text


def headings_only(passage: Passage) -> str:
    """A passage with its headings and without unit and period."""
    return "\n".join([*passage.path[-3:], passage.text])


def bare(passage: Passage) -> str:
    """A passage alone."""
    return passage.text


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices; the defaults are the program's. ``weight`` None: reciprocal-rank fusion."""

    tokenise: Tokeniser = pairs
    told: Callable[[Passage], str] = whole
    weight: float | None = 0.55
    restore: bool = True


class Miniature:
    """Searches the given passages, each with the name of its document."""

    def __init__(self, passages: Sequence[tuple[str, Passage]], embedder: Embedder, choices: Choices) -> None:
        self._passages = passages
        self._choices = choices
        self._embedder = embedder
        texts = [choices.told(passage) for _, passage in passages]
        self._vectors = embedder.texts(texts)
        self._diacritics = Diacritics(passage.text for _, passage in passages)
        self._index = sqlite3.connect(":memory:")
        self._index.execute(_CREATE)
        rows = ((at, " ".join(choices.tokenise(text))) for at, text in enumerate(texts))
        self._index.executemany("INSERT INTO lexical(rowid, terms) VALUES (?, ?)", rows)

    def ranker(self) -> Ranker:
        """The search as measures take it."""

        def ranked(question: str) -> list[Found]:
            best = self._best(question)
            chosen = (self._passages[at] for at in best)
            return [(name, passage.span.start, passage.span.end) for name, passage in chosen]

        return ranked

    def _best(self, question: str) -> list[int]:
        lexical, dense = self._lexical(question), self._dense(question)
        if self._choices.weight is None:
            scores = _by_rank(lexical, dense)
        else:
            weight = self._choices.weight if dense else 1.0
            scores = _by_score(lexical, dense, weight)
        return sorted(scores, key=lambda at: (-scores[at], at))[:DEPTH]

    def _lexical(self, question: str) -> dict[int, float]:
        terms = dict.fromkeys(_UNSAFE.sub("", term) for term in self._choices.tokenise(question))
        match = " OR ".join(f'"{term}"' for term in terms if term)
        if not match:
            return {}
        query = "SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ? ORDER BY 2 DESC LIMIT ?"
        return dict(self._index.execute(query, (match, CANDIDATES)).fetchall())

    def _dense(self, question: str) -> dict[int, float]:
        asked: str | None = question
        if self._choices.restore and not has_diacritics(question):
            restored = self._diacritics.restore(question)
            if restored.is_vietnamese:
                asked = restored.text if restored.is_sure else None
        if asked is None:
            return {}
        scores: NDArray[np.float32] = self._vectors @ self._embedder.question(asked)
        best = np.argsort(-scores)[:CANDIDATES]
        return {int(at): float(scores[at]) for at in best}


def _by_score(lexical: dict[int, float], dense: dict[int, float], weight: float) -> dict[int, float]:
    words, meaning = _stretched(lexical), _stretched(dense)
    every = words.keys() | meaning.keys()
    return {at: weight * words.get(at, 0.0) + (1 - weight) * meaning.get(at, 0.0) for at in every}


def _by_rank(*found: dict[int, float]) -> dict[int, float]:
    fused: dict[int, float] = {}
    for scores in found:
        for rank, at in enumerate(sorted(scores, key=lambda at: -scores[at]), start=1):
            fused[at] = fused.get(at, 0.0) + 1 / (RANK_FUSION_K + rank)
    return fused


def _stretched(scores: dict[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {at: (score - low) / (high - low) if high > low else 1.0 for at, score in scores.items()}
