"""What a question about the law asks: which matter, of which instrument and article, on which day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from knowledge.query import Query
from knowledge.understand.english import is_english, to_vietnamese
from knowledge.understand.law import law_lexicon, matters_of, with_titles
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
    day whose law is asked for, ``since`` the first day of a period that was named, and ``dated``
    whether the person named any time; ``words`` carry what is
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
    since: date
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
    """What a question about the law asks, completed from the one that it goes on with."""
    now = _read(query)
    return now if query.goes_on is None else _completed(now, read_question(query.goes_on))


def _completed(now: LawQuestion, before: LawQuestion) -> LawQuestion:
    """What the new question leaves open is taken over: of what, of whom, which matter, which day."""
    turning = frozenset(law_lexicon()["goes_on"]["turning"])
    other_law = now.asks("former") or bool(now.instruments)
    awards = now.awards or before.awards
    own_day = now.dated or now.asks("former") or not before.dated
    return replace(
        now,
        matters=now.matters if now.matters - turning else now.matters | before.matters,
        instruments=now.instruments if other_law else before.instruments,
        article=now.article or ("" if other_law else before.article),
        awards=awards,
        recipient=now.recipient or before.recipient,
        on=now.on if own_day else before.on,
        since=now.since if own_day else before.since,
        dated=now.dated or (before.dated and not now.asks("former")),
        words=now.words if now.awards else (*before.words, *now.words),
    )


def _read(query: Query) -> LawQuestion:
    typed = query.question
    text = with_titles(to_vietnamese(typed) if is_english(typed) else typed)
    instruments = _instruments(text)
    rest = text
    for instrument in instruments:
        rest = rest[: instrument.start] + " " * (instrument.end - instrument.start) + rest[instrument.end :]
    folded = fold(rest)
    article, clause, point = (pattern.search(folded) for pattern in (_ARTICLE, _CLAUSE, _POINT))
    since, on, dated = _day(rest, query.today)
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
        since=since,
        today=query.today,
        dated=dated,
        words=_telling_words(rest),
    )


def _instruments(text: str) -> tuple[Instrument, ...]:
    """The instruments that a question names; on citations also by a number alone ("quyết định 2648")."""
    found = find_instruments(text)
    if "cites" in matters_of(text):
        for match in _bare_number().finditer(fold(text)):
            if all(match.end() <= one.start or match.start() >= one.end for one in found):
                found.append(Instrument(match["kind"], match["n"], None, None, None, *match.span()))
    return tuple(sorted(found, key=lambda one: one.start))


@cache
def _bare_number() -> re.Pattern[str]:
    kinds = "|".join(map(fold, law_lexicon()["bare_number"]["kinds"]))
    return re.compile(rf"\b(?P<kind>{kinds})\s+(?:so\s+)?(?P<n>\d{{1,5}})\b(?!\s*[/%.,]\s*\d)")


def _recipient(text: str) -> str:
    folded = fold(text)
    if re.search(r"\bho gia dinh\b|\bcho ho\b", folded):
        return "hộ gia đình"
    if re.search(r"\b(?:cho|doi voi|mot|cua)\s+(?:cac |mot )?tap the\b(?! lao dong)", folded):
        return "tập thể"
    return "cá nhân" if re.search(r"\bca nhan\b", folded) else ""


def _day(rest: str, today: date) -> tuple[date, date, bool]:
    """(first, last, whether named): a day, a period up to its last day, else today."""
    folded = fold(rest)
    for mention in find_dates(rest):
        if len(mention.iso) == 10:
            day = _turned(folded, mention.start, date.fromisoformat(mention.iso))
            return day, day, True
    for period in find_periods(rest):
        return _of_period(*_ends(period.period), _is_before(folded, period.start), today)
    year = _BARE_YEAR.search(folded)
    if year is not None and year.start():
        first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
        return _of_period(first, last, _is_before(folded, year.start()), today)
    return today, today, False


def _of_period(first: date, last: date, before: bool, today: date) -> tuple[date, date, bool]:
    if before:
        return first - timedelta(days=1), first - timedelta(days=1), True
    return first, (today if first <= today <= last else last), True


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
