"""The last check of a drafted sentence: its figures and names stand in its sources.

The same check as for answers (``knowledge.evidence.verify``). A sentence that fails it is not shown; a
blank that says what is missing stands in its place. A rewriter's wording goes through its own
check first and then through this one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from knowledge.answer.compose import original_words
from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import DraftFigure, DraftRequest, Sentence
from knowledge.draft.rewriting import Rewrite, accepted
from knowledge.draft.wording import document_label, fixed_text
from knowledge.evidence.marking import Line, unmarked
from knowledge.evidence.verify import is_supported
from language.numbers import figures, parse_figure
from language.periods import Period


@dataclass(frozen=True, slots=True)
class Echo:
    """What may be said without a source: the request's own words and the drafter's figures."""

    text: str

    @classmethod
    def of(cls, material: Material, request: DraftRequest) -> Echo:
        """Names of the unit, labels of the periods, the figures that the drafter brought."""
        unit = material.unit
        periods = {f.period for f in (*material.facts, *material.before)} | {material.period.code}
        if material.earlier is not None:
            periods.add(material.earlier.code)
        labels = [Period(code).label() for code in sorted(periods)]
        own = [f"{figure.value_text} {figure.origin}" for figure in request.own]
        titles = [document.title for document in unit.documents]
        names = (unit.name, unit.district, unit.province)
        return cls("\n".join([*names, *labels, *own, *titles]))


def checked(
    sentences: Iterable[Sentence], base: KnowledgeBase, echo: Echo, rewrite: Rewrite | None
) -> tuple[Sentence, ...]:
    """The sentences that may be shown, rewritten where the rewriter kept to their content."""
    shown = []
    for sentence in sentences:
        held = sentence if _holds(sentence, base, echo) else _emptied(sentence)
        if rewrite is not None and held is sentence and sentence.kind == "statement":
            other = accepted(sentence, rewrite)
            held = other if _holds(other, base, echo) else sentence
        shown.append(_with_every_figure(held, base))
    return tuple(shown)


def _holds(sentence: Sentence, base: KnowledgeBase, echo: Echo) -> bool:
    if not sentence.sources:
        return True
    # Who a source's document reports for is part of what it says.
    labels = "\n".join([echo.text, *(_label(base, source.document_id) for source in sentence.sources)])
    computed = tuple(f.text for f in sentence.figures if f.computed)
    line = Line(sentence.text, sentence.sources, computed=computed)
    return is_supported(line, lambda source: original_words(base, source), labels)


def _label(base: KnowledgeBase, document_id: str) -> str:
    summary = base.document(document_id).summary
    return document_label(summary.unit or summary.name, summary.period)


def _emptied(sentence: Sentence) -> Sentence:
    """The blank that stands for a sentence whose words its sources do not bear out."""
    what = " ".join(unmarked(sentence.text).split()).rstrip(" .:;")
    what = "".join("…" if character.isdigit() else character for character in what)
    blank = fixed_text("unsupported", what=what)
    return Sentence(blank, "blank", blanks=(what,), detail=sentence.detail)


def _with_every_figure(sentence: Sentence, base: KnowledgeBase) -> Sentence:
    """Every figure of a cited sentence is listed, also those inside names and papers' numbers."""
    listed = {parse_figure(f.text) for s in sentence.figures for f in figures(s.text)}
    held = [{f.value for f in figures(original_words(base, source))} for source in sentence.sources]
    extra = []
    for figure in figures(unmarked(sentence.text)):
        holding = tuple(index for index, values in enumerate(held) if figure.value in values)
        if holding and figure.value not in listed:
            listed.add(figure.value)
            extra.append(DraftFigure(figure.text, holding[:1]))
    return replace(sentence, figures=(*sentence.figures, *extra)) if extra else sentence
