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
from language.instruments import find_instruments
from language.text import fold

_DATA = Path(language.__file__).resolve().parent / "data" / "regulation_questions.toml"
_ARTICLE = re.compile(r"\bdieu\s+\d{1,3}[a-z]?\b(?!\s*(?:kien|/|%|[a-z]*\s*hoat))")
_OF_ARTICLE = re.compile(
    r"\b(?:quy dinh|noi dung|noi gi|noi ve|luat|nghi dinh|thong tu|khoan|nd|tt)\b|^\W*(?:khoan|diem|dieu)\b"
)


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


def with_titles(question: str) -> str:
    """The question with the field's law written out where its title is abbreviated ("luật TĐKT")."""
    titles = law_lexicon()["titles"]
    short = "|".join(map(re.escape, sorted(titles, key=len, reverse=True)))
    pattern = rf"\b(luật|luat|pháp lệnh)(\s+)({short})(?!\w)"
    return re.sub(pattern, lambda m: m[1] + m[2] + titles[m[3].lower()], question, flags=re.I)


def asks_at_report(question: str) -> bool:
    """Whether it asks if an instrument was in force when a unit reported."""
    if "validity" not in matters_of(question) or not find_instruments(with_titles(question)):
        return False
    return _report_time().search(fold(question)) is not None


@cache
def _report_time() -> re.Pattern[str]:
    begins, ends = ("|".join(map(fold, law_lexicon()["report_time"][part])) for part in ("begins", "ends"))
    return re.compile(rf"\b(?:{begins})\s+(?!nao\b)(?:[^\s,;?]+\s+){{0,7}}?(?:{ends})\b")


def names_what_was_asked(question: str) -> bool:
    """Whether a question points at the instrument, award or recipients of the one before."""
    return any(has(key(question), phrase) for phrase in law_lexicon()["goes_on"]["phrases"])


def asks_law(question: str) -> bool:
    """Whether a question that names no place is for the law to answer."""
    question = with_titles(question)
    folded = fold(question)
    if _ARTICLE.search(folded) and _OF_ARTICLE.search(folded):
        return True
    lists, question_key = law_lexicon()["routes"], key(question)
    if any(has(question_key, phrase) for phrase in lists["never"]):
        return False
    if any(has(question_key, phrase) for phrase in lists["always"]):
        return True
    if _names_field_law(question) and not matters_of(question).isdisjoint(lists["with_law"]):
        return True
    if _on_powers(question):
        return True
    if not any(has(question_key, phrase) for phrase in lists["with_award"]):
        return any(has(question_key, phrase) for phrase in lists["with_giver"]) and _names_giver(question)
    wide = expand(question)
    return bool(awards_named(question) or awards_named(wide))


def _names_field_law(question: str) -> bool:
    """Whether the law of the field is named by its title."""
    return any(fold(named.title).startswith("thi dua") for named in find_instruments(question))


def _on_powers(question: str) -> bool:
    """Whether it asks if an authority may confer: the authority is the subject, no one is honoured."""
    ends = [term.end for term in find_terms(question) if term.authority is not None]
    if not ends:
        return False
    after = key(question[ends[0] :])
    return any(has(after, phrase) for phrase in law_lexicon()["routes"]["may"])


def _names_giver(question: str) -> bool:
    return any(term.authority is not None for term in find_terms(question))
