"""One question on its way: asked in the background, told about while it takes, then written out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from queue import SimpleQueue

from foundation.answers import Answer
from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.answer import Turn
from knowledge.llm import improved
from knowledge.store.filters import Filters
from ui.services import Desk
from ui.transcript import ShownTurn

_ASKERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="ask")
_TELL_EVERY = 1.0  # seconds between two words about a long wait
MAX_QUESTION = 2000  # characters
_LONG = 4  # seconds after which a wait is explained
_WRITE_STEPS = 14  # steps in which a finished answer is written out
_WRITE_PAUSE = 0.03  # seconds between them
_UNSAVED = "unsaved"

# A kept turn: its id, the turns before it, its answer.
_Kept = tuple[str, list[Turn], Answer]

log = logging.getLogger(__name__)


def answering(desk: Desk, conversation: str, question: str, filters: Filters) -> Iterator[ShownTurn]:
    """The turn as it should be shown from moment to moment, until it is done or has failed.

    The answer is kept in the conversation by the worker, so it is not lost when the page is
    closed or another conversation is opened meanwhile.
    """
    turn = ShownTurn(_UNSAVED, question, "waiting", status=say("ui.chat.searching"))
    yield turn
    desk.note("asked", conversation)
    work = _ASKERS.submit(_answer_and_keep, desk, conversation, question, filters)
    started = time.monotonic()
    while (kept := _result(work)) is None:
        waited = time.monotonic() - started
        key = "searching" if waited < _LONG else "searching_long"
        yield replace(turn, status=say(f"ui.chat.{key}", seconds=round(waited)))
    if isinstance(kept, BaseException):
        yield replace(turn, state="failed", status=_failure(kept))
        return
    turn_id, history, answer = kept
    done = ShownTurn(turn_id, question, "done", answer.as_json())
    for written in _growing(answer.text):
        yield replace(done, state="writing", written=written)
        time.sleep(_WRITE_PAUSE)
    yield done
    if desk.model is not None:
        yield from _improving(desk, done, history, filters, answer)


def _improving(
    desk: Desk, done: ShownTurn, history: Sequence[Turn], filters: Filters, answer: Answer
) -> Iterator[ShownTurn]:
    """The turn with the language model's words as they come; the answer is there already."""
    yield replace(done, status=say("model.wording"))
    steps: SimpleQueue[Answer | None] = SimpleQueue()
    _ASKERS.submit(_improve_and_keep, desk, done, history, filters, answer, steps)
    while (better := steps.get()) is not None:
        done = replace(done, answer=better.as_json())
        yield replace(done, status=say("model.wording"))
    yield done


def _improve_and_keep(
    desk: Desk,
    done: ShownTurn,
    history: Sequence[Turn],
    filters: Filters,
    answer: Answer,
    steps: SimpleQueue[Answer | None],
) -> None:
    """Puts each better answer into ``steps`` and keeps the last one, also when nobody watches."""
    base, model = desk.knowledge_base, desk.model
    assert model is not None, "only called with a model"
    better: Answer | None = None
    try:
        for better in improved(answer, done.question, base, history, filters, None, model):
            steps.put(better)
        if better is not None:
            desk.conversations.replace_answer(done.turn_id, better.as_json())
    except Exception:  # the answer of the records stands
        log.exception("the language model's words were lost")
    finally:
        steps.put(None)


def _answer_and_keep(desk: Desk, conversation: str, question: str, filters: Filters) -> _Kept:
    turns = desk.conversations.turns(conversation)
    history = [
        said
        for turn in turns
        for said in (Turn("user", turn.question), Turn("assistant", turn.answer["answer"]))
    ]
    answer = desk.answer(question, history, filters)
    kept = desk.conversations.add_turn(conversation, question, answer.as_json())
    return kept.turn_id, history, answer


def _result(work: Future[_Kept]) -> _Kept | BaseException | None:
    try:
        return work.result(timeout=_TELL_EVERY)
    except NotYet:
        return None if not work.done() else work.exception()
    except Exception as error:
        return error


def _failure(error: BaseException) -> str:
    if isinstance(error, ProjectError):
        return error.message
    log.error("question failed", exc_info=error)
    return say("ui.chat.failed")


def _growing(text: str) -> Iterator[str]:
    """Ever longer beginnings of the text, cut between words."""
    words = text.split(" ")
    step = max(1, len(words) // _WRITE_STEPS)
    for end in range(step, len(words), step):
        yield " ".join(words[:end])
