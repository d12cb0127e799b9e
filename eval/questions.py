"""Question sets: JSON Lines, one question with its gold answer and evidence a line."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from foundation.errors import ProjectError

QuestionType = Literal[
    "aggregate_list", "count_sum", "single_fact", "compare", "proposed_vs_awarded", "regulation",
    "unanswerable", "draft",
]  # fmt: skip
TYPES: tuple[QuestionType, ...] = get_args(QuestionType)


class QuestionSetError(ProjectError):
    """A question set is not what the format says. Raised on loading, with the line."""


@dataclass(frozen=True, slots=True)
class Item:
    """One expected thing of a list, under any of its names."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListGold:
    """A list; naming something ``also_acceptable`` costs nothing."""

    items: tuple[Item, ...]
    also_acceptable: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueGold:
    """A number or a short text, in any of its spellings."""

    accepted: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ValuesGold:
    """Several numbers, each with the name of what it is the number of."""

    values: tuple[tuple[str, ValueGold], ...]


@dataclass(frozen=True, slots=True)
class TextGold:
    """Strings that the answer includes (each one of several alternatives), or must not."""

    must_include: tuple[tuple[str, ...], ...]
    must_not_include: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class AbstainGold:
    """The documents do not say; the right answer is to abstain."""


Gold = ListGold | ValueGold | ValuesGold | TextGold | AbstainGold


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document of the corpus that support the gold answer."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``abstain_ok``: an answer that abstains is judged by its text all the same."""

    id: str
    question: str
    type: QuestionType
    gold: Gold
    abstain_ok: bool = False
    history: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: str = ""
    raw_gold: dict[str, Any] = field(default_factory=dict)

    def renamed(self, identifier: str) -> Question:
        """The same question under another id."""
        return replace(self, id=identifier)


def load_questions(path: Path) -> tuple[Question, ...]:
    """The questions of a file.

    Raises:
        QuestionSetError: the file cannot be read, a line is malformed, or an id stands twice.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError("questions_unreadable", file=path) from error
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            question = parse_question(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionSetError("question_malformed", line=number, detail=str(error)) from error
        if question.id in questions:
            raise QuestionSetError("question_id_twice", line=number, id=question.id)
        questions[question.id] = question
    if not questions:
        raise QuestionSetError("questions_unreadable", "empty", file=path)
    return tuple(questions.values())


def parse_question(entry: dict[str, Any]) -> Question:
    """One question from its parsed line.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: a field is missing or of the wrong form.
    """
    if entry["type"] not in TYPES:
        raise ValueError(f"type {entry['type']!r}")
    return Question(
        id=str(entry["id"]),
        question=_text(entry["question"]),
        type=entry["type"],
        gold=_gold(entry["gold"]),
        abstain_ok=bool(entry["gold"].get("abstain_ok", False)),
        history=tuple((turn["role"], _text(turn["content"])) for turn in entry.get("history", ())),
        evidence=tuple(Evidence(each["doc"], _text(each["quote"])) for each in entry.get("evidence", ())),
        notes=entry.get("notes", ""),
        raw_gold=entry["gold"],
    )


def _gold(gold: dict[str, Any]) -> Gold:
    if gold.get("abstain"):
        return AbstainGold()
    if "items" in gold:
        return ListGold(_items(gold["items"]), _items(gold.get("also_acceptable", ())))
    if "values" in gold:
        return ValuesGold(tuple((_text(each["name"]), _value(each)) for each in gold["values"]))
    if "value" in gold:
        return _value(gold)
    if "must_include" in gold:
        return TextGold(
            tuple(_alternatives(each) for each in gold["must_include"]),
            tuple(_text(each) for each in gold.get("must_not_include", ())),
            gold.get("text", ""),
        )
    raise ValueError("gold")


def _value(gold: dict[str, Any]) -> ValueGold:
    accepted = (str(gold["value"]), *map(str, gold.get("aliases", ())))
    return ValueGold(accepted, gold.get("unit") or "")


def _items(entries: list[dict[str, Any]] | tuple[()]) -> tuple[Item, ...]:
    return tuple(Item((_text(entry["name"]), *map(_text, entry.get("aliases", ())))) for entry in entries)


def _alternatives(entry: str | list[str]) -> tuple[str, ...]:
    return (_text(entry),) if isinstance(entry, str) else tuple(_text(each) for each in entry)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"not a text: {value!r}")
    return value
