"""A conversation as HTML: questions, answers, what can be done with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from foundation.wording import say, wording
from ui.answer_markup import answer_html, plain_text
from ui.html import render
from ui.tables import rows_html

TurnState = Literal["waiting", "failed", "writing", "done"]


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """One question with its answer so far.

    ``answer`` is the JSON answer contract once there is one; ``status`` what is said while
    waiting or after a failure; ``written`` how much of the answer's text is shown already.
    """

    turn_id: str
    question: str
    state: TurnState
    answer: Mapping[str, Any] | None = None
    status: str = ""
    feedback: str = ""
    reason: str = ""
    comment: str = ""
    written: str = ""


def transcript_html(turns: Sequence[ShownTurn]) -> str:
    """All turns of a conversation, oldest first."""
    return str(render("transcript", turns=[_values(turn) for turn in turns]))


def place_of(citation: Mapping[str, Any]) -> str:
    """Where in its document a citation lies: the page, and the lines of the stored text."""
    first, last = citation["line_start"], citation["line_end"]
    key = "line" if first == last else "lines"
    lines = say(f"ui.sources.{key}", first=first, last=last)
    if citation["page"] is None:
        return lines
    return say("ui.sources.page_and_lines", page=citation["page"], lines=lines)


def copy_text(question: str, answer: Mapping[str, Any]) -> str:
    """Question, answer and sources as plain text for the clipboard."""
    sources = [
        say("ui.chat.copy_source", n=citation["n"], document=citation["document"],
            place=place_of(citation), quote=" ".join(citation["quote"].split()))
        for citation in answer["citations"]
    ]  # fmt: skip
    parts = [question, plain_text(answer["answer"])]
    if sources:
        parts.append("\n".join([say("ui.chat.copy_sources"), *sources]))
    return "\n\n".join(parts)


def _values(turn: ShownTurn) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": turn.turn_id, "question": turn.question, "state": turn.state,
        "status": turn.status, "feedback": turn.feedback, "reason": turn.reason, "comment": turn.comment,
        "reasons": _reasons(),
    }  # fmt: skip
    if turn.answer is None:
        return values
    text = turn.written if turn.state == "writing" else turn.answer["answer"]
    return values | {
        "body": answer_html(text, turn.turn_id, turn.answer["citations"]),
        "abstained": turn.answer["abstained"],
        "table": rows_html(turn.turn_id, turn.answer),
        "has_rows": bool(turn.answer["rows"]),
        "sources": [dict(c) | {"place": place_of(c)} for c in turn.answer["citations"]],
        "suggestions": turn.answer["suggestions"],
        "clipboard": copy_text(turn.question, turn.answer),
        "model": _model_values(turn.answer.get("model")),
    }


def _reasons() -> str:
    """What somebody can choose from to say why an answer is not good, for the page's dialog."""
    return json.dumps([*wording("review.reasons").items()], ensure_ascii=False)


def _model_values(use: Mapping[str, Any] | None) -> dict[str, str]:
    """What is said of a language model beside an answer; all empty where it had no part."""
    if use is None:
        return {"mark": "", "hint": "", "message": ""}
    worded = use["reworded"] > 0
    hint = say("model.mark_hint", reworded=use["reworded"], refused=use["refused"])
    mark = say("model.mark") if worded else ""
    return {"mark": mark, "hint": hint if worded else "", "message": use["message"]}
