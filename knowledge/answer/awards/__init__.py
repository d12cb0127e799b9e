"""Questions about awards, answered exactly and completely over the ledger's records.

``selected`` reads the ledger, ``sorting`` sorts its records by the question, ``scope`` says which
units it runs over, ``tally`` counts what is told twice once; ``listing``, ``counting``,
``comparing`` and ``checking`` write the answers, ``nothing`` says why there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.answer.awards.checking import answer_check, can_check
from knowledge.answer.awards.communes import communes_named, is_by_name
from knowledge.answer.awards.comparing import Side, answer_comparison, answer_rank
from knowledge.answer.awards.counting import answer_count
from knowledge.answer.awards.legal import legal_notes
from knowledge.answer.awards.listing import answer_list
from knowledge.answer.awards.missing import answer_missing
from knowledge.answer.awards.nothing import denied, nothing_told
from knowledge.answer.awards.recipients import answer_recipient_rank, ranked_noun
from knowledge.answer.awards.scope import Scope, coverage_of, namesakes_among, scope_of
from knowledge.answer.awards.selected import told_awards
from knowledge.answer.awards.shown import Page
from knowledge.answer.awards.sorting import (
    PRAISE,
    Sorted,
    at_places,
    in_period,
    is_asked_giver,
    months_of,
    narrowed,
    sort_records,
)
from knowledge.answer.awards.tally import UnitTally, tally
from knowledge.answer.awards.told import Told
from knowledge.answer.draft import Draft
from knowledge.base import KnowledgeBase
from knowledge.query import Place, Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.award_lexicon import award_lists, said
from knowledge.understand.award_question import AwardQuery, award_question
from language.periods import period_label

__all__ = ["answer_awards", "award_question", "told_otherwise"]


def answer_awards(
    query: Query, asked: AwardQuery, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> Draft | None:
    """The answer from the award records of ``documents``.

    None when the question has words that no record holds: then it asks for something else.
    """
    by_id = {d.document_id: d for d in documents}
    records = told_awards(asked, by_id, base)
    page = Page(query, asked, scope_of(asked, documents), base, by_id, namesakes_among(documents))
    if asked.aim == "compare":
        return _compared(page, records)
    draft = _of_records(page, records)
    other = _asked_otherwise(query, asked)
    if other is None or (draft is not None and not draft.abstained):
        return draft
    again = answer_awards(query, other, documents, base)
    return draft if again is None or again.abstained else again


def _asked_otherwise(query: Query, asked: AwardQuery) -> AwardQuery | None:
    """How a question may be meant that has no answer as it stands; None where in no other way.

    Units that no record names may be counted by a report ("6 xã được tặng Cờ"); and "ở huyện A"
    asks for what was conferred there, which the communes tell where the district does not.
    """
    if asked.aim == "units":
        noun = asked.unit_level or ""
        return replace(asked, aim="count", every=False, unit_level=None, noun=noun) if noun else None
    is_ground = len(asked.places) == 1 and asked.places[0].level == "huyện"
    if asked.every or not is_ground or not said(query.question, award_lists()["within"]["phrases"]):
        return None
    return replace(asked, every=True, unit_level="xã")


def _of_records(page: Page, records: Sequence[Told]) -> Draft | None:
    asked, base = page.asked, page.base
    found = _sorted(page, records)
    if asked.about and not (found.counted or found.other_status or found.denied):
        return None
    base.load_texts(t.document.document_id for t in found.counted)
    return _drafted(page, found)


def told_otherwise(
    draft: Draft, asked: AwardQuery, documents: Sequence[StoredDocument], base: KnowledgeBase
) -> bool:
    """Whether an answer's words are those of awards of another status: proposed, not given."""
    by_id = {d.document_id: d for d in documents}
    others = [t for t in told_awards(asked, by_id, base) if t.record.status != asked.status]
    return any(
        source.document_id == told.document.document_id
        and source.span.start < told.record.span.end
        and told.record.span.start < source.span.end
        for line in draft.lines if line.claims
        for source in line.sources
        for told in others
    )  # fmt: skip


def _sorted(page: Page, records: Sequence[Told]) -> Sorted:
    """The sorted records; "khen thưởng" as such stands in for certificates that nobody names."""
    found = narrowed(page.asked, sort_records(page.asked, records, page.base), page.base)
    if found.counted or page.asked.award_ids != ("giay_khen",) or not page.asked.giver:
        return found
    any_award = replace(page.asked, award_ids=())
    praise = [t for t in records if t.record.award == PRAISE]
    found.doubtful += narrowed(any_award, sort_records(any_award, praise, page.base), page.base).counted
    return found


