"""Suites: several question sets over their corpora, evaluated in one run."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.generator.corpus import CORPUS, QUESTIONS, TRUTH, generate
from eval.generator.truth import Report, read_truth
from eval.questions import Question, QuestionSetError, load_questions


@dataclass(frozen=True, slots=True)
class Generated:
    """A district for the generator to write."""

    communes: int
    years: tuple[int, ...]
    seed: int


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """One set: a folder of documents with files of questions, or a generated district."""

    id: str
    title: str
    corpus: Path = Path()
    questions: tuple[Path, ...] = ()
    generated: Generated | None = None


@dataclass(frozen=True, slots=True)
class OpenSet:
    """A set that is ready to run; ``truth`` only for a generated one."""

    corpus: Path
    questions: tuple[Question, ...]
    truth: tuple[Report, ...] = ()


def read_suite(path: Path) -> tuple[QuestionSet, ...]:
    """The sets of a suite file.

    Raises:
        QuestionSetError: the file cannot be read or a set is malformed.
    """
    try:
        sets = tomllib.loads(path.read_text(encoding="utf-8"))["set"]
        return tuple(_question_set(entry) for entry in sets)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError("questions_unreadable", file=path) from error


def _question_set(entry: dict[str, Any]) -> QuestionSet:
    if "generate" in entry:
        wanted = entry["generate"]
        made = Generated(wanted["communes"], tuple(wanted["years"]), wanted["seed"])
        return QuestionSet(entry["id"], entry["title"], generated=made)
    files = tuple(Path(file) for file in entry["questions"])
    return QuestionSet(entry["id"], entry["title"], Path(entry["corpus"]), files)


@contextmanager
def opened(chosen: QuestionSet) -> Iterator[OpenSet]:
    """The set with its questions loaded; a generated corpus lives as long as the context.

    Raises:
        QuestionSetError: questions cannot be read, or an id stands in two files.
    """
    if chosen.generated is None:
        yield OpenSet(chosen.corpus, load_all(chosen.questions))
        return
    with tempfile.TemporaryDirectory(prefix="eval-generated-") as name:
        folder, wanted = Path(name), chosen.generated
        generate(folder, wanted.communes, wanted.years, wanted.seed)
        truth = read_truth(folder / TRUTH)
        yield OpenSet(folder / CORPUS, load_questions(folder / QUESTIONS), truth)


def load_all(files: Sequence[Path]) -> tuple[Question, ...]:
    """The questions of several files; an id that an earlier file has gets its file's name before it."""
    every: dict[str, Question] = {}
    for file in files:
        for question in load_questions(file):
            named = question if question.id not in every else question.renamed(f"{file.stem}/{question.id}")
            every[named.id] = named
    return tuple(every.values())
