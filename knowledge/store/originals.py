"""The copies of the files as they were put, one for each content, named by its hash."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Collection, Iterable
from pathlib import Path

_PLAIN_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
PARTIAL = ".part"


class Originals:
    """The folder of original files. A name here never comes from a user."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Path, sha256: str) -> str:
        """Copy a file in and return its name here; it appears complete or not at all."""
        ending = file.suffix.lower()
        name = sha256 + (ending if _PLAIN_ENDING.fullmatch(ending) else "")
        target = self._folder / name
        if not target.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(name + PARTIAL)
            shutil.copyfile(file, partial)
            partial.replace(target)
        return name

    def write(self, name: str, content: Iterable[bytes]) -> Path:
        """Put a file of this name here, piece by piece; it appears complete or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f"{name}.{os.getpid()}-{threading.get_ident()}{PARTIAL}"
        with partial.open("wb") as stream:
            for piece in content:
                stream.write(piece)
        return partial.replace(self._folder / name)

    def path(self, name: str | None) -> Path | None:
        """Where the file of this name lies, None if there is none."""
        if name is None:
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def names(self) -> set[str]:
        """The names of all files that lie here, unfinished copies included."""
        return {path.name for path in self._folder.iterdir()} if self._folder.is_dir() else set()

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove every file but these."""
        for name in self.names().difference(wanted):
            (self._folder / name).unlink(missing_ok=True)
