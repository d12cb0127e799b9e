"""Asking with a language model behind: the answer from the records at once, then better words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from foundation.answers import Answer, ModelUse
from foundation.wording import say
from knowledge.answer import ask as ask_records
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import quoted
from knowledge.llm.failures import ModelFailure
from knowledge.llm.model import LanguageModel
from knowledge.llm.reading import is_unsure, read
from knowledge.llm.wording import reworded
from knowledge.query import Turn
from knowledge.store.filters import Filters


def ask(
    question: str,
    knowledge_base: KnowledgeBase,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    today: date | None = None,
    model: LanguageModel | None = None,
) -> Answer:
    """Answer a question as ``knowledge.answer.ask`` does, then with the model's help if there is one.

    Whatever the model does, an answer comes: its rows, value, coverage and citations are those
    of the records, and ``Answer.model`` tells what the model had to do with its words.
    """
    answer = ask_records(question, knowledge_base, history, filters, today)
    if model is not None:
        for better in improved(answer, question, knowledge_base, history, filters, today, model):
            answer = better
    return answer


def improved(
    answer: Answer,
    question: str,
    knowledge_base: KnowledgeBase,
    history: Sequence[Turn],
    filters: Filters | None,
    today: date | None,
    model: LanguageModel,
) -> Iterator[Answer]:
    """The answer, better from step to step; nothing where the model has nothing to do.

    A question for which nothing was found is read anew, then sentences are put into other words.
    A failure of the model ends it with a message beside the answer.
    """
    begun = time.perf_counter()
    try:
        if is_unsure(answer):
            for other in _read_anew(answer, question, knowledge_base, history, filters, today, model):
                answer = other
                yield _timed(answer, begun)
        for better in reworded(answer, question, knowledge_base, model):
            answer = better
            yield _timed(answer, begun)
    except ModelFailure as failure:
        use = replace(answer.model or ModelUse(), message=failure.message)
        yield _timed(replace(answer, model=use), begun)


def _read_anew(
    answer: Answer,
    question: str,
    base: KnowledgeBase,
    history: Sequence[Turn],
    filters: Filters | None,
    today: date | None,
    model: LanguageModel,
) -> Iterator[Answer]:
    """The answer to the question as the model read it, or that reading among the suggestions."""
    reading = read(question, history, model)
    if reading is None:
        return
    other = ask_records(reading.question, base, (), filters, today)
    if other.abstained or other.intent == "smalltalk":
        return
    use = ModelUse(reading=reading.question)
    if reading.same:
        told = say("model.read_as", question=quoted(reading.question))
        yield replace(other, text=f"{told}\n\n{other.text}", model=use)
    else:
        offered = (reading.question, *(s for s in answer.suggestions if s != reading.question))
        yield replace(answer, suggestions=offered, model=use)


def _timed(answer: Answer, begun: float) -> Answer:
    spent = 1000 * (time.perf_counter() - begun)
    before = answer.timing_ms.get("model", 0.0)
    total = answer.timing_ms.get("total", 0.0) - before + spent
    return replace(answer, timing_ms={**answer.timing_ms, "model": spent, "total": total})
