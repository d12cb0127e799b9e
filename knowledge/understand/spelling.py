"""Typing slips put right against the words of the corpus and the lexicon."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.abbreviations import expansion
from language.syllables import is_syllable
from language.text import tokens
from language.words import canonical
from language.words import vocabulary as lexicon_vocabulary

_SHORTEST = 3


def correct(question: str, vocabulary: frozenset[str]) -> str:
    """The question with slips replaced by the nearest known syllable one edit away.

    Only letters that are no Vietnamese syllable, no abbreviation and not in the corpus are
    touched: "ngheof" and "nghheo" become "ngheo", a rare but right word stays.
    """
    known = vocabulary | lexicon_vocabulary()
    result = question
    for token in reversed(tokens(question)):
        plain = canonical(token.text)
        if len(plain) < _SHORTEST or not plain.isalpha() or plain in known:
            continue
        if is_syllable(token.text) or expansion(token.text) is not None or token.text[0].isupper():
            continue
        near = process.extractOne(plain, known, scorer=OSA.distance, score_cutoff=1)
        if near is not None:
            result = f"{result[: token.start]}{near[0]}{result[token.end :]}"
    return result
