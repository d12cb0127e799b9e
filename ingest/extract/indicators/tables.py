"""Indicator records from tables: what each column holds, then row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from foundation.document import Table, TableRow
from foundation.records import DocumentIdentity, IndicatorKind, IndicatorRecord
from foundation.wording import say
from ingest.extract.indicators.grammar import anywhere, words
from ingest.extract.indicators.naming import canonical_for, is_nominal, tidy
from ingest.extract.indicators.scope import section_of
from ingest.extract.indicators.titles import indicator_of_title, is_share_title, unit_of_caption, without_unit
from ingest.extract.subjects import unit_of_cell
from language.measures import Reading, canonical_measure, is_measure, measure_at
from language.periods import find_periods
from language.quantities import Quantity, quantities

_VALUE_KINDS: dict[str, IndicatorKind] = {
    "plan": "plan", "actual": "actual", "percent_of_plan": "percent_of_plan",
    "percent_of_previous": "percent_of_previous", "remaining": "remaining",
}  # fmt: skip
_FRONT_MARK = re.compile(r"^\s*(?:[-–+*•]+|[ivxIVX]+[.)]|[A-Za-z][.)]|\d+(?:\.\d+)*[.)])\s+")
_SECTION_MARK = re.compile(r"^\s*(?:[IVX]+|[A-Z])\s*[.)]?\s*$")
_PART_MARK = re.compile(r"^\s*[-–+*•]")
_NUMBERING = re.compile(r"^\s*(?:\(?[A-Da-d1-9]\d?\)?|\d+\s*=.*|\(\d+\)=.*)\s*$")
_IN_PARENTHESES = re.compile(r"\(([^()]{1,15})\)")
_LAST_PARENTHESES = re.compile(r"\s*\(([^()]{1,20})\)\s*$")
_YEAR_ON_YEAR = re.compile(
    r"(?<!năm học )(?<![\d/])20\d\d\s?/\s?20\d\d(?!\d)|so (?:với )?(?:năm )?20\d\d(?!\d)"
)
_BARE_SHARE = re.compile(r"(?:(?:tỷ|tỉ) lệ|%|so sánh|đạt|kết quả)?[\s:]*(?:[(]?\s*(?:%|tỷ lệ)\s*[)]?)?")
_PART_OF_YEAR = re.compile(r"(?:\d{1,2} tháng(?: đầu năm| cuối năm)?|quý (?:iv|i{1,3}))(?!\w)")
_SHARE = re.compile(r"(?:tỷ|tỉ) lệ\b", re.IGNORECASE)
_COUNTING = re.compile(r"(?:tổng số|số|tổng)\s+", re.IGNORECASE)
_SPACED_THOUSANDS = re.compile(r"\s*\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?\s*")
_THOUSANDS_SPACE = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_NUMERIC = re.compile(r"^[\s~≈<>≥≤+-]*\d[\d.,\s/]*(?:[^\W\d_²³%‰]{0,12}|%|‰)\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its role, and the period and unit that its title states."""

    role: str
    title: str
    period: str | None = None
    unit: str = ""


@cache
def _unnamed() -> re.Pattern[str]:
    """The title of a column of which only the number is known."""
    told = (re.escape(say(key, n=0)).replace("0", r"\d+") for key in ("tables.column", "tables.figure"))
    return re.compile("|".join(told))


@cache
def _title_words(role: str) -> re.Pattern[str]:
    return anywhere(f"table.{role}")


def read_column(title: str) -> Column:
    """The role of a column by its title."""
    lower = " ".join(title.lower().replace(" / ", " ").split())
    period = _period_in(title)
    unit = ""
    for inside in _IN_PARENTHESES.findall(title):
        if is_measure(inside):
            unit = canonical_measure(inside)
    if not unit and "%" in lower and _BARE_SHARE.fullmatch(lower):
        unit = "%"
    if _YEAR_ON_YEAR.search(lower):
        return Column("percent_of_previous", title, period, "%")
    for role in words("table.order"):
        if _title_words(role).search(lower) and not (role == "skip" and is_nominal(title)):
            if role == "name" and (period or unit):
                continue
            return Column(role, title, period, unit)
    return Column("actual" if period else "other", title, period, unit)


def _period_in(title: str) -> str | None:
    """The period of a column: "Năm 2022 / Thực hiện 6 tháng" is about the half of the year."""
    named = find_periods(title)
    if not named:
        return None
    period = named[-1].period.code
    part = _PART_OF_YEAR.search(title.lower()) if re.fullmatch(r"\d{4}", period) else None
    joined = find_periods(f"{part.group()} năm {period}") if part else []
    return joined[0].period.code if joined else period


