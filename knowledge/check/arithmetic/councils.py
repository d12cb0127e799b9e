"""Members of a council by their posts: "gồm 13 đồng chí: Chủ tịch, 02 Phó Chủ tịch và 10 ủy viên".

A post that is told without a figure is one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold

_TOTAL = re.compile(
    r"(?<![\d.,/])(?P<total>\d{1,2})\s+(?:dong chi|thanh vien|nguoi|d/c)\s*"
    r"(?::|,?\s*(?:gom(?: co)?|bao gom|trong do(?: co)?)\s*:?)\s*"
)
_POST = (
    r"(?:pho )?(?:chu tich|truong ban|bi thu|chu nhiem|giam doc|hieu truong|to truong|truong)"
    r"|(?:cac )?(?:uy vien|thanh vien)|thu ky"
)
_ITEM = re.compile(
    rf"\s*(?:(?P<count>\d{{1,2}})\s+)?(?:dong chi\s+)?(?:la\s+)?(?P<post>{_POST})\b[^,;.:()\d]*$"
)
_SPLIT = re.compile(r"[,;]|\bva\b")
_END = re.compile(r"\.(?:\s|$)|\n")
_LEAST = 2
_SURE = 0.65


def check_councils(draft: Draft) -> Iterator[Finding]:
    """Each council whose posts do not make the members told before them."""
    for piece in draft.pieces:
        if piece.in_table:
            continue
        folded = fold(piece.content.text)
        for total in _TOTAL.finditer(folded):
            stop = _END.search(folded, total.end())
            end = stop.start() if stop else len(folded)
            items = [_ITEM.match(item) for item in _SPLIT.split(folded[total.end() : end])]
            posts = [item for item in items if item is not None]
            if len(posts) < _LEAST or len(posts) < len(items) or not any(post["count"] for post in posts):
                continue
            counts = [int(post["count"] or 1) for post in posts]
            if sum(counts) == int(total["total"]):
                continue
            values = {
                "sum": str(sum(counts)), "total": total["total"], "parts": "; ".join(map(str, counts)),
            }  # fmt: skip
            message = say("check.arithmetic.total", **values)
            repair = say("check.arithmetic.total_repair", **values)
            quote = draft.quote_in(piece.content, total.start(), end)
            yield Finding("arithmetic", "error", _SURE, message, repair, (quote,))
