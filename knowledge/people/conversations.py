"""Conversations with their answers and citations, and what people thought of the answers.

Kept in a database of their own in the store's folder, so that writing documents never blocks
a chat, and a chat outlives every document it speaks of. An answer is stored as the full JSON
of the answer contract: a conversation that is opened again shows the very citations it had.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from copy import copy
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, get_args

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from foundation.errors import NotFound
from foundation.settings import Settings
from knowledge.people.kept import (
    CONVERSATIONS,
    Judgement,
    StoredConversation,
    StoredTurn,
    Vote,
    conversations,
    judgements,
    make_tables,
    turns,
)
from knowledge.store.database import database_of
from knowledge.store.database.statements import put

TITLE_CHARACTERS = 80


class Conversations:
    """The conversations of one person in one store. Safe to use from several threads and processes.

    Another person's conversation, turn or judgement is not there: a look-up by its id raises as
    for an id that never was.
    """

    def __init__(self, store: Path | Settings) -> None:
        self._database = database_of(store)
        self._engine = self._database.engine(CONVERSATIONS)
        self._owner = ""
        make_tables(self._engine)

    def of(self, owner: str) -> Conversations:
        """The conversations of the person with this account; "" is who works alone."""
        others = copy(self)
        others._owner = owner
        return others

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, title: str) -> StoredConversation:
        """Begin a conversation, titled for instance with its first question.

        Its id cannot be guessed, as it stands in the address of the page.
        """
        now = _now()
        begun = StoredConversation(secrets.token_urlsafe(12), _short(title), now, now)
        with self._engine.begin() as connection:
            connection.execute(insert(conversations).values(**asdict(begun), owner=self._owner))
        return begun

    def add_turn(self, conversation_id: str, question: str, answer: Mapping[str, Any]) -> StoredTurn:
        """Add a question and its answer (``Answer.as_json``).

        Raises:
            NotFound: no such conversation.
        """
        added = StoredTurn(secrets.token_urlsafe(12), conversation_id, question, dict(answer), _now())
        with self._engine.begin() as connection:
            # The update comes first: it takes the right to write before anything is read.
            self._change(connection, conversation_id, changed_at=added.asked_at)
            connection.execute(
                insert(turns).values(
                    turn_id=added.turn_id,
                    conversation_id=conversation_id,
                    question=question,
                    answer=_json(added.answer),
                    asked_at=added.asked_at,
                )
            )
        return added

    def replace_answer(self, turn_id: str, answer: Mapping[str, Any]) -> None:
        """Put a better wording in an answer's place.

        Raises:
            NotFound: no such turn.
        """
        this = (turns.c.turn_id == turn_id) & turns.c.conversation_id.in_(self._own())
        statement = update(turns).where(this).values(answer=_json(answer))
        with self._engine.begin() as connection:
            if not connection.execute(statement).rowcount:
                raise NotFound("conversation_not_found", turn_id)

    def all(self) -> list[StoredConversation]:
        """Every conversation of the person, the latest changed first."""
        c = conversations.c
        query = select(c.conversation_id, c.title, c.created_at, c.changed_at)
        with self._engine.connect() as connection:
            found = connection.execute(
                query.where(c.owner == self._owner).order_by(c.changed_at.desc(), c.conversation_id)
            )
            return [StoredConversation(*row) for row in found]

    def turns(self, conversation_id: str) -> list[StoredTurn]:
        """The turns of a conversation, oldest first.

        Raises:
            NotFound: no such conversation.
        """
        with self._engine.connect() as connection:
            if connection.scalar(select(conversations.c.title).where(self._this(conversation_id))) is None:
                raise NotFound("conversation_not_found", conversation_id)
            return _turns(connection, turns.c.conversation_id == conversation_id)

    def turn(self, turn_id: str) -> StoredTurn:
        """One turn.

        Raises:
            NotFound: no such turn.
        """
        with self._engine.connect() as connection:
            found = _turns(
                connection, (turns.c.turn_id == turn_id) & turns.c.conversation_id.in_(self._own())
            )
        if not found:
            raise NotFound("conversation_not_found", turn_id)
        return found[0]

    def rename(self, conversation_id: str, title: str) -> None:
        """Give a conversation another title.

        Raises:
            NotFound: no such conversation.
        """
        with self._engine.begin() as connection:
            self._change(connection, conversation_id, title=_short(title))

    def delete(self, conversation_id: str) -> None:
        """Remove a conversation with its turns; judgements given on them stay.

        Raises:
            NotFound: no such conversation.
        """
        with self._engine.begin() as connection:
            gone = delete(conversations).where(self._this(conversation_id))
            if not connection.execute(gone).rowcount:
                raise NotFound("conversation_not_found", conversation_id)

    def rate(self, turn_id: str, vote: Vote, comment: str = "") -> None:
        """Keep a person's judgement of an answer; a later one on the same turn replaces it.

        Raises:
            NotFound: no such turn.
            ValueError: ``vote`` is neither "up" nor "down".
        """
        if vote not in get_args(Vote):
            raise ValueError(f"vote {vote!r}; one of {get_args(Vote)}")
        judged = self.turn(turn_id)
        values = {
            "question": judged.question,
            "answer": str(judged.answer.get("answer", "")),
            "citations": _json(judged.answer.get("citations", [])),
            "vote": vote,
            "comment": comment,
            "given_at": _now(),
        }
        with self._engine.begin() as connection:
            put(connection, judgements, ["turn_id"], turn_id=turn_id, **values)

    def judgements(self) -> list[Judgement]:
        """Every judgement of every person, in the order given: for who looks after the answers."""
        columns = [judgements.c[name] for name in Judgement.__slots__]
        with self._engine.connect() as connection:
            found = connection.execute(select(*columns).order_by(judgements.c.given_at)).all()
        return [
            Judgement(**(row._asdict() | {"citations": tuple(json.loads(row.citations))})) for row in found
        ]

    def _own(self) -> Select[tuple[str]]:
        return select(conversations.c.conversation_id).where(conversations.c.owner == self._owner)

    def _this(self, conversation_id: str) -> ColumnElement[bool]:
        return (conversations.c.conversation_id == conversation_id) & (conversations.c.owner == self._owner)

    def _change(self, connection: Connection, conversation_id: str, **values: str) -> None:
        statement = update(conversations).where(self._this(conversation_id)).values(values)
        if not connection.execute(statement).rowcount:
            raise NotFound("conversation_not_found", conversation_id)


def _turns(connection: Connection, condition: ColumnElement[bool]) -> list[StoredTurn]:
    query = select(turns, judgements.c.vote).where(condition).order_by(turns.c.number)
    query = query.outerjoin(judgements, judgements.c.turn_id == turns.c.turn_id)
    return [
        StoredTurn(
            row.turn_id, row.conversation_id, row.question, json.loads(row.answer), row.asked_at, row.vote
        )
        for row in connection.execute(query)
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1] + "…"
