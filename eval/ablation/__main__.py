"""``python -m eval.ablation [--cache FILE]``: one table, one choice changed a row."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from eval.ablation.embedded import Embedder
from eval.ablation.search import (
    Choices,
    Miniature,
    accented_pairs,
    bare,
    headings_only,
    syllables,
)
from eval.questions import Question
from eval.retrieval import Ranker, measured, passages_of
from eval.suite import load_all
from foundation.document import StructuredDocument
from foundation.records import DocumentIdentity, Passage
from foundation.settings import Settings
from ingest import chunk as chunker
from ingest.files import find_files
from ingest.pipeline import ingest
from ingest.prepare import passages, understand
from knowledge.base import KnowledgeBase
from knowledge.embedding import open_model
from language.text import has_diacritics

CORPORA = ("samples", "eval/corpora/variety", "eval/corpora/south_and_north", "eval/corpora/manners")
SETS = ("samples", "samples_more", "regulations", "variety", "south_and_north", "manners")
# What a passage should have and may have at most, in tokens; the program's is the second.
SIZES = ((60, 120), (150, 300), (250, 500), (400, 800))

Documents = Sequence[tuple[str, StructuredDocument, DocumentIdentity]]


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.ablation", description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("eval/out/embeddings.sqlite"))
    options = parser.parse_args()
    settings = Settings()
    files = find_files([Path(corpus) for corpus in CORPORA])
    documents = [(file.name, *understand(file.path, settings)) for file in files]
    texts = {name: document.source.text for name, document, _ in documents}
    questions = load_all([Path(f"eval/questions/{name}.jsonl") for name in SETS])
    model = open_model(settings)
    embedder = Embedder(model, options.cache)
    print("| choice | variant | R@1 | R@5 | R@10 | nDCG@10 | nDCG@10, typed without marks |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"store_dir": Path(folder), "database_url": "", "chroma_url": ""})
        with KnowledgeBase.open(own, model) as base:
            ingest([Path(corpus) for corpus in CORPORA], base, own)
            _print("the program's own search", "", passages_of(base), questions, texts)
    for choice, variant, choices in _variants():
        found = Miniature(_cut(documents), embedder, choices)
        _print(choice, variant, found.ranker(), questions, texts)
    for enough, most in SIZES:
        with _sized(enough, most):
            found = Miniature(_cut(documents), embedder, Choices())
        _print("passage size", f"{enough}–{most} tokens", found.ranker(), questions, texts)


def _variants() -> Iterator[tuple[str, str, Choices]]:
    yield "miniature", "all defaults", Choices()
    yield "tokens", "folded syllables", Choices(tokenise=syllables)
    yield "tokens", "syllables and pairs with their marks", Choices(tokenise=accented_pairs)
    yield "identity in front", "headings only", Choices(told=headings_only)
    yield "identity in front", "nothing", Choices(told=bare)
    yield "restoring marks before dense search", "no", Choices(restore=False)
    for weight in (0.0, 0.3, 0.45, 0.65, 0.8, 1.0):
        yield "share of words in the fusion", f"{weight:g}", Choices(weight=weight)
    yield "fusion", "reciprocal ranks, k=60", Choices(weight=None)


def _cut(documents: Documents) -> list[tuple[str, Passage]]:
    return [(name, each) for name, document, identity in documents for each in passages(document, identity)]


@contextmanager
def _sized(enough: int, most: int) -> Iterator[None]:
    """The chunker with other sizes: constants of its module, which only an ablation ever sets."""
    with patch.object(chunker, "ENOUGH", enough), patch.object(chunker, "MOST", most):
        yield


def _print(
    choice: str, variant: str, ranker: Ranker, questions: Sequence[Question], texts: dict[str, str]
) -> None:
    every = measured(ranker, questions, texts)
    plain = measured(ranker, [each for each in questions if not has_diacritics(each.question)], texts)
    assert every is not None
    assert plain is not None
    low, high = every.ndcg_interval
    recall = " | ".join(f"{share:.3f}" for share in every.recall.values())
    order = f"{every.ndcg:.3f} [{low:.3f}; {high:.3f}]"
    print(f"| {choice} | {variant} | {recall} | {order} | {plain.ndcg:.3f} |", flush=True)


if __name__ == "__main__":
    main()
