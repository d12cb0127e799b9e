"""Sentence embeddings: any sentence-transformers model, and a built-in one without download."""

from knowledge.embedding.cache import EmbeddingCache
from knowledge.embedding.sentence_model import SentenceModel, open_model

__all__ = ["EmbeddingCache", "SentenceModel", "open_model"]
