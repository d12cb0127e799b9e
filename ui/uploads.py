"""Uploaded files into the knowledge base, and stored ones read anew, with word of each file."""

from __future__ import annotations

import logging
import queue
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from foundation.collection import Collection
from foundation.errors import ProjectError
from foundation.settings import Settings
from foundation.wording import say
from ingest.files import FoundFile, sha256_of
from ingest.pipeline import FileOutcome, Step, ingest
from ingest.readers.names import safe_name
from ingest.version import reader_version
from ingest.workers import Failure, prepare_safely
from knowledge.base import KnowledgeBase

_TELL_EVERY = 1.0  # seconds between two signs of life while a file is being read
_INGESTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="upload")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UploadProgress:
    """How far an upload is: ``total`` files, those done so far, and whether it has ended.

    ``trouble`` is a Vietnamese message when the store itself could not be used.
    """

    total: int
    outcomes: tuple[FileOutcome, ...] = ()
    finished: bool = False
    trouble: str = ""


def bring_in(
    files: Sequence[Path], knowledge_base: KnowledgeBase, settings: Settings, into: Collection | None = None
) -> Iterator[UploadProgress]:
    """Ingest the uploaded files, one upload at a time; yields the progress at least each second.

    They go ``into`` a collection and are removed from where they were. A file whose name is taken
    by a document with other content gets a name of its own: two communes may well both send
    ``bao-cao.docx``.
    """
    progress = UploadProgress(len(files))
    yield progress
    steps: queue.Queue[Step | None] = queue.Queue()
    work = _INGESTER.submit(_ingest_and_tidy, files, knowledge_base, settings, into, steps)
    work.add_done_callback(lambda _: steps.put(None))
    while True:
        try:
            step = steps.get(timeout=_TELL_EVERY)
        except queue.Empty:
            yield progress
            continue
        if step is None:
            break
        progress = replace(progress, outcomes=(*progress.outcomes, step.outcome))
        yield progress
    yield replace(progress, finished=True, trouble=_trouble(work.exception()))


def _ingest_and_tidy(
    files: Sequence[Path],
    knowledge_base: KnowledgeBase,
    settings: Settings,
    into: Collection | None,
    steps: queue.Queue[Step | None],
) -> None:
    """Runs to its end even when the page that asked for it is closed meanwhile."""
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        staged = _stage(files, Path(folder), knowledge_base)
        for file in files:
            file.unlink(missing_ok=True)
        ingest(staged, knowledge_base, settings, steps.put, collection=into)


def read_again(document_id: str, knowledge_base: KnowledgeBase, settings: Settings) -> FileOutcome:
    """Read the stored copy of a document's file anew, as after an update of the program.

    When that fails the document stays as it was.

    Raises:
        NotFound: no such document.
        StoreError: the store cannot be written.
    """
    name = knowledge_base.document(document_id).name
    original = knowledge_base.original_file(document_id)
    if original is None:
        return FileOutcome(name, "failed", say("ui.upload.no_original"))
    prepared = prepare_safely(FoundFile(original, name), settings)
    if isinstance(prepared, Failure):
        return FileOutcome(name, "failed", prepared.reason)
    knowledge_base.mark_stale(document_id)
    return FileOutcome(name, knowledge_base.put(prepared, original, reader_version()).status)


def _stage(files: Sequence[Path], folder: Path, knowledge_base: KnowledgeBase) -> list[Path]:
    """Copies under safe names that no other content has."""
    taken = {document.name: document.sha256 for document in knowledge_base.documents()}
    staged: list[Path] = []
    for file in files:
        content = sha256_of(file)
        name = _free_name(safe_name(file.name), content, taken)
        taken[name] = content
        if not (folder / name).exists():
            shutil.copyfile(file, folder / name)
            staged.append(folder / name)
    return staged


def _free_name(name: str, content: str, taken: dict[str, str]) -> str:
    path = Path(name)
    number, candidate = 2, name
    while taken.get(candidate, content) != content:
        candidate = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return candidate


def _trouble(error: BaseException | None) -> str:
    if error is None:
        return ""
    if isinstance(error, ProjectError):
        return error.message
    log.error("upload failed", exc_info=error)
    return say("ui.upload.trouble")
