"""Recipients put in order by what they have: "Trường nào có nhiều lao động tiên tiến nhất?".

Inside one report it is the schools, hamlets or departments of its table that are ranked, not the
unit that reports and the sum of all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foundation.answers import Coverage, Value
from foundation.wording import say
from knowledge.answer.awards.evidence import row_name, source_of
from knowledge.answer.awards.notes import coverage_notes
from knowledge.answer.awards.shown import Cited, Page, looking_for, row
from knowledge.answer.awards.tally import total_of
from knowledge.answer.awards.told import Told
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line, quoted
from knowledge.understand.award_lexicon import award_lists
from language.text import fold
from language.units import name_key

_MOST_RANKED = 30
_FEWEST = 2  # an order needs two


def ranked_noun(page: Page) -> str:
    """What is ranked where that is no administrative unit ("trường nào … nhiều nhất"), else ""."""
    if page.asked.rank is None:
        return ""
    asked = fold(page.query.question)
    nouns = award_lists()["counted"]["ranked"]
    return next((n for n in nouns if re.search(rf"(?<!\w){fold(n)}(?: hoc)? nao(?!\w)", asked)), "")


def answer_recipient_rank(page: Page, told: Sequence[Told], noun: str, coverage: Coverage) -> Draft | None:
    """The recipients of that kind by their counts; None where fewer than two are told by name."""
    by_name: dict[str, list[Told]] = {}
    shown: dict[str, str] = {}
    for one, name in _named(page, told, noun):
        shown.setdefault(name_key(name), name)
        by_name.setdefault(name_key(name), []).append(one)
    if len(by_name) < _FEWEST:
        return None
    lowest = page.asked.rank == "lowest"
    ordered = sorted(by_name, key=lambda key: total_of(by_name[key]), reverse=not lowest)
    best = total_of(by_name[ordered[0]])
    first = [key for key in ordered if total_of(by_name[key]) == best]
    key = "awards.rank.first_lowest" if lowest else "awards.rank.first_highest"
    lines = [_line(page, by_name[name], key, shown[name]) for name in first]
    lines.append(Line(say("awards.looking.line", what=looking_for(page)), claims=False))
    for position, name in enumerate(ordered[:_MOST_RANKED], start=1):
        lines.append(_line(page, by_name[name], "awards.rank.recipient", shown[name], position))
    lines += coverage_notes(page, coverage, ())
    answering = [t for name in first for t in by_name[name]]
    sources = tuple(source_of(page.base, t) for t in answering)
    rows = tuple(
        row(t, page, index, recipient=shown[name])
        for index, (t, name) in enumerate((t, name) for name in first for t in by_name[name])
    )
    return Draft(
        "award_list", tuple(lines), value=Value(str(best)), rows=rows, row_sources=sources, coverage=coverage
    )


def _line(page: Page, told: Sequence[Told], key: str, name: str, position: int = 0) -> Line:
    cited = Cited()
    signs = cited.mark(*(source_of(page.base, t) for t in told))
    text = say(key, place=quoted(name), count=total_of(told), mark=signs, position=position)
    return cited.line(text, (total_of(told), position))


def _named(page: Page, told: Sequence[Told], noun: str) -> Iterator[tuple[Told, str]]:
    """The statements that tell a count of a recipient of that kind, each with the recipient's name."""
    for one in told:
        if one.record.count is None:
            continue
        names = (one.record.recipient.strip(), row_name(page.base, one))
        name = next((n for n in names if fold(n).startswith(f"{fold(noun)} ")), "")
        if name:
            yield one, name
