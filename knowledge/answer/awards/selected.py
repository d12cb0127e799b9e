"""Reading from the ledger what a question may need of it: all of that, and little else.

Places, periods and awards of the question sift in the database; what a statement then is to the
question is decided by ``sorting``, which looks closer.
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.answer.awards.sorting import PRAISE, at_places, in_period
from knowledge.answer.awards.told import Told, award_names, told_of
from knowledge.base import KnowledgeBase
from knowledge.store.filters import AwardSelection
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.award_question import AwardQuery


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
    return [told for told in found if at_places(asked.places, told)]


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
