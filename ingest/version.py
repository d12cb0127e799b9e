"""The version of the program's reading: a document read by another one is read again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
# What decides how a file is understood: the steps, and the knowledge they draw on.
_ROOMS = ("ingest", "language")
_SUFFIXES = (".py", ".toml", ".json", ".csv")


@cache
def reader_version() -> str:
    """A fingerprint of the code and lexicons that turn a file into records and passages."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _SUFFIXES:
                digest.update(path.relative_to(_ROOT).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
