"""What a file is by its content: magic bytes and structure, never its extension."""

from __future__ import annotations

import io
import re
from pathlib import PurePath
from typing import Literal

import olefile

from foundation.errors import UnreadableFile
from ingest.encodings import decode
from ingest.readers.content import SourceFile
from ingest.readers.limits import open_archive

Format = Literal["txt", "md", "html", "docx", "xlsx", "pdf", "image", "rtf", "doc", "xls"]

_EXTENSIONS: dict[str, Format] = {
    ".txt": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".pdf": "pdf", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image",
    ".tiff": "image", ".bmp": "image", ".webp": "image", ".gif": "image",
    ".rtf": "rtf", ".doc": "doc", ".xls": "xls",
}  # fmt: skip
_IMAGE_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|p|div|h[1-6])[\s>]", re.IGNORECASE)
# Markdown may set its letterhead in HTML; a page has no such headings, tables and strong words.
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|[ :|-]*-{3}[ :|-]*\|\s*$|\*\*[^*\n]+\*\*)", re.MULTILINE)
_TAG = re.compile(r"<[a-z!/]", re.IGNORECASE)
# Text may hold a few control characters of old printers; a binary file is full of them.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEWEST_IN_BINARY = 0.02


def expected_format(name: str) -> Format | None:
    """The format that the file's extension promises, None for an unknown extension."""
    return _EXTENSIONS.get(PurePath(name).suffix.lower())


def detect(file: SourceFile) -> Format:
    """The format of the file's content.

    Raises:
        UnreadableFile: the content is of no format that is read, or is encrypted.
    """
    data = file.data
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _office_archive(file)
    if data.startswith(olefile.MAGIC):
        return _compound_file(file)
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if _is_image(data):
        return "image"
    return _text_format(file)


def _is_image(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and data[6:10] == b"\0\0\0\0"
    return webp or bitmap or data.startswith(_IMAGE_MAGIC)


def _office_archive(file: SourceFile) -> Format:
    with open_archive(file) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise UnreadableFile("file_unknown_format", "an archive that is no document", name=file.name)


def _compound_file(file: SourceFile) -> Format:
    with olefile.OleFileIO(io.BytesIO(file.data)) as ole:  # type: ignore[no-untyped-call]
        streams = {entry[0].lower() for entry in ole.listdir()}
    if streams & {"encryptedpackage", "encryptioninfo"}:
        raise UnreadableFile("file_encrypted", "encrypted office package", name=file.name)
    if "worddocument" in streams:
        return "doc"
    if streams & {"workbook", "book"}:
        return "xls"
    key = "file_corrupt" if expected_format(file.name) in ("doc", "xls") else "file_unknown_format"
    raise UnreadableFile(key, f"compound file of {sorted(streams)[:5]}", name=file.name)


def _text_format(file: SourceFile) -> Format:
    head = decode(file.data[:20_000]).text
    if "\x00" in head or len(_CONTROLS.findall(head)) > len(head) * _FEWEST_IN_BINARY:
        raise UnreadableFile("file_unknown_format", "binary content", name=file.name)
    expected = expected_format(file.name)
    if expected == "html" and _TAG.search(head):
        return "html"
    page = expected not in ("txt", "md") or (head.lstrip().startswith("<") and not _MARKDOWN.search(head))
    if page and _HTML.search(head[:3000]):
        return "html"
    return expected if expected in ("txt", "md") else "txt"
