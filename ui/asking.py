"""One question on its way: asked in the background, told about while it takes, then written out."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import replace
from typing import Any

from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.answer import Turn, ask
from knowledge.store.filters import Filters
from ui.services import Services
from ui.transcript import ShownTurn

_ASKERS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="ask")
_TELL_EVERY = 1.0  # seconds between two words about a long wait
_LONG = 4  # seconds after which a wait is explained
_WRITE_STEPS = 14  # steps in which a finished answer is written out
_WRITE_PAUSE = 0.03  # seconds between them
_UNSAVED = "unsaved"

log = logging.getLogger(__name__)


def answering(services: Services, conversation: str, question: str, filters: Filters) -> Iterator[ShownTurn]:
    """The turn as it should be shown from moment to moment, until it is done or has failed.

    The answer is kept in the conversation by the worker, so it is not lost when the page is
    closed or another conversation is opened meanwhile.
    """
    turn = ShownTurn(_UNSAVED, question, "waiting", status=say("ui.chat.searching"))
    yield turn
    work = _ASKERS.submit(_answer_and_keep, services, conversation, question, filters)
    started = time.monotonic()
    while (kept := _result(work)) is None:
        waited = time.monotonic() - started
        key = "searching" if waited < _LONG else "searching_long"
        yield replace(turn, status=say(f"ui.chat.{key}", seconds=round(waited)))
    if isinstance(kept, BaseException):
        yield replace(turn, state="failed", status=_failure(kept))
        return
    turn_id, answer = kept
    done = ShownTurn(turn_id, question, "done", answer)
    for written in _growing(answer["answer"]):
        yield replace(done, state="writing", written=written)
        time.sleep(_WRITE_PAUSE)
    yield done


def _answer_and_keep(
    services: Services, conversation: str, question: str, filters: Filters
) -> tuple[str, Mapping[str, Any]]:
    turns = services.conversations.turns(conversation)
    history = [
        said
        for turn in turns
        for said in (Turn("user", turn.question), Turn("assistant", turn.answer["answer"]))
    ]
    answer = ask(question, services.knowledge_base, history, filters).as_json()
    kept = services.conversations.add_turn(conversation, question, answer)
    return kept.turn_id, answer


def _result(
    work: Future[tuple[str, Mapping[str, Any]]],
) -> tuple[str, Mapping[str, Any]] | BaseException | None:
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
