"""The records: what ingestion learns from a document.

Plain typed models, free of any library's types, that every room may import. Offsets count
characters of the document's stored original text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from foundation.document import Span

AwardStatus = Literal["awarded", "proposed", "target", "negated", "background"]
RecipientKind = Literal["tập thể", "cá nhân", "hộ gia đình", "khác"]
AuthorityLevel = Literal[
    "Nhà nước", "Thủ tướng", "trung ương", "tỉnh", "sở ngành tỉnh", "quân khu",
    "huyện", "xã", "đảng bộ", "khác",
]  # fmt: skip
IndicatorKind = Literal["actual", "plan", "percent_of_plan", "percent_of_previous", "remaining"]
UnitLevel = Literal["xã", "huyện", "tỉnh", "trung ương"]
DocumentKind = Literal[
    "báo cáo", "luật", "nghị định", "thông tư", "quyết định", "chỉ thị", "kế hoạch", "công văn", "khác"
]


@dataclass(frozen=True, slots=True)
class IdentityField:
    """One identity field, with the words it was read from.

    ``span`` is None for a value that was derived (a province from commune and district) or
    set by a person; ``origin`` says which. ``confidence`` is 0–1.
    """

    value: str
    confidence: float
    span: Span | None = None
    origin: Literal["read", "derived", "corrected"] = "read"
    note: str = ""


IDENTITY_FIELDS = (
    "title", "issuer", "commune", "district", "province", "level", "kind", "period",
    "number", "date", "signer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentIdentity:
    """Who reports, where, about when. A field that the document does not tell is None.

    ``commune`` and ``district`` carry their kind ("xã Hoằng …", "thị trấn …", "huyện …");
    ``province`` is the bare name; ``period`` is a period code (``language.periods``);
    ``date`` is ISO 8601, possibly only year and month (``2023-12``); ``level`` is a UnitLevel.
    """

    title: IdentityField | None = None
    issuer: IdentityField | None = None
    commune: IdentityField | None = None
    district: IdentityField | None = None
    province: IdentityField | None = None
    level: IdentityField | None = None
    kind: IdentityField | None = None
    period: IdentityField | None = None
    number: IdentityField | None = None
    date: IdentityField | None = None
    signer: IdentityField | None = None

    def value(self, name: str) -> str | None:
        """The value of the named field, None when the document does not tell it."""
        identity_field = getattr(self, name)
        return None if identity_field is None else str(identity_field.value)

    @property
    def unit(self) -> str | None:
        """The reporting unit: the commune, else the district, else the province."""
        return self.value("commune") or self.value("district") or self.value("province")

    def corrected(self, name: str, value: str) -> DocumentIdentity:
        """A copy in which a person has set ``name`` to ``value``."""
        if name not in IDENTITY_FIELDS:
            raise ValueError(f"unknown identity field {name!r}; one of {IDENTITY_FIELDS}")
        fixed: dict[str, Any] = {name: IdentityField(value, 1.0, None, "corrected")}
        return replace(self, **fixed)


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk: whole sentences or table rows of one section, about 150–300 tokens.

    ``text`` is normalised and is what a reader sees; ``header`` (unit, period, heading path)
    is put before it when it is embedded and indexed. ``span`` covers it in the original.
    """

    ordinal: int
    text: str
    header: str
    span: Span
    path: tuple[str, ...] = ()
    page: int | None = None

    @property
    def embedded_text(self) -> str:
        """What is embedded and indexed: the header, then the text."""
        return f"{self.header}\n{self.text}" if self.header else self.text


@dataclass(frozen=True, slots=True)
class AwardRecord:
    """One statement about an award. ``count`` is None when the source gives no number.

    ``award`` is the canonical name of the taxonomy, ``authority`` the text as normalised
    ("Chủ tịch UBND tỉnh"), ``unit`` the unit whose award it is, ``period`` a period code.
    ``same_as`` holds the span start of an earlier statement of the same document that tells
    the same award (summary and detail), so that it is counted once.
    """

    unit: str
    recipient: str
    recipient_kind: RecipientKind
    count: int | None
    award: str
    authority: str
    authority_level: AuthorityLevel
    status: AwardStatus
    period: str | None
    span: Span
    reason: str = ""
    decision_number: str = ""
    confidence: float = 1.0
    same_as: int | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """One figure: "thu ngân sách", 31.250, "tỷ đồng", 2023, actual.

    ``value`` is exact; ``value_text`` is the figure as printed ("31,250", "10/10").
    ``unit`` is the administrative unit that the figure is about.
    """

    unit: str
    indicator: str
    value: Decimal
    value_text: str
    unit_of_measure: str
    period: str | None
    kind: IndicatorKind
    span: Span
    value_span: Span
    confidence: float = 1.0
    from_table: bool = False


@dataclass(frozen=True, slots=True)
class RegulationReference:
    """One mention of a legal instrument; fields that the mention does not give are None."""

    number: str | None
    kind: str
    issuer: str | None
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """Everything ingestion has learnt from one file: what the knowledge base stores."""

    name: str
    format: str
    sha256: str
    text: str
    identity: DocumentIdentity
    passages: tuple[Passage, ...]
    awards: tuple[AwardRecord, ...] = ()
    indicators: tuple[IndicatorRecord, ...] = ()
    references: tuple[RegulationReference, ...] = ()
    pages: tuple[PagePlace, ...] = ()
    lines: tuple[LinePlace, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a page lies in the original text; sizes in points, None without pages."""

    number: int | None
    span: Span
    width: float | None = None
    height: float | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a printed line or cell lies, in the text and on its page, to draw a highlight."""

    page: int
    span: Span
    box: tuple[float, float, float, float]
