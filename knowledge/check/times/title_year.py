"""The year of the title against the headings, the closing sentence and the day of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.document import Paragraph, Span
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.periods import Period, find_periods
from language.text import fold

_CLOSING = re.compile(r"\btren day la\b")
_PLANS = re.compile(r"\b(?:phuong huong|nhiem vu|ke hoach|trien khai)\b")
_RESULTS = re.compile(r"\b(?:ket qua|tong ket|so ket|danh gia|thuc hien)\b")
# From this month on a report of the year plans the next one.
_LATE = 11
_RANK, _DEEP = 2, 9
# A school year's report is written in May, three months before it ends; a year's in November.
_EARLY = 3
_AHEAD = re.compile(r"(?:[\divx]+[.)]?\s+)?phuong huong\b")
# What a report of a part of the year looks back on, and what of the same year is still to come.
_FIRST_PARTS, _LAST_PARTS = ("-H1", "-9M"), ("-H2", "-Q4")
_LONGEST_CLOSING = 400
_PLAN_HEADING = re.compile(r"(?:[\divx]+[.)]?\s+)?(?:phuong huong|nhiem vu|muc tieu|ke hoach)\b")


def check_title_year(draft: Draft) -> Iterator[Finding]:
    """A title whose year the content denies, or whose period had not ended when it was written."""
    title = draft.identity.title
    if title is None or title.span is None:
        return
    named = _result_period(title.value)
    if named is None:
        return
    span = title.span
    yield from _same_year_twice(draft, title.value, named, span)
    yield from _far_plans(draft, title.value, named, span)
    yield from _other_half(draft, title.value, named, span)
    body = _body_period(draft)
    if body is not None and body[0].year != named.year:
        period, place, key = body
        message = say(
            "check.dates.title_year", title=named.year, body=period.year, place=say(f"check.dates.{key}")
        )
        quotes = (draft.quote(span), draft.quote(place))
        yield Finding("dates", "error", 0.9, message, say("check.dates.title_year_repair"), quotes)
    else:
        yield from _other_part(draft, title.value, named, span)
    yield from _past_plans(draft, named, span)
    yield from _too_early(draft, title.value, named, span)


def _result_period(text: str) -> Period | None:
    """The first period named before the plans are."""
    folded = fold(text)
    plans = _PLANS.search(folded)
    for mention in find_periods(text):
        if plans is None or mention.start < plans.start() or not _RESULTS.search(folded[: plans.start()]):
            return mention.period
    return None


def _same_year_twice(draft: Draft, title: str, named: Period, span: Span) -> Iterator[Finding]:
    folded = fold(title)
    plans = _PLANS.search(folded)
    written = draft.written_on
    ended = written is not None and (written.year, written.month) >= (named.year, _LATE)
    if plans is None or not ("tong ket" in folded[: plans.start()] or ended):
        return
    planned = [m.period for m in find_periods(title) if m.start > plans.start()]
    if planned and planned[0].code == named.code == str(named.year):
        message = say("check.dates.title_same_year", year=named.year)
        repair = say("check.dates.title_same_year_repair")
        yield Finding("dates", "error", 0.85, message, repair, (draft.quote(span),))


def _far_plans(draft: Draft, title: str, named: Period, span: Span) -> Iterator[Finding]:
    """Results of one year and plans of another that is not the next."""
    plans = _PLANS.search(fold(title))
    if plans is None or named.code != str(named.year):
        return
    planned = [m.period for m in find_periods(title) if m.start > plans.start()]
    if planned and planned[0].code == str(planned[0].year) and planned[0].year - named.year in (-1, 2, 3):
        message = say("check.dates.title_far_plans", year=named.year, planned=planned[0].year)
        repair = say("check.dates.title_same_year_repair")
        yield Finding("dates", "error", 0.8, message, repair, (draft.quote(span),))


def _other_half(draft: Draft, title: str, named: Period, span: Span) -> Iterator[Finding]:
    """Results of the first half of one year and plans of the second half of another."""
    plans = _PLANS.search(fold(title))
    if plans is None:
        return
    planned = [m.period for m in find_periods(title) if m.start > plans.start()]
    if planned and _of_another_year(named, planned[0]):
        message = say("check.dates.title_far_plans", year=named.year, planned=planned[0].year)
        repair = say("check.dates.title_same_year_repair")
        yield Finding("dates", "error", 0.8, message, repair, (draft.quote(span),))


def _of_another_year(named: Period, planned: Period) -> bool:
    """Whether what is still to come is not of the year whose first part is reported on."""
    parts = named.code.endswith(_FIRST_PARTS) and planned.code.endswith(_LAST_PARTS)
    return parts and planned.year != named.year


def _past_plans(draft: Draft, named: Period, span: Span) -> Iterator[Finding]:
    """A heading of plans for a year before the one reported on."""
    for element in draft.document.elements:
        if not isinstance(element, Paragraph) or element.kind != "heading":
            continue
        text = element.content.text
        if not _PLAN_HEADING.match(fold(text)) or (element.depth or _DEEP) > _RANK:
            continue
        planned = [mention.period for mention in find_periods(text)]
        ahead = _AHEAD.match(fold(text)) is not None
        if len(planned) != 1:
            continue
        past = planned[0].years[-1] < named.year or (ahead and _is_over(draft, planned[0], named))
        if past or _of_another_year(named, planned[0]):
            message = say("check.dates.title_past_plans", title=named.year, planned=planned[0].years[-1])
            quotes = (draft.quote(element.content.span(0, len(text))), draft.quote(span))
            yield Finding("dates", "error", 0.8, message, say("check.dates.title_year_repair"), quotes)


def _is_over(draft: Draft, planned: Period, named: Period) -> bool:
    """Whether the plans are for the very year or school year reported on, when it had all but ended."""
    written, whole_year = draft.written_on, len(named.years) <= 2 and named.months[1] - named.months[0] == 11
    if planned != named or written is None or not whole_year:
        return False
    last = named.months[1]
    return 12 * written.year + written.month - 1 >= last - _EARLY


def _body_period(draft: Draft) -> tuple[Period, Span, str] | None:
    """The period of the closing sentence, else of the first heading about results."""
    paragraphs = [e for e in draft.document.elements if isinstance(e, Paragraph)]
    for paragraph in reversed(paragraphs):
        folded = fold(paragraph.content.text)
        closing = _CLOSING.search(folded)
        if closing is not None:
            period = _result_period(paragraph.content.text[closing.start() :])
            if period is not None:
                content = paragraph.content
                return period, content.span(closing.start(), len(content.text)), "place_closing"
    for paragraph in paragraphs:
        folded = fold(paragraph.content.text)
        if paragraph.kind == "heading" and (paragraph.depth or 9) <= _RANK and _RESULTS.search(folded):
            period = _result_period(paragraph.content.text)
            if period is not None:
                return period, paragraph.content.span(0, len(paragraph.content.text)), "place_heading"
    return None


def _other_part(draft: Draft, title: str, named: Period, span: Span) -> Iterator[Finding]:
    """Another part of the year in the closing sentence: "quý II" under a title of "quý III"."""
    of_title = [m for m in find_periods(title) if m.period.year == named.year]
    for element in reversed(draft.document.elements):
        if not isinstance(element, Paragraph) or not _CLOSING.search(fold(element.content.text)):
            continue
        text = element.content.text[:_LONGEST_CLOSING]
        told = [m for m in find_periods(text) if m.period.year == named.year]
        if len(of_title) == len(told) == 1 and told[0].period != named and not _PLANS.search(fold(text)):
            place = element.content.span(told[0].start, told[0].end)
            message = say(
                "check.dates.title_period",
                title=title[of_title[0].start : of_title[0].end], body=text[told[0].start : told[0].end],
            )  # fmt: skip
            quotes = (draft.quote(place), draft.quote(span))
            yield Finding("dates", "error", 0.75, message, say("check.dates.title_year_repair"), quotes)
        return


def _too_early(draft: Draft, title: str, named: Period, span: Span) -> Iterator[Finding]:
    """A yearly report written before November of its year; half-year ones before May."""
    written = draft.written_on
    date = draft.identity.date
    if written is not None and date is not None and written.year > named.years[-1] + 1:
        message = say("check.dates.title_long_ago", title=named.years[-1], written=written.year)
        quotes = (draft.quote(span), *((draft.quote(date.span),) if date.span else ()))
        yield Finding("dates", "warning", 0.7, message, say("check.dates.written_before_end_repair"), quotes)
    if written is None or date is None or "tong ket" not in fold(title) or named.code != str(named.year):
        return
    if written.year < named.year or (written.year == named.year and written.month < 10):
        message = say(
            "check.dates.written_before_end", month=written.month, year=written.year, period=named.year
        )
        quotes = (draft.quote(span), *((draft.quote(date.span),) if date.span else ()))
        yield Finding("dates", "error", 0.8, message, say("check.dates.written_before_end_repair"), quotes)
