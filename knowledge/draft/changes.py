"""Requests to change a draft, understood without a model: "ngắn hơn", "bỏ phần giáo dục"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.draft.parts import DraftError, DraftOptions
from knowledge.draft.sections import sections, topics
from language.periods import find_periods
from language.text import fold

_SHORTER = re.compile(r"\b(?:ngan|gon|rut gon|tom tat)\b")
_LONGER = re.compile(r"\b(?:dai|day du|chi tiet)\b")
_NO_COMPARISON = re.compile(r"\b(?:bo|khong)\s+(?:phan\s+)?so sanh\b")
_COMPARISON = re.compile(r"\bso sanh\b")
_LEAVE_OUT = re.compile(
    r"^(?:hay\s+)?(?:bo|xoa|luoc|khong neu|khong can)\s+(?:bot\s+)?(?:phan|muc|noi dung)?\s*(?P<what>.+)$"
)
_BRING_BACK = re.compile(
    r"^(?:hay\s+)?(?:them|khoi phuc|lay)\s+(?:lai\s+)?(?:phan|muc|noi dung)?\s*(?P<what>.+)$"
)


def changed(options: DraftOptions, request: str) -> DraftOptions:
    """The options after a request in words, with or without diacritics.

    Raises:
        DraftError: the request is none of those known; the message lists them.
    """
    folded = " ".join(fold(request).split()).strip(" .!?“”\"'")
    if _NO_COMPARISON.search(folded):
        return replace(options, compare=False, compare_with=None)
    if _COMPARISON.search(folded):
        named = find_periods(request)
        return replace(options, compare=True, compare_with=named[0].period.code if named else None)
    if match := _LEAVE_OUT.match(folded):
        return replace(options, without=options.without | {_part(match["what"], request)})
    if match := _BRING_BACK.match(folded):
        return replace(options, without=options.without - {_part(match["what"], request)})
    if _SHORTER.search(folded):
        return replace(options, brief=True)
    if _LONGER.search(folded):
        return replace(options, brief=False)
    raise DraftError("draft_unknown_change", text=request)


def _part(name: str, request: str) -> str:
    """The topic or section that a name means, the longest wording first."""
    known = [(fold(alias), topic) for topic, entry in topics().items() for alias in entry["names"]]
    known += [(alias, section.section_id) for section in sections().values() for alias in section.names]
    known += [(fold(str(entry["title"])), topic) for topic, entry in topics().items()]
    name = name.strip()
    for alias, part in sorted(known, key=lambda item: -len(item[0])):
        if name == alias:
            return part
    raise DraftError("draft_unknown_change", text=request)
