"""The draft checker: a report's own mistakes, each with its place, why, and a suggested repair.

One module for each kind of mistake: a function from a ``Draft`` to findings. Thresholds and
lists are data in ``language/data``; wordings are in ``prompts/check.toml``.
"""

from knowledge.check.draft import Draft
from knowledge.check.finding import SURE, Finding, Quote
from knowledge.check.run import check

__all__ = ["SURE", "Draft", "Finding", "Quote", "check"]
