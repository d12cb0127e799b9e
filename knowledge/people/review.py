"""What people thought of answers, gone through by who looks after them, and questions made of it.

A wrong answer becomes a question of the office's own evaluation set: its text, and the gold answer
that the administrator fills in. The questions are kept with the judgements and written to
``EVAL_FILE`` in the store's folder, in the format that ``python -m eval --questions`` reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from sqlalchemy import ColumnElement, Engine, delete, func, insert, select, update

from foundation.errors import NotFound
from knowledge.people.kept import Judgement, ReviewState, eval_questions, judgements

EVAL_FILE = "eval-questions.jsonl"
STATES: tuple[ReviewState, ...] = get_args(ReviewState)


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question of the office's own evaluation set. ``entry`` is its line as the format has it."""

    turn_id: str
    entry: dict[str, Any]
    made_by: str
    made_at: str


class Review:
    """The judgements of one store. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counts(self) -> dict[ReviewState, int]:
        """How many judgements there are in each state."""
        query = select(judgements.c.state, func.count().label("number")).group_by(judgements.c.state)
        with self._engine.connect() as connection:
            found = {row.state: row.number for row in connection.execute(query)}
        return {state: found.get(state, 0) for state in STATES}

    def judgements(self, state: ReviewState | None = None) -> list[Judgement]:
        """The judgements of every person, in the order given; those in one state where it is named."""
        found = self._read(judgements.c.state == state if state else judgements.c.turn_id.is_not(None))
        return sorted(found, key=lambda one: one.given_at)

    def judgement(self, turn_id: str) -> Judgement:
        """The judgement of one answer.

        Raises:
            NotFound: there is none (any more).
        """
        found = self._read(judgements.c.turn_id == turn_id)
        if not found:
            raise NotFound("judgement_not_found", turn_id)
        return found[0]

    def set_state(self, turn_id: str, state: ReviewState) -> None:
        """Say how far the review of a judgement is.

        Raises:
            NotFound: no such judgement.
            ValueError: no such state.
        """
        if state not in STATES:
            raise ValueError(f"state {state!r}; one of {STATES}")
        changed = update(judgements).where(judgements.c.turn_id == turn_id).values(state=state)
        with self._engine.begin() as connection:
            if not connection.execute(changed).rowcount:
                raise NotFound("judgement_not_found", turn_id)

    def keep_question(self, turn_id: str, entry: Mapping[str, Any], made_by: str) -> EvalQuestion:
        """Keep a question made from a judgement, in the place of one made from it before.

        ``entry`` is a line of the format without its ``id``, which is given here.

        Raises:
            NotFound: no such judgement.
        """
        self.judgement(turn_id)
        whole = {"id": f"feedback-{turn_id}", **entry}
        kept = EvalQuestion(turn_id, whole, made_by, datetime.now(UTC).isoformat(timespec="microseconds"))
        with self._engine.begin() as connection:
            connection.execute(delete(eval_questions).where(eval_questions.c.turn_id == turn_id))
            values = {"turn_id": turn_id, "line": _line(whole), "made_by": made_by, "made_at": kept.made_at}
            connection.execute(insert(eval_questions).values(values))
        return kept

    def drop_question(self, turn_id: str) -> None:
        """Take a question out of the set; one that is not in it is fine."""
        with self._engine.begin() as connection:
            connection.execute(delete(eval_questions).where(eval_questions.c.turn_id == turn_id))

    def questions(self) -> list[EvalQuestion]:
        """The questions of the set, in the order made."""
        query = select(eval_questions).order_by(eval_questions.c.made_at, eval_questions.c.turn_id)
        with self._engine.connect() as connection:
            return [
                EvalQuestion(row.turn_id, json.loads(row.line), row.made_by, row.made_at)
                for row in connection.execute(query)
            ]

    def question_lines(self) -> str:
        """The set as JSON lines."""
        return "".join(_line(question.entry) + "\n" for question in self.questions())

    def write_questions(self, store: Path) -> Path:
        """Write the set into the store's folder, complete or not at all; returns the file."""
        file = store / EVAL_FILE
        partial = file.with_name(file.name + ".part")
        partial.write_text(self.question_lines(), encoding="utf-8")
        partial.replace(file)
        return file

    def _read(self, condition: ColumnElement[bool]) -> list[Judgement]:
        columns = [judgements.c[name] for name in Judgement.__slots__]
        with self._engine.connect() as connection:
            found = connection.execute(select(*columns).where(condition)).all()
        return [
            Judgement(**(row._asdict() | {"citations": tuple(json.loads(row.citations))})) for row in found
        ]


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)
