"""Other processes that work on a store: real ones, started quickly from a warm fork server."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.operations.backup import backup
from knowledge.operations.restore import restore
from tests.knowledge.factories import award, report
from tests.knowledge.hashed_embedding import HashedEmbedding

_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.knowledge.store.processes"])


class Process(_server.Process):  # type: ignore[name-defined]
    """A process that works on the database that the settings of its test name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._database = os.environ.get("DATABASE_URL", "")

    def run(self) -> None:
        os.environ["DATABASE_URL"] = self._database
        super().run()


FIRST = "Xây dựng nhà văn hóa thôn.\nSửa đường liên xã.\nTặng quà hộ nghèo."
SECOND = "Nạo vét kênh mương.\nSửa đường liên xã."


def open_base(store: Path, wait_s: float = 30) -> KnowledgeBase:
    return KnowledgeBase.open(Settings(store_dir=store), HashedEmbedding(), wait_s)


def put_version(base: KnowledgeBase, text: str, folder: Path, name: str = "a.txt") -> None:
    """Put a document with its file."""
    file = folder / f"{len(text)}.txt"
    file.write_text(text, encoding="utf-8")
    base.put(report(name, text, awards=(award(),)), file)


def die_at(place: str, after: bool, work: str, store: Path, folder: Path) -> None:
    """Do ``work`` ("replace" or "delete") on the first document, killed at a call of ``place``.

    ``place`` is "module:function" or "module:Class.method"; ``after`` kills when it returns.
    """
    with open_base(store) as base:
        _make_deadly(place, after)
        if work == "replace":
            put_version(base, SECOND, folder)
        else:
            base.delete(base.documents()[0].document_id)


def die_while_keeping(place: str, after: bool, work: str, store: Path, file: Path) -> None:
    """Write a backup to ``file`` or restore it ("backup" or "restore"), killed at a call of ``place``."""
    _make_deadly(place, after)
    if work == "backup":
        backup(Settings(store_dir=store), file, 30)
    else:
        restore(Settings(store_dir=store), file, 30, HashedEmbedding())


def _make_deadly(place: str, after: bool) -> None:
    module, _, path = place.partition(":")
    owner: Any = import_module(module)
    *outer, name = path.split(".")
    for part in outer:
        owner = getattr(owner, part)
    setattr(owner, name, _deadly(getattr(owner, name), after))


def _deadly(function: Callable[..., Any], after: bool) -> Callable[..., Any]:
    def dying(*args: Any, **kwargs: Any) -> Any:
        if after:
            function(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return dying


def put_many(store: Path, folder: Path, prefix: str, count: int) -> None:
    """Put ``count`` documents, each followed by its second version."""
    with open_base(store) as base:
        for number in range(count):
            for text in (FIRST, SECOND):
                put_version(base, f"{prefix} {number}. {text}", folder, f"{prefix}-{number}.txt")
