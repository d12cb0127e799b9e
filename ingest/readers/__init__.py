"""Readers: a file of any supported format becomes one ``SourceDocument``.

One thin module for each format, chosen by what the file's content is. ``read`` guards them
all: size, permissions, archives that unpack without end, text that is not there.
"""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation.document import SourceDocument
from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.readers.content import Reader, SourceFile
from ingest.readers.detect import Format, detect, expected_format
from ingest.readers.language_note import language_note
from ingest.readers.names import safe_name

__all__ = ["read", "safe_name"]

# The module of each format; imported when first needed, so that reading text loads no PDF
# or workbook library.
_MODULES: dict[Format, str] = {
    "txt": "plain",
    "md": "plain",
    "html": "web",
    "docx": "word",
    "pdf": "pdf",
    "image": "image",
    "xlsx": "workbook",
    "xls": "old_workbook",
    "rtf": "rich_text",
    "doc": "old_word",
}


def read(path: Path, settings: Settings) -> SourceDocument:
    """Read a file into the document model.

    Raises:
        UnreadableFile: missing, a folder, not permitted, empty, too large, encrypted, damaged,
            a decompression bomb, of an unknown format, or without any text.
    """
    name = safe_name(path.name)
    file = SourceFile(name, _bytes(path, name, settings))
    with _damage_refused(file):
        detected = detect(file)
        content = _reader(detected)(file, settings)
    if not content.text.strip():
        raise UnreadableFile("file_blank", "no visible character", name=name)
    return SourceDocument(
        name=name,
        format=detected,
        sha256=hashlib.sha256(file.data).hexdigest(),
        text=content.text,
        pages=content.pages,
        notes=(*_format_notes(name, detected), *content.notes, *language_note(content.text)),
    )


def _bytes(path: Path, name: str, settings: Settings) -> bytes:
    """The file's bytes, after the checks that need no reading."""
    try:
        if path.is_dir():
            raise UnreadableFile("file_is_folder", "a directory", name=name)
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableFile("file_unknown_format", "a device or pipe", name=name)
        if size > settings.max_file_mb * 1024 * 1024:
            raise UnreadableFile(
                "file_too_large", f"{size} bytes", name=name,
                size=f"{size / 1024 / 1024:.0f}", limit=settings.max_file_mb,
            )  # fmt: skip
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile("file_missing", str(error), name=name) from error
    except PermissionError as error:
        raise UnreadableFile("file_not_permitted", str(error), name=name) from error
    except OSError as error:
        raise UnreadableFile("file_not_readable", str(error), name=name) from error
    if not data:
        raise UnreadableFile("file_empty", "0 bytes", name=name)
    return data


def _reader(detected: Format) -> Reader:
    reader: Reader = importlib.import_module(f"ingest.readers.{_MODULES[detected]}").read
    return reader


@contextmanager
def _damage_refused(file: SourceFile) -> Iterator[None]:
    """Libraries meet a damaged file with errors of every kind; whichever it is, it is refused."""
    try:
        yield
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile("file_corrupt", repr(error), name=file.name) from error


def _format_notes(name: str, detected: Format) -> tuple[str, ...]:
    expected = expected_format(name)
    if expected in (None, detected) or {expected, detected} == {"txt", "md"}:
        return ()
    return (say("reading.wrong_extension", name=name, format=say(f"reading.format_{detected}")),)
