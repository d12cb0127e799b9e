"""Filters as SQL conditions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, and_, func, or_, select, true

from knowledge.store.filters import AwardSelection, Filters, place_key, word_key
from knowledge.store.ledger.schema import awards, documents

Condition = ColumnElement[bool]


def _keys(names: Sequence[str]) -> list[str]:
    return [place_key(name) for name in names]


def document_condition(filters: Filters | None) -> Condition:
    """Ready documents whose identity passes the filters."""
    conditions = [documents.c.state == "ready"]
    if filters is not None:
        conditions += _scope_conditions(filters)
        if filters.communes:
            conditions.append(documents.c.commune_key.in_(_keys(filters.communes)))
        if filters.periods:
            conditions.append(documents.c.period.in_(filters.periods))
    return and_(*conditions)


def record_condition(filters: Filters | None, unit_key: Column[str], period: Column[str]) -> Condition:
    """Records that pass the filters.

    A district's report also tells of its communes and of other years, so a commune passes by
    the document's identity or by the record's own unit, and a period by the record's own
    period where it has one, else by the document's.
    """
    conditions = [documents.c.state == "ready"]
    if filters is not None:
        conditions += _scope_conditions(filters)
        if filters.communes:
            keys = _keys(filters.communes)
            conditions.append(or_(documents.c.commune_key.in_(keys), unit_key.in_(keys)))
        if filters.periods:
            conditions.append(func.coalesce(period, documents.c.period).in_(filters.periods))
    return and_(*conditions)


def award_condition(filters: Filters | None, award_names: Sequence[str]) -> Condition:
    """Award statements that pass the filters as ``record_condition`` says, of any award or of those named."""
    of_awards, filters = _of_awards(award_names), filters or Filters()
    conditions = [or_(*_in_periods(filters.periods, of_awards)) if filters.periods else of_awards]
    scope = _scope_conditions(filters)
    conditions += [_of_documents(*scope)] if scope else []
    if filters.communes:
        keys = _keys(filters.communes)
        of_own = _of_documents(documents.c.commune_key.in_(keys))
        conditions.append(or_(awards.c.unit_key.in_(keys), of_own))
    return and_(*conditions)


def selection_condition(selection: AwardSelection) -> Condition:
    """Award statements that pass a question's first sieve."""
    condition = of_awards = _of_awards(selection.awards)
    if selection.periods is not None:
        of_any_period = and_(awards.c.status.in_(selection.of_any_period), of_awards)
        condition = or_(*_in_periods(selection.periods, of_awards), of_any_period)
    if not selection.places:
        return condition
    keys = _keys(selection.places)
    own = (documents.c.commune_key, documents.c.district_key, documents.c.province_key)
    of_place = (documents.c.document_id.in_(selection.document_ids), *(c.in_(keys) for c in own))
    return and_(condition, or_(awards.c.unit_key.in_(keys), _of_documents(or_(*of_place))))


def _in_periods(codes: Sequence[str], of_awards: Condition) -> tuple[Condition, Condition]:
    """Statements of these periods by their own one, and by their document's where they have none.

    Either says which awards are wanted, so that the index over periods and awards serves it.
    """
    of_document = _of_documents(documents.c.period.in_(codes))
    return and_(awards.c.period.in_(codes), of_awards), and_(
        awards.c.period.is_(None), of_awards, of_document
    )


def _of_documents(*conditions: Condition) -> Condition:
    """Statements of such documents: looked up once, where a join would look up one for each statement."""
    return awards.c.version.in_(select(documents.c.version).where(*conditions))


def _of_awards(names: Sequence[str]) -> Condition:
    """Of any of the awards named, of every award when none is."""
    if not names:
        return true()
    return awards.c.award_key.in_([word_key(name) for name in names])


def _scope_conditions(filters: Filters) -> list[Condition]:
    conditions: list[Condition] = []
    if filters.document_ids:
        conditions.append(documents.c.document_id.in_(filters.document_ids))
    if filters.districts:
        conditions.append(documents.c.district_key.in_(_keys(filters.districts)))
    if filters.provinces:
        conditions.append(documents.c.province_key.in_(_keys(filters.provinces)))
    if filters.kinds:
        conditions.append(documents.c.kind_key.in_([word_key(kind) for kind in filters.kinds]))
    return conditions
