"""What a question meant that found nothing: the model reads it, the grammar answers it.

A model could read another question into the words, and its answer would be right for that
question and wrong for the person. So a reading is answered only when it is the same question in
better spelling: every word of the one stands in the other, or is a mistyped, joined or shortened
form of what stands there. Any other reading is only offered, as a question to be clicked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz.distance import OSA

from foundation.answers import Answer
from foundation.wording import say, wording
from knowledge.llm.model import LanguageModel
from knowledge.llm.prompts import fill
from knowledge.query import Turn, user_turns
from language.abbreviations import is_syllable
from language.text import fold, tokens

_LONGEST = 400  # characters of a question
_LONGEST_RUN = 4  # syllables that one shortened or joined word can stand for
_MISTYPED_FROM = 4  # letters from which a word may be mistyped
_SURE_INTENTS = ("smalltalk", "corpus", "draft")

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_KINDS = ("award_list", "award_count", "figure", "passage", "other")
QUERY_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "kind": {"type": "string", "enum": _KINDS},
        "subject": _TEXT, "units": _TEXTS, "periods": _TEXTS,
    },
    "required": ["kind", "subject", "units", "periods"],
    "additionalProperties": False,
}  # fmt: skip
QUESTION_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {"question": _TEXT},
    "required": ["question"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as the model read it. ``same``: it asks nothing that the person did not type."""

    question: str
    same: bool


def is_unsure(answer: Answer) -> bool:
    """Whether nothing was found for a question that may just not have been understood.

    An answer is never questioned, nor that there is no report of the unit that was asked about.
    """
    if not answer.abstained or answer.intent in _SURE_INTENTS or answer.coverage is None:
        return False
    return answer.coverage.documents_considered > 0 and not answer.coverage.units_without_report


def read(question: str, history: Sequence[Turn], model: LanguageModel) -> Reading | None:
    """The question in full, as the model reads it; None when it reads nothing else.

    Raises:
        ModelFailure: the model did not answer, or not in the form it was asked for.
    """
    question = question[:_LONGEST]
    before = [turn[:_LONGEST] for turn in user_turns(history)[-1:]]
    if before:
        turns = say("llm/followup.turns", before=before[0], question=question)
        told = model.object(fill("followup", turns), QUESTION_SCHEMA)["question"]
    else:
        told = _asked(model.object(fill("understanding", question), QUERY_SCHEMA))
    told = " ".join(told.split())[:_LONGEST]
    if not told or fold(told).strip(" ?.") == fold(question).strip(" ?."):
        return None
    return Reading(told, _is_same(told, question, before))


def _asked(query: Mapping[str, Any]) -> str:
    """A structured query as a question that the grammar knows."""
    if query["kind"] == "other" or not query["subject"].strip():
        return ""
    return say(
        f"llm/understanding.questions.{query['kind']}", subject=query["subject"].strip(" ?."),
        units=", ".join(query["units"]), periods=", ".join(query["periods"]),
    )  # fmt: skip


def _is_same(told: str, question: str, before: Sequence[str]) -> bool:
    """Whether two wordings are one question but for spelling and what the turn before supplies."""
    typed, read_as = _syllables(question), _syllables(told)
    known = [typed, *(_syllables(turn) for turn in before)]
    keeps = all(_stands_in(word, read_as) for word in typed if word not in _asking())
    brings = all(
        any(_stands_in(word, words) for words in known) or _written_short(index, read_as, known)
        for index, word in enumerate(read_as)
        if word not in _asking()
    )
    return keeps and brings


def _syllables(text: str) -> list[str]:
    return [fold(token.text) for token in tokens(text)]


def _stands_in(word: str, words: Sequence[str]) -> bool:
    """Whether a word stands among others as it is, or mistyped, joined or shortened."""
    if word in words:
        return True
    if any(c.isdigit() for c in word):
        return len(word) == 2 and f"20{word}" in words
    return any(_is_form_of(word, run) for start in range(len(words)) for run in _runs(words, start)) or any(
        _is_mistyped(other, word) for other in words
    )


def _written_short(index: int, words: Sequence[str], known: Sequence[Sequence[str]]) -> bool:
    """Whether the word at ``index`` is part of a run that was typed joined, short or wrong."""
    if len(words[index]) == 4 and words[index].isdigit():
        return any(words[index][2:] in typed for typed in known)
    starts = range(max(0, index - _LONGEST_RUN + 1), index + 1)
    runs = [run for start in starts for run in _runs(words, start) if start + len(run) > index]
    return any(_is_form_of(word, run) for typed in known for word in typed for run in runs)


def _runs(words: Sequence[str], start: int) -> list[Sequence[str]]:
    return [words[start : start + size] for size in range(1, _LONGEST_RUN + 1) if start + size <= len(words)]


def _is_form_of(word: str, run: Sequence[str]) -> bool:
    """Whether a typed word is the run joined ("hongheo"), its initials ("hn"), or mistyped."""
    joined = "".join(run)
    if word == joined or (len(run) > 1 and word == "".join(syllable[0] for syllable in run)):
        return True
    return _is_mistyped(word, joined)


def _is_mistyped(word: str, meant: str) -> bool:
    """Whether a word that is no Vietnamese syllable is one slip of the keys away."""
    if len(word) < _MISTYPED_FROM or is_syllable(word) or any(c.isdigit() for c in word + meant):
        return False
    return OSA.distance(word, meant) <= 1


@cache
def _asking() -> frozenset[str]:
    """Folded syllables that ask or join and name nothing."""
    return frozenset(fold(word) for word in wording("llm/understanding.asking"))
