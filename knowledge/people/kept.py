"""The tables of kept conversations, and what is read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, Engine, ForeignKey, Integer, MetaData, String, Table, Text, inspect, text

Vote = Literal["up", "down"]

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("conversation_id", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("created_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
    # The account; "" is who works alone, and whose conversations were kept before there were accounts.
    Column("owner", String, nullable=False, server_default="", index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("turn_id", String, nullable=False, unique=True),
    Column(
        "conversation_id",
        ForeignKey("conversations.conversation_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("asked_at", String, nullable=False),
    sqlite_autoincrement=True,
)

# Holds copies, so that a judgement can still be understood when its conversation is gone.
judgements = Table(
    "judgements",
    metadata,
    Column("turn_id", String, primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("citations", Text, nullable=False),
    Column("vote", String, nullable=False),
    Column("comment", Text, nullable=False),
    Column("given_at", String, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A line of the conversation list. Times are ISO 8601 in UTC."""

    conversation_id: str
    title: str
    created_at: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One question and its answer, the answer as ``Answer.as_json`` gave it."""

    turn_id: str
    conversation_id: str
    question: str
    answer: dict[str, Any]
    asked_at: str
    feedback: Vote | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's judgement of an answer, with copies of what was judged."""

    turn_id: str
    question: str
    answer: str
    citations: tuple[dict[str, Any], ...]
    vote: Vote
    comment: str
    given_at: str


def make_tables(engine: Engine) -> None:
    """Make what is lacking of the tables."""
    metadata.create_all(engine)
    if all(column["name"] != "owner" for column in inspect(engine).get_columns("conversations")):
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE conversations ADD COLUMN owner VARCHAR NOT NULL DEFAULT ''"))
