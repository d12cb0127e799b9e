"""Drafting a report: suggested wording from records, every figure with its source."""

from knowledge.draft.compose import draft
from knowledge.draft.parts import Draft, DraftError, DraftOptions, DraftRequest, OwnFigure

__all__ = ["Draft", "DraftError", "DraftOptions", "DraftRequest", "OwnFigure", "draft"]
