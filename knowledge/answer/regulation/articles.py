"""Answers from the provisions themselves, cited at their words, with their law and its standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.wording import say
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.naming import (
    day_shown,
    instrument_shown,
    law_source,
    named,
    registry_line,
)
from knowledge.answer.regulation.provisions import ENOUGH, Fitting, deals_with, ranked
from knowledge.answer.regulation.validity import warnings, when
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.law.provisions import Provision, heading_source, provisions_of
from knowledge.law.shelf import StoredLaw
from language.registry import Registered, end_of, status_at

_NEAR, _NEAR_INSIDE = 0.12, 0.3
# A replaced law is heard as well where it answers so much better than the law of the day.
_BETTER = 0.2
_MOST_ARTICLES, _MOST_PARTS = 3, 8


@dataclass(frozen=True, slots=True)
class _Article:
    """The provisions of one article that are shown, in reading order."""

    law: StoredLaw
    heading: str
    parts: tuple[Provision, ...]
    score: float = 0.0


def answer_article(room: LawRoom) -> Draft | None:
    """The article that was asked for by number, opened; None where no law of the store has it."""
    asked = room.asked
    found: list[_Article] = []
    for law in _laws_asked(room):
        parts = [p for p in provisions_of([law], room.base) if p.article == asked.article]
        exact = [
            p
            for p in parts
            if (not asked.clause or p.part("khoản") == asked.clause)
            and (not asked.point or p.part("điểm") == asked.point)
        ]
        if parts:
            found.append(_Article(law, parts[0].heading, tuple(exact or parts)))
    return _draft(room, found) if found else None


def _laws_asked(room: LawRoom) -> list[StoredLaw]:
    """The laws that the question names, else those in force on the day, else all of the store."""
    wanted = {known.number for i in room.asked.instruments if (known := room.known(i)) is not None}
    if wanted:
        return [law for law in room.laws if not wanted.isdisjoint(law.numbers)]
    return _in_force(room) or list(room.laws)


def _in_force(room: LawRoom) -> list[StoredLaw]:
    return [law for law in room.laws if room.standing(law.known).status in ("in_force", "unknown")]


def _replaced(room: LawRoom) -> list[StoredLaw]:
    return [law for law in room.laws if room.standing(law.known).status == "expired"]


def answer_provisions(room: LawRoom) -> Draft | None:
    """The provisions of the law of the day that answer; None where none does."""
    if room.asked.asks("difference"):
        return _compared(room)
    if room.asked.asks("former") and not room.asked.dated:
        older = _best(room, _replaced(room))
        return _draft(room, older) if older else None
    found = _best(room, _laws_asked(room))
    older = [] if room.asked.numbered else _better(room, found)
    return _draft(room, [*found, *older]) if found or older else None


def answer_on_money(room: LawRoom) -> Draft | None:
    """The provisions on award money; None where the store has none that answers."""
    found = [a for a in _best(room, _laws_asked(room)) if any(deals_with(p, "bonus") for p in a.parts)]
    return _draft(room, found) if found else None


def _better(room: LawRoom, found: Sequence[_Article]) -> list[_Article]:
    """The replaced law's articles that answer so much better that they are heard as well."""
    best = max((article.score for article in found), default=0.0)
    return [a for a in _best(room, _replaced(room)) if not found or a.score >= best + _BETTER]


def _compared(room: LawRoom) -> Draft | None:
    """The provision of the law of the day beside that of the law before it."""
    numbers = {known.number for i in room.asked.numbered if (known := room.known(i)) is not None}
    pool = [law for law in room.laws if len(numbers) < 2 or not numbers.isdisjoint(law.numbers)]
    now = [law for law in pool if room.standing(law.known).status != "expired"]
    before = [law for law in pool if room.standing(law.known).status == "expired"]
    if len(numbers) > 1 and not now:
        before.sort(key=lambda law: law.known.issued or room.asked.today)
        now, before = before[-1:], before[:-1]
    new, old = _best(room, now)[:2], _best(room, before)[:2]
    if not new or not old:
        return _draft(room, new or old) if new or old else None
    lines = [_compared_head(room, new), *_lines(room, new), Line("", claims=False)]
    lines += [_compared_head(room, old), *_lines(room, old)]
    return Draft("regulation", (*lines, *_notes(room, [*new, *old])))


