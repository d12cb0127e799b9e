"""How identity values are said to a person."""

from __future__ import annotations

from language.periods import Period


def period_label(code: str | None) -> str:
    """A period code in words: "2024-H1" is "6 tháng đầu năm 2024"; other texts as they are."""
    if not code:
        return ""
    try:
        return Period(code).label()
    except ValueError:
        return code
