"""Is a question on the law itself, and on which of its matters?

"Ai có thẩm quyền tặng Giấy khen?" asks the law, "Ai được tặng Giấy khen?" a report.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import language
from knowledge.understand.phrasing import has, key
from language.abbreviations import expand
from language.award_law import awards_named
from language.award_terms import find_terms
from language.text import fold

_DATA = Path(language.__file__).resolve().parent / "data" / "regulation_questions.toml"
_ARTICLE = re.compile(r"\bdieu\s+\d{1,3}[a-z]?\b(?!\s*(?:kien|/|%|[a-z]*\s*hoat))")
_OF_ARTICLE = re.compile(
    r"\b(?:quy dinh|noi dung|noi gi|noi ve|luat|nghi dinh|thong tu|khoan|nd|tt)\b|^\W*(?:khoan|diem|dieu)\b"
)
# What the law sets for an award that is named: a report tells no such thing.
_SET_BY_LAW = ("authority", "criteria", "bonus", "dossier", "quota", "difference", "former")


@cache
def law_lexicon() -> dict[str, Any]:
    """The lists of ``language/data/regulation_questions.toml`` by section and name."""
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def matters_of(question: str) -> frozenset[str]:
    """Which matters of the law a question asks for: sections of the lexicon."""
    keys = {key(question), key(expand(question))}
    lists = law_lexicon()["asks"]
    found = {name for name, phrases in lists.items() if any(has(k, p) for k in keys for p in phrases)}
    return frozenset(found if found == {"definition"} else found - {"definition"})


def asks_references(question: str) -> bool:
    """Whether a question is for the instruments that reports cite ("viện dẫn văn bản nào")."""
    matters = matters_of(question)
    return "cites" in matters and not matters.isdisjoint({"which_law", "expired"})


def asks_law(question: str) -> bool:
    """Whether a question that names no place is for the law to answer."""
    folded = fold(question)
    if _ARTICLE.search(folded) and _OF_ARTICLE.search(folded):
        return True
    lists, question_key = law_lexicon()["routes"], key(question)
    if any(has(question_key, phrase) for phrase in lists["never"]):
        return False
    if any(has(question_key, phrase) for phrase in lists["always"]):
        return True
    if not any(has(question_key, phrase) for phrase in lists["with_award"]):
        return any(has(question_key, phrase) for phrase in lists["with_giver"]) and _names_giver(question)
    wide = expand(question)
    return bool(awards_named(question) or awards_named(wide))


def _names_giver(question: str) -> bool:
    return any(term.authority is not None for term in find_terms(question))
