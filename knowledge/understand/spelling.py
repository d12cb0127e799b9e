"""Typing slips put right against the words of the corpus and the lexicon."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.abbreviations import expansion
from language.syllables import is_syllable
from language.text import tokens
from language.words import canonical, words
from language.words import vocabulary as lexicon_vocabulary

_SHORTEST = 3


def correct(question: str, vocabulary: frozenset[str]) -> str:
    """The question with slips replaced by the nearest known syllable one edit away.

    ``vocabulary`` holds the canonical syllables of the corpus. Letters that are no Vietnamese
    syllable ("nghheo") take the nearest one; a possible syllable that neither corpus nor lexicon
    knows ("hộ ngèo") only one that makes a word of the lexicon with its neighbour.
    """
    known = vocabulary | lexicon_vocabulary()
    result = question
    pieces = tokens(question)
    for index in reversed(range(len(pieces))):
        token = pieces[index]
        plain = canonical(token.text)
        if len(plain) < _SHORTEST or not plain.isalpha() or plain in known:
            continue
        if expansion(token.text) is not None or token.text[0].isupper():
            continue
        possible = is_syllable(token.text)
        before = pieces[index - 1].text if index else ""
        after = pieces[index + 1].text if index + 1 < len(pieces) else ""
        near = [
            each
            for each, _, _ in process.extract(plain, known, scorer=OSA.distance, score_cutoff=1, limit=None)
        ]
        joined = [each for each in near if _makes_word(before, each, after)]
        chosen = joined or ([] if possible else near)
        if chosen:
            result = f"{result[: token.start]}{min(chosen)}{result[token.end :]}"
    return result


def _makes_word(before: str, syllable: str, after: str) -> bool:
    """Whether the syllable is part of a compound of the lexicon with the one before or after it."""
    return any(len(w.phrase) > 1 and syllable in w.phrase for w in words(f"{before} {syllable} {after}"))
