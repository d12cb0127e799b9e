"""A run: a fresh store from a corpus, every question asked as a user would ask it."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding

from eval.extraction import Extracted, extracted
from eval.generator.truth import Report
from eval.locating import places, stored_name
from eval.questions import Question
from eval.retrieval import Retrieved, measured, rankers
from eval.scoring import Score, score
from foundation.errors import ProjectError
from foundation.settings import Settings
from foundation.wording import say
from ingest.pipeline import IngestSummary, ingest
from knowledge.base import KnowledgeBase
from knowledge.embedding import open_model
from knowledge.llm import LanguageModel, ask
from knowledge.llm import open_model as open_language_model
from knowledge.query import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """The scores of a run, and what came of the corpus.

    ``faulty`` are the questions whose evidence names a document or a quote that the corpus does
    not hold; ``language_model`` is the model and endpoint that were configured, "" without one.
    The parts are measured when they were asked for.
    """

    scores: tuple[Score, ...]
    corpus: IngestSummary
    faulty: tuple[str, ...]
    language_model: str = ""
    retrieval: dict[str, Retrieved] = field(default_factory=dict)
    extraction: Extracted | None = None


def run(
    corpus: Path,
    questions: Sequence[Question],
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    *,
    with_retrieval: bool = False,
    truth: Sequence[Report] = (),
) -> Run:
    """Read the corpus into a store of its own, ask each question and score the answers.

    ``with_retrieval`` also measures each way of searching; with the ``truth`` of a generated
    corpus, what was extracted from it is compared.

    Raises:
        StoreError: the store cannot be built.
        EmptyCorpus: the corpus holds no document that can be read.
    """
    model = open_model(settings)
    with _fresh_store(settings) as own:
        with KnowledgeBase.open(own, model) as base:
            summary = ingest([corpus], base, own)
            documents = base.documents()
            if not documents:
                raise EmptyCorpus("corpus_empty", folder=corpus)
            texts = {document.name: base.original_text(document.document_id) for document in documents}
            base.warm_up()
            wording = open_language_model(own)
            scores = []
            for number, question in enumerate(questions, start=1):
                answer, latency = answer_of(question, base, wording)
                scores.append(score(question, answer, texts, latency))
                if progress is not None:
                    progress(number, len(questions))
            extraction = extracted(base, truth) if truth else None
        retrieval = _retrieval(own, questions, texts, model) if with_retrieval else {}
    return Run(
        scores=tuple(scores),
        corpus=summary,
        faulty=tuple(_faulty(questions, texts)),
        language_model=_language_model(settings),
        retrieval=retrieval,
        extraction=extraction,
    )


def _retrieval(
    settings: Settings, questions: Sequence[Question], texts: dict[str, str], model: BaseEmbedding
) -> dict[str, Retrieved]:
    if not any(question.evidence for question in questions):
        return {}
    found = {name: measured(ranker, questions, texts) for name, ranker in rankers(settings, texts, model)}
    return {name: each for name, each in found.items() if each is not None}


def _language_model(settings: Settings) -> str:
    if not settings.has_language_model:
        return ""
    return f"{settings.llm_model} ({settings.openai_base_url})"


class EmptyCorpus(ProjectError):
    """A corpus holds nothing that can be read. Raised by ``run``."""


def answer_of(
    question: Question, base: KnowledgeBase, model: LanguageModel | None = None
) -> tuple[dict[str, Any], float]:
    """The answer's JSON (or ``{"error"}``) and how many milliseconds it took."""
    history = tuple(Turn("user" if role == "user" else "assistant", said) for role, said in question.history)
    started = time.perf_counter()
    try:
        answer = ask(question.question, base, history, model=model).as_json()
    except ProjectError as error:
        answer = {"error": error.message}
    except Exception as error:
        log.exception("question %s", question.id)
        answer = {"error": f"{type(error).__name__}: {error}"}
    return answer, (time.perf_counter() - started) * 1000


@contextmanager
def _fresh_store(settings: Settings) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="eval-") as folder:
        yield settings.model_copy(
            update={"store_dir": Path(folder) / "store", "database_url": "", "chroma_url": ""}
        )


def _faulty(questions: Sequence[Question], texts: dict[str, str]) -> Iterator[str]:
    for question in questions:
        for evidence in question.evidence:
            name = stored_name(evidence.document, texts)
            if name is None:
                problem = say("evaluation.no_such_document", document=evidence.document)
            elif next(places(evidence.quote, texts[name]), None) is None:
                problem = say("evaluation.no_such_quote", quote=evidence.quote)
            else:
                continue
            yield f"{question.id}: {problem}"
