"""Records to rows of the ledger and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from sqlalchemy import Row

from foundation.document import Span
from foundation.records import (
    IDENTITY_FIELDS,
    AwardRecord,
    DocumentIdentity,
    IdentityField,
    IndicatorRecord,
    LinePlace,
    PagePlace,
    Passage,
    RegulationReference,
)
from knowledge.store.filters import place_key, word_key
from knowledge.store.ledger.schema import awards
from knowledge.store.ledger.stored import DocumentSummary, FoundPassage

Values = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def identity_json(identity: DocumentIdentity) -> str:
    """The identity as JSON, fields that the document does not tell left out."""
    told = {}
    for name in IDENTITY_FIELDS:
        read: IdentityField | None = getattr(identity, name)
        if read is not None:
            told[name] = {
                "value": read.value, "confidence": read.confidence, "span": read.span,
                "origin": read.origin, "note": read.note,
            }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def identity_from_json(text: str) -> DocumentIdentity:
    """What ``identity_json`` wrote."""
    fields: dict[str, Any] = {}
    for name, told in json.loads(text).items():
        span = None if told["span"] is None else Span(*told["span"])
        fields[name] = IdentityField(told["value"], told["confidence"], span, told["origin"], told["note"])
    return DocumentIdentity(**fields)


def identity_columns(identity: DocumentIdentity, name: str) -> Values:
    """The columns of ``documents`` that follow from the identity in force."""
    return {
        "title": identity.value("title") or name,
        "commune": identity.value("commune"),
        "district": identity.value("district"),
        "province": identity.value("province"),
        "level": identity.value("level"),
        "kind": identity.value("kind"),
        "period": identity.value("period"),
        "commune_key": place_key(identity.value("commune")) or None,
        "district_key": place_key(identity.value("district")) or None,
        "province_key": place_key(identity.value("province")) or None,
        "kind_key": word_key(identity.value("kind")) or None,
    }


def pages_json(pages: tuple[PagePlace, ...]) -> str:
    """Pages as JSON: number, start, end, width, height, ocr."""
    return json.dumps([[p.number, *p.span, p.width, p.height, p.ocr] for p in pages])


def pages_from_json(text: str) -> tuple[PagePlace, ...]:
    """What ``pages_json`` wrote."""
    return tuple(
        PagePlace(number, Span(start, end), width, height, ocr)
        for number, start, end, width, height, ocr in json.loads(text)
    )


def lines_json(lines: tuple[LinePlace, ...]) -> str:
    """Printed lines as JSON: page, start, end and the four sides of the box."""
    return json.dumps([[line.page, *line.span, *line.box] for line in lines])


def lines_from_json(text: str) -> tuple[LinePlace, ...]:
    """What ``lines_json`` wrote."""
    return tuple(
        LinePlace(page, Span(start, end), (x0, top, x1, bottom))
        for page, start, end, x0, top, x1, bottom in json.loads(text)
    )


def notes_json(notes: tuple[str, ...]) -> str:
    """Remarks for the person who uploaded the file, as JSON."""
    return json.dumps(notes, ensure_ascii=False)


def notes_from_json(text: str) -> tuple[str, ...]:
    """What ``notes_json`` wrote."""
    return tuple(json.loads(text))


def summary(row: AnyRow) -> DocumentSummary:
    """The document columns of a row."""
    return DocumentSummary(
        row.document_id, row.name, row.title,
        row.doc_commune, row.doc_district, row.doc_province, row.doc_level, row.doc_kind, row.doc_period,
    )  # fmt: skip


def passage_values(passage: Passage, version: int, header: str, text_hash: bytes) -> Values:
    """The row of a passage; ``header`` is the one in force."""
    return {
        "version": version,
        "ordinal": passage.ordinal,
        "text": passage.text,
        "header": header,
        "path": json.dumps(passage.path, ensure_ascii=False),
        "page": passage.page,
        "char_start": passage.span.start,
        "char_end": passage.span.end,
        "text_hash": text_hash,
    }


def found_passage(row: AnyRow, **scores: float | None) -> FoundPassage:
    """A passage with its document and, where it was searched for, its scores."""
    return FoundPassage(
        row.passage_id, summary(row), row.ordinal, row.text, row.header, tuple(json.loads(row.path)),
        row.page, Span(row.char_start, row.char_end), **scores,  # type: ignore[arg-type]
    )  # fmt: skip


def award_values(record: AwardRecord, version: int) -> Values:
    """The row of an award statement."""
    values = {name: getattr(record, name) for name in AwardRecord.__slots__ if name != "span"}
    return values | {
        "version": version,
        "unit_key": place_key(record.unit),
        "award_key": word_key(record.award),
        "char_start": record.span.start,
        "char_end": record.span.end,
    }


# The columns of an award statement in the order of ``AwardRecord``, its span as start and end.
AWARD_COLUMNS = tuple(
    awards.c[name]
    for name in (
        "unit", "recipient", "recipient_kind", "count", "award", "authority", "authority_level", "status",
        "period", "char_start", "char_end", "reason", "decision_number", "confidence", "same_as", "named",
    )
)  # fmt: skip


def award_of(values: Sequence[Any]) -> AwardRecord:
    """The award statement of the values of ``AWARD_COLUMNS``."""
    fields: list[Any] = [*values[:9], Span(values[9], values[10]), *values[11:]]
    return AwardRecord(*fields)


def award(row: AnyRow) -> AwardRecord:
    """The award statement of a row."""
    return AwardRecord(
        unit=row.unit,
        recipient=row.recipient,
        recipient_kind=row.recipient_kind,
        count=row.count_,
        award=row.award,
        authority=row.authority,
        authority_level=row.authority_level,
        status=row.status,
        period=row.period,
        span=Span(row.char_start, row.char_end),
        reason=row.reason,
        decision_number=row.decision_number,
        confidence=row.confidence,
        same_as=row.same_as,
        named=row.named,
    )


def award_json(record: AwardRecord) -> str:
    """An award statement as JSON."""
    return json.dumps(asdict(record) | {"span": list(record.span)}, ensure_ascii=False)


def award_from_json(text: str) -> AwardRecord:
    """What ``award_json`` wrote."""
    values = json.loads(text)
    return AwardRecord(**values | {"span": Span(*values["span"])})


def indicator_values(record: IndicatorRecord, version: int) -> Values:
    """The row of a figure; the exact value is kept as text."""
    return {
        "version": version,
        "unit": record.unit,
        "unit_key": place_key(record.unit),
        "indicator": record.indicator,
        "indicator_key": word_key(record.indicator),
        "value": str(record.value),
        "value_text": record.value_text,
        "unit_of_measure": record.unit_of_measure,
        "period": record.period,
        "kind": record.kind,
        "char_start": record.span.start,
        "char_end": record.span.end,
        "value_start": record.value_span.start,
        "value_end": record.value_span.end,
        "confidence": record.confidence,
        "from_table": record.from_table,
    }


def indicator(row: AnyRow) -> IndicatorRecord:
    """The figure of a row."""
    return IndicatorRecord(
        unit=row.unit,
        indicator=row.indicator,
        value=Decimal(row.value),
        value_text=row.value_text,
        unit_of_measure=row.unit_of_measure,
        period=row.period,
        kind=row.kind,
        span=Span(row.char_start, row.char_end),
        value_span=Span(row.value_start, row.value_end),
        confidence=row.confidence,
        from_table=row.from_table,
    )


def reference_values(record: RegulationReference, version: int) -> Values:
    """The row of a mention of a legal instrument."""
    return {
        "version": version,
        "number": record.number,
        "kind": record.kind,
        "issuer": record.issuer,
        "date": record.date,
        "char_start": record.span.start,
        "char_end": record.span.end,
    }


def reference(row: AnyRow) -> RegulationReference:
    """The mention of a row."""
    return RegulationReference(row.number, row.kind, row.issuer, row.date, Span(row.char_start, row.char_end))
