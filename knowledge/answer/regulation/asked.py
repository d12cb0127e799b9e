"""What a question about the law asks: which matter, of which instrument and article, on which day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from knowledge.query import Query
from knowledge.understand.law import law_lexicon, matters_of
from knowledge.understand.phrasing import cut
from language.abbreviations import expand
from language.award_law import AwardLaw, awards_named
from language.dates import find_dates
from language.instruments import Instrument, find_instruments
from language.periods import Period, find_periods
from language.text import fold
from language.words import Word, syllables, words

_ARTICLE = re.compile(r"\bdieu\s+(\d{1,3}[a-z]?)\b(?!\s*(?:kien|/))")
_CLAUSE = re.compile(r"\bkhoan\s+(\d{1,2}[a-z]?)\b")
_POINT = re.compile(r"\bdiem\s+([a-zđ])\b(?!\s+\w+\s+moi)")
_BARE_YEAR = re.compile(r"\b(?:nam\s+)?((?:19|20)\d{2})\b(?!\s*[/\-]\s*\w)")


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """A question about the law.

    ``matters`` are sections of the lexicon ("validity", "authority", "bonus" …); ``on`` is the
    day whose law is asked for and ``dated`` whether the person named it; ``words`` carry what is
    left of the question to look for in the provisions.
    """

    text: str
    matters: frozenset[str]
    instruments: tuple[Instrument, ...]
    article: str
    clause: str
    point: str
    awards: tuple[AwardLaw, ...]
    recipient: str
    on: date
    today: date
    dated: bool
    words: tuple[Word, ...]

    def asks(self, *matters: str) -> bool:
        """Whether the question asks for any of the matters."""
        return not self.matters.isdisjoint(matters)

    @property
    def numbered(self) -> tuple[Instrument, ...]:
        """The instruments that the question names by number."""
        return tuple(instrument for instrument in self.instruments if instrument.number)


def read_question(query: Query) -> LawQuestion:
    """What a question about the law asks."""
    text = query.question
    instruments = tuple(find_instruments(text))
    rest = text
    for instrument in instruments:
        rest = rest[: instrument.start] + " " * (instrument.end - instrument.start) + rest[instrument.end :]
    folded = fold(rest)
    article, clause, point = (pattern.search(folded) for pattern in (_ARTICLE, _CLAUSE, _POINT))
    on, dated = _day(rest, query.today)
    return LawQuestion(
        text=text,
        matters=matters_of(text),
        instruments=instruments,
        article=article[1] if article else "",
        clause=clause[1] if clause else "",
        point=rest[point.start(1) : point.end(1)] if point else "",
        awards=awards_named(text) or awards_named(expand(text)),
        recipient=_recipient(text),
        on=on,
        today=query.today,
        dated=dated,
        words=_telling_words(rest),
    )


def _recipient(text: str) -> str:
    folded = fold(text)
    if re.search(r"\bho gia dinh\b|\bcho ho\b", folded):
        return "hộ gia đình"
    if re.search(r"\b(?:cho|doi voi|mot|cua)\s+(?:cac |mot )?tap the\b(?! lao dong)", folded):
        return "tập thể"
    return "cá nhân" if re.search(r"\bca nhan\b", folded) else ""


def _day(rest: str, today: date) -> tuple[date, bool]:
    """The day whose law is asked for: a day, the last day of a period, else today."""
    folded = fold(rest)
    for mention in find_dates(rest):
        if len(mention.iso) == 10:
            return _turned(folded, mention.start, date.fromisoformat(mention.iso)), True
    for period in find_periods(rest):
        first, last = _ends(period.period)
        if _is_before(folded, period.start):
            return first - timedelta(days=1), True
        return (today if first <= today <= last else last), True
    year = _BARE_YEAR.search(folded)
    if year is not None and year.start():
        first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
        if _is_before(folded, year.start()):
            return first - timedelta(days=1), True
        return (today if first <= today <= last else last), True
    return today, False


def _ends(period: Period) -> tuple[date, date]:
    (first_year, first), (last_year, last) = (divmod(month, 12) for month in period.months)
    end = date(last_year, last + 1, monthrange(last_year, last + 1)[1])
    return date(first_year, first + 1, 1), end


def _turned(folded: str, start: int, day: date) -> date:
    return day - timedelta(days=1) if _is_before(folded, start) else day


def _is_before(folded: str, start: int) -> bool:
    """Whether "trước" stands right before a time."""
    before = folded[:start].rstrip()
    before = re.sub(r"\b(?:ngay|nam|thang)$", "", before).rstrip()
    return any(before.endswith(fold(phrase)) for phrase in law_lexicon()["before"]["phrases"])


def _telling_words(rest: str) -> tuple[Word, ...]:
    """The words of a question that can tell one provision from another."""
    text = expand(rest.replace("?", " "))
    for mention in find_dates(text):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    lists = law_lexicon()
    phrases = [*lists["about_law"]["phrases"]]
    phrases += [phrase for matter in lists["about_law"]["matters"] for phrase in lists["asks"][matter]]
    for phrase in sorted(phrases, key=len, reverse=True):
        text = cut(text, phrase)
    text = re.sub(r"\b(?:19|20)\d{2}\b", " ", text)
    plain = {syllables(phrase).canonical for phrase in lists["about_law"]["words"]}
    return tuple(w for w in words(text) if not w.generic and tuple(w.phrase) not in plain)


@cache
def _levels() -> re.Pattern[str]:
    lists = law_lexicon()["levels"]
    before, names = ("|".join(map(fold, lists[part])) for part in ("before", "names"))
    return re.compile(rf"\b(?:{before}) (?P<name>{names})\b")


def levels_in(folded: str) -> frozenset[str]:
    """The levels of government that a folded text speaks of: "xa", "huyen", "tinh"."""
    return frozenset(match["name"] for match in _levels().finditer(folded))
