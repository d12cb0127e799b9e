"""Why a language model could not help."""

from __future__ import annotations

from typing import Literal

from foundation.errors import ProjectError

FailureKind = Literal[
    "slow", "down", "over_quota", "refused", "no_model", "bad_request", "nonsense", "cut", "too_long"
]
# What may pass by itself: worth another try, then worth leaving the endpoint alone for a while.
PASSING = frozenset({"slow", "down", "over_quota"})
LASTING = frozenset({"refused", "no_model", "bad_request"})


class ModelFailure(ProjectError):
    """The endpoint gave nothing that can be used. Raised by ``knowledge.llm``; the caller goes on
    without it and shows the message beside the answer that the records gave.

    ``retry_after_s`` is what the endpoint asks to be left alone for, 0 where it does not say.
    """

    def __init__(self, kind: FailureKind, cause: str = "", retry_after_s: float = 0) -> None:
        self.kind = kind
        self.retry_after_s = retry_after_s
        super().__init__(f"llm_{kind}", cause or kind)
