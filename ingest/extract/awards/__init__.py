"""Awards in a report: a grammar over a lexicon, in layers that can be read one by one.

``language.award_terms`` names things, ``phrases`` counts recipients, ``statements`` reads
clauses, ``context`` looks around them, ``records`` settles names, ``tables`` reads tables.
"""

from __future__ import annotations

from foundation.document import Paragraph, StructuredDocument, Table
from foundation.records import AwardRecord, DocumentIdentity
from ingest.extract.awards.context import heading_context, statement_period
from ingest.extract.awards.records import Setting, link_repeats, to_records
from ingest.extract.awards.statements import Carried, statements
from ingest.extract.awards.tables import table_records
from language.instruments import find_instruments
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
    introduction: Carried | None = None
    for element in document.elements:
        if isinstance(element, Table):
            found.extend((element.path, record) for record in table_records(element, setting))
            continue
        if element.kind == "heading":
            introduction = None
        start = introduction if element.kind == "list_item" and introduction else None
        records, state = _paragraph(element, setting, start)
        found.extend((element.path, record) for record in records)
        if element.content.text.rstrip().endswith(":"):
            introduction = state
        elif element.kind != "list_item":
            introduction = None
    return tuple(link_repeats(found))


def _paragraph(
    paragraph: Paragraph, setting: Setting, introduction: Carried | None
) -> tuple[list[AwardRecord], Carried]:
    text = paragraph.content.text
    base = introduction or heading_context(paragraph.path, setting.level)
    state = base
    records: list[AwardRecord] = []
    for start, sentence in _sentences(text):
        found, state = statements(sentence, base)
        for statement in found:
            period, past = statement_period(sentence, statement.start, setting.period)
            status = "background" if past and statement.status == "awarded" else statement.status
            span = paragraph.content.span(start + statement.start, start + statement.end)
            blank = AwardRecord("", "", "khác", None, "", "", "khác", status, None, span,
                                decision_number=_decision(sentence))  # fmt: skip
            records.extend(to_records(statement, period, setting, blank))
    return records, state


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


def _decision(sentence: str) -> str:
    """The number of the decision that the sentence names, if it names one."""
    numbers = [i.number for i in find_instruments(sentence) if i.kind == "quyết định" and i.number]
    return numbers[0] if len(numbers) == 1 else ""


__all__ = ["extract_awards"]
