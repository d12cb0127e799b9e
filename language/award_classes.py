"""The classes of awards: "Huân chương Lao động hạng Ba"."""

from __future__ import annotations

import re
from functools import cache

from language.award_terms import awards, find_terms
from language.text import fold

_CLASSES = {"1": "Nhất", "i": "Nhất", "nhat": "Nhất", "2": "Nhì", "ii": "Nhì", "nhi": "Nhì",
            "3": "Ba", "iii": "Ba", "ba": "Ba"}  # fmt: skip
_CLASS = re.compile(r"hang\s+(\w+)$")
_CLASS_FIRST = re.compile(r"[Hh]ạng\s+\w+")


@cache
def classed_awards() -> frozenset[str]:
    """The names of the awards that come in classes."""
    return frozenset(award.name for award in awards().values() if award.in_classes)


def award_class(award: str, words: str) -> str:
    """The class ("Nhất", "Nhì", "Ba") in which words name an award; "" where they tell none or several.

    ``award`` is a name as recorded; the class stands in the words that a record cites, so it is
    read there and kept nowhere else.
    """
    if award not in classed_awards():
        return ""
    named = [t.text for t in find_terms(words) if t.award is not None and t.award.name == award]
    alone = _CLASS_FIRST.match(words)  # "hạng Ba cho 02 tập thể", behind a clause that names the award
    told = {_class_said(name) for name in named or ([alone.group()] if alone else [])}
    return told.pop() if len(told) == 1 else ""


def asked_class(question: str) -> str:
    """The class of the award that a question names, "" when it names none."""
    told = {_class_said(term.text) for term in find_terms(question) if term.award is not None} - {""}
    return told.pop() if len(told) == 1 else ""


def _class_said(name: str) -> str:
    found = _CLASS.search(fold(name))
    several = fold(name).count("hang ") > 1  # "hạng Nhất, hạng Nhì cho ông A và ông B"
    return _CLASSES.get(found[1], "") if found and not several else ""


def award_with_class(award: str, words: str) -> str:
    """The name of an award with the class in which the words name it."""
    told = award_class(award, words)
    return f"{award} hạng {told}" if told else award
