"""Writing a backup of a store that goes on being used."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from knowledge.operations.archive import (
    DATABASES,
    LEDGER,
    MANIFEST,
    ORIGINALS,
    BackupError,
    Manifest,
    copy_checked,
    copy_database,
    working_folder,
)
from knowledge.store.writer_lock import WriterLock

_PARTIAL = ".part"
# Most originals are compressed already (.docx, .pdf); the databases are not.
_PACKED = zipfile.ZIP_DEFLATED


def backup(store: Path, file: Path, wait_s: float) -> Manifest:
    """Write the whole store into ``file``, which appears complete or not at all.

    People may ask and read meanwhile; whoever writes waits until the copy is made, so that
    ledger and originals are of one moment.

    Raises:
        BackupError: the file cannot be written (disk full, no permission).
        StoreError: another process is writing and does not finish within ``wait_s`` seconds.
    """
    partial = file.with_name(file.name + _PARTIAL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with WriterLock(store / "writer.lock").held(wait_s):
            manifest = _write(store, partial)
        partial.replace(file)
    except OSError as error:
        raise BackupError("backup_not_written", str(error), file=file) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return manifest


def _write(store: Path, partial: Path) -> Manifest:
    members: dict[str, str] = {}
    with (
        working_folder(partial.with_suffix(".databases")) as folder,
        zipfile.ZipFile(partial, "w", _PACKED, allowZip64=True) as archive,
    ):
        for name in DATABASES:
            if (store / name).is_file():
                copy = folder / name
                copy_database(store / name, copy)
                members[name] = _add(archive, copy, name)
        copied = folder / LEDGER
        for original in _originals(copied):
            if (source := store / ORIGINALS / original).is_file():
                members[ORIGINALS + original] = _add(archive, source, ORIGINALS + original)
        manifest = Manifest(datetime.now(UTC).isoformat(timespec="seconds"), _documents(copied), members)
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def _add(archive: zipfile.ZipFile, source: Path, name: str) -> str:
    with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as member:
        return copy_checked(stream, member)


def _originals(ledger: Path) -> list[str]:
    with closing(sqlite3.connect(ledger)) as connection:
        query = "SELECT DISTINCT original FROM documents WHERE original IS NOT NULL ORDER BY original"
        return [name for (name,) in connection.execute(query)]


def _documents(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM documents WHERE state = 'ready'").fetchone()
        return int(count)
