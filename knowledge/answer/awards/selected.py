"""Reading from the ledger what a question may need of it: all of that, and little else.

Places, periods and awards of the question sift in the database; what a statement then is to the
question is decided by ``sorting``, which looks closer.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.answer.awards.evidence import own_words
from knowledge.answer.awards.sorting import PRAISE, at_places, in_period
from knowledge.answer.awards.told import Told, award_names, told_of
from knowledge.base import KnowledgeBase
from knowledge.store.filters import AwardSelection
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.award_question import AwardQuery
from language.award_classes import award_class


def told_awards(
    asked: AwardQuery, documents: Mapping[str, StoredDocument], base: KnowledgeBase
) -> list[Told]:
    """The statements of these documents that are about the asked awards, places and periods.

    In the order of documents and text. What is said of every period comes along, and so does
    praise that names no award: either may be meant.
    """
    found = [
        told_of(stored, documents[stored.document.document_id])
        for stored in base.selected_awards(_selection(asked, base))
        if stored.document.document_id in documents
    ]
    return [told for told in found if at_places(asked.places, told) and _is_of_class(asked, told, base)]


def _is_of_class(asked: AwardQuery, told: Told, base: KnowledgeBase) -> bool:
    """Whether the words tell the asked class; who denies an award as such denies all its classes."""
    if not asked.award_class:
        return True
    said = award_class(told.record.award, own_words(base, told))
    return said == asked.award_class or (not said and told.record.status == "negated")


def _selection(asked: AwardQuery, base: KnowledgeBase) -> AwardSelection:
    periods = None
    if asked.periods:
        periods = tuple(code for code in base.award_periods() if in_period(asked.periods, code))
    names: set[str] = set().union(*map(award_names, asked.award_ids))
    return AwardSelection(
        periods=periods,
        of_any_period=("background",),
        awards=(*sorted(names), PRAISE) if names else (),
        places=tuple(place.name for place in asked.places),
        document_ids=tuple(i for place in asked.places for i in place.document_ids),
    )
