"""What is told to the drafter beside the text: what the draft could not do, and what to check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.answer.compose import shown_value
from knowledge.base import KnowledgeBase
from knowledge.draft.legal import legal_notes
from knowledge.draft.material import Material
from knowledge.draft.own import is_of, left_out
from knowledge.draft.parts import DraftRequest, OwnFigure, Paragraph
from knowledge.draft.sections import points
from knowledge.draft.wording import fixed_text
from language.periods import Period

_MOST_LISTED = 12


def notes_of(
    material: Material, day: date, base: KnowledgeBase, paragraphs: Sequence[Paragraph], request: DraftRequest
) -> list[str]:
    """What the drafter should know of the paragraphs of a draft, and is no part of its text."""
    unit, period = material.unit.name, material.period.label()
    notes = []
    if not material.unit.documents:
        notes.append(fixed_text("notes.no_unit", unit=unit))
    elif not material.reports:
        reported = sorted({d.summary.period for d in material.unit.documents if d.summary.period})
        told = "; ".join(Period(code).label() for code in reported)
        others = fixed_text("notes.other_periods", periods=told) if told else ""
        notes.append(fixed_text("notes.no_report", unit=unit, period=period, others=others))
    if material.earlier is not None and not material.before:
        notes.append(fixed_text("notes.no_earlier", unit=unit, period=material.earlier.label()))
    drafted = {p.section for p in paragraphs}
    if "chi-dao" in drafted:
        notes.extend(legal_notes(material, day, base))
    used = {p.indicator for p in points() if p.section in drafted}
    for indicator in sorted(used):
        fact = material.find(indicator)
        if fact is not None and (rivals := material.rivals(fact)):
            values = "; ".join(dict.fromkeys([fact.shown, *(rival.shown for rival in rivals)]))
            notes.append(fixed_text("notes.rivals", name=indicator, values=values))
    if any(s.kind == "quote" for p in paragraphs for s in p.sentences):
        notes.append(fixed_text("notes.suggestions"))
    if any(
        f.computed for p in paragraphs if p.section == "khen-thuong" for s in p.sentences for f in s.figures
    ):
        notes.append(fixed_text("notes.sum_check"))
    notes.extend(_unstated(material, paragraphs, request))
    return notes


def _unstated(material: Material, paragraphs: Sequence[Paragraph], request: DraftRequest) -> Iterator[str]:
    """The drafter's own figures that the draft does not state; of a draft of parts only the unfit ones."""
    unfit = left_out(request.own, material.unit.name, material.period, material.earlier)
    if request.sections or request.options.brief or request.options.without:
        lost = unfit
    else:
        stated = [f for p in paragraphs for s in p.sentences for f in s.figures if not f.sources]
        told = Counter((f.text, f.origin) for f in stated)
        lost = [f for f in request.own if f in unfit or not told[_as_stated(f)]]
        # The plan and its share go with the result that is stated or blank.
        lost = [
            f for f in lost if f in unfit or f.kind == "actual" or f.period not in ("", material.period.code)
        ]
    if lost:
        items = dict.fromkeys(_item(figure, material) for figure in lost)
        shown = list(items)[:_MOST_LISTED]
        more = fixed_text("notes.unstated_more", n=len(items) - len(shown)) if len(items) > len(shown) else ""
        yield fixed_text("notes.unstated", items="; ".join(shown) + more)


def _as_stated(figure: OwnFigure) -> tuple[str, str]:
    return figure.value_text, figure.origin or fixed_text("typed")


def _item(figure: OwnFigure, material: Material) -> str:
    """A figure with what it is of where that is not what is drafted."""
    value = shown_value(figure.value_text, figure.unit)
    of = [Period(figure.period).label()] if figure.period not in ("", material.period.code) else []
    of += [figure.of_unit] if not is_of(figure, material.unit.name) else []
    about = f" ({', '.join(of)})" if of else ""
    return f"{figure.indicator}{about}: {value}"
