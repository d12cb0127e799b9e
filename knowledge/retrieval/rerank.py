"""Optional second look at the best passages by a cross-encoder; off unless a model is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.store.ledger.stored import FoundPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 30


class Reranker:
    """Orders passages by a cross-encoder's judgement of question and passage together."""

    def __init__(self, model: str) -> None:
        self._name = model
        self._model: CrossEncoder | None = None

    def rerank(self, question: str, passages: Sequence[FoundPassage]) -> list[FoundPassage]:
        """The first ``RERANKED`` passages in the model's order, then the others as they were.

        The scores of the reordered passages are the old ones in descending order, so that the
        list stays sorted by score.
        """
        head, tail = list(passages[:RERANKED]), list(passages[RERANKED:])
        if len(head) < 2:
            return [*head, *tail]
        if self._model is None:
            from sentence_transformers import CrossEncoder

            local = Path(self._name).is_dir()
            self._model = CrossEncoder(self._name, device="cpu", local_files_only=local)
        pairs = [(question, f"{passage.header}\n{passage.text}") for passage in head]
        judged = self._model.predict(pairs, show_progress_bar=False)
        order = sorted(range(len(head)), key=lambda i: -float(judged[i]))
        scores = sorted((passage.score for passage in head), reverse=True)
        return [replace(head[i], score=score) for i, score in zip(order, scores, strict=True)] + tail
