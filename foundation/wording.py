"""Every fixed Vietnamese wording, read from ``prompts/*.toml``.

``say("errors.empty_file", name="a.pdf")`` looks up key ``empty_file`` in ``errors.toml`` and
fills its ``{name}``. Text from documents goes in as a value, never as a template.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"


@cache
def _table(name: str) -> dict[str, Any]:
    with (PROMPTS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def wording(key: str) -> Any:
    """The raw entry at a dotted key, e.g. a list of alternatives.

    Raises:
        KeyError: no such file or entry in ``prompts``.
    """
    name, *path = key.split(".")
    entry: Any = _table(name)
    for part in path:
        entry = entry[part]
    return entry


def say(key: str, **values: object) -> str:
    """The wording at a dotted key with its ``{placeholders}`` filled in."""
    return str(wording(key)).format(**values)
