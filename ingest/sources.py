"""Where the documents of a store were read from: one file beside the store, name -> path.

The store knows documents by name. Two offices both send ``bao-cao.docx``, and a file is deleted
from its folder: only the path tells what that means.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock

from ingest.files import FoundFile

_FILE = "sources.json"


class Sources:
    """The paths that the documents of one store were read from."""

    def __init__(self, store: Path) -> None:
        self._file = store / _FILE
        self._lock = FileLock(store / f"{_FILE}.lock")
        self._paths = self._read()

    def known_as(self, file: FoundFile) -> FoundFile:
        """The file under the name that it already has in the store, if it has one."""
        path = str(file.path.resolve())
        name = next((name for name, known in self._paths.items() if known == path), file.name)
        return FoundFile(file.path, name)

    def is_taken(self, name: str, path: Path) -> bool:
        """Whether the name belongs to another file that is still where it was."""
        known = self._paths.get(name)
        return known is not None and known != str(path.resolve()) and Path(known).exists()

    def free_name(self, file: FoundFile) -> str:
        """A name for a file whose own is taken: with the folder before it, else with a number."""
        candidates = [f"{file.path.resolve().parent.name}/{file.path.name}"]
        candidates += [f"{file.path.stem} ({number}){file.path.suffix}" for number in range(2, 1000)]
        return next(name for name in candidates if name not in self._paths)

    def gone(self, folders: Sequence[Path], files: Sequence[FoundFile]) -> Iterator[str]:
        """The names read from below the folders whose file is not among the files there now."""
        there = {str(file.path.resolve()) for file in files}
        roots = [folder.resolve() for folder in folders]
        for name, path in self._paths.items():
            if path not in there and any(Path(path).is_relative_to(root) for root in roots):
                yield name

    def remember(self, name: str, path: Path) -> None:
        """The document of this name was read from this path. Written at once."""
        self._change({name: str(path.resolve())})

    def forget(self, name: str) -> None:
        """There is no document of this name any more. Written at once."""
        self._change({name: None})

    def _change(self, changes: dict[str, str | None]) -> None:
        """Another process may have written in between: read again, change, swap in whole."""
        if all(self._paths.get(name) == path for name, path in changes.items()):
            return
        with self._lock:
            self._paths = self._read()
            for name, path in changes.items():
                if path is None:
                    self._paths.pop(name, None)
                else:
                    self._paths[name] = path
            half = self._file.with_suffix(".part")
            half.write_text(json.dumps(self._paths, indent=0), encoding="utf-8")
            os.replace(half, self._file)

    def _read(self) -> dict[str, str]:
        try:
            paths = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return {str(name): str(path) for name, path in paths.items()} if isinstance(paths, dict) else {}
