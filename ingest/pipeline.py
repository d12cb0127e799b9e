"""Files and folders into the knowledge base: what is new, what changed, what is gone.

Safe to kill at any moment: one document is one transaction of the knowledge base, and what a
run did not reach is done by the next.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from foundation.errors import StoreError
from foundation.records import PreparedDocument
from foundation.settings import Settings
from ingest.files import FoundFile, find_files, sha256_of
from ingest.workers import Failure, prepare_all, reason_of
from knowledge.base import KnowledgeBase

Outcome = Literal["added", "replaced", "unchanged", "duplicate", "removed", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("added", "replaced", "unchanged", "duplicate", "removed", "failed")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. ``reason`` is Vietnamese; ``original`` names the known copy."""

    name: str
    outcome: Outcome
    reason: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One finished file, for a progress display: ``done`` of ``total`` files are done."""

    done: int
    total: int
    outcome: FileOutcome


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a run did; ``documents`` is how many the store holds after it."""

    outcomes: tuple[FileOutcome, ...]
    documents: int
    seconds: float

    def count(self, outcome: Outcome) -> int:
        """How many files came to this outcome."""
        return Counter(each.outcome for each in self.outcomes)[outcome]

    def of(self, outcome: Outcome) -> tuple[FileOutcome, ...]:
        """The files that came to this outcome, in the order they were met."""
        return tuple(each for each in self.outcomes if each.outcome == outcome)


def ingest(
    paths: Sequence[Path],
    knowledge_base: KnowledgeBase,
    settings: Settings,
    progress: Callable[[Step], None] | None = None,
    *,
    prune: bool = False,
) -> IngestSummary:
    """Bring the store up to date with the given files and folders.

    A file whose name and bytes are known costs its hash only. ``prune`` removes the documents
    that came from a given folder and whose file is no longer there. Failures are collected and
    stop nothing.

    Raises:
        StoreError: the store itself cannot be used.
    """
    started = time.monotonic()
    run = _Run(knowledge_base, settings)
    files = find_files(paths)
    outcomes: list[FileOutcome] = []
    for outcome in run.bring_in(files):
        outcomes.append(outcome)
        if progress is not None:
            progress(Step(len(outcomes), len(files), outcome))
    if prune:
        outcomes.extend(run.remove_gone([path for path in paths if path.is_dir()], files))
    return IngestSummary(tuple(outcomes), len(knowledge_base.documents()), time.monotonic() - started)


class _Run:
    """One run over one knowledge base, and what the store knows while it goes on."""

    def __init__(self, knowledge_base: KnowledgeBase, settings: Settings) -> None:
        self._base = knowledge_base
        self._settings = settings
        self._by_name = {document.name: document for document in knowledge_base.documents()}
        self._name_of_content = {document.sha256: document.name for document in self._by_name.values()}

    def bring_in(self, files: Sequence[FoundFile]) -> Iterator[FileOutcome]:
        """Known files first, which cost their hash only; then the others in their order."""
        to_read: list[FoundFile] = []
        for file in files:
            outcome = self._without_reading(file)
            if outcome is None:
                to_read.append(file)
            else:
                yield outcome
        for file, prepared in prepare_all(to_read, self._settings):
            if isinstance(prepared, Failure):
                yield FileOutcome(file.name, "failed", prepared.reason)
            else:
                yield self._store(file, prepared)

    def _without_reading(self, file: FoundFile) -> FileOutcome | None:
        try:
            sha256 = sha256_of(file.path)
        except OSError as error:
            return FileOutcome(file.name, "failed", reason_of(error))
        owner = self._name_of_content.get(sha256)
        if owner == file.name:
            return FileOutcome(file.name, "unchanged")
        if owner is not None:
            return self._duplicate(file.name, owner)
        return None

    def _store(self, file: FoundFile, prepared: PreparedDocument) -> FileOutcome:
        owner = self._name_of_content.get(prepared.sha256)
        if owner is not None:
            return self._duplicate(file.name, owner)
        try:
            result = self._base.put(prepared, file.path)
        except StoreError:
            raise
        except Exception as error:
            return FileOutcome(file.name, "failed", reason_of(error))
        self._name_of_content[prepared.sha256] = file.name
        return FileOutcome(file.name, result.outcome)

    def _duplicate(self, name: str, owner: str) -> FileOutcome:
        """The file says what another document says; what it said before is no longer so."""
        before = self._by_name.pop(name, None)
        if before is not None:
            self._name_of_content.pop(before.sha256, None)
            self._base.delete(before.document_id)
        return FileOutcome(name, "duplicate", original=owner)

    def remove_gone(self, folders: Sequence[Path], files: Sequence[FoundFile]) -> Iterator[FileOutcome]:
        """Delete the documents that came from these folders and have no file there any more."""
        there = {file.path.resolve() for file in files}
        roots = [folder.resolve() for folder in folders]
        for document in self._base.documents():
            if document.source is None:
                continue
            source = Path(document.source)
            if source not in there and any(source.is_relative_to(root) for root in roots):
                self._base.delete(document.document_id)
                yield FileOutcome(document.name, "removed")
