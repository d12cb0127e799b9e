"""Awards in tables, whichever way the table is turned.

Any cell that holds a count ("19 tập thể, 70 cá nhân", "02") is read with what its column and
its row say: one of them names the award, one may name the giver, the recipient kind or the
unit. A row that names an award in a cell and a person or unit in another is a list of names.
"""

from __future__ import annotations

import re

from foundation.document import Table, TableRow
from foundation.records import AwardRecord, AwardStatus, RecipientKind
from ingest.extract.awards.arguments import Recipient
from ingest.extract.awards.context import heading_context
from ingest.extract.awards.phrases import groups
from ingest.extract.awards.records import Setting, to_records
from ingest.extract.awards.statements import Statement
from language.award_terms import Award, Term, find_terms, recipient_kind
from language.periods import find_periods
from language.text import even_spelling
from language.units import find_units

_BARE_COUNT = re.compile(r"\s*(\d{1,4})\s*$")
_KIND_WORDS: dict[str, RecipientKind] = {
    "tập thể": "tập thể", "tt": "tập thể", "cá nhân": "cá nhân", "cn": "cá nhân",
    "hộ gia đình": "hộ gia đình", "gia đình": "hộ gia đình", "hộ": "hộ gia đình",
}  # fmt: skip
_ORDINAL = re.compile(r"^(?:tt|stt|số tt|số thứ tự)$")
_NAME_COLUMN = re.compile(r"họ (?:và )?tên|tên (?:cá nhân|tập thể|đơn vị)|đơn vị$|cá nhân|tập thể")
_TOTAL_ROW = re.compile(r"^(?:tổng(?: cộng| số)?|cộng|toàn (?:xã|huyện|tỉnh))$")
_NOT_COUNTS = re.compile(r"tỷ lệ|%|số tiền|kinh phí|tiền thưởng|ghi chú|quyết định|năm sinh|ngày")


def table_records(table: Table, setting: Setting) -> list[AwardRecord]:
    """The award records of one table; empty when it is about something else."""
    if not any(t.award for column in table.columns for t in find_terms(column)) and not any(
        t.award for row in table.rows for cell in row.cells for t in find_terms(cell.text)
    ):
        return []
    result: list[AwardRecord] = []
    for row in table.rows:
        result.extend(_row(table, row, setting))
    return result


def _row(table: Table, row: TableRow, setting: Setting) -> list[AwardRecord]:
    titles = [*table.columns, *[""] * (len(row.cells) - len(table.columns))]
    labels = " ".join(
        cell.text for title, cell in zip(titles, row.cells, strict=False) if not _count_cell(title, cell.text)
    )
    if any(_TOTAL_ROW.match(even_spelling(cell.text.strip(" :"))) for cell in row.cells[:2]):
        return []
    result: list[AwardRecord] = []
    for title, cell in zip(titles, row.cells, strict=False):
        if not _count_cell(title, cell.text):
            continue
        result.extend(_cell(table, title, labels, cell.text, row, setting))
    return result or _named_row(table, titles, row, setting)


def _count_cell(title: str, text: str) -> bool:
    even = even_spelling(title.strip())
    if not text.strip() or _ORDINAL.match(even) or _NOT_COUNTS.search(even):
        return False
    return bool(_BARE_COUNT.match(text)) or (
        bool(groups(text)) and not any(t.award for t in find_terms(text))
    )


def _cell(
    table: Table, title: str, labels: str, text: str, row: TableRow, setting: Setting
) -> list[AwardRecord]:
    context = f"{title} . {labels} . {table.caption}"
    award = _first_award(title) or _first_award(labels)
    if award is None:
        return []
    if (bare := _BARE_COUNT.match(text)) is not None:
        kind = _kind_in(title) or _kind_in(labels) or award.recipient
        count = int(bare.group(1))
        if count == 0:
            return []
        recipients: tuple[Recipient, ...] = (Recipient(text.strip(), kind, count, False),)
    else:
        recipients = tuple(Recipient(g.text, g.kind, g.count, False) for g in groups(text))
    return _records(table, award, _giver(title) or _giver(labels) or _giver(table.caption), recipients,
                    context, row, setting)  # fmt: skip


def _named_row(table: Table, titles: list[str], row: TableRow, setting: Setting) -> list[AwardRecord]:
    """A row of a list of names: the award in one cell (or the caption), the recipient in another."""
    award_cell = next((c.text for c in row.cells if _first_award(c.text)), None)
    if award_cell is None:
        return []
    name = next(
        (c.text for t, c in zip(titles, row.cells, strict=False)
         if _NAME_COLUMN.search(even_spelling(t)) and c.text.strip() and c.text != award_cell),
        None,
    )  # fmt: skip
    award = _first_award(award_cell)
    if name is None or award is None:
        return []
    kind = recipient_kind(" ".join(name.split()[:3]))
    if kind == "khác":
        kind = award.recipient
    if kind == "khác" and "họ" in even_spelling(" ".join(titles)):
        kind = "cá nhân"
    labels = " . ".join(c.text for c in row.cells)
    return _records(table, award, _giver(award_cell) or _giver(labels) or _giver(table.caption),
                    (Recipient(name.strip(), kind, 1, True),), labels, row, setting)  # fmt: skip


def _records(
    table: Table, award: Award, giver: Term | None, recipients: tuple[Recipient, ...], context: str,
    row: TableRow, setting: Setting,
) -> list[AwardRecord]:  # fmt: skip
    above = heading_context(table.path, setting.level)
    kinds = {t.kind for t in find_terms(context)}
    asked: tuple[AwardStatus, ...] = ("proposed", "target")
    status = next((s for s in asked if s in kinds), above.status)
    statement = Statement(award, giver or above.authority, status, recipients, 0, 0, "", True, False)
    periods = [m.period.code for m in find_periods(context) if "/" not in m.period.code]
    period = periods[0] if len(set(periods)) == 1 else setting.period
    blank = AwardRecord("", "", "khác", None, "", "", "khác", statement.status, None, row.span)
    unit = next((f"{m.kind} {m.name}" for m in find_units(context) if m.level == "xã" and m.kind), None)
    if unit and setting.level in ("huyện", "tỉnh"):
        setting = Setting(unit, setting.level, setting.period, setting.central_city)
    return to_records(statement, period, setting, blank)


def _first_award(text: str) -> Award | None:
    return next((t.award for t in find_terms(text) if t.award is not None), None)


def _giver(text: str) -> Term | None:
    return next((t for t in find_terms(text) if t.kind == "authority"), None)


def _kind_in(text: str) -> RecipientKind | None:
    even = even_spelling(text)
    last = None
    for word, kind in _KIND_WORDS.items():
        for match in re.finditer(
            rf"(?<![a-zà-ỹ]){re.escape(word)}(?! (?:lao động|tiên tiến))(?![a-zà-ỹ])", even
        ):
            if last is None or match.start() > last[0]:
                last = (match.start(), kind)
    return last[1] if last else None
