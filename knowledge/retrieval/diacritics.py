"""Puts the diacritics back on a question typed without them, from the corpus' own words.

A bigram model over the accented syllables of the stored passages: each folded syllable
("ngheo") has the accented forms that the corpus writes ("nghèo"), and the likeliest sequence
is found by the Viterbi algorithm. How sure it is comes from forward–backward posteriors.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from language.syllables import is_syllable
from language.text import fold, nfc, tokens
from language.words import canonical

# Weight of the pair model against the single-syllable model (Jelinek–Mercer interpolation).
PAIR_WEIGHT = 0.85
SURE = 0.75
LEAST_KNOWN = 0.6

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Restored:
    """A question with diacritics.

    ``known`` is the share of its syllables that the corpus has; below ``LEAST_KNOWN`` the
    question is probably not Vietnamese. ``certainty`` is the mean probability of the chosen
    forms given the whole question, 0–1. ``attested``: the corpus writes every two neighbours so,
    one behind the other; a form that merely is the only one known ("hom" as "hòm") is a guess.
    """

    text: str
    certainty: float
    known: float
    attested: bool

    @property
    def is_vietnamese(self) -> bool:
        """Whether the corpus knows enough of the words to say anything."""
        return self.known >= LEAST_KNOWN

    @property
    def is_sure(self) -> bool:
        """Whether the restored text may stand for the question."""
        return self.is_vietnamese and self.certainty >= SURE


class Diacritics:
    """The accented forms of a corpus and how often each follows another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._single: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = _WORD.findall(nfc(text).lower())
            self._single.update(words)
            self._pairs.update(pairwise(words))
        self._forms: dict[str, list[str]] = defaultdict(list)
        for word in self._single:
            self._forms[fold(word)].append(word)
        self._total = sum(self._single.values())
        self._vocabulary: frozenset[str] | None = None

    def vocabulary(self) -> frozenset[str]:
        """The canonical syllables that the corpus writes: once for what can be one, else twice."""
        if self._vocabulary is None:
            kept = (word for word, seen in self._single.items() if seen > 1 or is_syllable(word))
            self._vocabulary = frozenset(map(canonical, kept))
        return self._vocabulary

    def forms(self, syllable: str) -> list[str]:
        """The accented forms of a syllable in the corpus, the commonest first."""
        return sorted(self._forms.get(fold(syllable), ()), key=self._single.__getitem__, reverse=True)

    def restore(self, text: str) -> Restored:
        """The likeliest accented form of a text; capitals and everything between words stay."""
        words = tokens(nfc(text))
        if not words:
            return Restored(text, 0.0, 0.0, False)
        lattice = [self._forms.get(fold(word.text)) or [word.text.lower()] for word in words]
        known = sum(fold(word.text) in self._forms for word in words) / len(words)
        chosen = self._likeliest(lattice)
        certainty = self._certainty(lattice, chosen)
        pieces, end = [], 0
        for word, form in zip(words, chosen, strict=True):
            pieces += [nfc(text)[end : word.start], _cased_like(word.text, form)]
            end = word.end
        attested = all(pair in self._pairs for pair in pairwise(chosen))
        return Restored("".join(pieces) + nfc(text)[end:], certainty, known, attested)

    def _probability(self, before: str | None, word: str) -> float:
        single = (self._single[word] + 0.01) / (self._total + 1.0)
        if before is None or not self._single[before]:
            return single
        pair = self._pairs[before, word] / self._single[before]
        return PAIR_WEIGHT * pair + (1 - PAIR_WEIGHT) * single

    def _likeliest(self, lattice: list[list[str]]) -> list[str]:
        best = {form: (math.log(self._probability(None, form)), [form]) for form in lattice[0]}
        for forms in lattice[1:]:
            step = {}
            for form in forms:
                score, path = max(
                    (score + math.log(self._probability(before, form)), path)
                    for before, (score, path) in best.items()
                )
                step[form] = (score, [*path, form])
            best = step
        return max(best.values())[1]

    def _certainty(self, lattice: list[list[str]], chosen: list[str]) -> float:
        forward = [_normalised({form: self._probability(None, form) for form in lattice[0]})]
        for forms in lattice[1:]:
            before = forward[-1]
            forward.append(
                _normalised({f: sum(p * self._probability(b, f) for b, p in before.items()) for f in forms})
            )
        backward: list[dict[str, float]] = [dict.fromkeys(lattice[-1], 1.0)]
        for forms, after in zip(reversed(lattice[:-1]), self._following(lattice), strict=True):
            later = backward[-1]
            backward.append(
                _normalised({f: sum(self._probability(f, a) * later[a] for a in after) for f in forms})
            )
        backward.reverse()
        chances = []
        for ahead, behind, form in zip(forward, backward, chosen, strict=True):
            joint = _normalised({f: ahead[f] * behind[f] for f in ahead})
            chances.append(joint[form])
        return sum(chances) / len(chances)

    @staticmethod
    def _following(lattice: list[list[str]]) -> list[list[str]]:
        return list(reversed(lattice[1:]))


def _normalised(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {form: weight / total for form, weight in weights.items()}


def _cased_like(typed: str, form: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if typed[:1].isupper() else form
