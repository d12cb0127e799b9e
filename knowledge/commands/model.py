"""``python -m knowledge model``: try the endpoint, see what was sent, mark documents public."""

from __future__ import annotations

import argparse
import time
from contextlib import closing
from typing import TYPE_CHECKING

from foundation.command_line import DONE, INPUT_WRONG, add_store_option, settings_for, tell
from foundation.errors import NotFound, SettingsError
from foundation.wording import say
from knowledge.commands import open_store
from knowledge.evidence.rewording import unfaithful
from knowledge.llm.failures import ModelFailure
from knowledge.llm.model import LanguageModel, open_model
from knowledge.llm.prompts import fill
from knowledge.llm.record import Exchange, Record

if TYPE_CHECKING:
    from knowledge.commands import Commands

_MOST_LINES = 50


def add_to(commands: Commands) -> None:
    """Add ``model`` with what it can do."""
    parser = commands.add_parser("model", help=say("model.command.description"))
    doings = parser.add_subparsers(required=True, metavar="DO")
    for name, work in (("try", _try), ("log", _log), ("public", _public)):
        doing = doings.add_parser(name, help=say(f"model.command.{name}"))
        add_store_option(doing)
        doing.set_defaults(work=work)
    doing.add_argument("name", nargs="?", metavar="NAME", help=say("model.command.name"))
    doing.add_argument("--remove", action="store_true", help=say("model.command.remove"))


def _try(options: argparse.Namespace) -> int:
    """Have one sentence reworded; exit code 1 where the model cannot be used."""
    model = open_model(settings_for(options.store))
    if model is None:
        raise SettingsError("llm_not_set")
    with closing(model):
        return _tried(model)


def _tried(model: LanguageModel) -> int:
    sentence, begun = say("llm/check.sentence"), time.perf_counter()
    try:
        reply = " ".join(model.lines(fill("check", sentence))).strip()
    except ModelFailure as failure:
        tell(failure.message)
        tell(str(failure))
        return INPUT_WRONG
    seconds = round(time.perf_counter() - begun, 1)
    print(say("model.command.works", model=model.name, address=model.address, seconds=seconds, reply=reply))
    keeps = not unfaithful(sentence, reply)
    print(say(f"model.command.{'faithful' if keeps else 'unfaithful'}"))
    return DONE if keeps else INPUT_WRONG


def _log(options: argparse.Namespace) -> int:
    with closing(Record(settings_for(options.store))) as record:
        exchanges = record.lines(_MOST_LINES)
    for exchange in exchanges:
        print(as_line(exchange))
        if any(exchange.documents):
            print(say("model.command.documents", names=", ".join(exchange.documents)))
    if not exchanges:
        tell(say("model.command.empty"))
    return DONE


def as_line(exchange: Exchange) -> str:
    """One request without its words."""
    return say(
        "model.command.line", at=exchange.at, purpose=say(f"model.purposes.{exchange.purpose}"),
        version=exchange.prompt_version, model=exchange.model, sent=exchange.sent_tokens,
        received=exchange.received_tokens, seconds=round(exchange.seconds, 1),
        outcome=say(f"model.outcomes.{exchange.outcome}"),
    )  # fmt: skip


def _public(options: argparse.Namespace) -> int:
    with (
        closing(open_store(options)) as base,
        closing(Record(settings_for(options.store))) as record,
    ):
        documents = base.documents()
        if options.name is None:
            public = record.public(documents)
            print("\n".join(d.name for d in public) if public else say("model.command.none_public"))
            return DONE
        found = [d for d in documents if options.name in (d.name, d.document_id, *d.other_names)]
        if not found:
            raise NotFound("document_not_found", options.name)
        for document in found:
            record.mark_public(document, not options.remove)
            print(say(f"model.command.{'unmarked' if options.remove else 'marked'}", name=document.name))
    return DONE
