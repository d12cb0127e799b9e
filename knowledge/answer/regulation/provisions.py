"""Finding the provisions of the store's laws that answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from knowledge.answer.regulation.asked import LawQuestion, levels_in
from knowledge.law.provisions import Provision
from knowledge.understand.law import law_lexicon
from language.award_law import awards_named
from language.text import fold
from language.words import Word

# What a provision must have of the question's words to answer it.
ENOUGH = 0.55
_HEADING_TELLS = 0.9
_SAME_LEVEL = 0.2
_ASKED_MATTER, _OTHER_MATTER, _NAMED_AWARD, _LEGAL_BASIS = 0.35, -0.3, 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Fitting:
    """How well a provision answers: ``support`` is the share of the words, ``score`` ranks."""

    provision: Provision
    support: float
    score: float


def deals_with(provision: Provision, matter: str) -> bool:
    """Whether its heading or text has words of a matter of the lexicon."""
    heading = fold(provision.heading)
    phrases = [fold(phrase) for phrase in law_lexicon()["deals_with"][matter]]
    return any(phrase in heading or phrase in provision.folded for phrase in phrases)


def ranked(asked: LawQuestion, found: Sequence[Provision]) -> list[Fitting]:
    """The provisions by how well they answer, best first."""
    if not found:
        return []
    weights = [_weight(word, found) for word in asked.words]
    total = sum(weights)
    fitting = []
    for provision in found:
        supports = [_support(word, provision) for word in asked.words]
        support = (
            sum(w * s for w, s in zip(weights, supports, strict=True)) / total
            if total
            else float(_on_award(asked, provision))
        )
        fitting.append(Fitting(provision, support, support + _matter(asked, provision)))
    return sorted(fitting, key=lambda f: -f.score)


def _weight(word: Word, found: Sequence[Provision]) -> float:
    holding = sum(_support(word, provision) > 0 for provision in found)
    return log(1 + len(found) / (1 + holding)) * (0.5 if word.light else 1.0) + 0.1


def _support(word: Word, provision: Provision) -> float:
    if any(provision.words.find(phrase) for phrase in word.phrases):
        return 1.0
    return _HEADING_TELLS if any(provision.above.find(phrase) for phrase in word.phrases) else 0.0


def _on_award(asked: LawQuestion, provision: Provision) -> bool:
    return any(law in asked.awards for law in awards_named(f"{provision.heading}\n{provision.passage.text}"))


def _matter(asked: LawQuestion, provision: Provision) -> float:
    """What speaks for a provision besides the words: its heading deals with what is asked."""
    heading, score = fold(provision.heading), 0.0
    for matter, phrases in law_lexicon()["deals_with"].items():
        deals = any(fold(phrase) in heading for phrase in phrases)
        if matter in asked.matters:
            inside = any(fold(phrase) in provision.folded for phrase in phrases)
            score += _ASKED_MATTER if deals else _ASKED_MATTER / 2 if inside else 0.0
        elif deals:
            score += _OTHER_MATTER
    if any(award in asked.awards for award in awards_named(provision.heading)):
        score += _NAMED_AWARD
    return score + _legal_basis(asked, provision) + _quota(asked, provision) + _level(asked, provision)


def _level(asked: LawQuestion, provision: Provision) -> float:
    """Whether it is about the level of government that the question names, or another one."""
    wanted = levels_in(fold(asked.text))
    told = levels_in(fold(provision.heading) + " . " + provision.folded)
    if not wanted or not told:
        return 0.0
    return _SAME_LEVEL if wanted & told else -_SAME_LEVEL


def _legal_basis(asked: LawQuestion, provision: Provision) -> float:
    """The article that the award's law is known to rest on for the matter that is asked."""
    numbers = provision.law.numbers
    for matter in ("criteria", "authority"):
        if (
            asked.asks(matter)
            and provision.article
            and any(
                award.basis.get(number, {}).get(matter) == provision.article
                for award in asked.awards
                for number in numbers
            )
        ):
            return _LEGAL_BASIS
    return 0.0


def _quota(asked: LawQuestion, provision: Provision) -> float:
    if not asked.asks("quota"):
        return 0.0
    return 0.3 if "%" in provision.folded or "khong qua" in provision.folded else -0.1
