"""Which files a command line means, and what each is called in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.readers.names import safe_name

# What editors and browsers leave beside a document while it is open or on its way.
_TEMPORARY_PREFIXES = (".", "~$", "~")
_TEMPORARY_SUFFIXES = (".tmp", ".part", ".crdownload", ".download", ".lnk")
_SYSTEM_FILES = ("thumbs.db", "desktop.ini")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, and its name in the store: its path below the folder that was given."""

    path: Path
    name: str


def find_files(paths: Sequence[Path]) -> list[FoundFile]:
    """The files behind the given paths: folders are walked in name order, each file once.

    A path that does not exist comes back as it is; reading it tells what is wrong. Two files
    that would get one name (``a/bao-cao.docx`` and ``b/bao-cao.docx``) keep as much of their
    path as tells them apart.
    """
    found: dict[Path, FoundFile] = {}
    for path in paths:
        for file in _below(path):
            found.setdefault(file.path.resolve(), file)
    return list(_with_own_names(list(found.values())))


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, read in pieces.

    Raises:
        OSError: the file cannot be opened.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _below(path: Path) -> Iterator[FoundFile]:
    if not path.is_dir():
        yield FoundFile(path, safe_name(path.name))
        return
    files = (file for file in path.rglob("*") if file.is_file() and not _is_left_over(file.relative_to(path)))
    for file in sorted(files, key=lambda file: file.relative_to(path).parts):
        yield FoundFile(file, _joined(file.relative_to(path).parts))


def _is_left_over(relative: Path) -> bool:
    name = relative.name.lower()
    return (
        any(part.startswith(".") for part in relative.parts)
        or name.startswith(_TEMPORARY_PREFIXES)
        or name.endswith(_TEMPORARY_SUFFIXES)
        or name in _SYSTEM_FILES
    )


def _with_own_names(files: list[FoundFile]) -> Iterator[FoundFile]:
    same: dict[str, list[FoundFile]] = {}
    for file in files:
        same.setdefault(file.name, []).append(file)
    for file in files:
        namesakes = same[file.name]
        yield file if len(namesakes) == 1 else FoundFile(file.path, _longer_name(file, namesakes))


def _longer_name(file: FoundFile, namesakes: list[FoundFile]) -> str:
    parts = file.path.resolve().parts
    others = [other.path.resolve().parts for other in namesakes if other is not file]
    for length in range(1, len(parts)):
        tail = parts[-length:]
        if len(tail) >= len(Path(file.name).parts) and all(other[-length:] != tail for other in others):
            return _joined(tail)
    return file.name


def _joined(parts: Sequence[str]) -> str:
    """A path's parts as a name that can be shown and stored whatever the file system allows."""
    return "/".join(map(safe_name, parts))
