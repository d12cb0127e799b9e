"""``python -m knowledge ask``: one question, or a file of questions in one process."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foundation.answers import Answer, Citation
from foundation.command_line import DONE, INPUT_WRONG, add_store_option, settings_for, tell
from foundation.errors import ProjectError
from foundation.wording import say
from knowledge.base import KnowledgeBase
from knowledge.commands import open_store
from knowledge.commands.input import InputError, parse_history, parse_line, question_of, read_history
from knowledge.llm import LanguageModel, ask, open_model

if TYPE_CHECKING:
    from knowledge.commands import Commands

log = logging.getLogger(__name__)


def add_to(commands: Commands) -> None:
    """Add ``ask`` with its arguments."""
    parser = commands.add_parser("ask", help=say("commands.help.ask.description"))
    parser.add_argument("question", nargs="?", metavar="QUESTION", help=say("commands.help.ask.question"))
    add_store_option(parser)
    parser.add_argument("--history", type=Path, metavar="FILE", help=say("commands.help.ask.history"))
    parser.add_argument("--json", action="store_true", help=say("commands.help.json"))
    parser.add_argument("--batch", type=Path, metavar="QUESTIONS", help=say("commands.help.ask.batch"))
    parser.add_argument("--out", type=Path, metavar="ANSWERS", help=say("commands.help.ask.out"))
    parser.set_defaults(work=lambda options: _work(parser, options))


def _work(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    if (options.batch is None) == (options.question is None):
        parser.error(say("commands.ask.question_or_batch"))
    if (options.batch is None) != (options.out is None):
        parser.error(say("commands.ask.batch_needs_out"))
    if options.batch is not None:
        return _batch(options)
    history = read_history(options.history) if options.history else ()
    with closing(open_store(options)) as base:
        answer = ask(options.question, base, history, model=_model(options))
    print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) if options.json else as_text(answer))
    return DONE


def _batch(options: argparse.Namespace) -> int:
    """Answer line by line; each answer is on disk before the next question is read."""
    try:
        lines = options.batch.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("questions_unreadable", file=options.batch) from error
    failed = 0
    with closing(open_store(options)) as base, _writable(options.out).open("w", encoding="utf-8") as out:
        for answer in answers(lines, base, _model(options)):
            failed += "error" in answer
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()
    if failed:
        tell(say("commands.ask.batch_failures", failed=failed))
    return INPUT_WRONG if failed else DONE


def _model(options: argparse.Namespace) -> LanguageModel | None:
    return open_model(settings_for(options.store))


def answers(
    lines: Sequence[str], base: KnowledgeBase, model: LanguageModel | None = None
) -> Iterator[dict[str, Any]]:
    """The answer's JSON with its ``id`` for each line that is not blank, or ``id`` and ``error``."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer_line(number, line, base, model)


def _answer_line(number: int, line: str, base: KnowledgeBase, model: LanguageModel | None) -> dict[str, Any]:
    identifier: object = None
    try:
        entry = parse_line(line, number)
        identifier = entry["id"]
        history = parse_history(entry.get("history"))
        answer = ask(question_of(entry, number), base, history, model=model)
    except ProjectError as error:
        return {"id": identifier, "error": error.message}
    except Exception as error:
        log.exception("question on line %d", number)
        return {"id": identifier, "error": say("commands.ask.unexpected", detail=type(error).__name__)}
    return {"id": identifier, **answer.as_json()}


def _writable(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise InputError("cannot_write", file=path) from error
    return path


def as_text(answer: Answer) -> str:
    """The answer as a person reads it in a terminal: the text, then its numbered sources."""
    parts = [answer.text.strip()]
    if answer.model is not None and answer.model.reworded:
        parts.append(say("model.mark_line"))
    if answer.model is not None and answer.model.message:
        parts.append(answer.model.message)
    if answer.citations:
        parts.append(say("commands.ask.sources"))
        parts.extend(_source(citation) for citation in answer.citations)
    if answer.suggestions:
        parts.append(say("commands.ask.suggestions"))
        parts.extend(f"  - {suggestion}" for suggestion in answer.suggestions)
    return "\n".join(parts)


def _source(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    lines = str(citation.line_start)
    if citation.line_end > citation.line_start:
        lines += f"–{citation.line_end}"
    place = [say("commands.ask.line", lines=lines)]
    if citation.page is not None:
        place.insert(0, say("commands.ask.page", page=citation.page))
    if citation.ocr:
        place.append(say("commands.ask.ocr"))
    return say(
        "commands.ask.source", n=citation.n, quote=quote, document=citation.document, place=", ".join(place)
    )
