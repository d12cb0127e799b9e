"""How identity values are said to a person."""

from __future__ import annotations

import re

from foundation.wording import say

_PERIOD = re.compile(r"(?P<year>\d{4})-(?P<part>H[12]|Q[1-4]|M?\d{1,2})")


def period_label(code: str | None) -> str:
    """A period code in words: "2024-H1" is "6 tháng đầu năm 2024"; unknown codes as they are."""
    if not code:
        return ""
    if code.isdigit():
        return say("ui.period.year", year=code)
    match = _PERIOD.fullmatch(code)
    if match is None:
        return code
    part = match["part"].removeprefix("M")
    if part[0] in "HQ":
        return say(f"ui.period.{part}", year=match["year"])
    return say("ui.period.month", month=int(part), year=match["year"])
