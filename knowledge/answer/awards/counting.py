"""Counts of awards: the exact sum over records with its parts, each part cited."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import Coverage, Value
from foundation.records import RecipientKind
from foundation.wording import say
from knowledge.answer.awards.evidence import source_of
from knowledge.answer.awards.notes import coverage_notes, side_notes, tally_notes
from knowledge.answer.awards.shown import Cited, Page, award_text, kind_word, looking_for, place, row
from knowledge.answer.awards.sorting import PRAISE, Sorted
from knowledge.answer.awards.tally import UnitTally, total_of
from knowledge.answer.awards.told import Told
from knowledge.answer.compose import blank_line
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line
from knowledge.understand.award_lexicon import award_lists, said

_MOST_UNITS = 60
_CERTIFICATES = ("Bằng khen", "Giấy khen")


def answer_count(
    page: Page, tallies: Sequence[UnitTally], found: Sorted, others: Sequence[Told], coverage: Coverage
) -> Draft:
    """The count over all records, with how it was added up and what could not be counted."""
    told = [t for tally in tallies for t in tally.counted]
    counted, rest = _of_one_award(page, told)
    unsplit = [t for t in counted if page.asked.kinds and t.record.recipient_kind == "khác"]
    apart = set(unsplit)
    summed = [t for t in counted if t not in apart and t.record.count is not None]
    looking = Line(say("awards.looking.line", what=looking_for(page, "awards.looking.newest")), claims=False)
    lines = [_answer_line(page, tallies, summed)] if summed else []
    lines += [looking, *(_unsplit_line(page, t) for t in unsplit)]
    lines += tally_notes(page, tallies)
    lines += _breakdown(page, rest)
    lines += [*coverage_notes(page, coverage, found.denied), *side_notes(page, found, others)]
    rows = tuple(row(t, page, index) for index, t in enumerate(told))
    sources = tuple(source_of(page.base, t) for t in told)
    value = _value(page, summed)
    return Draft(
        "award_count", tuple(lines), abstained=not summed, value=value, rows=rows, row_sources=sources,
        coverage=coverage,
    )  # fmt: skip


def _of_one_award(page: Page, told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """What is added up, and what stands apart, when the question does not say which award.

    People honoured several times must not be added across awards: "khen thưởng" as such goes
    first, then certificates, then titles.
    """
    if page.asked.award_ids:
        return list(told), []
    for names in ((PRAISE,), _CERTIFICATES):
        chosen = [t for t in told if t.record.award.startswith(names)]
        if chosen:
            return chosen, [t for t in told if not t.record.award.startswith(names)]
    return list(told), []


def _value(page: Page, summed: Sequence[Told]) -> Value | None:
    """One figure; none when each of several kinds was asked for, and not their total."""
    if not summed:
        return None
    kinds = list(dict.fromkeys(t.record.recipient_kind for t in summed))
    if _tells_each_kind(page, kinds):
        return None
    unit = kind_word(kinds[0]) if len(kinds) == 1 else ""
    return Value(str(total_of(summed)), unit)


def _tells_each_kind(page: Page, kinds: Sequence[RecipientKind]) -> bool:
    """Whether several kinds of recipients are told one beside the other, not added up."""
    if len(page.asked.kinds) < 2 or len(kinds) < 2:
        return False
    return said(page.query.question, award_lists()["total"]["phrases"]) is None


def _answer_line(page: Page, tallies: Sequence[UnitTally], summed: Sequence[Told]) -> Line:
    kept = set(summed)
    shown = [tally for tally in tallies if any(t in kept for t in tally.counted)]
    if len(shown) > 1:
        return _over_units(page, shown, summed)
    cited = Cited()
    unit = place(page, summed[0], cited)
    award = ", ".join(dict.fromkeys(award_text(page, t) for t in summed))
    kinds = list(dict.fromkeys(t.record.recipient_kind for t in summed))
    if len(summed) == 1:
        sign = cited.mark(source_of(page.base, summed[0]))
        count = summed[0].record.count
        kind = kind_word(summed[0].record.recipient_kind) + cited.told_by_hand(summed[0])
        text = say("awards.count.single", place=unit, count=count, kind=kind, award=award, mark=sign)
        return cited.line(text, computed(summed))
    if _tells_each_kind(page, kinds):
        parts = [_kind_sum(page, summed, kind, cited) for kind in kinds]
        joined = str(say("awards.count.parts_join")).join(parts)
        return cited.line(
            say("awards.count.kinds", place=unit, parts=joined, award=award, marks=""), computed(summed)
        )
    text = say("awards.count.sum", place=unit, total=total_of(summed), sum=sum_text(page, summed, cited),
               award=award)  # fmt: skip
    return cited.line(text, computed(summed))


def _kind_sum(page: Page, summed: Sequence[Told], kind: RecipientKind, cited: Cited) -> str:
    of_kind = [t for t in summed if t.record.recipient_kind == kind]
    signs = cited.mark(*(source_of(page.base, t) for t in of_kind))
    return f"{say('awards.count.part', count=total_of(of_kind), kind=kind_word(kind))} {signs}"


def sum_text(page: Page, summed: Sequence[Told], cited: Cited) -> str:
    """ "8 tập thể [1] + 17 cá nhân [1] + 3 cá nhân nêu tên [2][3]": every part with its source."""
    parts = []
    for told in summed:
        if not told.record.named:
            sign = cited.mark(source_of(page.base, told))
            kind = kind_word(told.record.recipient_kind) + cited.told_by_hand(told)
            parts.append(say("awards.count.sum_part", count=told.record.count, kind=kind, mark=sign))
    for kind, named in _named_by_kind(summed).items():
        signs = cited.mark(*(source_of(page.base, t) for t in named))
        parts.append(
            say(
                "awards.count.named_part",
                count=total_of(named),
                kind=_named_kind(kind, named, cited),
                mark=signs,
            )
        )
    return str(say("awards.count.sum_join")).join(parts)


def _named_kind(kind: RecipientKind, named: Sequence[Told], cited: Cited) -> str:
    amended = list(dict.fromkeys(filter(None, map(cited.told_by_hand, named))))
    return kind_word(kind) + "".join(amended)


def _named_by_kind(summed: Sequence[Told]) -> dict[RecipientKind, list[Told]]:
    named: dict[RecipientKind, list[Told]] = {}
    for told in summed:
        if told.record.named:
            named.setdefault(told.record.recipient_kind, []).append(told)
    return named


def _over_units(page: Page, tallies: Sequence[UnitTally], summed: Sequence[Told]) -> Line:
    cited = Cited()
    kept = set(summed)
    owned = [[t for t in tally.counted if t in kept] for tally in tallies]
    parts = []
    for own in owned[:_MOST_UNITS]:
        unit = place(page, own[0], cited)
        signs = cited.mark(*(source_of(page.base, t) for t in own))
        amended = "".join(dict.fromkeys(filter(None, map(cited.told_by_hand, own))))
        parts.append(
            say("awards.count.unit_part", place=unit, count=f"{total_of(own)}{amended}", marks=signs)
        )
    rest = owned[_MOST_UNITS:]
    if rest:
        left = sum(map(total_of, rest))
        parts.append(say("awards.count.other_units", count=left, units=len(rest)))
    kinds = list(dict.fromkeys(t.record.recipient_kind for t in summed))
    kind = kind_word(kinds[0]) if len(kinds) == 1 else ""
    shown = f"**{total_of(summed)}** {kind}".strip()
    text = say("awards.count.units_total", total=shown, units=len(tallies),
               sum=str(say("awards.count.sum_join")).join(parts))  # fmt: skip
    sums = (*map(total_of, owned[:_MOST_UNITS]), sum(map(total_of, rest)), len(rest), len(tallies))
    return cited.line(text, (*computed(summed), *sums))


def computed(summed: Sequence[Told]) -> list[int]:
    """The sums that the parts give: in all, by kind, of those named."""
    kinds = {t.record.recipient_kind for t in summed}
    sums = [total_of([t for t in summed if t.record.recipient_kind == k]) for k in kinds]
    return [total_of(summed), *sums, *map(total_of, _named_by_kind(summed).values())]


def _unsplit_line(page: Page, told: Told) -> Line:
    cited = Cited()
    sign = cited.mark(source_of(page.base, told))
    return cited.line(say("awards.count.unsplit", recipient=told.record.recipient, mark=sign))


def _breakdown(page: Page, rest: Sequence[Told]) -> list[Line]:
    """The awards that were not added up, one line each."""
    lines = [blank_line()] if rest else []
    by_award: dict[str, list[Told]] = {}
    for told in rest:
        by_award.setdefault(award_text(page, told), []).append(told)
    for award, told_of in by_award.items():
        cited = Cited()
        parts = sum_text(page, [t for t in told_of if t.record.count is not None], cited)
        if parts:
            lines.append(
                cited.line(say("awards.count.other_award", award=award, parts=parts), computed(told_of))
            )
    return lines
