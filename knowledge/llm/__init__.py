"""A language model at an OpenAI-compatible endpoint: it words and reads, the records answer."""

from knowledge.llm.asking import ask, improved
from knowledge.llm.failures import ModelFailure
from knowledge.llm.model import LanguageModel, open_model

__all__ = ["LanguageModel", "ModelFailure", "ask", "improved", "open_model"]
