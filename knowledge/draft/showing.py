"""Numbering: from sentences with their own sources to one draft with ``[n]`` marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.base import KnowledgeBase
from knowledge.draft.material import Material
from knowledge.draft.parts import Draft, DraftFigure, Paragraph, Sentence, ShownParagraph
from knowledge.evidence.marking import MARK, Source


def shown_draft(
    material: Material, paragraphs: Sequence[Paragraph], notes: Sequence[str], base: KnowledgeBase
) -> Draft:
    """Number the sources by document and span in order of appearance and list what is stated."""
    numbers: dict[Source, int] = {}
    figures: list[dict[str, Any]] = []
    blanks: list[str] = []
    shown: list[ShownParagraph] = []
    for paragraph in _without_empty_titles(paragraphs):
        texts = []
        for sentence in paragraph.sentences:
            texts.append(_numbered(sentence, numbers))
            figures.extend(_figure(figure, sentence, numbers) for figure in sentence.figures)
            blanks.extend(sentence.blanks)
        text = " ".join(texts)
        shown.append(
            ShownParagraph(paragraph.paragraph_id, paragraph.section, paragraph.topic, paragraph.style, text)
        )
    citations = tuple(base.cite(source.document_id, source.span, n) for source, n in numbers.items())
    unit = material.unit
    return Draft(
        unit.name, material.period.code, tuple(shown), tuple(figures), tuple(blanks), citations,
        tuple(dict.fromkeys(notes)), unit.level, unit.district, unit.province, unit.issuer,
    )  # fmt: skip


def _numbered(sentence: Sentence, numbers: dict[Source, int]) -> str:
    return MARK.sub(
        lambda match: f" [{numbers.setdefault(sentence.sources[int(match[1])], len(numbers) + 1)}]",
        sentence.text,
    )


def _figure(figure: DraftFigure, sentence: Sentence, numbers: dict[Source, int]) -> dict[str, Any]:
    """One entry of the contract; ``citation`` is None for a figure that the drafter brought."""
    cited = [numbers.setdefault(sentence.sources[i], len(numbers) + 1) for i in figure.sources]
    entry: dict[str, Any] = {"text": figure.text, "citation": cited[0] if cited else None}
    if figure.origin:
        entry["origin"] = figure.origin
    if figure.computed:
        entry |= {"computed": True, "citations": cited}
    return entry


def _without_empty_titles(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """A topic's title goes with the last paragraph under it."""
    kept: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1 : index + 2]
        if paragraph.style == "topic" and not any(p.topic == paragraph.topic for p in following):
            continue
        kept.append(paragraph)
    return kept
