"""What stands around an award statement: headings, the list's introduction, the period.

A heading "Phương hướng, nhiệm vụ" makes targets of what stands under it; "Đề nghị khen thưởng"
makes proposals; a list's introduction hands its status and authority on to the items.
"""

from __future__ import annotations

from foundation.records import AwardStatus
from ingest.extract.awards.statements import Carried
from language.award_terms import edge_words, find_terms
from language.periods import Period, find_periods
from language.text import even_spelling


def heading_status(path: tuple[str, ...]) -> AwardStatus:
    """The status that the headings above give: plans and goals are targets, else awarded."""
    for heading in path:
        even = even_spelling(heading)
        if any(word in even for word in edge_words("result_heading")):
            continue
        if any(word in even for word in edge_words("plan_heading")):
            return "target"
    if path and any(t.kind == "proposed" for t in find_terms(path[-1])):
        return "proposed"
    return "awarded"


def heading_context(path: tuple[str, ...], unit_level: str) -> Carried:
    """Status and conferring authority that the nearest heading tells."""
    authority = None
    if path:
        authority = next((t for t in find_terms(path[-1]) if t.kind == "authority"), None)
        if (
            authority is not None
            and authority.authority is not None
            and authority.authority.level == unit_level
        ):
            authority = None  # a heading that names the reporting body itself says nothing of giver
    return Carried(authority=authority, status=heading_status(path))


def statement_period(sentence: str, start: int, reported: str | None) -> tuple[str | None, bool]:
    """The period of a statement at ``start`` and whether it lies before the reported one.

    A period named before the award in its sentence goes before the report's own; a span of
    years ("giai đoạn 2018-2023", usually the reason) and the report's own year do not.
    """
    own = Period(reported) if reported else None
    for mention in reversed(find_periods(sentence[:start])):
        period = mention.period
        if "/" in period.code:
            continue
        if own is None:
            return period.code, False
        if own.overlaps(period) or period.overlaps(own):
            return (period.code if own.contains(period) else reported), False
        return period.code, max(period.years) < min(own.years) - 1
    return reported, False