def _holds_units(table: Table, index: int) -> bool:
    """Whether a column titled only "Đơn vị" gives units of measure and not bodies."""
    texts = [row.cells[index].text.strip() for row in table.rows if index < len(row.cells)]
    printed = [text for text in texts if text and text not in words("table.ditto")]
    return bool(printed) and all(is_measure(text) for text in printed)


def _find_share_of_plan(columns: list[Column]) -> None:
    """A column titled only "Tỷ lệ (%)" right of plan and result tells the share of the plan."""
    roles = [column.role for column in columns]
    if "percent_of_plan" in roles or not {"plan", "actual"} <= set(roles):
        return
    told = max(roles.index("plan"), roles.index("actual"))
    for index, column in enumerate(columns):
        if index > told and _BARE_SHARE.fullmatch(column.title.lower().rsplit(" / ", 1)[-1].strip()):
            columns[index] = Column("percent_of_plan", column.title, column.period, "%")
            return


def _columns(table: Table) -> list[Column]:
    columns = [read_column(title) for title in table.columns]
    for index, column in enumerate(columns):
        if column.role in ("other", "name") and _holds_units(table, index):
            columns[index] = Column("unit", column.title)
    _find_share_of_plan(columns)
    if any(column.role == "name" for column in columns):
        return columns
    # The first column of words names the rows, whatever its title.
    for index, column in enumerate(columns):
        texts = [row.cells[index].text for row in table.rows if index < len(row.cells)]
        wordy = sum(bool(re.search(r"[^\W\d_]{2,}\s", text)) for text in texts)
        if column.role in ("other", "skip", "actual", "plan") and wordy * 2 > len(texts):
            is_place = re.search(rf"^(?:{'|'.join(words('table.place'))})", column.title.lower().strip())
            columns[index] = Column("place" if is_place else "name", column.title)
            break
    return columns


def from_table(table: Table, identity: DocumentIdentity) -> Iterator[IndicatorRecord]:
    """The records of one table; none for a table of awards or without a column of names."""
    titles = " ".join(table.columns).lower()
    if anywhere("table.award").search(titles):
        return
    columns = _columns(table)
    roles = [column.role for column in columns]
    reader = _Rows(table, columns, identity)
    if "name" in roles and any(role in _VALUE_KINDS or role == "other" for role in roles):
        yield from reader.by_indicator(roles.index("name"))
    elif "place" in roles:
        yield from reader.by_place(roles.index("place"))


def _unit_in(name: str) -> str:
    """The unit that a name itself tells: in parentheses, or what it counts ("Số hộ nghèo")."""
    match = _LAST_PARENTHESES.search(name)
    if match and is_measure(match[1]):
        return canonical_measure(match[1])
    counted = _COUNTING.match(name)
    mention = measure_at(Reading.of(name), counted.end()) if counted else None
    return mention.name if mention and mention.kind in ("people", "body", "thing") else ""


def _is_numbering(texts: list[str], name_index: int) -> bool:
    """Whether the row only numbers the columns: "A | B | 1 | 2 | 5=4/2*100"."""
    numbered = sum(bool(_NUMBERING.match(text)) for text in texts if text)
    return numbered * 2 > len(texts) > 4 and not re.search(r"[^\W\d_]{3}", texts[name_index])


def _figures_of(text: str) -> list[Quantity]:
    """The figures of a cell; in a cell of its own "8 120" is one figure, thousands parted by a space."""
    if _SPACED_THOUSANDS.fullmatch(text) is None:
        return quantities(text)
    dotted = _THOUSANDS_SPACE.sub(".", text)
    return [replace(q, text=text[q.start : q.end]) for q in quantities(dotted)]


