"""The review of judgements as HTML: the list in one state, the form of a question, the set."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from foundation.wording import say
from knowledge.people.gold import GOLD_KINDS, QUESTION_TYPES, likely, typed_again
from knowledge.people.kept import Judgement, ReviewState
from knowledge.people.review import EVAL_FILE, STATES, EvalQuestion
from ui.answer_markup import answer_html
from ui.html import render

_MOST_SHOWN = 100  # judgements at a time
_MOST_LISTED = 2000  # names of documents offered
_NEXT: dict[ReviewState, tuple[ReviewState, ...]] = {
    "new": ("looking", "done"), "looking": ("done", "new"), "done": ("new",),
}  # fmt: skip


def review_html(
    judgements: Sequence[Judgement],
    withheld: Collection[str],
    counts: Mapping[ReviewState, int],
    questions: Sequence[EvalQuestion],
    state: ReviewState,
) -> str:
    """The judgements of one state, newest first, and the questions made so far.

    ``withheld`` are the turns whose answers cite what the reader may not read.
    """
    made = {question.turn_id for question in questions}
    shown = list(reversed(judgements))[:_MOST_SHOWN]
    cut = len(judgements) > len(shown)
    return str(
        render(
            "review",
            state=state,
            states=[(each, say(f"review.states.{each}"), counts[each]) for each in STATES],
            judgements=[_judgement(one, one.turn_id in withheld, one.turn_id in made) for one in shown],
            cut=say("review.tab.cut", shown=len(shown), n=len(judgements)) if cut else "",
            questions=[_question(question) for question in questions],
            file=EVAL_FILE,
        )
    )


def _judgement(one: Judgement, withheld: bool, in_set: bool) -> dict[str, Any]:
    return {
        "turn": one.turn_id,
        "vote": one.vote,
        "vote_word": say(f"review.tab.{one.vote}"),
        "reason": say(f"review.reasons.{one.reason}") if one.reason else "",
        "by": say("review.tab.by", who=one.given_by or say("review.tab.alone"), at=_local(one.given_at)),
        "comment": one.comment,
        "question": one.question,
        "answer": "" if withheld else answer_html(one.answer, one.turn_id, one.citations),
        "withheld": withheld,
        "in_set": in_set,
        "settle": [(state, say(f"review.settle.{state}")) for state in _NEXT[one.state]],
    }


def _question(question: EvalQuestion) -> dict[str, str]:
    entry = question.entry
    typed = typed_again(entry)
    gold = typed.get(_GOLD_FIELD[typed["gold"]], "") or say(f"review.golds.{typed['gold']}")
    return {
        "turn": question.turn_id,
        "question": entry["question"],
        "type": say(f"review.types.{entry['type']}"),
        "gold": " ".join(part for part in (gold, typed.get("unit", "")) if part),
        "made": say(
            "review.tab.by", who=question.made_by or say("review.tab.alone"), at=_local(question.made_at)
        ),
    }


_GOLD_FIELD = {"value": "value", "list": "items", "text": "text", "abstain": ""}


def form_html(judgement: Judgement, kept: EvalQuestion | None, documents: Sequence[str], opened: str) -> str:
    """The form in which an administrator fills in the gold answer; ``opened`` changes with every opening."""
    kind, form = likely(judgement.intent)
    typed = {"question": judgement.question, "type": kind, "gold": form}
    if kept is not None:
        typed = typed_again(kept.entry)
    return str(
        render(
            "question_form",
            turn=judgement.turn_id,
            said=judgement.comment,
            typed={name: typed.get(name, "") for name in _FIELDS},
            types=[(each, say(f"review.types.{each}")) for each in QUESTION_TYPES],
            golds=[(each, say(f"review.golds.{each}")) for each in GOLD_KINDS],
            documents=documents[:_MOST_LISTED],
            kept=kept is not None,
            opened=opened,
        )
    )


_FIELDS = ("question", "type", "gold", "value", "unit", "items", "text", "document", "quote", "notes")


def _local(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone().strftime("%d/%m/%Y %H:%M")
