"""Awards in a report: a grammar over a lexicon, in layers that can be read one by one.

``language.award_terms`` names things; ``phrases`` counts recipients and ``names`` reads their
names; ``sharing``, ``recipients``, ``counted``, ``givers`` and ``status`` find what belongs to an award
of a clause, from which ``statements`` makes statements; ``context`` and ``lists`` look around them;
``restoring`` puts lost marks back; ``named`` tells who stands by name beside counted recipients;
``reading`` goes through the report; ``records`` settles who confers; ``tables`` reads tables, whose
``cells`` it asks one by one;
``totals`` links a total and its parts.
``trace`` tells why a sentence gave its records.
"""

from __future__ import annotations

from functools import partial

from foundation.document import StructuredDocument, Table
from foundation.records import AwardRecord, DocumentIdentity
from ingest.extract.awards.context import heading_status, statement_period, target_period
from ingest.extract.awards.names import body_led_in
from ingest.extract.awards.reading import Reader, Reading
from ingest.extract.awards.records import Setting, decision_number, link_repeats, to_records
from ingest.extract.awards.restoring import restored
from ingest.extract.awards.tables import table_records
from ingest.extract.awards.totals import link_parts
from ingest.extract.awards.trace import trace_awards

_LARGE = 20  # equal counts of a text and a table, or of two tables, tell the same from here on
_REPORTING = ("báo cáo", "quyết định", "kế hoạch", "công văn", "khác")


def extract_awards(document: StructuredDocument, identity: DocumentIdentity) -> tuple[AwardRecord, ...]:
    """Every award statement of a report, in order; empty for laws, decrees and circulars.

    Each record's span covers the award, its giver and its recipients in the stored original
    text. ``same_as`` links a statement that the report tells twice.
    """
    kind = identity.value("kind")
    if kind is not None and kind not in _REPORTING:
        return ()
    setting = Setting.of(identity)
    reader = Reader(identity)
    found: list[tuple[tuple[str, ...], AwardRecord]] = []
    for element in document.elements:
        if isinstance(element, Table):
            found.extend((_place(element, record), record) for record in table_records(element, setting))
        else:
            for reading in reader.read(restored(element)):
                found.extend((element.path, record) for record in _records(reading, setting))
    text = document.source.text
    return tuple(link_parts(link_repeats(found, text), text))


def _place(table: Table, record: AwardRecord) -> tuple[str, ...]:
    """The section of a table's record: a table of its own for counts too large to meet by chance."""
    large = (record.count or 0) >= _LARGE
    return (*table.path, str(table.span.start)) if large else table.path


def _records(reading: Reading, setting: Setting) -> list[AwardRecord]:
    records: list[AwardRecord] = []
    paragraph, sentence = reading.paragraph, reading.sentence
    body = body_led_in(sentence)
    for statement in reading.statements:
        reported = reading.carried.period or setting.period
        period, past = statement_period(sentence, statement.start, statement.end, reported)
        planned = statement.status == "proposed" and heading_status(paragraph.path) == "target"
        if (statement.status == "target" or planned) and period == setting.period:
            period = target_period(paragraph.path, period)
        status = "background" if past and statement.status == "awarded" else statement.status
        span = paragraph.content.span(reading.start + statement.start, reading.start + statement.end)
        blank = AwardRecord("", "", "khác", None, "", "", "khác", status, None, span,
                            decision_number=decision_number(sentence))  # fmt: skip
        records.extend(
            to_records(statement, period, setting, blank, partial(reading.subject, statement), body)
        )
    return records


__all__ = ["extract_awards", "trace_awards"]
