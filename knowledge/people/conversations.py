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
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from foundation.closing import Closing
from foundation.errors import NotFound
from foundation.settings import Settings
from knowledge.people.kept import (
    CONVERSATIONS,
    Reason,
    StoredConversation,
    StoredTurn,
    Vote,
    conversations,
    judgements,
    turns,
)
from knowledge.people.review import Review
from knowledge.people.searching import FoundConversation, Wanted
from knowledge.store.database import database_of
from knowledge.store.database.statements import put
from knowledge.store.migrations import bring_up

TITLE_CHARACTERS = 80


class Conversations(Closing):
    """The conversations of one person in one store. Safe to use from several threads and processes.

    Another person's conversation, turn or judgement is not there: a look-up by its id raises as
    for an id that never was.
    """

    def __init__(self, store: Path | Settings) -> None:
        self._database = database_of(store)
        self._engine = self._database.engine(CONVERSATIONS)
        self._owner = ""
        bring_up(self._engine, CONVERSATIONS)

    def of(self, owner: str) -> Conversations:
        """The conversations of the person with this account; "" is who works alone."""
        others = copy(self)
        others._owner = owner
        return others

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
        self._database.close()

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

    def title(self, conversation_id: str) -> str:
        """The title of a conversation.

        Raises:
            NotFound: no such conversation.
        """
        with self._engine.connect() as connection:
            found = connection.scalar(select(conversations.c.title).where(self._this(conversation_id)))
        if found is None:
            raise NotFound("conversation_not_found", conversation_id)
        return str(found)

    def turns(self, conversation_id: str) -> list[StoredTurn]:
        """The turns of a conversation, oldest first.

        Raises:
            NotFound: no such conversation.
        """
        self.title(conversation_id)
        with self._engine.connect() as connection:
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

    def rate(self, turn_id: str, vote: Vote, comment: str = "", reason: Reason = "") -> None:
        """Keep a person's judgement of an answer; a later one on the same turn replaces it.

        A judgement given again is new to who reviews it.

        Raises:
            NotFound: no such turn.
            ValueError: ``vote`` or ``reason`` is none that there is.
        """
        if vote not in get_args(Vote) or reason not in get_args(Reason):
            raise ValueError(f"vote {vote!r}, reason {reason!r}; of {get_args(Vote)}, {get_args(Reason)}")
        judged = self.turn(turn_id)
        values = {
            "question": judged.question,
            "answer": str(judged.answer.get("answer", "")),
            "citations": _json(judged.answer.get("citations", [])),
            "vote": vote,
            "comment": comment,
            "given_at": _now(),
            "given_by": self._owner,
            "reason": reason,
            "intent": str(judged.answer.get("intent", "")),
            "state": "new",
        }
        with self._engine.begin() as connection:
            put(connection, judgements, ["turn_id"], turn_id=turn_id, **values)

    def withdraw(self, turn_id: str) -> None:
        """Take a judgement back; the copies that it held go with it. None given is fine.

        Raises:
            NotFound: no such turn.
        """
        self.turn(turn_id)
        with self._engine.begin() as connection:
            connection.execute(delete(judgements).where(judgements.c.turn_id == turn_id))

    def found(self, words: str) -> list[FoundConversation]:
        """The person's conversations that say these words, the latest changed first.

        A conversation says a word in its title, a question or an answer. Words are compared without
        case, and without diacritics where the word searched for has none; all must be said.
        """
        wanted = Wanted(words)
        if not wanted:
            return []
        said: dict[str, list[str]] = {}
        query = select(turns.c.conversation_id, turns.c.question, turns.c.answer).order_by(turns.c.number)
        with self._engine.connect() as connection:
            for row in connection.execute(query.where(turns.c.conversation_id.in_(self._own()))):
                texts = said.setdefault(row.conversation_id, [])
                texts += [row.question, str(json.loads(row.answer).get("answer", ""))]
        return [
            wanted.shown_in(one, said.get(one.conversation_id, []))
            for one in self.all()
            if wanted.said_in([one.title, *said.get(one.conversation_id, [])])
        ]

    def review(self) -> Review:
        """The judgements of everybody: for who looks after the answers."""
        return Review(self._engine)

    def _own(self) -> Select[tuple[str]]:
        return select(conversations.c.conversation_id).where(conversations.c.owner == self._owner)

    def _this(self, conversation_id: str) -> ColumnElement[bool]:
        return (conversations.c.conversation_id == conversation_id) & (conversations.c.owner == self._owner)

    def _change(self, connection: Connection, conversation_id: str, **values: str) -> None:
        statement = update(conversations).where(self._this(conversation_id)).values(values)
        if not connection.execute(statement).rowcount:
            raise NotFound("conversation_not_found", conversation_id)


def _turns(connection: Connection, condition: ColumnElement[bool]) -> list[StoredTurn]:
    query = (
        select(turns, judgements.c.vote, judgements.c.reason, judgements.c.comment)
        .where(condition)
        .order_by(turns.c.number)
    )
    query = query.outerjoin(judgements, judgements.c.turn_id == turns.c.turn_id)
    return [
        StoredTurn(
            row.turn_id,
            row.conversation_id,
            row.question,
            json.loads(row.answer),
            row.asked_at,
            row.vote,
            row.reason or "",
            row.comment or "",
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
