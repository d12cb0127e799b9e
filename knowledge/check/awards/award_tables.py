"""Awards of the text against the tables of the same report: "36 cá nhân" and in the table 38.

A row is compared where it is the only one of its award and recipient in its table and the text
tells that award once. That other rows of the table agree with the text shows that both speak of
the same awards; where none does, only figures that are slips of each other are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from foundation.document import Span, Table
from foundation.records import AwardRecord
from foundation.wording import say
from knowledge.check.arithmetic.slips_of_figures import is_slip
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from knowledge.check.tables.total_rows import sum_row
from language.numbers import parse_figure
from language.text import fold

_KINDS = {"tap the": "tập thể", "ca nhan": "cá nhân", "ho gia dinh": "hộ gia đình", "gia dinh": "hộ gia đình"}
_SURE, _SURE_SLIP, _UNSURE = 0.7, 0.6, 0.4
# An equal figure below this may be chance; two equal ones are not.
_TELLING = 10

Key = tuple[object, ...]


def check_award_tables(draft: Draft) -> Iterator[Finding]:
    """Each award that a table counts otherwise than the text does."""
    spans = [table.span for table in draft.document.tables]
    in_text: dict[Key, list[AwardRecord]] = defaultdict(list)
    statements: dict[Span, list[AwardRecord]] = defaultdict(list)
    for award in draft.awards:
        if _counted(award) and not any(_inside(award.span, span) for span in spans):
            in_text[_key(award)].append(award)
            statements[award.span].append(award)
    for table in draft.document.tables:
        rows: dict[Key, list[AwardRecord]] = defaultdict(list)
        for award in draft.awards:
            if _counted(award) and _inside(award.span, table.span):
                rows[_key(award)].append(award)
        yield from _rows(draft, rows, in_text)
        yield from _totals(draft, table, list(statements.values()))


def _inside(span: Span, table: Span) -> bool:
    return table.start <= span.start < table.end


def _counted(award: AwardRecord) -> bool:
    return award.status == "awarded" and award.count is not None and not award.named


def _key(award: AwardRecord) -> Key:
    return award.award, award.authority_level, award.recipient_kind, award.unit, award.period


def _rows(
    draft: Draft, rows: dict[Key, list[AwardRecord]], in_text: dict[Key, list[AwardRecord]]
) -> Iterator[Finding]:
    agreeing = 0
    unlike: list[tuple[AwardRecord, AwardRecord]] = []
    for key, of_table in rows.items():
        told = in_text.get(key, [])
        if len(of_table) != 1 or not told:
            continue
        counts = [award.count or 0 for award in told]
        if of_table[0].count in (*counts, sum(counts)):
            agreeing += 1
        elif len(told) == 1:
            unlike.append((told[0], of_table[0]))
    for award, row in unlike:
        slip = is_slip(str(award.count), str(row.count))
        sure = _UNSURE
        if agreeing >= len(unlike):
            sure = _SURE
        elif slip and len(unlike) == 1:
            sure = _SURE_SLIP
        yield _finding(draft, award, row.count or 0, _cell_span(draft, row), sure)


def _cell_span(draft: Draft, row: AwardRecord) -> Span:
    """Where the table tells it: the row with the count, as a record may span the whole table."""
    for table in draft.document.tables:
        if not _inside(row.span, table.span):
            continue
        for each in table.rows:
            words = fold(" ".join(cell.text for cell in each.cells))
            counted = any(_figure(cell.text) == row.count for cell in each.cells)
            if counted and fold(row.award).split(" cua ")[0] in words:
                return each.span
    return row.span


def _totals(draft: Draft, table: Table, statements: Sequence[Sequence[AwardRecord]]) -> Iterator[Finding]:
    """A total row "88 | 305 | 47" and a statement "88 tập thể, 305 cá nhân, 74 hộ gia đình"."""
    row = sum_row(table)
    if row is None:
        return
    columns = {
        _KINDS[heading]: index
        for index, name in enumerate(table.columns)
        if (heading := fold(name.split(" / ")[-1]).strip(" :.")) in _KINDS
    }
    totals = {
        kind: (figure, row.cells[index])
        for kind, index in columns.items()
        if index < len(row.cells) and (figure := _figure(row.cells[index].text)) is not None
    }
    for statement in statements:
        told = {award.recipient_kind: award for award in statement if award.recipient_kind in totals}
        equal = [kind for kind, award in told.items() if award.count == totals[kind][0]]
        unlike = [kind for kind in told if kind not in equal]
        shown = len(equal) > 1 or any((told[kind].count or 0) >= _TELLING for kind in equal)
        if len(unlike) != 1 or not shown:
            continue
        award = told[unlike[0]]
        figure, cell = totals[unlike[0]]
        slip = is_slip(str(award.count), str(figure))
        if len(equal) > 1 or slip:
            span = cell.content.span(0, len(cell.content.text))
            yield _finding(draft, award, figure, span, _SURE if slip else _SURE_SLIP)


def _figure(text: str) -> int | None:
    bare = text.strip().replace(".", "")
    return int(parse_figure(bare)) if bare.isdigit() else None


def _finding(draft: Draft, award: AwardRecord, count: int, place: Span, sure: float) -> Finding:
    message = say(
        "check.awards.table_differs",
        recipients=award.recipient_kind, award=award.award, first=award.count, second=count,
    )  # fmt: skip
    quotes = (draft.quote(award.span), draft.quote(place))
    return Finding("awards", "error", sure, message, say("check.awards.totals_differ_repair"), quotes)
