"""Prepared documents made by hand, so that a test of the store needs no reading."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal

from foundation.document import Span
from foundation.records import (
    AwardRecord,
    DocumentIdentity,
    IdentityField,
    IndicatorRecord,
    LinePlace,
    PagePlace,
    Passage,
    PreparedDocument,
    RegulationReference,
)


def identity(**fields: str) -> DocumentIdentity:
    """An identity of plain values, all read with certainty."""
    return DocumentIdentity(**{name: IdentityField(value, 1.0) for name, value in fields.items()})


def report(
    name: str = "bao-cao.txt",
    text: str = "Tỷ lệ hộ nghèo của xã giảm còn 2,5 %.\nXã có 03 tập thể được tặng Giấy khen.",
    *,
    commune: str = "xã Suối Đá",
    district: str = "huyện Dương Minh",
    province: str = "Tây Ninh",
    period: str = "2023",
    awards: tuple[AwardRecord, ...] = (),
    indicators: tuple[IndicatorRecord, ...] = (),
    references: tuple[RegulationReference, ...] = (),
    pages: tuple[PagePlace, ...] = (),
    lines: tuple[LinePlace, ...] = (),
) -> PreparedDocument:
    """A report with one passage for each non-empty line of its text."""
    header = f"{commune}, {district}, {province} | năm {period} | I. Kết quả"
    passages = tuple(
        Passage(ordinal, match.group(), header, Span(*match.span()), ("I. Kết quả",))
        for ordinal, match in enumerate(re.finditer(r"[^\n]+", text))
    )
    return PreparedDocument(
        name=name,
        format="txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        identity=identity(
            title=f"Báo cáo của {commune}",
            commune=commune,
            district=district,
            province=province,
            level="xã",
            kind="báo cáo",
            period=period,
        ),
        passages=passages,
        awards=awards,
        indicators=indicators,
        references=references,
        pages=pages,
        lines=lines,
    )


def award(
    unit: str = "xã Suối Đá", *, award: str = "Giấy khen", count: int | None = 3, **other: object
) -> AwardRecord:
    """An award statement at the start of the text."""
    values: dict[str, object] = {
        "recipient": "03 tập thể", "recipient_kind": "tập thể", "authority": "Chủ tịch UBND huyện",
        "authority_level": "huyện", "status": "awarded", "period": "2023", "span": Span(0, 10),
    }  # fmt: skip
    return AwardRecord(unit=unit, award=award, count=count, **(values | other))  # type: ignore[arg-type]


def indicator(
    unit: str = "xã Suối Đá", *, indicator: str = "tỷ lệ hộ nghèo", **other: object
) -> IndicatorRecord:
    """A figure at the start of the text."""
    values: dict[str, object] = {
        "value": Decimal("2.5"), "value_text": "2,5", "unit_of_measure": "%", "period": "2023",
        "kind": "actual", "span": Span(0, 37), "value_span": Span(31, 34),
    }  # fmt: skip
    return IndicatorRecord(unit=unit, indicator=indicator, **(values | other))  # type: ignore[arg-type]
