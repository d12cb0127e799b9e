"""The articles that an award rests on: where a text of the store holds the article that the law names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foundation.records import AwardRecord
from knowledge.base import KnowledgeBase
from knowledge.law.provisions import provisions_of
from knowledge.law.shelf import StoredLaw
from knowledge.law.standing import period_end
from language.award_law import AwardLaw, awards_named, law_of
from language.registry import Registered, status_at

_MATTERS = ("criteria", "authority")


@dataclass(frozen=True, slots=True)
class Basis:
    """An article for an award: ``matter`` is what it sets, ``heading`` its printed heading.

    ``law`` and ``heading`` are None and "" where no text of the store holds the article.
    """

    award: AwardLaw
    known: Registered
    matter: str
    law: StoredLaw | None = None
    heading: str = ""


def basis_of(
    award: AwardLaw,
    on: date,
    laws: Sequence[StoredLaw],
    entries: Mapping[str, Registered],
    base: KnowledgeBase,
    among: Sequence[str] = (),
) -> list[Basis]:
    """The articles of the instruments ``among``, else of those in force on the day.

    No article number is given that does not stand in a text of the store.
    """
    found = []
    for number, articles in award.basis.items():
        known = entries.get(number)
        if known is None or (number not in among if among else not _applies(known, on, entries)):
            continue
        law = next((law for law in laws if number in law.numbers), None)
        held = [] if law is None else list(_held(award, known, law, articles, base))
        found += held or [Basis(award, known, "")]
    return found


def basis_of_record(
    record: AwardRecord,
    period: str | None,
    laws: Sequence[StoredLaw],
    entries: Mapping[str, Registered],
    base: KnowledgeBase,
) -> Basis | None:
    """The article, held by a text of the store, that an award of the ledger rests on in its period.

    None where the period or the level of the giver is not known, or no text holds the article.
    """
    if not laws or not period:
        return None
    try:
        on = period_end(period)
    except ValueError:
        return None
    awards = [
        award
        for award in awards_named(record.award)
        if not award.level or award in law_of(award.id, record.authority_level)
    ]
    if len(awards) != 1:
        return None
    return next((one for one in basis_of(awards[0], on, laws, entries, base) if one.law is not None), None)


def _applies(known: Registered, on: date, entries: Mapping[str, Registered]) -> bool:
    return status_at(known, on, entries).status == "in_force"


def _held(
    award: AwardLaw, known: Registered, law: StoredLaw, articles: Mapping[str, str], base: KnowledgeBase
) -> Iterator[Basis]:
    headings = {p.article: p.heading for p in reversed(provisions_of([law], base)) if p.article}
    for matter in _MATTERS:
        heading = headings.get(articles.get(matter, ""))
        if heading:
            yield Basis(award, known, matter, law, heading)
