"""English questions, put into Vietnamese word by word from a small lexicon of the genre."""

from __future__ import annotations

import re
from functools import cache

from knowledge.understand.phrasing import english_terms
from language.text import UPPER

_SIGNS = re.compile(
    r"\b(what|how|which|who|when|where|the|of|was|is|are|were|many|much|did|does|have|has|had|received|won|got|"
    r"awarded|award|communes?|districts?|compare|rate|revenue|population|decree|circular|law|still|force|"
    r"replaced)\b",
    re.I,
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’])(?!\w)", re.I)
_GIVERS_AWARD = re.compile(
    r"(?:the\s+)?(\w+ chairman)['’]s\s+"
    r"((?:certificates?|letters?) of (?:merit|commendation)|(?:merit|commendation) (?:certificate|letter)s?)",
    re.I,
)
# "the lowest poverty rate": Vietnamese says the superlative behind the thing.
_SUPERLATIVE = re.compile(
    r"\bthe\s+(lowest|highest)\s+([a-z][a-z ]*?)(?=\s+(?:in|of|for|among)\b|\s*[?.]?\s*$)", re.I
)
_EXTREMES = {"lowest": "thấp nhất", "highest": "cao nhất"}
_NO_NAME = r"(?!(?:Which|What|Each|Every|Any|The|This|That|All|How)\b)"
_QUARTER = re.compile(r"\b(?:in\s+)?(?:the\s+)?Q([1-4])(?:\s+of)?[\s/-]+((?:19|20)\d\d)\b", re.I)
_YEAR_AFTER_IN = re.compile(r"\bin\s+(?=(?:19|20)\d\d\b)", re.I)
_PLACE_AFTER_IN = re.compile(
    rf"\b[Ii]n\s+(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b)(?=[{UPPER}][a-z])"
)


def is_english(question: str) -> bool:
    """Whether the question is in English: no marks but in names, and several English signs."""
    plain = " ".join(word for word in question.split() if not word[:1].isupper())
    return plain.isascii() and len({m.group().lower() for m in _SIGNS.finditer(question)}) >= 2


@cache
def _entries() -> list[tuple[re.Pattern[str], str]]:
    lexicon = english_terms()
    merged = {**lexicon["frames"], **lexicon["terms"]}
    longest_first = sorted(merged, key=lambda phrase: -len(phrase))
    return [(re.compile(rf"\b{re.escape(phrase)}\b", re.I), merged[phrase]) for phrase in longest_first]


@cache
def _place_pattern() -> re.Pattern[str]:
    kinds = "|".join(english_terms()["places"])
    return re.compile(
        rf"((?:{_NO_NAME}[{UPPER}][\w'-]*\s+){{1,4}})({kinds})\b"
        rf"|\b({kinds})\s+(?:of\s+)?((?:[{UPPER}][\w'-]*\s*){{1,4}})"
    )


def to_vietnamese(question: str) -> str:
    """The question with known English words replaced; unknown words stay as they are."""
    kinds = english_terms()["places"]

    def turned(match: re.Match[str]) -> str:
        name = (match[1] or match[4]).strip()
        return f"{kinds[match[2] or match[3]]} {name} "

    text = _place_pattern().sub(turned, _POSSESSIVE.sub("", _GIVERS_AWARD.sub(r"\2 from the \1", question)))
    text = _SUPERLATIVE.sub(lambda m: f"{m[2]} {_EXTREMES[m[1].lower()]}", text)
    text = _QUARTER.sub(r"quý \1 năm \2", text)
    text = _YEAR_AFTER_IN.sub("năm ", text)
    text = _PLACE_AFTER_IN.sub("ở ", text)
    for pattern, replacement in _entries():
        text = pattern.sub(replacement, text)
    return " ".join(text.split())
