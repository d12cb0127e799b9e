"""Scoring one answer against its gold: right or how nearly, and how well it is cited.

An answer is its JSON of the answer contract. The rules are those of the question format; each
function says where the format leaves a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.comparing import (
    bare_name,
    includes,
    names,
    numbers_in,
    opening,
    plain_text,
    same_value,
    value_occurs,
)
from eval.locating import overlaps
from eval.questions import AbstainGold, Item, ListGold, Question, TextGold, ValueGold, ValuesGold

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """How a list came out: what was expected and given, and which rows were wrong.

    ``given_in_rows`` counts the expected things that stand in a row: the text of an answer may
    name a unit for another reason than to give it.
    """

    expected: int
    given: int
    given_in_rows: int
    wrong_rows: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the named units that were expected; 1 when nothing was and is."""
        return self._precision(self.given)

    @property
    def recall(self) -> float:
        """Share of the expected things that were given; 1 when nothing was expected."""
        return self._recall(self.given)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return _harmonic(self._precision(self.given), self._recall(self.given))

    @property
    def rows_f1(self) -> float:
        """The same where only the rows count."""
        return _harmonic(self._precision(self.given_in_rows), self._recall(self.given_in_rows))

    def _precision(self, given: int) -> float:
        named = given + len(self.wrong_rows)
        return given / named if named else float(self.expected == 0)

    def _recall(self, given: int) -> float:
        return given / self.expected if self.expected else 1.0


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


@dataclass(frozen=True, slots=True)
class Cited:
    """How an answer is cited.

    ``valid`` of ``citations`` quote their document exactly; ``overlapped`` of ``evidence`` gold
    quotes share a character with a citation; ``unsupported`` are the numbers of the answer that
    stand in no cited span, nor in the conversation, nor are the count of documents considered.
    """

    citations: int
    valid: int
    evidence: int
    overlapped: int
    unsupported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth: 0 to 1; F1 for lists, share right for several values."""

    question: Question
    answer: Answer
    points: float
    listed: Listed | None
    cited: Cited
    latency_ms: float

    @property
    def right(self) -> bool:
        """Whether nothing is wanting."""
        return self.points == 1.0

    @property
    def abstained(self) -> bool:
        """Whether the answer says that it does not know."""
        return bool(self.answer.get("abstained"))

    @property
    def misleads(self) -> bool:
        """Whether the answer says something wrong: it neither abstains nor is right.

        A list that only lacks items, with nothing in it that does not belong, does not mislead.
        """
        if self.abstained or "error" in self.answer or self.right:
            return False
        return self.listed is None or not self.listed.given or self.listed.precision < 1


def score(question: Question, answer: Answer, texts: Mapping[str, str], latency_ms: float) -> Score:
    """Score one answer; ``texts`` are the stored original texts by document name."""
    listed = None
    if "error" in answer:
        points = 0.0
    elif isinstance(question.gold, ListGold):
        listed = list_score(question.gold, answer)
        points = 0.0 if _declined(question, answer) else listed.f1
    else:
        points = 0.0 if _declined(question, answer) else points_for(question.gold, answer)
    return Score(question, answer, points, listed, cited(question, answer, texts), latency_ms)


def _declined(question: Question, answer: Answer) -> bool:
    """Whether the answer abstains where it had to answer."""
    may = question.abstain_ok or isinstance(question.gold, AbstainGold)
    return bool(answer.get("abstained")) and not may


def points_for(gold: ValueGold | ValuesGold | TextGold | AbstainGold, answer: Answer) -> float:
    """The points of an answer to anything but a list."""
    match gold:
        case AbstainGold():
            return float(answer.get("abstained") is True)
        case ValueGold():
            return float(_value_given(gold, answer))
        case ValuesGold():
            given = [_value_given(value, answer) for _, value in gold.values]
            return sum(given) / len(given) if given else 0.0
        case TextGold():
            return float(_text_fits(gold, plain_text(str(answer.get("answer", "")))))


def list_score(gold: ListGold, answer: Answer) -> Listed:
    """Items given in rows or text, and rows that name a unit which is none of them."""
    rows: Sequence[Mapping[str, Any]] = answer.get("rows") or ()
    row_texts = [" ".join(str(value) for value in row.values() if isinstance(value, str)) for row in rows]
    text = plain_text(str(answer.get("answer", "")))
    in_rows = [any(_named(item, row) for row in row_texts) for item in gold.items]
    in_text = [_named(item, text) for item in gold.items]
    given = sum(map(any, zip(in_rows, in_text, strict=True)))
    fitting = (*gold.items, *gold.also_acceptable)
    wrong = {
        bare_name(str(row.get("unit", ""))): str(row.get("unit", ""))
        for row, row_text in zip(rows, row_texts, strict=True)
        if row.get("unit") and not any(_named(item, row_text) for item in fitting)
    }
    return Listed(len(gold.items), given, sum(in_rows), tuple(wrong.values()))


def _named(item: Item, text: str) -> bool:
    return any(names(name, text) for name in item.names)


def _value_given(gold: ValueGold, answer: Answer) -> bool:
    value = answer.get("value")
    if value is not None:
        return any(same_value(str(value.get("number", "")), accepted) for accepted in gold.accepted)
    first = opening(str(answer.get("answer", "")))
    return any(value_occurs(accepted, first) for accepted in gold.accepted)


def _text_fits(gold: TextGold, text: str) -> bool:
    has_all = all(any(includes(text, wanted) for wanted in each) for each in gold.must_include)
    return has_all and not any(includes(text, unwanted) for unwanted in gold.must_not_include)


def cited(question: Question, answer: Answer, texts: Mapping[str, str]) -> Cited:
    """Whether the citations are what the documents say, and carry what the answer says."""
    citations: Sequence[Mapping[str, Any]] = answer.get("citations") or ()
    return Cited(
        citations=len(citations),
        valid=sum(_is_valid(citation, texts) for citation in citations),
        evidence=len(question.evidence),
        overlapped=sum(overlaps(evidence, citations, texts) for evidence in question.evidence),
        unsupported=_unsupported(question, answer, citations),
    )


def _is_valid(citation: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    text = texts.get(str(citation.get("document")))
    start, end = citation.get("char_start"), citation.get("char_end")
    if text is None or not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return False
    return text[start:end] == citation.get("quote")


def _unsupported(
    question: Question, answer: Answer, citations: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    supported = numbers_in(question.question)
    for _, turn in question.history:
        supported |= numbers_in(turn)
    for citation in citations:
        supported |= numbers_in(str(citation.get("quote", "")))
    considered = (answer.get("coverage") or {}).get("documents_considered")
    if isinstance(considered, int):
        supported |= numbers_in(str(considered))
    said = numbers_in(plain_text(str(answer.get("answer", ""))))
    return tuple(str(number) for number in sorted(said - supported))
