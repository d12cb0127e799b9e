"""How the service is: alive, ready for questions, and each part that it needs.

Told to anybody who can reach it, as balancers have no account: states only, no numbers.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from ui.watch.stopping import Stopping

# Below this much room on the disk a backup or a large upload will soon fail.
DISK_LOW = 500 * 2**20  # bytes
# So long an examination holds: asking often must not cost the people's questions anything.
HOLDS_S = 2.0
# Without these parts no question can be answered; without the others it is answered less well.
NEEDED = ("service", "ledger", "model")
_FINE = "ok"

log = logging.getLogger(__name__)


class Health:
    """Examines the parts of the running service. Safe to use from several threads."""

    def __init__(self, knowledge_base: KnowledgeBase, settings: Settings, stopping: Stopping) -> None:
        self._checks: dict[str, Callable[[], str]] = {
            "service": lambda: "stopping" if stopping.has_begun else _FINE,
            "ledger": lambda: _state_of_ledger(knowledge_base),
            "vectors": knowledge_base.state_of_vectors,
            "model": lambda: self._model,
            "disk": lambda: _state_of_disk(settings),
        }
        self._model = "loading"
        self._lock = threading.Lock()
        self._examined: dict[str, str] = {}
        self._examined_at = 0.0

    def model_loaded(self, well: bool) -> None:
        """Say whether the embedding model could be loaded."""
        self._model = _FINE if well else "failed"

    def parts(self) -> dict[str, str]:
        """The state of each part: ``ok``, or a word for what is wrong."""
        with self._lock:
            if not self._examined or time.monotonic() - self._examined_at > HOLDS_S:
                self._examined = {name: _safely(name, check) for name, check in self._checks.items()}
                self._examined_at = time.monotonic()
            # These two change at once and cost nothing.
            current = {name: self._checks[name]() for name in ("service", "model")}
            return self._examined | current


def overall(parts: dict[str, str]) -> str:
    """``ok``, ``degraded`` (questions are answered all the same) or ``unavailable``."""
    if any(parts[name] != _FINE for name in NEEDED):
        return "unavailable"
    return _FINE if all(state == _FINE for state in parts.values()) else "degraded"


def _safely(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:
        log.warning("the %s could not be examined: %s", name, type(error).__name__)
        return "failed"


def _state_of_ledger(knowledge_base: KnowledgeBase) -> str:
    knowledge_base.documents()  # looks for changes, so it asks the database
    return _FINE


def _state_of_disk(settings: Settings) -> str:
    return "low" if shutil.disk_usage(settings.store_dir).free < DISK_LOW else _FINE
