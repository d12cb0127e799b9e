"""Files and folders into the knowledge base: what is new, what changed, what is gone.

Safe to kill at any moment: one document is one transaction of the knowledge base, and what a
run did not reach is done by the next.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from foundation.collection import Collection
from foundation.errors import StoreError
from foundation.events import happened
from foundation.records import DocumentIdentity, PreparedDocument
from foundation.settings import Settings
from ingest.files import FoundFile, find_files, sha256_of
from ingest.sources import Sources
from ingest.version import reader_version
from ingest.workers import Failure, Preparer, prepare_all, reason_of
from knowledge.base import KnowledgeBase
from knowledge.llm.record import withdraw_public_mark

Outcome = Literal["added", "replaced", "unchanged", "duplicate", "removed", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("added", "replaced", "unchanged", "duplicate", "removed", "failed")


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
    collection: Collection | None = None,
    preparer: Preparer = prepare_all,
) -> IngestSummary:
    """Bring the store up to date with the given files and folders.

    A file whose name and bytes are known costs its hash only. ``prune`` removes the documents
    that came from a given folder and whose file is no longer there. ``collection`` is where the
    files belong; without it each stays where it is. ``preparer`` reads the files: here, or on a
    cluster's workers. Failures are collected and stop nothing.

    Raises:
        StoreError: the store itself cannot be used.
    """
    started = time.monotonic()
    run = _Run(knowledge_base, settings, collection, preparer)
    files = run.named(find_files(paths))
    outcomes: list[FileOutcome] = []
    if prune:
        # First, so that a renamed file is not taken for a copy of what it was.
        outcomes.extend(run.remove_gone([path for path in paths if path.is_dir()], files))
    for done, outcome in enumerate(run.bring_in(files), start=1):
        outcomes.append(outcome)
        happened("ingested", outcome=outcome.outcome)
        if progress is not None:
            progress(Step(done, len(files), outcome))
    return IngestSummary(tuple(outcomes), len(knowledge_base.documents()), time.monotonic() - started)


class _Run:
    """One run over one knowledge base."""

    def __init__(
        self,
        knowledge_base: KnowledgeBase,
        settings: Settings,
        collection: Collection | None,
        preparer: Preparer,
    ) -> None:
        self._base = knowledge_base
        self._collection = collection
        self._preparer = preparer
        self._settings = settings
        self._sources = Sources(settings.store_dir)

    def named(self, files: Sequence[FoundFile]) -> list[FoundFile]:
        """The files under the names that they have in the store."""
        return [self._sources.known_as(file) for file in files]

    def bring_in(self, files: Sequence[FoundFile]) -> Iterator[FileOutcome]:
        """Known files first, which cost their hash only; then the others in their order."""
        to_read: list[FoundFile] = []
        for file in files:
            outcome = self._without_reading(file)
            if outcome is None:
                to_read.append(file)
            else:
                yield outcome
        for file, prepared in self._preparer(to_read, self._settings):
            if isinstance(prepared, Failure):
                yield FileOutcome(file.name, "failed", prepared.reason)
            else:
                yield self._store(file, prepared)

    def remove_gone(self, folders: Sequence[Path], files: Sequence[FoundFile]) -> Iterator[FileOutcome]:
        """Delete the documents that came from these folders and have no file there any more."""
        stored = {document.name: document.document_id for document in self._base.documents()}
        for name in list(self._sources.gone(folders, files)):
            if name in stored:
                self._base.delete(stored[name])
                yield FileOutcome(name, "removed")
            self._sources.forget(name)

    def _without_reading(self, file: FoundFile) -> FileOutcome | None:
        try:
            known = self._base.known(file.name, sha256_of(file.path), reader_version())
        except OSError as error:
            return FileOutcome(file.name, "failed", reason_of(error))
        if known is None:
            return None
        if known.name == file.name:
            self._sources.remember(file.name, file.path)
            if self._collection is not None:
                self._base.move(known.document_id, self._collection)
                if known.collection == Collection.PUBLIC != self._collection:
                    withdraw_public_mark(self._settings, known)
            return FileOutcome(file.name, "unchanged")
        self._base.add_name(known.document_id, file.name)
        return FileOutcome(file.name, "duplicate", original=known.name)

    def _store(self, file: FoundFile, prepared: PreparedDocument) -> FileOutcome:
        """Put one document; what goes wrong with it alone is its failure."""
        try:
            prepared = self._under_own_name(file, prepared)
            result = self._base.put(prepared, file.path, reader_version(), self._collection)
        except StoreError:
            raise
        except Exception as error:
            return FileOutcome(file.name, "failed", reason_of(error))
        if result.status == "duplicate":
            return FileOutcome(prepared.name, "duplicate", original=result.name)
        self._sources.remember(prepared.name, file.path)
        return FileOutcome(prepared.name, result.status)

    def _under_own_name(self, file: FoundFile, prepared: PreparedDocument) -> PreparedDocument:
        """Another office's report may have the same file name; it must not replace this one."""
        if not self._sources.is_taken(file.name, file.path):
            return prepared
        stored = next((each for each in self._base.documents() if each.name == file.name), None)
        if stored is None or _tells_the_same(stored.identity, prepared.identity):
            return prepared
        return replace(prepared, name=self._sources.free_name(file))


def _tells_the_same(one: DocumentIdentity, other: DocumentIdentity) -> bool:
    """Whether two documents are of one unit about one period: the later is then the newer version."""
    names = ("commune", "district", "province", "period", "kind")
    return all(one.value(name) == other.value(name) for name in names)
