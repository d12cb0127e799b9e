"""One .doc file: converted to .docx when a converter is there, else its own characters."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from foundation.errors import UnreadableFile
from foundation.settings import Settings
from foundation.wording import say
from ingest.readers import word
from ingest.readers.content import BlockDraft, Content, PageDraft, SourceFile, assemble
from ingest.readers.layout import table_blocks
from ingest.readers.old_word.binary import BrokenWordFile, OldParagraph, paragraphs
from ingest.readers.rows import Row, cells_of

_TIMEOUT_SECONDS = 90
# A document may name pictures on the network: an address where nothing listens keeps the
# converter from following them.
_NOWHERE = "http://127.0.0.1:9"


def read(file: SourceFile, settings: Settings) -> Content:
    """Read the document; automatic list numbers need the converter.

    Raises:
        UnreadableFile: encrypted, or of a Word version before 97.
    """
    try:
        own = list(paragraphs(file.data))
    except BrokenWordFile as error:
        key = "file_encrypted" if error.encrypted else "file_doc_unsupported"
        raise UnreadableFile(key, str(error), name=file.name) from error
    converted = _converted(file)
    if converted is not None:
        return word.read(converted, settings)
    blocks = _blocks(own)
    if not blocks:
        raise UnreadableFile("file_blank", "no characters", name=file.name)
    return assemble([PageDraft(tuple(blocks))], [say("reading.old_word_plain")])


def _converted(file: SourceFile) -> SourceFile | None:
    """The file as .docx, None without a converter or when it fails."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(file.data)
        command = [
            program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless",
            "--norestore", "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        offline = {**os.environ, "http_proxy": _NOWHERE, "https_proxy": _NOWHERE, "HOME": folder}
        try:
            subprocess.run(command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=True, env=offline)
            return SourceFile(file.name, source.with_suffix(".docx").read_bytes())
        except (OSError, subprocess.SubprocessError):
            return None


def _blocks(found: list[OldParagraph]) -> list[BlockDraft]:
    blocks: list[BlockDraft] = []
    rows: list[Row] = []
    row = Row()
    cell: list[str] = []
    for paragraph in found:
        if not paragraph.in_table and rows:
            blocks += table_blocks(cells_of(rows))
            rows = []
        if paragraph.ends_row:
            rows.append(row)
            row, cell = Row(), []
        elif paragraph.ends_cell:
            row.texts.append("\n".join([*cell, paragraph.text]).strip())
            cell = []
        elif paragraph.in_table:
            cell.append(paragraph.text)
        elif paragraph.text.strip():
            blocks.append(BlockDraft("paragraph", paragraph.text))
    return [*blocks, *table_blocks(cells_of(rows))]
