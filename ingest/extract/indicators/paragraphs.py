"""Indicator records from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from foundation.document import Paragraph
from foundation.records import DocumentIdentity, IndicatorRecord
from ingest.extract.indicators.by_unit import told_by_unit
from ingest.extract.indicators.figures import Figure
from ingest.extract.indicators.grammar import anywhere, at_start, words
from ingest.extract.indicators.naming import canonical_for, clean
from ingest.extract.indicators.phrases import right_phrase
from ingest.extract.indicators.scope import Section, opened_ahead, period_of, tells_results, unit_of
from ingest.extract.indicators.sentences import read_statement
from ingest.extract.indicators.sharing import Sharers, sharers
from ingest.extract.subjects import Subjects
from language.measures import Reading, measure_at
from language.text import Token, sentences

_WIDEST_CLAUSE = 280
_TOPIC = re.compile(
    r"^[\W\d]*(?:(?:trong|về|ở)\s+)?(?:lĩnh vực|ngành|sản xuất)\s+(?P<topic>[^:;.\d]{3,50}?)\s*[:.]",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:tỷ|tỉ) lệ\s")
_ROW_OF_FIGURES = re.compile(r"(?<!\S)(?:\d[\d.,]*\s+){3,}\d[\d.,]*(?!\S)")
_LISTED = re.compile(r"\s*(?:,|,?\s+và)\s+")
_COUNCIL = re.compile(r"thi đua\W{1,4}khen thưởng")
# Up to a comma, and past it only into more of the list: "15 tập thể, 23 cá nhân được tặng …".
_OWN_CHUNK = re.compile(r"(?:[^,;.]|,(?=\s?\d)|[.,](?=\d))*")


def statements(text: str) -> Iterator[Token]:
    """Sentences, those joined by semicolons or "Trong đó" taken together: parts lean on what is before."""
    pending: Token | None = None
    told = list(sentences(text))
    for sentence, following in zip(told, [*told[1:], None], strict=True):
        joined = sentence
        if pending is not None:
            joined = Token(text[pending.start : sentence.end], pending.start, sentence.end)
        parts_follow = following is not None and at_start("partitives").match(following.text.lower())
        if sentence.text.endswith(";") or parts_follow:
            pending = joined
        else:
            pending = None
            yield joined
    if pending is not None:
        yield pending


def from_paragraph(
    paragraph: Paragraph, section: Section, identity: DocumentIdentity, subjects: Subjects
) -> Iterator[IndicatorRecord]:
    """The records of one paragraph of a section, in the order of the text.

    ``subjects`` tells whom each stretch of the paragraph is about.
    """
    heading = paragraph.path[-1] if paragraph.path else ""
    heading = heading if len(heading.split()) <= 12 else ""
    topic = _topic(paragraph)
    own_section = section
    for statement in statements(paragraph.content.text):
        if (ahead := opened_ahead(statement.text, identity)) is not None:
            section = ahead
        elif section is not own_section and tells_results(statement.text):
            section = own_section
        figures = read_statement(statement.text, heading, topic)
        by_unit, unknown = told_by_unit(statement.text, figures, identity)
        renamed: dict[str, str] = {}  # what leans on a figure that bore a unit's name
        for figure in figures:
            if figure.quantity.start in unknown:
                continue
            if _in_a_row_of_figures(statement.text, figure):
                continue
            if _of_awards(statement.text, figure) or _among_awards(paragraph, statement.text, figure):
                continue
            own = by_unit.get(figure.quantity.start)
            name = own.name if own is not None else renamed.get(figure.name, figure.name)
            record = _record(paragraph, statement, replace(figure, name=name), section, identity)
            if own is not None:
                renamed[figure.name] = own.name
                yield replace(record, unit=own.unit)
                continue
            if shared := _sharing(statement.text, figure, figures, identity):
                yield from (replace(record, unit=unit) for unit in shared)
                continue
            yield _of_subject(record, subjects.at(statement.start + figure.quantity.start), identity)
        for denial in _denials(paragraph, statement, section, identity):
            place = paragraph.content.locate(denial.value_span.start)
            yield _of_subject(denial, subjects.at(place), identity)


def _of_subject(record: IndicatorRecord, subject: str | None, identity: DocumentIdentity) -> IndicatorRecord:
    """A record with the unit that leads its stretch of the paragraph in, where one does."""
    return record if subject is None else replace(record, unit=subject or identity.unit or "")


def _in_a_row_of_figures(text: str, figure: Figure) -> bool:
    """Whether a figure is one of several bare ones side by side: the row of a table, and no prose."""
    place = figure.quantity.start
    return any(row.start() <= place < row.end() for row in _ROW_OF_FIGURES.finditer(text))


def _sharing(
    text: str, figure: Figure, figures: Sequence[Figure], identity: DocumentIdentity
) -> tuple[str, ...]:
    """The smaller units that share a figure, none where it is of one."""
    place = figure.quantity.start
    if (shared := sharers(text, place, identity.value("level"))) is None:
        return ()
    rate = "/" in figure.unit or figure.unit in ("%", "‰")
    if _one_for_each(text, shared, figures):
        shared = replace(shared, in_turn=True)
    return shared.of_figure(sum(shared.end <= other.quantity.start < place for other in figures), rate)


def _one_for_each(text: str, shared: Sharers, figures: Sequence[Figure]) -> bool:
    """Whether units are followed by as many figures in one list: "xã A và B đạt 2,1 % và 3,4 %"."""
    own = [figure.quantity for figure in figures if figure.quantity.start >= shared.end]
    listed = 1
    for before, after in pairwise(own):
        joined = _LISTED.fullmatch(text[before.unit_end : after.start]) and before.unit == after.unit
        if not joined:
            break
        listed += 1
    return bool(own) and listed == len(shared.names)


def _topic(paragraph: Paragraph) -> str:
    """The branch a paragraph is about: "Trong lĩnh vực công nghiệp: …"."""
    match = _TOPIC.match(paragraph.content.text) or (
        _TOPIC.match(f"{paragraph.path[-1]}:") if paragraph.path else None
    )
    return match["topic"].strip() if match else ""


def _clause_start(text: str, position: int) -> int:
    return max(text.rfind(";", 0, position), text.rfind("\n", 0, position)) + 1


def _of_awards(text: str, figure: Figure) -> bool:
    """A count of rewarded people or bodies: the business of the award extraction."""
    if figure.quantity.kind == "money" or figure.quantity.unit == "%":
        return False
    if anywhere("award_words").search(_COUNCIL.sub("", figure.name.lower())):
        return True
    if anywhere("award_words").match(text.lower(), figure.quantity.end + 1):
        return True  # "40 Lao động tiên tiến"
    if figure.quantity.unit not in words("recipients") and not _after_recipient(text, figure):
        return False
    start = _clause_start(text, min(figure.start, figure.quantity.start))
    if figure.quantity.unit in words("award_recipients"):
        start = 0  # "tặng Giấy khen cho: xã A 2 tập thể; xã B 3 tập thể"
    end_match = _OWN_CHUNK.match(text, figure.quantity.end)
    clause = text[start : end_match.end() if end_match else len(text)]
    return anywhere("award_words").search(_COUNCIL.sub("", clause.lower())) is not None


def _after_recipient(text: str, figure: Figure) -> bool:
    """Whether a bare count follows the noun of recipients: "tập thể: 32"."""
    before = text[: figure.quantity.start].lower().rstrip(" :")
    return not figure.quantity.unit and before.endswith(words("award_recipients"))


def _among_awards(paragraph: Paragraph, text: str, figure: Figure) -> bool:
    """Whether recipients are counted under a heading of awards: "- Khen đột xuất: 02 cá nhân"."""
    headings = " ".join(paragraph.path[-2:]).lower()
    sums = not figure.quantity.unit and figure.name.lower() in words("sums")
    counted = figure.quantity.unit in words("award_recipients") or _after_recipient(text, figure) or sums
    return counted and anywhere("award_words").search(_COUNCIL.sub("", headings)) is not None


def _record(
    paragraph: Paragraph, statement: Token, figure: Figure, section: Section, identity: DocumentIdentity
) -> IndicatorRecord:
    quantity = figure.quantity
    clause_start = _clause_start(statement.text, figure.start)
    start = clause_start if figure.end - clause_start <= _WIDEST_CLAUSE else figure.start
    start += len(statement.text[start:]) - len(statement.text[start:].lstrip())
    fallback = section.period if section.plan else identity.value("period")
    period, stated = period_of(statement.text, figure.lead_start, figure.end, fallback)
    clause = statement.text[clause_start : quantity.start]
    unit, certainty = unit_of(clause, identity, clause[max(0, figure.lead_start - clause_start) :])
    kind, confidence = figure.kind, figure.confidence * certainty
    if section.plan and kind == "actual":
        kind, confidence = "plan", confidence * 0.9
        period = period if stated else section.period
    measure = figure.unit
    if not measure and _SHARE.match(figure.name.lower()) and quantity.whole is None and quantity.value <= 100:
        measure, confidence = "%", confidence * 0.9
    return IndicatorRecord(
        unit=unit,
        indicator=figure.name,
        value=quantity.value,
        value_text=quantity.text,
        unit_of_measure=measure,
        period=period,
        kind=kind,
        span=paragraph.content.span(statement.start + start, statement.start + figure.end),
        value_span=paragraph.content.span(statement.start + quantity.start, statement.start + quantity.end),
        confidence=round(confidence, 2),
    )


def _denials(
    paragraph: Paragraph, statement: Token, section: Section, identity: DocumentIdentity
) -> Iterator[IndicatorRecord]:
    """A thing counted that there is none of: "Không có hồ sơ quá hạn" is the value 0."""
    if section.plan:
        return
    text = statement.text
    for match in anywhere("denials").finditer(text.lower()):
        measure = measure_at(Reading.of(text), match.end())
        if measure is None or measure.kind not in ("people", "thing"):
            continue
        end = right_phrase(text, measure.end, len(text) + 1)
        name = clean(text[measure.start : end])
        if len(name.split()) < 2 or measure.name in words("award_recipients"):
            continue
        yield IndicatorRecord(
            unit=unit_of(text[: match.start()], identity)[0],
            indicator=canonical_for(name, measure.name),
            value=Decimal(0),
            value_text=text[match.start() : match.end()],
            unit_of_measure=measure.name,
            period=period_of(text, match.start(), end, identity.value("period"))[0],
            kind="actual",
            span=paragraph.content.span(statement.start + match.start(), statement.start + end),
            value_span=paragraph.content.span(statement.start + match.start(), statement.start + match.end()),
            confidence=0.7,
        )
