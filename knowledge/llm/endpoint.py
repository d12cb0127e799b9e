"""An OpenAI-compatible endpoint: one request in, pieces of text out, within a given time.

The ``openai`` library is loaded by the first request and not before, so a program without an
endpoint does not pay for it.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from foundation.settings import Settings
from knowledge.llm.failures import PASSING, ModelFailure

if TYPE_CHECKING:
    from openai import OpenAI

Message = Mapping[str, str]

_CONNECT_S = 5.0
_FIRST_PAUSE_S = 0.5
_CHARACTERS_A_TOKEN = 12  # no model's tokens are longer on average: more is a reply out of hand
_NO_KEY = "none"  # local servers want no key; the library wants one
# Names of request options that some servers refuse, and what goes instead (nothing: left out).
_OPTIONAL: dict[str, str] = {"max_tokens": "max_completion_tokens", "response_format": "", "temperature": ""}
_THOUGHT, _THOUGHT_END = "<think>", "</think>"

log = logging.getLogger(__name__)


class Endpoint:
    """The endpoint and model that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client: OpenAI | None = None
        self._refused_options: set[str] = set()

    def stream(
        self, messages: Sequence[Message], reply_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Iterator[str]:
        """The reply piece by piece, without a reasoning model's thoughts.

        ``schema`` asks for a JSON object of that JSON schema, where the server can constrain it.
        A request that fails before its first piece is tried again, a little later each time.

        Raises:
            ModelFailure: no reply, or no whole one, within ``llm_timeout_s``.
        """
        client = self._opened()  # loading the library is not the endpoint's slowness
        deadline = time.monotonic() + self._settings.llm_timeout_s
        tried = 0
        while True:
            begun = False
            try:
                for piece in _spoken(self._pieces(client, messages, reply_tokens, schema, deadline)):
                    begun = True
                    yield piece
                return
            except ModelFailure as failure:
                if failure.kind == "bad_request" and self._leaves_out(str(failure)):
                    continue
                pause = max(failure.retry_after_s, _FIRST_PAUSE_S * 2**tried * random.uniform(0.8, 1.2))
                spent = tried >= self._settings.llm_retries or time.monotonic() + pause >= deadline
                if begun or failure.kind not in PASSING or spent:
                    raise
                log.warning("language model: %s; trying again in %.1f s", failure, pause)
                time.sleep(pause)
                tried += 1

    def _pieces(
        self,
        client: OpenAI,
        messages: Sequence[Message],
        reply_tokens: int,
        schema: Mapping[str, Any] | None,
        deadline: float,
    ) -> Iterator[str]:
        """One try."""
        import httpx
        import openai

        left = deadline - time.monotonic()
        if left <= 0:
            raise ModelFailure("slow", "no time left")
        whole = room = reply_tokens * _CHARACTERS_A_TOKEN
        finish = None
        try:
            stream = client.chat.completions.create(
                messages=cast(Any, list(messages)),
                model=self._settings.llm_model,
                stream=True,
                timeout=openai.Timeout(left, connect=min(_CONNECT_S, left)),
                **self._options(reply_tokens, schema),
            )
            with stream:
                for chunk in stream:
                    if time.monotonic() > deadline:
                        raise ModelFailure("slow", "the reply went on for too long")
                    choices = getattr(chunk, "choices", None) or ()
                    for choice in choices[:1]:
                        finish = choice.finish_reason or finish
                        piece = getattr(choice.delta, "content", None) or ""
                        room -= len(piece)
                        if piece:
                            yield piece
                    if room < 0:
                        raise ModelFailure("too_long", "the reply is longer than was asked for")
        except openai.APIError as error:
            raise _failure(error) from error
        except httpx.TimeoutException as error:
            raise ModelFailure("slow", str(error)) from error
        except httpx.HTTPError as error:
            raise ModelFailure("cut", str(error)) from error
        except (ValueError, TypeError, AttributeError) as error:  # not the protocol at all
            raise ModelFailure("nonsense", f"{type(error).__name__}: {error}") from error
        if finish is None:
            raise ModelFailure("nonsense" if room == whole else "cut", "the reply ended without its end")
        if finish == "length":
            raise ModelFailure("too_long", "the reply reached its limit")

    def _options(self, reply_tokens: int, schema: Mapping[str, Any] | None) -> dict[str, Any]:
        options: dict[str, Any] = {"max_tokens": reply_tokens, "temperature": 0}
        if schema is not None:
            named = {"name": "reply", "schema": schema, "strict": True}
            options["response_format"] = {"type": "json_schema", "json_schema": named}
        for name in self._refused_options & options.keys():
            value, instead = options.pop(name), _OPTIONAL[name]
            if instead:
                options[instead] = value
        return options

    def _leaves_out(self, told: str) -> bool:
        """Whether the server complains of an option that can be done without, which is then so."""
        known = {name for name in _OPTIONAL if name in told} - self._refused_options
        if "json_schema" in told:
            known |= {"response_format"} - self._refused_options
        self._refused_options |= known
        return bool(known)

    def _opened(self) -> OpenAI:
        if self._client is None:
            import openai

            self._client = openai.OpenAI(
                base_url=self._settings.openai_base_url,
                api_key=self._settings.openai_api_key or _NO_KEY,
                max_retries=0,  # here, so that all tries together keep to the time
                # What is sent goes to the named endpoint and nowhere else.
                http_client=openai.DefaultHttpxClient(follow_redirects=False),
            )
        return self._client


def _failure(error: Any) -> ModelFailure:
    """What an error of the library means."""
    import openai

    cause = f"{type(error).__name__}: {error}"
    match error:
        case openai.APITimeoutError():
            return ModelFailure("slow", cause)
        case openai.RateLimitError():
            return ModelFailure("over_quota", cause, _asked_pause(error))
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return ModelFailure("refused", cause)
        case openai.NotFoundError():
            return ModelFailure("no_model", cause)
        case openai.InternalServerError():
            return ModelFailure("down", cause, _asked_pause(error))
        case openai.APIStatusError() if 300 <= error.status_code < 400:
            return ModelFailure("refused", cause)
        case openai.APIStatusError():
            return ModelFailure("bad_request", cause)
        case openai.APIResponseValidationError():
            return ModelFailure("nonsense", cause)
        case openai.APIConnectionError():
            return ModelFailure("down", cause)
    return ModelFailure("nonsense", cause)


def _asked_pause(error: Any) -> float:
    try:
        return max(0.0, float(error.response.headers.get("retry-after", 0)))
    except (TypeError, ValueError):
        return 0.0


def _spoken(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without the thoughts that a reasoning model puts before its reply."""
    held = ""
    thinking: bool | None = None  # None: not known yet
    for piece in pieces:
        if thinking is False:
            yield piece
            continue
        held += piece
        begins = held.lstrip()
        if thinking is None and not _THOUGHT.startswith(begins[: len(_THOUGHT)]):
            thinking = False
            yield held
        elif begins.startswith(_THOUGHT):
            thinking = True
            if _THOUGHT_END in held:
                thinking = False
                rest = held.split(_THOUGHT_END, 1)[1]
                if rest:
                    yield rest
    if thinking is None and held.strip():
        yield held
