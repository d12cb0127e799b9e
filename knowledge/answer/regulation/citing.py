"""From report to regulation and back: who cites what, and what had expired when it was cited."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import AnswerRow, Coverage
from foundation.wording import say
from knowledge.answer.compose import (
    identity_source,
    shown_quote,
    unit_name,
    units_of,
)
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import nothing_found
from knowledge.answer.reach import reach_of
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.naming import day_shown, entry_text, instrument_shown, named
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.law.citing import Cited, citations, cited_key, expired_citations
from knowledge.law.shelf import LAW_KINDS
from knowledge.law.standing import ended_on
from knowledge.store.ledger.stored import StoredDocument
from language.instruments import Instrument
from language.periods import period_label
from language.registry import Registered


def reports_of(room: LawRoom) -> list[StoredDocument]:
    """The documents that are asked about and are no law themselves."""
    reach = reach_of(room.query, room.documents)
    return [d for d in reach.documents if d.summary.kind not in LAW_KINDS]


def answer_citing(room: LawRoom) -> Draft:
    """Which reports cite an instrument, or which instruments the reports cite."""
    reports = reports_of(room)
    mentions = citations(reports, room.base, room.entries)
    wanted = [i for i in room.asked.instruments if i.number or i.title]
    if wanted:
        return _who(room, wanted, mentions, reports)
    if room.asked.asks("expired"):
        return _expired(room, mentions, reports)
    return _all(room, mentions, reports)


# --- who cites an instrument ---------------------------------------------------------------


def _who(
    room: LawRoom, wanted: Sequence[Instrument], mentions: Sequence[Cited], reports: Sequence[StoredDocument]
) -> Draft:
    lines: list[Line] = []
    rows: list[AnswerRow] = []
    sources: list[Source] = []
    citing: list[StoredDocument] = []
    for instrument in wanted:
        known = room.known(instrument)
        shown = quoted(
            instrument_shown(known) if known else room.asked.text[instrument.start : instrument.end]
        )
        found = _first_of_each([m for m in mentions if _same(m, instrument, known)])
        if not found:
            lines.append(Line(say("regulations.cited.none", instrument=shown), claims=False))
            continue
        lines.append(Line(say("regulations.cited.who", instrument=shown), claims=False))
        for mention in found:
            lines.append(_who_line(mention, room))
            source = _source(mention)
            rows.append(_row(mention, len(sources), room))
            sources.append(source)
            citing.append(mention.document)
    coverage = Coverage(len(reports), units_of(citing), units_of([d for d in reports if d not in citing]))
    if not citing:
        missing = nothing_found(room.query, reports, room.base, intent="regulation")
        return Draft("regulation", tuple(lines), abstained=True, coverage=missing.coverage)
    return Draft("regulation", tuple(lines), rows=tuple(rows), row_sources=tuple(sources), coverage=coverage)


def _same(mention: Cited, instrument: Instrument, known: Registered | None) -> bool:
    if known is not None and mention.known is not None:
        return mention.known.number == known.number
    said, printed = instrument.number, mention.reference.record.number
    if not said or not printed:
        return False
    short, long = sorted((said.upper(), printed.upper()), key=len)
    return long == short or long.startswith(f"{short}/") or long.startswith(f"{short}-")


def _first_of_each(mentions: Sequence[Cited]) -> list[Cited]:
    seen: dict[str, Cited] = {}
    for mention in mentions:
        seen.setdefault(mention.document.document_id, mention)
    return list(seen.values())


def _source(mention: Cited) -> Source:
    return Source(mention.document.document_id, mention.reference.record.span)


def _who_line(mention: Cited, room: LawRoom) -> Line:
    source, extra = _source(mention), identity_source(mention.document)
    text = say(
        "regulations.cited.who_line", unit=quoted(unit_name(mention.document)), mark=mark(),
        quote=shown_quote(room.base, source), standing=_standing(mention, room),
    )  # fmt: skip
    sources = (source,) if extra is None else (source, extra)
    return Line(text, sources, registered=_registered([mention], room))


def _registered(mentions: Sequence[Cited], room: LawRoom) -> tuple[str, ...]:
    return tuple({entry_text(m.known, room): None for m in mentions if m.known is not None and m.expired})


def _note(mention: Cited) -> str:
    standing = mention.standing
    unsure = standing is not None and standing.certainty != "sourced"
    return say(f"regulations.validity.from_registry{'_check' if unsure else ''}")


def _standing(mention: Cited, room: LawRoom) -> str:
    if not mention.expired or mention.standing is None:
        return ""
    successors = mention.standing.replaced_by
    if not successors:
        return say("regulations.cited.standing_ended", note=_note(mention))
    return say("regulations.cited.standing_expired", successors=named(successors, room), note=_note(mention))


def _row(mention: Cited, citation: int, room: LawRoom) -> AnswerRow:
    document = mention.document
    return AnswerRow(
        unit=unit_name(document), citation=citation, district=document.summary.district or "",
        province=document.summary.province or "", period=document.summary.period or "",
        note=_row_note(mention, room),
    )  # fmt: skip


def _row_note(mention: Cited, room: LawRoom) -> str:
    known = mention.known
    name = instrument_shown(known) if known else " ".join(mention.quote.split())
    end = ended_on(known, room.entries) if known is not None else None
    if not mention.expired or end is None or mention.standing is None:
        return name
    successors = mention.standing.replaced_by
    replaced = say("regulations.cited.replaced", successors=named(successors, room)) if successors else ""
    return say(
        "regulations.cited.row_note", name=name, ended=day_shown(end), replaced=replaced.replace("**", "")
    )


# --- what the reports cite -----------------------------------------------------------------


def _all(room: LawRoom, mentions: Sequence[Cited], reports: Sequence[StoredDocument]) -> Draft:
    """Every cited instrument with the reports that cite it, those in the registry first."""
    groups: dict[str, list[Cited]] = {}
    for mention in mentions:
        groups.setdefault(cited_key(mention), []).append(mention)
    if not groups:
        return _nothing(reports)
    ordered = sorted(groups.values(), key=lambda group: group[0].known is None)
    head = Line(say("regulations.cited.head", count=len(groups)), claims=False)
    lines: list[Line] = [head]
    rows: list[AnswerRow] = []
    sources: list[Source] = []
    for group in ordered:
        each = _first_of_each(group)
        lines.append(_all_line(each, room))
        for mention in each:
            rows.append(_row(mention, len(sources), room))
            sources.append(_source(mention))
    unknown = sum(group[0].known is None for group in ordered)
    if unknown:
        lines.append(Line(say("regulations.cited.unknown_count", count=unknown), claims=False))
    coverage = _coverage(mentions, reports)
    return Draft("regulation", tuple(lines), rows=tuple(rows), row_sources=tuple(sources), coverage=coverage)


def _all_line(mentions: Sequence[Cited], room: LawRoom) -> Line:
    sources: list[Source] = []
    units = []
    for mention in mentions:
        sources.append(_source(mention))
        shown = say(
            "regulations.cited.unit", unit=quoted(unit_name(mention.document)), mark=mark(len(sources) - 1)
        )
        units.append(shown)
        extra = identity_source(mention.document)
        if extra is not None:
            sources.append(extra)
    name = quoted(mentions[0].quote)
    expired = next((m for m in mentions if m.expired), None)
    standing = "" if expired is None else _standing(expired, room)
    text = say("regulations.cited.line", name=name, marks="", units="; ".join(units), standing=standing)
    return Line(text, tuple(sources), registered=_registered(mentions, room))


# --- what had expired ----------------------------------------------------------------------


def _expired(room: LawRoom, mentions: Sequence[Cited], reports: Sequence[StoredDocument]) -> Draft:
    """What no longer applied on the day of the report that cites it, report by report."""
    found = expired_citations(mentions)
    both = room.asked.asks("cites") and room.asked.asks("which_law")
    draft = _all(room, mentions, reports) if both and mentions else None
    if not found:
        line = Line(say("regulations.cited.expired_none"), claims=False)
        before = draft.lines if draft else ()
        return Draft("regulation", (*before, line), coverage=_coverage(mentions, reports))
    lines = [Line(say("regulations.cited.expired_head"), claims=False)]
    lines += [_expired_line(mention, room) for mention in found]
    rows = tuple(_row(mention, i, room) for i, mention in enumerate(found))
    sources = tuple(_source(mention) for mention in found)
    if draft is not None:
        return Draft(
            "regulation", (*lines, Line("", claims=False), *draft.lines), rows=rows, row_sources=sources,
            coverage=draft.coverage,
        )  # fmt: skip
    return Draft(
        "regulation", tuple(lines), rows=rows, row_sources=sources,
        coverage=Coverage(len(reports), units_of([m.document for m in found]), ()),
    )  # fmt: skip


def _expired_line(mention: Cited, room: LawRoom) -> Line:
    document, standing, known = mention.document, mention.standing, mention.known
    if standing is None or known is None:
        raise ValueError("only a mention of a known instrument can have expired")
    sources = [_source(mention)]
    unit = quoted(unit_name(document))
    named_at = identity_source(document)
    if named_at is not None:
        sources.append(named_at)
    shown_date, dated = report_day(document)
    if dated is not None:
        sources.append(dated)
        shown_date += f" {mark(len(sources) - 1)}"
    end = ended_on(known, room.entries)
    successors = standing.replaced_by
    replaced = say("regulations.cited.replaced", successors=named(successors, room)) if successors else ""
    text = say(
        "regulations.cited.expired_line", unit=unit, date=shown_date, mark=mark(0),
        quote=shown_quote(room.base, sources[0]), ended=day_shown(end) if end else "", replaced=replaced,
        note=_note(mention),
    )  # fmt: skip
    return Line(text, tuple(sources), registered=_registered([mention], room))


def report_day(document: StoredDocument) -> tuple[str, Source | None]:
    """The day or else the period of a report, and where it is told; nothing where it is not."""
    for field, key in (("date", "expired_date"), ("period", "expired_period")):
        value, source = document.identity.value(field), identity_source(document, field)
        if value is None or source is None:
            continue
        if field == "period":
            return say(f"regulations.cited.{key}", day="", period=quoted(period_label(value))), source
        parts = value.split("-")
        return say(f"regulations.cited.{key}", day="/".join(reversed(parts))), source
    return "", None


def _coverage(mentions: Sequence[Cited], reports: Sequence[StoredDocument]) -> Coverage:
    citing = {m.document.document_id for m in mentions}
    heard = [d for d in reports if d.document_id in citing]
    silent = [d for d in reports if d.document_id not in citing]
    return Coverage(len(reports), units_of(heard), units_of(silent))


def _nothing(reports: Sequence[StoredDocument]) -> Draft:
    line = Line(say("regulations.cited.nothing"), claims=False)
    return Draft(
        "regulation", (line,), abstained=True, coverage=Coverage(len(reports), (), units_of(reports))
    )
