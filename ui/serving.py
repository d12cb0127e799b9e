"""The life of the app, from its start to its end.

Reads the settings, opens the store, reads the samples into it the very first time, serves.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import gradio as gr

from foundation.command_line import DONE, tell
from foundation.logs import log_as_json
from foundation.settings import Settings, settings
from foundation.wording import say
from ingest import display
from ingest.pipeline import ingest
from knowledge.base import KnowledgeBase
from knowledge.llm import open_model
from knowledge.people import Office
from knowledge.people.conversations import Conversations
from ui.answerers import Answerers
from ui.page import build
from ui.programs import for_programs
from ui.server import Beside, check_closed, check_port, kept_to_itself, serve
from ui.services import Services
from ui.watch import Health, Metrics, Stopping, watch_routes

SAMPLES = Path(__file__).parents[1] / "samples"
# In the store: the samples have been offered once, and stay away when a person deletes them.
SAMPLES_MARK = "samples-were-read"
# So long an answer that is finished takes to be written out at the page.
DELIVERY_S = 1.0
TEND_EVERY_S = 30.0

log = logging.getLogger(__name__)


def main(_arguments: Sequence[str]) -> int:
    """Serve until interrupted, or until a SIGTERM, which is an orderly end."""
    signal.signal(signal.SIGTERM, _leave)
    chosen = settings()
    if chosen.log_format == "json":
        log_as_json(sys.stderr)
    check_port(chosen.host, chosen.port)
    tell(say("ui.starting"))
    with (
        kept_to_itself(),
        KnowledgeBase.open(chosen) as knowledge_base,
        Conversations(chosen) as conversations,
        Office(chosen) as office,
        Answerers(knowledge_base, chosen) as answerers,
        closing(Stopping()) as stopping,
        closing(Metrics(knowledge_base, chosen)) as metrics,
    ):
        check_closed(chosen.host, office)
        office.sign_in.forget_ended()
        read_samples_once(knowledge_base, chosen, SAMPLES)
        services = Services(knowledge_base, conversations, chosen, open_model(chosen), office, answerers)
        health = Health(knowledge_base, chosen, stopping)
        routes, lifespan = for_programs(services)
        routes += watch_routes(health, metrics, chosen)
        blocks = build(services)
        address = serve(blocks, chosen, office, Beside(routes, lifespan, lambda: stopping.has_begun))
        tell(say("ui.ready", address=address))
        for name, work in (("warm-up", lambda: warm_up(answerers, health)),
                           ("tending", lambda: tend(knowledge_base, stopping))):  # fmt: skip
            threading.Thread(target=work, daemon=True, name=name).start()
        signal.signal(signal.SIGTERM, lambda *_: stopping.begin())
        stopping.wait_until_asked()
        is_idle = stop(blocks, stopping, chosen.stop_seconds)
    if not is_idle:
        # Python would wait for the threads of the questions that were given up.
        logging.shutdown()
        os._exit(DONE)
    return DONE


def _leave(*_: object) -> None:
    """What a SIGTERM does before anything is served: everything that is open is closed."""
    sys.exit(DONE)


def stop(blocks: gr.Blocks, stopping: Stopping, seconds: float) -> bool:
    """Let the running questions finish and reach their people; whether all of them did."""
    tell(say("programs.stop_begun", running=stopping.running))
    is_idle = stopping.wait_until_idle(seconds)
    if is_idle and seconds:
        time.sleep(min(DELIVERY_S, seconds))
    blocks.close(verbose=False)
    return is_idle


def tend(knowledge_base: KnowledgeBase, stopping: Stopping) -> None:
    """Look now and then whether the vectors are those of the ledger, and have them mended."""
    while not stopping.wait_until_asked(TEND_EVERY_S):
        try:
            knowledge_base.tend_vectors()
        except Exception:
            log.exception("the vectors could not be looked after")


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


def warm_up(answerers: Answerers, health: Health) -> None:
    """Load the embedding model while the person is still reading, so the first answer is quick."""
    try:
        answerers.warm_up()
        health.model_loaded(well=True)
    except Exception:
        health.model_loaded(well=False)
        log.exception("the model could not be loaded ahead of the first question")
