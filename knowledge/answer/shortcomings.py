"""Sentences that tell of a shortcoming without calling it one: "Tuy nhiên, thu ngân sách còn thấp"."""

from __future__ import annotations

import re
from functools import cache

from knowledge.evidence.statements import Statement
from knowledge.understand.phrasing import question_lists
from language.text import nfc
from language.words import Word, canonical


def asks_shortcomings(word: Word) -> bool:
    """Whether a word of the question means what is wanting ("hạn chế", "tồn tại", "bất cập")."""
    named = {tuple(canonical(s) for s in name.split()) for name in question_lists()["shortcomings"]["names"]}
    return word.phrase in named


def turns_to_shortcomings(statement: Statement) -> bool:
    """Whether a sentence turns from what was reached to what is wanting: a turn, then a sign of want."""
    said = nfc(statement.text).lower().lstrip(" -+*•")
    return _opener().match(said) is not None and _sign().search(said) is not None


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{_ways('openers')})(?!\w)")


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_ways('signs')})(?!\w)")


def _ways(name: str) -> str:
    listed = sorted(question_lists()["shortcomings"][name], key=len, reverse=True)
    return "|".join(re.escape(nfc(way)) for way in listed)
