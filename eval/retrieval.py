"""How well the passages with the evidence are found, by each way of searching.

Beside the project's fused search stand its two halves alone and LlamaIndex's default index and
query engine on the same embedding model and the same texts, as someone would set them up who
has not read this project.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.schema import TextNode

from eval.intervals import Interval, share_interval
from eval.locating import places, stored_name
from eval.questions import Evidence, Question
from foundation.settings import Settings
from knowledge.base import KnowledgeBase

DEPTH = 10
RECALL_AT = (1, 5, 10)
LEXICAL, DENSE, FUSED, LLAMA_INDEX = "lexical", "dense", "fused", "llama_index"

# A found piece of text: document name and range.
Found = tuple[str, int, int]
Ranker = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Recall at several depths and nDCG at ``DEPTH``, with the intervals of nDCG's mean."""

    questions: int
    recall: dict[int, float]
    ndcg: float
    ndcg_interval: Interval


def rankers(
    settings: Settings, texts: Mapping[str, str], model: BaseEmbedding
) -> Iterator[tuple[str, Ranker]]:
    """Each way of searching over the store that the settings name, one open at a time."""
    weights = {FUSED: settings.lexical_weight, LEXICAL: 1.0, DENSE: 0.0}
    for name, weight in weights.items():
        weighted = settings.model_copy(update={"lexical_weight": weight})
        with KnowledgeBase.open(weighted, model) as base:
            yield name, passages_of(base)
    yield LLAMA_INDEX, llama_index(texts, model)


def passages_of(base: KnowledgeBase) -> Ranker:
    """The search of a knowledge base."""

    def ranked(question: str) -> list[Found]:
        found = base.search(question, k=DEPTH)
        return [(each.document.name, each.span.start, each.span.end) for each in found]

    return ranked


def llama_index(texts: Mapping[str, str], model: BaseEmbedding) -> Ranker:
    """LlamaIndex's vector index with its default splitter, asked through its query engine.

    Nothing is worded: only what the engine would hand to a language model is compared.
    It is asked for ``DEPTH`` pieces instead of its default 2.
    """
    documents = [Document(text=text, metadata={"file_name": name}) for name, text in texts.items()]
    index = VectorStoreIndex.from_documents(documents, embed_model=model)
    engine = RetrieverQueryEngine(
        retriever=index.as_retriever(similarity_top_k=DEPTH), response_synthesizer=NoText(llm=MockLLM())
    )

    def ranked(question: str) -> list[Found]:
        nodes = (hit.node for hit in engine.query(question).source_nodes)
        return [
            (str(node.metadata["file_name"]), node.start_char_idx or 0, node.end_char_idx or 0)
            for node in nodes
            if isinstance(node, TextNode)
        ]

    return ranked


def measured(ranker: Ranker, questions: Sequence[Question], texts: Mapping[str, str]) -> Retrieved | None:
    """The measures over the questions that have evidence and need no history; None without any."""
    asked = [(question, _wanted(question.evidence, texts)) for question in questions if not question.history]
    judged = [_judged(ranker(question.question), wanted) for question, wanted in asked if wanted]
    if not judged:
        return None
    ndcg = [(gain, 1.0) for _, gain in judged]
    interval = share_interval(ndcg)
    assert interval is not None
    return Retrieved(
        questions=len(judged),
        recall={depth: _recall([ranks for ranks, _ in judged], depth) for depth in RECALL_AT},
        ndcg=sum(gain for gain, _ in ndcg) / len(ndcg),
        ndcg_interval=interval,
    )


def _recall(ranks: Sequence[Sequence[float]], depth: int) -> float:
    """The mean share of a question's quotes that are met within the depth."""
    return sum(sum(rank < depth for rank in each) / len(each) for each in ranks) / len(ranks)


def _wanted(evidence: Sequence[Evidence], texts: Mapping[str, str]) -> list[list[Found]]:
    """For each quote that the texts hold, every place where it stands."""
    wanted = []
    for each in evidence:
        name = stored_name(each.document, texts)
        if name is not None:
            wanted.append([(name, start, end) for start, end in places(each.quote, texts[name])])
    return [each for each in wanted if each]


def _judged(found: Sequence[Found], wanted: Sequence[Sequence[Found]]) -> tuple[list[float], float]:
    """At which rank each quote is first met (infinity: not at all), and nDCG@DEPTH.

    A passage gains 1 for meeting a quote that no earlier one has met, so that many copies of
    one passage gain once; the ideal order meets one quote a passage.
    """
    ranks = [_rank(found[:DEPTH], quote) for quote in wanted]
    gain = sum(1 / math.log2(rank + 2) for rank in {rank for rank in ranks if rank < DEPTH})
    needed = max(len({rank for rank in ranks if rank < DEPTH}) + sum(rank == math.inf for rank in ranks), 1)
    ideal = sum(1 / math.log2(place + 2) for place in range(min(needed, DEPTH)))
    return ranks, gain / ideal


def _rank(found: Sequence[Found], quote: Sequence[Found]) -> float:
    hits = (rank for rank, each in enumerate(found) if any(_meet(each, place) for place in quote))
    return next(hits, math.inf)


def _meet(one: Found, other: Found) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
