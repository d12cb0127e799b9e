"""What a backup file is: a zip of the databases and original files, with a manifest that vouches for each.

Vectors are not in it: the ledger holds every vector, and the index is built from it again.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from foundation.errors import ProjectError
from knowledge.llm.record import MODEL
from knowledge.people.accounts import PEOPLE
from knowledge.people.kept import CONVERSATIONS
from knowledge.store.ledger.schema import LEDGER

FORMAT = 1
MANIFEST = "manifest.json"
# Every part of a store, as a SQLite database each; those that a store does not have are left out.
PARTS = (LEDGER, CONVERSATIONS, PEOPLE, MODEL)
ORIGINALS = "originals/"
_ORIGINAL = re.compile(r"originals/[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?")
_BLOCK = 1 << 20


class BackupError(ProjectError):
    """A backup file cannot be written, or is none, or is damaged; the message says which."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: its members with their SHA-256, and when it was made (ISO 8601, UTC)."""

    made_at: str
    documents: int
    members: dict[str, str]
    format: int = FORMAT

    def as_json(self) -> str:
        """The manifest as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, archive: zipfile.ZipFile) -> Manifest:
        """The manifest of an open backup.

        Raises:
            BackupError: there is none, it is malformed, or of a later program.
        """
        try:
            told = json.loads(archive.read(MANIFEST))
            if told["format"] != FORMAT:
                raise BackupError("backup_other_format", f"format {told['format']}")
            members = {str(name): str(digest) for name, digest in dict(told["members"]).items()}
            manifest = cls(str(told["made_at"]), int(told["documents"]), members)
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise BackupError("backup_not_one", str(error)) from error
        if LEDGER.file not in members or not all(map(_is_known, members)):
            raise BackupError("backup_not_one", f"unexpected members {sorted(members)[:5]}")
        return manifest


def _is_known(name: str) -> bool:
    """Whether a member is one that a backup has; no other name is ever written to disk."""
    return name in {part.file for part in PARTS} or _ORIGINAL.fullmatch(name) is not None


@contextmanager
def working_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards; what a killed process left in it goes first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_checked(source: IO[bytes], target: IO[bytes] | None) -> str:
    """Copy a stream (to nowhere for None) and return its SHA-256."""
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
        if target is not None:
            target.write(block)
    return digest.hexdigest()
