"""Requests to write a part of a report ("soạn phần khen thưởng của xã …") told from questions."""

from __future__ import annotations

import re
from functools import cache

from knowledge.understand.phrasing import question_lists
from language.text import fold, nfc


def asks_for_draft(question: str) -> bool:
    """Whether the person wants a text written: a verb of writing at the front and what to write.

    "Ai soạn báo cáo của xã …?" asks for a name, and "Viết Hải" may be one: the verb comes first,
    after words of politeness only, and a part of a report follows it.
    """
    return _request().match(fold(nfc(question)).strip()) is not None


@cache
def _request() -> re.Pattern[str]:
    lists = question_lists()["drafting"]

    def either(name: str) -> str:
        return "|".join(re.escape(fold(nfc(p))) for p in sorted(lists[name], key=len, reverse=True))

    return re.compile(
        rf"(?:(?:{either('polite')})[\s,]+)*(?:{either('verbs')})"
        rf"(?:\s+(?:{either('between')}))*\s+(?:{either('things')})(?!\w)"
    )