def _compared_head(room: LawRoom, side: Sequence[_Article]) -> Line:
    """Over one side of a comparison: whether what stands there applies on the day."""
    standings = {room.standing(article.law.known).status for article in side}
    key = (
        "now_head"
        if standings == {"in_force"}
        else "former_head"
        if standings == {"expired"}
        else "other_head"
    )
    return Line(say(f"regulations.provision.{key}", on=when(room) if room.asked.dated else ""), claims=False)


def _best(room: LawRoom, laws: Sequence[StoredLaw]) -> list[_Article]:
    """The articles with the best provisions; of each what answers, or all of a short one."""
    fitting = [f for f in ranked(room.asked, provisions_of(laws, room.base)) if f.support >= ENOUGH]
    if not fitting:
        return []
    best = fitting[0].score
    chosen: dict[tuple[str, str], list[Fitting]] = {}
    for fit in fitting:
        key = (fit.provision.law.known.number, fit.provision.heading)
        if key in chosen:
            if fit.score >= chosen[key][0].score - _NEAR_INSIDE:
                chosen[key].append(fit)
        elif fit.score >= best - _NEAR and len(chosen) < _MOST_ARTICLES:
            chosen[key] = [fit]
    return [_article(fits, room) for fits in chosen.values()]


def _article(fits: Sequence[Fitting], room: LawRoom) -> _Article:
    law, heading = fits[0].provision.law, fits[0].provision.heading
    whole = [p for p in provisions_of([law], room.base) if p.heading == heading]
    if len(whole) <= _MOST_PARTS // 2:
        return _Article(law, heading, tuple(whole), fits[0].score)
    parts = [f.provision for f in fits[:_MOST_PARTS]]
    ordinals = {p.passage.ordinal for p in parts}
    return _Article(law, heading, tuple(p for p in whole if p.passage.ordinal in ordinals), fits[0].score)


# --- showing -------------------------------------------------------------------------------


def _draft(room: LawRoom, found: Sequence[_Article]) -> Draft:
    return Draft("regulation", (*_lines(room, found), *_notes(room, found)))


def _lines(room: LawRoom, found: Iterable[_Article]) -> list[Line]:
    lines = []
    for article in found:
        lines.append(_head(room, article))
        for part in article.parts:
            source = _text_source(room, part)
            if source is None:
                continue
            quote = quoted(room.base.original_text(source.document_id)[source.span.start : source.span.end])
            lines.append(Line(say("regulations.provision.point", quote=quote, mark=mark()), (source,)))
    return lines


def _head(room: LawRoom, article: _Article) -> Line:
    """The article's heading and its law, each cited where it stands."""
    heading = heading_source(article.law, article.heading, room.base)
    sources = [s for s in (heading, law_source(article.law)) if s is not None]
    text = say(
        "regulations.provision.head", heading=quoted(article.heading.lstrip("# ")),
        instrument=instrument_shown(article.law.known), marks="".join(mark(i) for i in range(len(sources))),
    )  # fmt: skip
    return Line(text, tuple(sources))


def _text_source(room: LawRoom, part: Provision) -> Source | None:
    """The words of a provision without the heading that leads it."""
    text = part.passage.text
    start = len(part.heading) if text.startswith(part.heading) else 0
    start += len(text[start:]) - len(text[start:].lstrip())
    return part.source(room.base, start, len(text)) if start < len(text) else None


def _notes(room: LawRoom, found: Sequence[_Article]) -> list[Line]:
    """What the answer rests on, what of it has been replaced, what may have changed."""
    laws = list({article.law.known.number: article.law for article in found}.values())
    lines = [line for law in laws for line in _former(room, law.known)]
    lines += warnings(room, [law.known for law in laws])
    digest = any(law.digest for law in laws)
    key = "regulations.warning.digest" if digest else "regulations.warning.whole"
    return [*lines, Line(say(key), claims=False)]


def _former(room: LawRoom, known: Registered) -> list[Line]:
    """That a law of the answer no longer applies today, and what replaced it."""
    standing, end = status_at(known, room.asked.today, room.entries), end_of(known, room.entries)
    if standing.status != "expired" or end is None:
        return []
    name, ended = instrument_shown(known), day_shown(end[0])
    if not standing.replaced_by:
        return [
            registry_line("warning.former_ended", room, [known], standing.certainty, name=name, ended=ended)
        ]
    entries = [known, *(room.entries[n] for n in standing.replaced_by if n in room.entries)]
    return [
        registry_line(
            "warning.former", room, entries, standing.certainty, name=name, ended=ended,
            successors=named(standing.replaced_by, room),
        )
    ]  # fmt: skip
