"""The tables of kept conversations, and what is read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from knowledge.store.tables import Part, String, Text

Vote = Literal["up", "down"]
# Why somebody found an answer not good; "" is said where nothing was chosen.
Reason = Literal["", "wrong", "incomplete", "source", "misread", "unclear", "other"]
ReviewState = Literal["new", "looking", "done"]

metadata = MetaData()
CONVERSATIONS = Part("conversations", metadata, "0003")

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
    # The account whose judgement it is.
    Column("given_by", String, nullable=False, server_default=""),
    Column("reason", String, nullable=False, server_default=""),
    # How far its review is, and what kind of question the answer took it for.
    Column("state", String, nullable=False, server_default="new", index=True),
    Column("intent", String, nullable=False, server_default=""),
)

# Questions of the office's own evaluation set, each made from one judgement and outliving it.
eval_questions = Table(
    "eval_questions",
    metadata,
    Column("turn_id", String, primary_key=True),
    Column("line", Text, nullable=False),  # JSON, in the format of evaluation sets
    Column("made_by", String, nullable=False),
    Column("made_at", String, nullable=False),
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
    reason: Reason = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's judgement of an answer, with copies of what was judged and how far its review is."""

    turn_id: str
    question: str
    answer: str
    citations: tuple[dict[str, Any], ...]
    vote: Vote
    comment: str
    given_at: str
    given_by: str = ""
    reason: Reason = ""
    state: ReviewState = "new"
    intent: str = ""
