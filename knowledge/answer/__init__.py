"""Answering questions from the knowledge base, every statement with its source."""

from knowledge.answer.ask import ask
from knowledge.query import Turn

__all__ = ["Turn", "ask"]