class _Rows:
    """Walks the rows, remembering the group that parts belong to and the unit for dittos."""

    def __init__(self, table: Table, columns: list[Column], identity: DocumentIdentity) -> None:
        self.table = table
        self.columns = columns
        self.identity = identity
        self.group = ""
        self.unit = ""
        self.base_confidence = 0.8 if table.recovered else 0.95
        section = section_of((*table.path, table.caption), identity)
        captioned = find_periods(table.caption)
        self.period = section.period if section.plan else identity.value("period")
        if captioned:
            self.period = captioned[-1].period.code
        self.plan = section.plan
        self.stated_unit = unit_of_caption(table.caption)

    def by_indicator(self, name_index: int) -> Iterator[IndicatorRecord]:
        """Rows that each name an indicator."""
        for row in self.table.rows:
            texts = [cell.text.strip() for cell in row.cells]
            if name_index >= len(texts) or _is_numbering(texts, name_index):
                continue
            name = tidy(_FRONT_MARK.sub("", texts[name_index]))
            if not re.search(r"[^\W\d_]{2}", name):
                continue
            unit = self._unit(texts) or _unit_in(name)
            values = [(i, q) for i, q in self._values(row) if i != name_index]
            marker = texts[0] if name_index > 0 else texts[name_index]
            part = bool(_PART_MARK.match(marker) or _PART_MARK.match(texts[name_index]))
            if not values:
                self.group = "" if _SECTION_MARK.match(marker) or part else name
                continue
            told_of = f"{name} {self.group if part else ''}".lower()
            if unit != "%" and anywhere("award_words").search(told_of):
                self.group = self.group if part else name
                continue
            indicator = self._name(name, part)
            if not part:
                self.group = name
            for index, quantity in values:
                yield from self._record(row, index, quantity, indicator, unit)

    def _name(self, name: str, part: bool) -> str:
        name = tidy(without_unit(name))
        if part and self.group:
            return f"{tidy(re.sub(r'[(].*?[)]', '', self.group))} ({name})"
        return name

    def _unit(self, texts: list[str]) -> str:
        for index, column in enumerate(self.columns):
            if column.role == "unit" and index < len(texts):
                printed = texts[index]
                if printed in words("table.ditto"):
                    return self.unit
                self.unit = canonical_measure(printed)
                return self.unit
        return ""

    def _values(self, row: TableRow) -> Iterator[tuple[int, Quantity]]:
        """The cells of value columns that hold one figure."""
        for index, (cell, column) in enumerate(zip(row.cells, self.columns, strict=False)):
            if column.role not in (*_VALUE_KINDS, "other"):
                continue
            found = _figures_of(cell.text)
            if len(found) == 1 and (_NUMERIC.match(cell.text) or len(cell.text.split()) <= 4):
                yield index, found[0]

    def _record(
        self, row: TableRow, index: int, quantity: Quantity, indicator: str, unit: str, place: str = ""
    ) -> Iterator[IndicatorRecord]:
        column = self.columns[index]
        kind: IndicatorKind = _VALUE_KINDS.get(column.role, "actual")
        # "Biểu chỉ tiêu chủ yếu": a column that says "Thực hiện" is a result under any caption.
        if kind == "actual" and self.plan and not _title_words("actual").search(column.title.lower()):
            kind = "plan"
        measure = quantity.unit or column.unit or unit
        if kind in ("percent_of_plan", "percent_of_previous"):
            measure = "%"
        elif quantity.whole is not None and measure == "%":
            # "Thôn an toàn | % | 6/6": a part of a whole is counted in what is named.
            measure = _unit_in(f"số {indicator}")
        written = indicator if column.role != "other" or place else f"{indicator} ({tidy(column.title)})"
        name = canonical_for(written, unit if kind.startswith("percent") else measure)
        if not measure and kind == "actual" and _SHARE.match(name) and not _SHARE.match(written):
            name = written  # "Hộ đạt gia đình văn hóa | 1.937": a count, though the share is better known
        content = row.cells[index].content
        yield IndicatorRecord(
            unit=place or self.identity.unit or "",
            indicator=name,
            value=quantity.value,
            value_text=quantity.text,
            unit_of_measure=measure,
            period=column.period or self.period,
            kind=kind,
            span=row.span,
            value_span=content.span(quantity.start, quantity.end),
            confidence=self.base_confidence,
            from_table=True,
        )

    def by_place(self, place_index: int) -> Iterator[IndicatorRecord]:
        """Rows that each name a place; the columns' titles name the indicators."""
        for row in self.table.rows:
            place = row.cells[place_index].text.strip() if place_index < len(row.cells) else ""
            if not re.search(r"[^\W\d_]{2}", place):
                continue
            total = re.match(r"(?:tổng|cộng|toàn)", place.lower())
            counted = ""
            for index, (cell, column) in enumerate(zip(row.cells, self.columns, strict=False)):
                found = quantities(cell.text)
                if index == place_index or column.role in ("skip", "unit", "name") or len(found) != 1:
                    continue
                if _unnamed().fullmatch(column.title):
                    continue
                name = indicator_of_title(column.title, counted, self.table.caption)
                if not is_share_title(name):
                    counted = name
                own = self.identity.unit or ""
                about = unit_of_cell(self.columns[place_index].title, place, own) or tidy(place)
                if name:
                    unit = _unit_in(name) or ("" if is_share_title(name) else self.stated_unit)
                    yield from self._record(row, index, found[0], name, unit, own if total else about)
