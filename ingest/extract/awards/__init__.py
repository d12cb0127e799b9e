"""Awards in a report: a grammar over a lexicon, in layers that can be read one by one.

``language.award_terms`` names things; ``phrases`` counts recipients and ``names`` reads their
names; ``sharing``, ``arguments`` and ``status`` find what belongs to an award of a clause, from
which ``statements`` makes statements; ``context`` and ``lists`` look around them; ``records``
settles who confers; ``tables`` reads tables. ``trace`` tells why a sentence gave its records.
"""

from __future__ import annotations

from foundation.document import Paragraph, StructuredDocument, Table
from foundation.records import AwardRecord, DocumentIdentity
from ingest.extract.awards.context import heading_context, statement_period, target_period
from ingest.extract.awards.lists import Introductions, named_item
from ingest.extract.awards.records import Setting, decision_number, link_repeats, to_records
from ingest.extract.awards.statements import Carried, Statement, statements
from ingest.extract.awards.tables import table_records
from language.text import sentences

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
    found: list[tuple[tuple[str, ...], AwardRecord]] = []
    introductions = Introductions()
    for element in document.elements:
        if isinstance(element, Table):
            found.extend((element.path, record) for record in table_records(element, setting))
            continue
        records, state = _paragraph(element, setting, introductions.above(element))
        found.extend((element.path, record) for record in records)
        introductions.read(element, state, bool(records))
    return tuple(link_repeats(found))


def _paragraph(
    paragraph: Paragraph, setting: Setting, introduction: Carried | None
) -> tuple[list[AwardRecord], Carried]:
    text = paragraph.content.text
    base = introduction or heading_context(paragraph.path, setting.level)
    if introduction is not None and (named := named_item(text, introduction)) is not None:
        return _settled([named], text, 0, paragraph, setting), introduction
    state = base
    records: list[AwardRecord] = []
    for start, sentence in _sentences(text):
        found, state = statements(sentence, base)
        records.extend(_settled(found, sentence, start, paragraph, setting))
    return records, state


def _settled(
    found: list[Statement], sentence: str, start: int, paragraph: Paragraph, setting: Setting
) -> list[AwardRecord]:
    """The records of a sentence that begins at ``start`` of its paragraph."""
    records: list[AwardRecord] = []
    for statement in found:
        period, past = statement_period(sentence, statement.start, setting.period)
        if statement.status == "target" and period == setting.period:
            period = target_period(paragraph.path, period)
        status = "background" if past and statement.status == "awarded" else statement.status
        span = paragraph.content.span(start + statement.start, start + statement.end)
        blank = AwardRecord("", "", "khác", None, "", "", "khác", status, None, span,
                            decision_number=decision_number(sentence))  # fmt: skip
        records.extend(to_records(statement, period, setting, blank))
    return records


def _sentences(text: str) -> list[tuple[int, str]]:
    """Sentences with their places; clauses that a semicolon parts stay in one sentence."""
    result: list[tuple[int, str]] = []
    for sentence in sentences(text):
        if result and result[-1][1].endswith(";"):
            first = result[-1][0]
            result[-1] = (first, text[first : sentence.end])
        else:
            result.append((sentence.start, sentence.text))
    return result


__all__ = ["extract_awards"]
