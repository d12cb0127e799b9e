"""Telling of each question that it was asked and how it went, never what it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from foundation.answers import Answer
from foundation.events import happened, working

_Given = ParamSpec("_Given")


def reported(asking: Callable[_Given, Answer]) -> Callable[_Given, Answer]:
    """``asking`` as it is, with an event for each answer: its intent, and whether it abstained."""

    @wraps(asking)
    def ask(*args: _Given.args, **kwargs: _Given.kwargs) -> Answer:
        with working("question"):
            answer = asking(*args, **kwargs)
        happened("answered", intent=answer.intent, abstained=answer.abstained)
        return answer

    return ask