def _drafted(page: Page, found: Sorted) -> Draft:
    asked, scope = page.asked, page.scope
    if asked.about and not asked.places and not any(scope.holds(t.unit) for t in _answering(found)):
        scope = replace(scope, level="")  # whoever is named was honoured where another level reports
        page = replace(page, scope=scope)
    others = [t for t in found.counted if not scope.holds(t.unit)]
    if scope.level == "xã":
        named = {other: communes_named(page.base, other) for other in others}
        found.counted += [told for communes in named.values() for told in communes]
        others = [other for other in others if not (named[other] and is_by_name(other))]
    held = Sorted(
        *(
            [t for t in told if scope.holds(t.unit)]
            for told in (found.counted, found.doubtful, found.related, found.other_status, found.denied)
        )
    )
    tallies = tally(held.counted, newest_only=not asked.periods and asked.aim in ("count", "rank"))
    if asked.both_kinds:
        one_kind = [t for t in tallies if not {"tập thể", "cá nhân"} <= set(t.by_kind())]
        tallies = [t for t in tallies if t not in one_kind]
        held.doubtful += [told for entry in one_kind for told in entry.counted]
    answering = [t for entry in tallies for t in entry.counted]
    coverage = coverage_of(scope, answering, held.doubtful, held.denied)
    if asked.aim == "check" and can_check(held):
        return answer_check(page, tallies, held, others, coverage)
    if asked.aim == "missing" and scope.reports:
        return answer_missing(page, held, coverage)
    if noun := ranked_noun(page):
        ranked = answer_recipient_rank(page, [*answering, *others], noun, coverage)
        return ranked or nothing_told(page, held, others, (), coverage)
    if not tallies:
        if held.denied and asked.status == "awarded":
            return denied(page, held, others, coverage)
        return nothing_told(page, held, others, _near(page), coverage)
    if asked.aim == "rank":
        return answer_rank(page, tallies, held, others, coverage)
    counts = asked.aim == "count" and (asked.award_ids or len(tallies) == 1)
    write = answer_count if counts else answer_list
    draft = write(page, tallies, held, others, coverage)
    return replace(draft, lines=(*draft.lines, *legal_notes(page, answering)))


def _answering(found: Sorted) -> list[Told]:
    """The statements that can answer: as asked, denied, or of another status."""
    return [*found.counted, *found.denied, *found.other_status]


def _near(page: Page) -> list[Told]:
    """Records of the asked units that share the giver or, failing that, only the status."""
    asked = page.asked
    alike = [
        t for t in told_awards(replace(asked, award_ids=()), page.documents, page.base)
        if page.scope.holds(t.unit) and t.record.status == asked.status and in_period(asked.periods, t.period)
    ]  # fmt: skip
    from_giver = [t for t in alike if asked.giver and is_asked_giver(asked, t)]
    return from_giver or ([] if asked.every else alike)


def _compared(page: Page, records: Sequence[Told]) -> Draft:
    """Two or more places, or two or more periods of one, side by side."""
    asked = page.asked
    by_period = len(asked.places) < 2
    sides, gathered, denials = [], Sorted(), []
    for label, period, one in _sides_asked(page, by_period):
        part = replace(page, asked=one, scope=scope_of(one, tuple(page.documents.values())))
        found = _sorted(part, [t for t in records if at_places(one.places, t)])
        sides.append(_side(label, period, part, found))
        gathered.doubtful += found.doubtful
        denials += found.denied
    scope: Scope = page.scope
    answering = [t for side in sides for t in side.counted]
    coverage = coverage_of(scope, answering, gathered.doubtful, denials)
    return answer_comparison(page, sides, gathered, by_period, coverage)


def _sides_asked(page: Page, by_period: bool) -> list[tuple[str, str, AwardQuery]]:
    """The sides with their labels: periods in their order, units, or units in each of the periods."""
    asked = page.asked
    periods = sorted(asked.periods, key=months_of)
    if by_period:
        return [(period_label(p), "", replace(asked, periods=(p,))) for p in periods]
    sides = []
    for place in asked.places:
        for codes in [(p,) for p in periods] if len(periods) > 1 else [asked.periods]:
            period = period_label(codes[0]) if len(periods) > 1 else ""
            label = ", ".join(filter(None, (_label(page, place), period)))
            sides.append((label, period, replace(asked, places=(place,), periods=codes)))
    return sides


def _label(page: Page, place: Place) -> str:
    """The name of a place, with its district where another one of that name is asked for too."""
    alike = [other for other in page.asked.places if other.name == place.name]
    document = page.documents.get(place.document_ids[0]) if place.document_ids else None
    if len(alike) < 2 or document is None or not document.summary.district:
        return place.name
    return f"{place.name}, {document.summary.district}"


def _side(label: str, period: str, part: Page, found: Sorted) -> Side:
    held = [t for t in found.counted if part.scope.holds(t.unit)]
    tallies: list[UnitTally] = tally(held, newest_only=not part.asked.periods)
    denying = tuple(t for t in found.denied if part.scope.holds(t.unit))
    return Side(label, tuple(tallies), denying, absent=not part.scope.reports, period=period)
