"""The two engines that are compared: this project's knowledge base and LlamaIndex's defaults.

Both get the same passages and the same embedding model. ``stand_in`` replaces the embedding of
passages by a pseudo-random vector so that 50,000 passages need no hour of embedding; questions
are embedded by the real model in both cases, so query latency is that of the real thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

import chromadb
import numpy as np
from llama_index.core import StorageContext, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import BaseNode, TextNode
from llama_index.vector_stores.chroma import ChromaVectorStore

from foundation.records import PreparedDocument
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.embedding import open_model
from knowledge.store.intake import Arrival

TOP = 10
BATCH = 2_000  # passages that an engine gets at once
Search = Callable[[str], list[str]]


class StandIn(BaseEmbedding):
    """Real vectors for questions, pseudo-random ones (by content) for passages."""

    real: BaseEmbedding
    model_name: str = "stand-in"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self.real.get_query_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(384)
        return [float(x) for x in vector / np.linalg.norm(vector)]


def model(settings: Settings, stand_in: bool) -> BaseEmbedding:
    """The embedding model of both engines."""
    real = open_model(settings)
    return StandIn(real=real) if stand_in else real


def build_ours(documents: Iterable[PreparedDocument], folder: Path, embedding: BaseEmbedding) -> Search:
    """Fill a knowledge base and give its hybrid search; results are passage texts."""
    base = KnowledgeBase.open(Settings(store_dir=folder, database_url="", chroma_url=""), embedding)
    fill(base, documents)
    return lambda question: [found.text for found in base.search(question, k=TOP)]


def fill(base: KnowledgeBase, documents: Iterable[PreparedDocument]) -> None:
    """Store the documents, as many at once as the other engine gets."""
    waiting: list[Arrival] = []
    for document in documents:
        waiting.append(Arrival(document))
        if sum(len(arrival.prepared.passages) for arrival in waiting) >= BATCH:
            base.put_all(waiting)
            waiting = []
    base.put_all(waiting)


def build_llama_index(
    documents: Iterable[PreparedDocument], folder: Path, embedding: BaseEmbedding
) -> Search:
    """Fill LlamaIndex's default index over Chroma and give its retriever."""
    collection = chromadb.PersistentClient(str(folder)).get_or_create_collection("bench")
    storage = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
    index = VectorStoreIndex([], storage_context=storage, embed_model=embedding)
    nodes: list[BaseNode] = []
    for document in documents:
        nodes += [TextNode(text=p.embedded_text) for p in document.passages]
        if len(nodes) >= BATCH:
            index.insert_nodes(nodes)
            nodes = []
    if nodes:
        index.insert_nodes(nodes)
    retriever = index.as_retriever(similarity_top_k=TOP)
    return lambda question: [hit.node.get_content() for hit in retriever.retrieve(question)]


ENGINES = {"this project": build_ours, "LlamaIndex defaults": build_llama_index}
