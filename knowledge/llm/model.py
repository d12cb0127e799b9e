"""The language model as the other rooms use it: filled prompts in, lines or objects out."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foundation.settings import Settings
from knowledge.llm.endpoint import Endpoint
from knowledge.llm.failures import LASTING, PASSING, FailureKind, ModelFailure
from knowledge.llm.prompts import Filled, estimated_tokens
from knowledge.llm.record import Exchange, Record, now
from knowledge.store.ledger.stored import StoredDocument

# After a failure the endpoint is left alone for a while, so that not every question waits for it.
REST_S = 30.0
_MOST_LINES = 60


def open_model(settings: Settings) -> LanguageModel | None:
    """The model that the settings name; None, at no cost, where they name none."""
    return LanguageModel(settings) if settings.has_language_model else None


class LanguageModel:
    """One endpoint with its record. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._endpoint = Endpoint(settings)
        self._lock = threading.Lock()
        self._resting: tuple[float, FailureKind] = (0.0, "down")
        self.record = Record(settings, settings.llm_log_content)

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._settings.llm_model

    @property
    def address(self) -> str:
        """The endpoint's address."""
        return self._settings.openai_base_url

    @property
    def public_only(self) -> bool:
        """Whether only documents marked public may be spoken of."""
        return self._settings.llm_public_only

    @property
    def patience_s(self) -> float:
        """Longest wait for one reply, in seconds."""
        return self._settings.llm_timeout_s

    def close(self) -> None:
        """Let go of the record."""
        self.record.close()

    def may_see(self, documents: Sequence[StoredDocument]) -> list[StoredDocument]:
        """Those of the documents whose words may be sent."""
        return self.record.public(documents) if self.public_only else list(documents)

    def room(self) -> int:
        """The most tokens that a filled prompt may take."""
        return self._settings.llm_context_tokens - self._reply_tokens()

    def lines(self, prompt: Filled, documents: Sequence[str] = ()) -> Iterator[str]:
        """The reply line by line, as they come. ``documents`` are named in the record.

        Raises:
            ModelFailure: the reply did not come, or not whole; whole lines were given out before.
        """
        rest, given = "", 0
        for piece in self._reply(prompt, documents, None):
            *whole, rest = (rest + piece).split("\n")
            for line in whole:
                given += 1
                if given > _MOST_LINES:
                    raise ModelFailure("nonsense", "no end of lines")
                yield line
        if rest.strip():
            yield rest

    def object(
        self, prompt: Filled, schema: Mapping[str, Any], documents: Sequence[str] = ()
    ) -> dict[str, Any]:
        """The reply as a JSON object of the schema's required entries, all texts or lists of texts.

        Raises:
            ModelFailure: no reply, or another thing than was asked for.
        """
        text = "".join(self._reply(prompt, documents, schema))
        begin, end = text.find("{"), text.rfind("}")
        try:
            told = json.loads(text[begin : end + 1]) if begin >= 0 else None
        except ValueError as error:
            raise ModelFailure("nonsense", f"no JSON: {error}") from error
        if not isinstance(told, dict) or not all(_fits(told.get(n), schema, n) for n in schema["required"]):
            raise ModelFailure("nonsense", "JSON of another form")
        return {name: told[name] for name in schema["required"]}

    def _reply(
        self, prompt: Filled, documents: Sequence[str], schema: Mapping[str, Any] | None
    ) -> Iterator[str]:
        """The reply piece by piece, with the record kept."""
        until, kind = self._resting
        if time.monotonic() < until:
            raise ModelFailure(kind, "left alone for a while after a failure")
        if prompt.tokens > self.room():
            raise ModelFailure("too_long", "the request does not fit the model's room")
        begun, received, outcome = time.monotonic(), "", "ok"
        try:
            for piece in self._endpoint.stream(prompt.messages, self._reply_tokens(), schema):
                received += piece
                yield piece
        except ModelFailure as failure:
            outcome = failure.kind
            if failure.kind in PASSING | LASTING:
                with self._lock:
                    self._resting = (time.monotonic() + max(REST_S, failure.retry_after_s), failure.kind)
            raise
        except GeneratorExit:
            outcome = "stopped"
            raise
        finally:
            self.record.add(
                Exchange(
                    at=now(),
                    purpose=prompt.purpose,
                    prompt_version=prompt.version,
                    model=self.name,
                    documents=tuple(dict.fromkeys(documents)),
                    sent_tokens=prompt.tokens,
                    received_tokens=estimated_tokens(received),
                    seconds=time.monotonic() - begun,
                    outcome=outcome,
                    sent=(prompt.system, prompt.user),
                    received=received,
                )
            )

    def _reply_tokens(self) -> int:
        return min(self._settings.llm_reply_tokens, self._settings.llm_context_tokens // 3)


def _fits(value: object, schema: Mapping[str, Any], name: str) -> bool:
    wanted = schema["properties"][name]
    if wanted["type"] == "array":
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return isinstance(value, str) and value in wanted.get("enum", (value,))
