"""Sentences that name who gave what: "Chủ tịch UBND huyện tặng Bằng khen", which only a province may.

Award records already carry their giver (``knowledge.check.awards.conferring``); this reads the sentence
itself, for givers that a record leaves open: a director, or the chairman of a city, which is of
a district where the report also speaks of a province above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from foundation.wording import say
from knowledge.check.awards.conferring import conferring_table, under_province
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold, sentences

# Nothing but such words may stand between the giver and what he does.
_GIVES = (
    r"(?:\s+(?:da|thanh pho|quyet dinh|ban hanh quyet dinh|ky|xet|kip thoi|thong nhat))*"
    r"\s*:?\s+(?:trao |truy )?(?:tang|cong nhan|khen thuong)\b"
)
_GAP = r"[^.;:()]{0,45}?"
# What makes the giver someone else, or the award one that is still asked for.
_ASKED = re.compile(r"\b(?:de nghi|trinh|de xuat|kien nghi|duoc(?!\s*$)|tham muu|phoi hop)\b[^.;]{0,60}$")
_OTHER_GIVER = re.compile(r"\b(?:cua|tinh|bo|chinh phu|thu tuong|chu tich nuoc|trung uong|de nghi|trinh)\b")
# Another giver right before, who may have given it: "Chủ tịch nước, Thủ tướng Chính phủ tặng Huân chương …".
_JOINED = re.compile(
    r"\b(?:chu tich nuoc|nha nuoc|thu tuong|chinh phu|(?:ubnd|uy ban nhan dan) tinh|bo[\w ]{0,25}"
    r"|trung uong|cap tren)\s*(?:,|;|va)\s*$"
)
# Whose award it is that is handed on: "UBND huyện trao tặng Bằng khen của UBND tỉnh".
_HANDED_ON = re.compile(
    r"(?:[\s,\"”“]*|\s+(?:lao dong|doc lap)[^.;,]{0,15})\b(?:cua|do) "
    r"(?:(?:chu tich|ban thuong vu|bch|ban chap hanh) )?(?:nuoc|thu tuong|chinh phu|bo|tinh|ubnd tinh"
    r"|uy ban nhan dan tinh|ubnd thanh pho|trung uong|tw|tong|lien doan|ldld|hoi|tinh doan|so)\b"
)
_SURE = 0.7


def check_givers(draft: Draft) -> Iterator[Finding]:
    """Every sentence whose named giver may not confer the award that follows."""
    city_of_district = draft.identity.value("level") == "huyện" and under_province(draft)
    for piece in draft.pieces:
        for sentence in sentences(piece.content.text):
            folded = fold(sentence.text)
            for level, rule, match in _statements(folded):
                if level == "thành phố" and not city_of_district:
                    continue
                judged = "huyện" if level == "thành phố" else level
                before = folded[: match.start()]
                if judged in rule["levels"] or _ASKED.search(before) or _JOINED.search(before):
                    continue
                if _OTHER_GIVER.search(match["between"]) or _HANDED_ON.match(folded, match.end()):
                    continue
                start, end = sentence.start + match.start(), sentence.start + match.end()
                giver = " ".join(piece.content.text[start : sentence.start + match.end("giver")].split())
                message = say(
                    "check.awards.cannot_confer", authority=giver, award=rule["award"], basis=rule["basis"]
                )
                repair = say("check.awards.cannot_confer_repair", who=rule["who"])
                quote = draft.quote_in(piece.content, start, end)
                yield Finding("awards", "error", min(rule["sure"], _SURE), message, repair, (quote,))


def _statements(folded: str) -> Iterator[tuple[str, dict[str, Any], re.Match[str]]]:
    for level, rule, pattern in _patterns():
        for match in pattern.finditer(folded):
            yield level, rule, match


@cache
def _patterns() -> tuple[tuple[str, dict[str, Any], re.Pattern[str]], ...]:
    table = conferring_table()
    shape = rf"\b(?P<giver>%s)\b{_GIVES}(?P<between>{_GAP})\b(?:%s)\b"
    return tuple(
        (level, rule, re.compile(shape % (giver, rule["forms"])))
        for level, giver in table["givers"].items()
        for rule in table["rule"]
        if "forms" in rule
    )  # fmt: skip
