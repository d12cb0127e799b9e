"""Limits that keep a hostile or broken file from exhausting the machine."""

from __future__ import annotations

import io
import re
import zipfile

from foundation.errors import UnreadableFile
from ingest.readers.content import SourceFile

# What an office file may unpack to, in bytes, and how many times its packed size beyond the
# first megabytes. Real reports unpack to some ten times their size.
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 150
_RATIO_COUNTS_FROM = 20 * 1024 * 1024
# Parsed XML takes many times its size in memory; pictures, which make files large, do not count.
MAX_XML = 80 * 1024 * 1024
MAX_PARTS = 10_000
MAX_PAGES = 1_000
# A page of A3 at 600 dpi has some 70 million pixels.
MAX_PIXELS = 120_000_000

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def open_archive(file: SourceFile) -> zipfile.ZipFile:
    """The opened archive, once it is known to be safe to unpack.

    Declared sizes are checked; ``zipfile`` itself stops a part that unpacks to more than it
    declares. An office part that declares XML entities is refused: none needs them.

    Raises:
        UnreadableFile: broken archive, encrypted parts, or one that unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFile("file_corrupt", f"broken archive: {error}", name=file.name) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    limit = min(MAX_UNPACKED, max(_RATIO_COUNTS_FROM, MAX_RATIO * len(file.data)))
    markup = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if unpacked > limit or markup > MAX_XML or len(parts) > MAX_PARTS:
        cause = f"{len(parts)} parts unpack to {unpacked} bytes, limit {limit}"
        raise UnreadableFile("file_bomb", cause, name=file.name)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFile("file_encrypted", "encrypted archive", name=file.name)
    return archive


def refuse_entities(file: SourceFile) -> None:
    """Refuse an office archive whose XML declares entities: they can grow without bound.

    Raises:
        UnreadableFile: a part declares a document type or an entity.
    """
    with open_archive(file) as archive:
        for part in archive.infolist():
            if not part.filename.lower().endswith((".xml", ".rels")):
                continue
            try:
                with archive.open(part) as stream:
                    head = stream.read(4096)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
                cause = f"broken part {part.filename}: {error}"
                raise UnreadableFile("file_corrupt", cause, name=file.name) from error
            if _ENTITY.search(head) or _ENTITY.search(head.decode("utf-16", "ignore").encode()):
                cause = f"entities declared in {part.filename}"
                raise UnreadableFile("file_bomb", cause, name=file.name)
