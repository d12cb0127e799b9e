"""Filters as SQL conditions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, and_, func, or_, true

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
    """Award statements that pass the filters, of any award or of those named."""
    condition = record_condition(filters, awards.c.unit_key, awards.c.period)
    return and_(condition, _of_awards(award_names)) if award_names else condition


def selection_condition(selection: AwardSelection) -> Condition:
    """Award statements that pass a question's first sieve."""
    conditions: list[Condition] = []
    if selection.periods is not None:
        period = func.coalesce(awards.c.period, documents.c.period)
        conditions.append(or_(period.in_(selection.periods), awards.c.status.in_(selection.of_any_period)))
    if selection.awards:
        conditions.append(_of_awards(selection.awards))
    if selection.places:
        keys = _keys(selection.places)
        own = (documents.c.commune_key, documents.c.district_key, documents.c.province_key)
        named = [column.in_(keys) for column in (awards.c.unit_key, *own)]
        conditions.append(or_(documents.c.document_id.in_(selection.document_ids), *named))
    return and_(true(), *conditions)


def _of_awards(names: Sequence[str]) -> Condition:
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
