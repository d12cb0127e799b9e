"""Writing a backup of a store that goes on being used."""

from __future__ import annotations

import zipfile
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, select

from foundation.settings import Settings
from knowledge.operations.archive import (
    MANIFEST,
    ORIGINALS,
    PARTS,
    BackupError,
    Manifest,
    copy_checked,
    working_folder,
)
from knowledge.store.database import Database, database_of
from knowledge.store.ledger.schema import LEDGER, documents

_PARTIAL = ".part"
# Most originals are compressed already (.docx, .pdf); the databases are not.
_PACKED = zipfile.ZIP_DEFLATED


def backup(store: Path | Settings, file: Path, wait_s: float) -> Manifest:
    """Write the whole store into ``file``, which appears complete or not at all.

    ``store`` is the store's settings, or its folder for one of SQLite files.

    People may ask and read meanwhile; whoever writes waits until the copy is made, so that
    ledger and originals are of one moment.

    Raises:
        BackupError: the file cannot be written (disk full, no permission).
        StoreError: another process is writing and does not finish within ``wait_s`` seconds.
    """
    partial = file.with_name(file.name + _PARTIAL)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(database_of(store)) as database, database.writer_lock().held(wait_s):
            manifest = _write(database, partial)
        partial.replace(file)
    except OSError as error:
        raise BackupError("backup_not_written", str(error), file=file) from error
    finally:
        with suppress(OSError):
            partial.unlink()
    return manifest


def _write(database: Database, partial: Path) -> Manifest:
    members: dict[str, str] = {}
    with (
        working_folder(partial.with_suffix(".databases")) as folder,
        zipfile.ZipFile(partial, "w", _PACKED, allowZip64=True) as archive,
    ):
        for part in database.snapshot(PARTS, folder):
            members[part.file] = _add(archive, folder / part.file, part.file)
        copied = database_of(folder).engine(LEDGER)
        try:
            for original in _originals(copied):
                if source := database.originals.path(original):
                    members[ORIGINALS + original] = _add(archive, source, ORIGINALS + original)
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            manifest = Manifest(made_at, _documents(copied), members)
        finally:
            copied.dispose()
        archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def _add(archive: zipfile.ZipFile, source: Path, name: str) -> str:
    with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as member:
        return copy_checked(stream, member)


def _originals(ledger: Engine) -> list[str]:
    query = select(documents.c.original).where(documents.c.original.is_not(None)).distinct()
    with ledger.connect() as connection:
        return [str(name) for name in connection.scalars(query.order_by(documents.c.original))]


def _documents(ledger: Engine) -> int:
    query = select(func.count()).select_from(documents).where(documents.c.state == "ready")
    with ledger.connect() as connection:
        return int(connection.scalar(query) or 0)
