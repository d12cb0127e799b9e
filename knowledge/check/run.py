"""All checkers over one draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from knowledge.base import KnowledgeBase
from knowledge.check.arithmetic.averages import check_averages
from knowledge.check.arithmetic.changes import check_changes
from knowledge.check.arithmetic.councils import check_councils
from knowledge.check.arithmetic.derived import check_derived
from knowledge.check.arithmetic.divided import check_divided
from knowledge.check.arithmetic.far_shares import check_far_shares
from knowledge.check.arithmetic.mixed_parts import check_mixed_parts
from knowledge.check.arithmetic.money_words import check_money_words
from knowledge.check.arithmetic.named_wholes import check_named_wholes
from knowledge.check.arithmetic.parallel_totals import check_parallel_totals
from knowledge.check.arithmetic.products import check_products
from knowledge.check.arithmetic.rates import check_rates
from knowledge.check.arithmetic.ratios import check_ratios
from knowledge.check.arithmetic.repeated import check_repeated_figures
from knowledge.check.arithmetic.retold import check_retold
from knowledge.check.arithmetic.shares import check_shares
from knowledge.check.arithmetic.totals import check_totals
from knowledge.check.awards.award_tables import check_award_tables
from knowledge.check.awards.award_totals import check_award_totals
from knowledge.check.awards.badges import check_badges
from knowledge.check.awards.conferring import check_conferring
from knowledge.check.awards.givers import check_givers
from knowledge.check.draft import Draft
from knowledge.check.earlier import check_against_store
from knowledge.check.finding import Finding
from knowledge.check.form.numbering import check_numbering
from knowledge.check.form.parts import check_parts
from knowledge.check.law.legal import check_legal_bases
from knowledge.check.law.number_form import check_number_form
from knowledge.check.tables.columns import check_tables
from knowledge.check.tables.text_tables import check_text_tables
from knowledge.check.times.anniversaries import check_anniversaries
from knowledge.check.times.dates import check_dates
from knowledge.check.times.impossible_times import check_impossible_times
from knowledge.check.times.title_year import check_title_year
from knowledge.check.writing.encoding import check_encoding
from knowledge.check.writing.shortened import check_abbreviations
from knowledge.check.writing.spelling import check_spelling

CHECKERS: tuple[Callable[[Draft], Iterable[Finding]], ...] = (
    check_ratios, check_rates, check_changes, check_totals, check_tables, check_repeated_figures,
    check_retold, check_averages, check_badges, check_parallel_totals, check_text_tables,
    check_councils, check_money_words,
    check_dates, check_impossible_times, check_title_year, check_anniversaries,
    check_conferring, check_award_totals, check_award_tables,
    check_spelling, check_encoding, check_abbreviations,
    check_parts, check_numbering, check_number_form,
)  # fmt: skip


def check(draft: Draft, knowledge_base: KnowledgeBase | None, today: date) -> list[Finding]:
    """Every finding of a draft in reading order, the same finding once.

    ``knowledge_base`` adds what earlier reports say (jumps, awards told otherwise); ``today`` is
    the day that legal bases are judged on where the draft has neither date nor period.
    """
    findings = [finding for checker in CHECKERS for finding in checker(draft)]
    findings.extend(_beside(findings, check_shares(draft)))
    findings.extend(_beside(findings, check_far_shares(draft)))
    findings.extend(_beside(findings, check_named_wholes(draft)))
    findings.extend(_beside(findings, check_products(draft)))
    findings.extend(_beside(findings, check_divided(draft)))
    findings.extend(_beside(findings, check_mixed_parts(draft)))
    findings.extend(_beside(findings, check_derived(draft)))
    findings.extend(_beside(findings, check_givers(draft)))
    findings.extend(check_legal_bases(draft, today))
    if knowledge_base is not None:
        findings.extend(check_against_store(draft, knowledge_base))
    return sorted(dict.fromkeys(findings), key=_place)


def _beside(found: list[Finding], more: Iterable[Finding]) -> Iterator[Finding]:
    """Those of the further findings that repair nothing at a place where a sure one of their kind is told."""
    for finding in more:
        same = [other for other in found if other.sure and other.category == finding.category]
        told = (quote for other in same for quote in other.quotes)
        place = finding.quotes[0]
        if not any(quote.start < place.end and place.start < quote.end for quote in told):
            yield finding


def _place(finding: Finding) -> tuple[int, str]:
    return (finding.quotes[0].start if finding.quotes else 0, finding.category)
