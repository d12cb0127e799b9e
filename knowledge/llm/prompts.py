"""The prompts of ``prompts/llm``, and how words of documents go into them: as fenced data.

A request's fence carries a random key, so that nothing written beforehand can close it, and
words that chat formats give a meaning to are taken out. What a document says to a machine is not
sent at all (``speaks_to_machine``).
"""

from __future__ import annotations

import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import language
from foundation.wording import wording
from language.text import fold

_INJECTIONS = Path(language.__file__).with_name("data") / "injections.toml"
_BYTES_A_TOKEN = 2.5  # Vietnamese in UTF-8; measured tokenizers need 3 to 5, so this is on the safe side
_TOKENS_A_MESSAGE = 8


@dataclass(frozen=True, slots=True)
class Filled:
    """A prompt ready to be sent. ``purpose`` is the file's name, ``version`` the prompt's."""

    purpose: str
    version: int
    system: str
    user: str

    @property
    def messages(self) -> tuple[Mapping[str, str], ...]:
        """The prompt as the protocol wants it."""
        return ({"role": "system", "content": self.system}, {"role": "user", "content": self.user})

    @property
    def tokens(self) -> int:
        """How many tokens the prompt takes, rather too many than too few."""
        return sum(estimated_tokens(text) + _TOKENS_A_MESSAGE for text in (self.system, self.user))


def fill(purpose: str, material: str, **values: str) -> Filled:
    """The prompt ``prompts/llm/<purpose>.toml`` about fenced ``material``.

    ``values`` fill further placeholders of its user part; they too may come from outside.
    """
    prompt = _prompt(purpose)
    key = secrets.token_hex(4)
    begin, end = f"<<<{key}", f"{key}>>>"
    told = {name: harmless(value) for name, value in values.items()}
    user = prompt["user"].format(material=f"{begin}\n{harmless(material)}\n{end}", **told)
    return Filled(purpose, int(prompt["version"]), prompt["system"].format(begin=begin, end=end), user)


def harmless(text: str) -> str:
    """Text from outside without the marks of chat formats and without control characters."""
    kept = "".join(c for c in text if c.isprintable() or c == "\n")
    return _formats().sub(" ", kept)


def speaks_to_machine(text: str) -> bool:
    """Whether a text tries to give orders to a language model ("bỏ qua mọi hướng dẫn …")."""
    return _orders().search(" ".join(fold(text).split())) is not None or _formats().search(text) is not None


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has, rather too many than too few."""
    return int(len(text.encode()) / _BYTES_A_TOKEN) + 1


def _prompt(purpose: str) -> dict[str, Any]:
    name = f"llm/{purpose}"
    return {entry: wording(f"{name}.{entry}") for entry in ("version", "system", "user")}


@cache
def _injections() -> dict[str, list[str]]:
    with _INJECTIONS.open("rb") as file:
        return tomllib.load(file)


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w)(?:{order})(?!\w)" for order in _injections()["orders"]))


@cache
def _formats() -> re.Pattern[str]:
    return re.compile("|".join(_injections()["formats"]), re.IGNORECASE)
