"""What stands beside an award answer: coverage, doubtful cases, other givers, other levels."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from foundation.answers import Coverage
from foundation.wording import say, wording
from knowledge.answer.awards.evidence import quote_of, source_of
from knowledge.answer.awards.shown import Cited, Page, item, place, recipient
from knowledge.answer.awards.sorting import Sorted, is_asked_giver, is_mixed
from knowledge.answer.awards.tally import UnitTally
from knowledge.answer.awards.told import Told, UnitKey
from knowledge.answer.compose import blank_line, first_names, identity_source, unit_name
from knowledge.evidence.marking import Line, quoted
from language.periods import period_label

_MOST_SHOWN = 12
_MOST_NAMED = 60


def heading(key: str, **values: object) -> list[Line]:
    """An empty line and a heading that claims nothing."""
    return [blank_line(), Line(say(key, **values), claims=False)]


def shown_words(page: Page, told: Told) -> str:
    """The words of a statement."""
    return quoted(quote_of(page.base, told))


def tally_notes(page: Page, tallies: Sequence[UnitTally]) -> list[Line]:
    """Conflicts between reports, repeats that are linked, and what has no number."""
    lines: list[Line] = []
    for tally in tallies:
        if tally.counted and not any(t.own for t in tally.counted):
            lines.append(_told_by_another(page, tally))
        for conflict in tally.conflicts:
            cited = Cited()
            shown = place(page, conflict.one[0], cited)
            first = cited.mark(*(source_of(page.base, t) for t in conflict.one))
            second = cited.mark(*(source_of(page.base, t) for t in conflict.other))
            one, other = conflict.counts
            text = say("awards.side.conflict", place=shown, one=one, first=first, other=other, second=second)
            lines.append(cited.line(text, (one, other)))
        for told in tally.uncounted:
            cited = Cited()
            sign = cited.mark(source_of(page.base, told))
            key = "awards.count.uncounted"
            lines.append(cited.line(say(key, recipient=recipient(page, told, cited), mark=sign)))
    lines += amended_notes(page, [t for tally in tallies for t in tally.counted])
    return lines + [line for own in (True, False) if (line := _linked(page, tallies, own)) is not None]


def _linked(page: Page, tallies: Sequence[UnitTally], same_report: bool) -> Line | None:
    """What is not added: parts that the counted report tells too, or what another report repeats."""
    linked = [
        told
        for tally in tallies
        for told in tally.linked
        if told.record.same_as is None
        and (told.document.document_id in {t.document.document_id for t in tally.counted}) is same_report
    ]
    if not linked:
        return None
    cited, items = Cited(), []
    for told in linked[:_MOST_SHOWN]:
        period = f"{quoted(period_label(told.period))}: " if same_report and told.period else ""
        items.append(period + item(page, told, cited, with_award=False))
    key = "awards.side.parts" if same_report else "awards.side.linked"
    text = say(key, items="; ".join(items))
    return cited.line(text, [int(n) for t in linked for n in re.findall(r"\d+", period_label(t.period))])


def amended_notes(page: Page, counted: Sequence[Told]) -> list[Line]:
    """What a person has corrected among what is counted, with the words that the document has."""
    lines = []
    corrected = [t for t in counted if t.amended == "corrected"]
    for told in corrected[:_MOST_SHOWN]:
        cited = Cited()
        shown, sign = place(page, told, cited), cited.mark(source_of(page.base, told))
        text = say("awards.amended.line", place=shown, recipient=recipient(page, told, cited),
                   quote=shown_words(page, told), mark=sign)  # fmt: skip
        lines.append(cited.line(text))
    return lines + _more(len(corrected))


def _told_by_another(page: Page, tally: UnitTally) -> Line:
    """Whose report tells of a unit that has none of its own in the store for this."""
    told = tally.counted[0]
    cited = Cited()
    shown = place(page, told, cited)
    document = page.documents[told.document.document_id]
    teller = unit_name(document)
    source = identity_source(document)
    sign = cited.mark(source) if source is not None else ""
    text = say("awards.side.told_by", place=shown, teller=f"{quoted(teller)} {sign}".strip())
    return cited.line(text)


def doubtful_notes(page: Page, doubtful: Sequence[Told]) -> list[Line]:
    """Statements that might answer, each with why it was not counted."""
    if not doubtful:
        return []
    lines = heading("awards.side.doubtful_head")
    once = {(t.document.document_id, t.record.span): t for t in doubtful}
    for told in list(once.values())[:_MOST_SHOWN]:
        cited = Cited()
        key = f"awards.side.{_why_doubtful(page, told)}"
        shown = place(page, told, cited)
        sign = cited.mark(source_of(page.base, told))
        lines.append(cited.line(say(key, place=shown, quote=shown_words(page, told), mark=sign)))
    return lines + _more(len(once))


def _why_doubtful(page: Page, told: Told) -> str:
    if told.record.status == "background":
        return "background"
    if page.asked.both_kinds and told.record.status == "awarded" and is_asked_giver(page.asked, told):
        return "one_kind"
    if is_mixed(told, page.base):
        return "mixed"
    return "praise" if told.record.authority_level != "khác" else "unclear"


def related_notes(page: Page, related: Sequence[Told]) -> list[Line]:
    """The same award from other givers, never mixed into the rows."""
    if not related or not page.asked.award_ids:
        return []
    return heading("awards.side.related_head") + by_unit(page, related, "awards.side.related")


def status_notes(page: Page, told: Sequence[Told]) -> list[Line]:
    """What is only proposed (or, asked for proposals, what was given), marked as such."""
    lines: list[Line] = []
    for status in ("awarded", "proposed", "target"):
        if status == "awarded" and page.asked.every:
            continue  # who else was honoured is another list
        alike = [t for t in told if t.record.status == status]
        if alike:
            lines += heading(f"awards.side.{status}_head")
            lines += by_unit(page, alike, "awards.side.status_line")
    return lines


def other_level_notes(page: Page, told: Sequence[Told]) -> list[Line]:
    """A district's own numbers beside its communes', and the other way round."""
    if not told:
        return []
    levels = wording("awards.level")
    lines: list[Line] = []
    for level in dict.fromkeys(t.unit.level for t in told):
        asked = levels.get(page.scope.level, "")
        lines += heading("awards.side.other_level_head", level=levels.get(level, level), asked=asked)
        lines += by_unit(page, [t for t in told if t.unit.level == level], "awards.side.other_level")
    return lines


def by_unit(page: Page, told: Sequence[Told], key: str) -> list[Line]:
    """One line for each unit with its statements."""
    grouped: dict[UnitKey, list[Told]] = defaultdict(list)
    for statement in told:
        grouped[statement.unit].append(statement)
    lines: list[Line] = []
    for statements in list(grouped.values())[:_MOST_SHOWN]:
        cited = Cited()
        shown = place(page, statements[0], cited)
        items = [item(page, t, cited, with_award=True) for t in statements[:_MOST_SHOWN]]
        lines.append(cited.line(say(key, place=shown, items="; ".join(items))))
    return lines


def _more(told: int) -> list[Line]:
    left = told - _MOST_SHOWN
    return [Line(say("awards.side.more", count=left), claims=False)] if left > 0 else []


def coverage_notes(page: Page, coverage: Coverage, denied: Sequence[Told]) -> list[Line]:
    """Silent and denying reports; which reports are absent stands in the closing line."""
    lines: list[Line] = []
    if coverage.units_denying:
        cited = Cited()
        units = []
        naming = set(coverage.units_denying)
        told_of = {t.unit: t for t in denied if t.unit_name in naming}
        for told in list(told_of.values())[:_MOST_NAMED]:
            shown = place(page, told, cited)
            sign = cited.mark(source_of(page.base, told))
            units.append(
                say("awards.coverage.denying_unit", place=shown.removesuffix(sign).rstrip(), mark=sign)
            )
        named, left = ", ".join(units), len(told_of) - _MOST_NAMED
        if left > 0:
            named = say("answers.coverage.and_more", units=named, count=left)
        lines.append(cited.line(say("awards.coverage.denying", units=named), (max(left, 0),)))
    if coverage.units_silent:
        units_silent = first_names(coverage.units_silent, _MOST_NAMED)
        lines.append(Line(say("awards.coverage.silent", units=units_silent), claims=False))
    return [blank_line(), *lines] if lines else []


def side_notes(page: Page, found: Sorted, other_levels: Sequence[Told]) -> list[Line]:
    """Everything beside the answer, in the order of nearness."""
    return [
        *doubtful_notes(page, found.doubtful),
        *status_notes(page, found.other_status),
        *related_notes(page, found.related),
        *other_level_notes(page, other_levels),
    ]
