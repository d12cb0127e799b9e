"""The assistant as a page in the browser: ``python app.py``.

Reads the settings, opens the store, reads the samples into it the very first time, serves.
"""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from foundation.command_line import DONE, run, tell
from foundation.settings import Settings, settings
from foundation.wording import say
from ingest import display
from ingest.pipeline import ingest
from knowledge.base import KnowledgeBase
from knowledge.llm import open_model
from knowledge.people import Office
from knowledge.people.conversations import Conversations
from ui.page import build
from ui.server import check_closed, check_port, kept_to_itself, serve
from ui.services import Services

SAMPLES = Path(__file__).parent / "samples"
# In the store: the samples have been offered once, and stay away when a person deletes them.
SAMPLES_MARK = "samples-were-read"

log = logging.getLogger(__name__)


def main(_arguments: Sequence[str]) -> int:
    """Serve until interrupted."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that leaving tidies up, however it ends
    chosen = settings()
    check_port(chosen.host, chosen.port)
    tell(say("ui.starting"))
    with (
        kept_to_itself(),
        KnowledgeBase.open(chosen) as knowledge_base,
        Conversations(chosen) as conversations,
        Office(chosen) as office,
    ):
        check_closed(chosen.host, office)
        office.sign_in.forget_ended()
        read_samples_once(knowledge_base, chosen, SAMPLES)
        services = Services(knowledge_base, conversations, chosen, open_model(chosen), office)
        address = serve(build(services), chosen, office)
        tell(say("ui.ready", address=address))
        threading.Thread(target=warm_up, args=(knowledge_base,), daemon=True, name="warm-up").start()
        threading.Event().wait()
    return DONE


def read_samples_once(knowledge_base: KnowledgeBase, chosen: Settings, samples: Path) -> None:
    """Fill a store that is new with the sample corpus; never a second time."""
    mark = chosen.store_dir / SAMPLES_MARK
    if mark.exists():
        return
    if not knowledge_base.documents() and samples.is_dir():
        tell(say("ui.reading_samples"))
        with display.progress() as progress:
            ingest([samples], knowledge_base, chosen, progress)
    mark.touch()


def warm_up(knowledge_base: KnowledgeBase) -> None:
    """Load the embedding model while the person is still reading, so the first answer is quick."""
    try:
        knowledge_base.search(say("ui.title"), k=1)
    except Exception:
        log.exception("the model could not be loaded ahead of the first question")


if __name__ == "__main__":
    sys.exit(run(main))
