"""Sentences and tables of the genre and the indicator records they give."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from foundation.document import MappedText, Paragraph, SourceDocument, StructuredDocument
from foundation.records import DocumentIdentity, IdentityField, IndicatorRecord
from ingest.extract.indicators import extract_indicators

CASES = tomllib.loads((Path(__file__).parent / "indicator_cases.toml").read_text(encoding="utf-8"))["case"]
COMMUNE, DISTRICT = "xã An Phú", "huyện Tân Sơn"


def identity(level: str = "xã", period: str = "2023") -> DocumentIdentity:
    return DocumentIdentity(
        commune=IdentityField(COMMUNE, 1) if level == "xã" else None,
        district=IdentityField(DISTRICT, 1),
        level=IdentityField(level, 1),
        period=IdentityField(period, 1),
    )


def document(text: str, *elements: Any) -> StructuredDocument:
    return StructuredDocument(SourceDocument("a.txt", "txt", "0", text, ()), tuple(elements))


def paragraph(text: str, path: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph("paragraph", MappedText(text, tuple(range(len(text)))), path)


def extract(text: str, path: tuple[str, ...] = (), level: str = "xã") -> tuple[IndicatorRecord, ...]:
    return extract_indicators(document(text, paragraph(text, path)), identity(level))


def shown(record: IndicatorRecord, level: str) -> str:
    own = COMMUNE if level == "xã" else DISTRICT
    line = f"{record.indicator} = {record.value_text} {record.unit_of_measure}".rstrip()
    if record.kind != "actual" or record.period != "2023":
        line += f" | {record.kind}"
    if record.period != "2023":
        line += f" | {record.period}"
    return line if record.unit == own else f"{line} @ {record.unit}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    level = case.get("level", "xã")
    records = extract(case["text"], tuple(case.get("path", ())), level)
    assert [shown(record, level) for record in records] == case["expect"]
    for record in records:
        span, value = record.span, record.value_span
        assert case["text"][value.start : value.end] == record.value_text
        assert span.start <= value.start
        assert value.end <= span.end
        assert 0 < record.confidence <= 1
