"""Units that were not honoured: those that say so, and those that are silent, never mixed."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.answers import AnswerRow, Coverage
from foundation.wording import say
from knowledge.answer.awards.evidence import source_of
from knowledge.answer.awards.notes import doubtful_notes, shown_words
from knowledge.answer.awards.scope import Scope
from knowledge.answer.awards.shown import Cited, Page, looking_for, place, row
from knowledge.answer.awards.sorting import Sorted
from knowledge.answer.awards.told import Told, reporting_unit
from knowledge.answer.compose import blank_line, first_names, identity_source, unit_name
from knowledge.answer.draft import Draft
from knowledge.evidence.marking import Line, quoted
from knowledge.store.ledger.stored import StoredDocument

_MOST_NAMED = 20


def answer_missing(page: Page, found: Sorted, coverage: Coverage) -> Draft:
    """Denying units with the words that say so; silent ones as silent. Absent reports close it."""
    denying = list({t.unit: t for t in found.denied if t.unit_name in coverage.units_denying}.values())
    silent = _silent(page.scope, coverage)
    key = "awards.missing.head" if denying or silent else "awards.missing.none"
    lines = [_named_first(page, denying, silent)] if denying or silent else []
    lines += [Line(say(key, what=looking_for(page)), claims=False), blank_line()]
    lines += [_denied_line(page, told) for told in denying]
    lines += [Line(say("awards.missing.silent", place=quoted(_name(page, d))), claims=False) for d in silent]
    lines += doubtful_notes(page, found.doubtful)
    rows = [row(told, page, index) for index, told in enumerate(denying)]
    rows += [_silent_row(document) for document in silent]
    sources = tuple(source_of(page.base, told) for told in denying)
    return Draft("award_list", tuple(lines), rows=tuple(rows), row_sources=sources, coverage=coverage)


def _named_first(page: Page, denying: Sequence[Told], silent: Sequence[StoredDocument]) -> Line:
    """The units by name in one sentence: denying ones with their words, silent ones as such."""
    cited, parts = Cited(), []
    if denying:
        signed = [_signed(page, told, cited) for told in denying]
        parts.append(say("awards.missing.denying", units=", ".join(signed)))
    if silent:
        units = first_names([_name(page, d) for d in silent], _MOST_NAMED)
        named = silent[:_MOST_NAMED]
        cited.mark(*filter(None, (identity_source(d, field) for d in named for field in ("", "district"))))
        parts.append(say("awards.missing.silent_units", units=units))
    left = max(len(silent) - _MOST_NAMED, 0)
    return cited.line("; ".join(parts) + ".", (left,))


def _name(page: Page, document: StoredDocument) -> str:
    """The unit, with its district where the store has another one of that name."""
    name, district = unit_name(document), document.summary.district
    return f"{name}, {district}" if district and reporting_unit(document)[:2] in page.namesakes else name


def _signed(page: Page, told: Told, cited: Cited) -> str:
    shown, sign = place(page, told, cited), cited.mark(source_of(page.base, told))
    return say("awards.missing.unit", place=shown.removesuffix(sign).rstrip(), mark=sign)


def _silent(scope: Scope, coverage: Coverage) -> list[StoredDocument]:
    named = {reporting_unit(d): d for d in scope.reports if unit_name(d) in coverage.units_silent}
    return list(named.values())


def _denied_line(page: Page, told: Told) -> Line:
    cited = Cited()
    shown = place(page, told, cited)
    sign = cited.mark(source_of(page.base, told))
    return cited.line(say("awards.missing.denied", place=shown, quote=shown_words(page, told), mark=sign))


def _silent_row(document: StoredDocument) -> AnswerRow:
    """A row without a source: there are no words to point at."""
    summary = document.summary
    return AnswerRow(
        unit=unit_name(document), citation=-1, district=summary.district or "",
        province=summary.province or "", period=summary.period or "", note=say("awards.missing.note_silent"),
    )  # fmt: skip
