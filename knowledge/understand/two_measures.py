"""What a question asks beside a number: its share ("chiếm bao nhiêu phần trăm?"), or which ones they are."""

from __future__ import annotations

import re

from knowledge.query import FigureKind, Share
from language.text import fold

_PLAN = r"(?:ke hoach|kh|du toan|nghi quyet|nq|chi tieu|muc tieu)"
_SHARE = re.compile(
    r"(?:\s*[,;]\s*(?:va\s+)?|\s+va\s+)"
    rf"(?:(?:so\s+)?(?:voi|theo)\s+)?(?P<plan_before>{_PLAN}\s+(?:nam\s+|giao\s+)?)?"
    r"(?P<verb>chiem|dat|bang|tuong ung|tuong duong|ty le|ti le)"
    r"(?:\s+(?:ty le|ti le|dat|la))*\s+(?:la\s+)?(?:bao nhieu|may)(?P<percent>\s*(?:%|phan tram))?"
    rf"(?P<of>\s+(?:so\s+)?(?:voi\s+|cua\s+)?(?:(?P<plan>{_PLAN})|(?P<previous>cung ky|nam truoc))[^,;?]*)?"
    r"\s*\??\s*$"
)
_WHICH = re.compile(
    r"(?P<number>[^,;?]*\b(?:bao nhieu|may)\b[^,;?]*)[,;]\s*(?:va\s+)?"
    r"(?P<which>(?:la|gom|do la|con|trong do|cu the|nhung|cac)\b[^,;?]*\b(?:nao|gi)\b[^,;]*)"
)
_TIES = re.compile(r"(?:la|gom|do la|con|trong do|cu the)\s+")
_RATES = ("ty le", "ti le")
_ALWAYS_SHARES = ("chiem", "tuong ung", "tuong duong", *_RATES)


def with_share(question: str) -> tuple[str, Share] | None:
    """A question for a number without its second half, and the share that this asks for; else None."""
    found = _SHARE.search(fold(question))
    if found is None or not question[: found.start()].strip():
        return None
    figure: FigureKind | None = None
    if found["plan_before"] or found["plan"]:
        figure = "percent_of_plan"
    elif found["previous"]:
        figure = "percent_of_previous"
    if not (found["percent"] or figure or found["verb"] in _ALWAYS_SHARES):
        return None  # "đạt bao nhiêu" asks for another number
    return question[: found.start()].strip(), Share(figure)


def with_which(question: str) -> tuple[str, str] | None:
    """A question for a number and the one behind it for which they are, apart; else None."""
    folded = fold(question)
    found = _WHICH.fullmatch(folded.strip())
    if found is None or len(folded) != len(question) or folded != folded.strip():
        return None
    begin = found.start("which")
    tie = _TIES.match(folded, begin)
    return question[: found.end("number")].strip(), question[tie.end() if tie else begin :].strip()
