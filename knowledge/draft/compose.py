"""A draft section by section: records to sentences, checked, numbered and shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from knowledge.answer.compose import original_words
from knowledge.base import KnowledgeBase
from knowledge.draft.awards import (
    award_sentences,
    denied_sentences,
    missing_awards,
    of_status,
    own_status,
)
from knowledge.draft.checking import Echo, checked
from knowledge.draft.figures import aim_sentence, assessment, point_sentences
from knowledge.draft.legal import legal_sentences
from knowledge.draft.material import Material, gather
from knowledge.draft.notes import notes_of
from knowledge.draft.parts import Draft, DraftRequest, Paragraph, ParagraphStyle, Sentence
from knowledge.draft.quoting import own_words, suggestions, told_about
from knowledge.draft.rewriting import Rewrite
from knowledge.draft.rollup import roll_up_paragraphs
from knowledge.draft.sections import Point, Section, points, sections, topics
from knowledge.draft.showing import shown_draft
from knowledge.draft.units import day_of
from knowledge.draft.wording import Filling, Voice, fixed_list, fixed_text, wording_sentence
from knowledge.evidence.marking import Source

_QUALITATIVE = ("uu-diem", "han-che", "nguyen-nhan", "giai-phap", "phuong-huong", "kien-nghi")
_MOST_ASSESSED = 5
_FEW_GENERAL = 2
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft in the making: its checked paragraphs, not yet numbered, and what they are made from."""

    material: Material
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...]


def draft(request: DraftRequest, base: KnowledgeBase, rewrite: Rewrite | None = None) -> Draft:
    """Draft the asked sections from the unit's records, without a language model.

    Args:
        request: unit, period, sections, own figures, options.
        base: the store.
        rewrite: may put a drafted sentence into other words (a language model); what it returns
            is taken only where it keeps to the sentence's own figures, names, awards and
            regulations (``knowledge.draft.rewriting``).

    Raises:
        DraftError: the unit is not named or ambiguous, or the period is no period code.
    """
    composed = compose(request, base, rewrite)
    return shown_draft(composed.material, composed.paragraphs, composed.notes, base)


def compose(request: DraftRequest, base: KnowledgeBase, rewrite: Rewrite | None = None) -> Composed:
    """The paragraphs of a draft with the sources of each sentence; arguments as of ``draft``.

    Raises:
        DraftError: the unit is not named or ambiguous, or the period is no period code.
    """
    material = gather(request, base)
    day = request.day or day_of(material.period, material.reports)
    voice = Voice(material.unit.name, material.period)
    paragraphs: list[Paragraph] = []
    for section_id in request.sections or tuple(sections()):
        section = sections()[section_id]
        body = list(_section(section, material, day, voice, base))
        if request.roll_up:
            told = list(roll_up_paragraphs(section, material, base))
            body = [*body[:1], *told, *(p for p in body[1:] if not _is_told(p, told))]
        paragraphs.append(_titled(section))
        paragraphs.extend(body)
    kept = [left for p in paragraphs for left in _wanted(p, request)]
    echo = Echo.of(material, request)
    verified = [replace(p, sentences=checked(p.sentences, base, echo, rewrite)) for p in kept]
    notes = notes_of(material, day, base, verified, request)
    return Composed(material, tuple(p for p in verified if p.sentences), tuple(notes))


def _is_told(paragraph: Paragraph, told: Sequence[Paragraph]) -> bool:
    """Whether the communes' words make it needless: a wording they are quoted with, a section's blank."""
    quoted = {source for p in told for s in p.sentences for source in s.sources}
    if paragraph.style == "suggestion":
        return any(source in quoted for sentence in paragraph.sentences for source in sentence.sources)
    return bool(quoted) and paragraph.topic == "bo-sung"


def _titled(section: Section) -> Paragraph:
    return Paragraph(
        f"{section.section_id}/title", section.section_id, "", "section", (wording_sentence(section.title),)
    )


def _section(
    section: Section, material: Material, day: date, voice: Voice, base: KnowledgeBase
) -> Iterator[Paragraph]:
    name = section.section_id

    def paragraph(
        part: str, sentences: Iterable[Sentence], style: ParagraphStyle = "body", topic: str = ""
    ) -> Paragraph:
        return Paragraph(f"{name}/{part}", name, topic or part, style, tuple(sentences))

    yield paragraph("mo-dau", [wording_sentence(voice.speak(f"opening.{name}"))])
    if name == "chi-dao":
        yield from _lines("phap-ly", list(legal_sentences(material, day, voice, base)), paragraph)
    told = list(_points(name, material, voice, base, paragraph))
    yield from told
    if name == "khen-thuong":
        yield from _awards(material, day, voice, base, paragraph)
    assessed: list[Sentence] = []
    if name in ("uu-diem", "han-che"):
        found = (assessment(p, material, voice, name == "uu-diem") for p in points() if _fits(p, material))
        assessed = [sentence for sentence in found if sentence is not None][:_MOST_ASSESSED]
        for number, sentence in enumerate(assessed):
            yield paragraph(f"danh-gia-{number}", [sentence], "item", "chi-tieu")
    own = own_words(section, material, base) if name in ("chi-dao", *_QUALITATIVE) else []
    if name == "chi-dao":
        own = [sentence for sentence in own if not _is_stated(sentence, told)]
    if name == "phuong-huong":
        aims = list(_aims(material, voice, bool(own), paragraph))
        yield from aims
        own = [sentence for sentence in own if not _is_stated(sentence, aims)]
    for number, sentence in enumerate(own):
        yield paragraph(f"noi-dung-{number}", [sentence], "item", "noi-dung")
    if name in ("giai-phap", "phuong-huong", "kien-nghi"):
        general = fixed_list(f"general.{name}")
        for number, text in enumerate(general[: _FEW_GENERAL if len(own) >= _FEW_GENERAL else None]):
            yield paragraph(f"chung-{number}", [wording_sentence(text)], "item", "nhiem-vu")
    if name in ("chi-dao", *_QUALITATIVE):
        quoted = list(suggestions(section, material, base))
        for number, sentence in enumerate(quoted):
            yield paragraph(f"goi-y-{number}", [sentence], "suggestion", "goi-y")
    silent = name == "uu-diem" and not assessed
    if (silent or name in ("han-che", "nguyen-nhan")) and not own:
        filling = Filling()
        what = f"{section.title.lower()} {material.period.label()}"
        filling.blanks.append(what)
        yield paragraph("bo-sung", [filling.sentence(fixed_text("blank_text", what=what), "blank")], "item")


_Make = Callable[..., Paragraph]


def _aims(material: Material, voice: Voice, told: bool, paragraph: _Make) -> Iterator[Paragraph]:
    """The targets for what comes after; their blanks only where the reports say nothing at all."""
    found = [aim_sentence(p, material, voice) for p in points() if p.aim and _fits(p, material)]
    yield paragraph("chi-tieu", [s for s in found if not told or not s.blanks])
    targets = award_sentences(material, "target", voice)
    yield paragraph("chi-tieu-khen", targets, topic="chi-tieu")


def _is_stated(sentence: Sentence, aims: Sequence[Paragraph]) -> bool:
    """Whether other sentences of the section already state every figure of a sentence."""
    told = {figure.text for paragraph in aims for aim in paragraph.sentences for figure in aim.figures}
    own = [f.text for f in sentence.figures if not _YEAR.fullmatch(f.text)]
    return bool(own) and set(own) <= told


def _points(
    name: str, material: Material, voice: Voice, base: KnowledgeBase, paragraph: _Make
) -> Iterator[Paragraph]:
    own = [p for p in points() if p.section == name and _fits(p, material)]
    for topic, group in groupby(own, key=lambda p: p.topic):
        found = [
            replace(_told(s, point, material, base), about=point.indicator)
            for point in group
            for s in point_sentences(point, material, voice)
        ]
        if not found:
            continue
        if name == "ket-qua":
            title = wording_sentence(str(topics()[topic]["title"]))
            yield paragraph(f"{topic}/title", [title], "topic", topic)
        yield paragraph(topic, found)
    if name == "ket-qua" and (others := list(_others(material, voice))):
        yield paragraph("khac/title", [wording_sentence(str(topics()["khac"]["title"]))], "topic", "khac")
        yield paragraph("khac", [wording_sentence(voice.speak("results.others")), *others])


def _told(sentence: Sentence, point: Point, material: Material, base: KnowledgeBase) -> Sentence:
    """The report's own words instead of a blank, where it does speak of the point."""
    return (told_about(point.indicator, material, base) or sentence) if sentence.blanks else sentence


def _others(material: Material, voice: Voice) -> Iterator[Sentence]:
    """What is known beyond points and awards: every named figure of the period, and all own figures."""
    spoken = {p.indicator for p in points() if _fits(p, material)}
    told = set()
    for fact in material.facts:
        if fact.indicator in spoken or fact.kind != "actual" or fact.period != material.period.code:
            continue
        brought = fact.source is None
        if fact.indicator in told or own_status(fact) is not None or (fact.value is None and not brought):
            continue
        told.add(fact.indicator)
        point = Point("ket-qua", "khac", fact.indicator, "counts", detail=not brought)
        yield from point_sentences(point, material, voice)


def _awards(
    material: Material, day: date, voice: Voice, base: KnowledgeBase, paragraph: _Make
) -> Iterator[Paragraph]:
    awarded = [
        *award_sentences(material, "awarded", voice),
        *missing_awards(material, day),
    ]
    yield from _lines("da-khen", awarded, paragraph)
    proposed = list(award_sentences(material, "proposed", voice))
    yield from _lines("de-nghi", proposed, paragraph)
    denied = of_status(material.awards, "negated")
    words = {s: original_words(base, s) for s in (Source(a.document_id, a.record.span) for a in denied)}
    yield from _lines("khong-co", list(denied_sentences(denied, words, voice)), paragraph)


def _lines(topic: str, sentences: Sequence[Sentence], paragraph: _Make) -> Iterator[Paragraph]:
    """The introduction as a paragraph and each further sentence as an item of its own."""
    for number, sentence in enumerate(sentences):
        style = "item" if sentence.kind != "wording" else "body"
        yield paragraph(f"{topic}-{number}", [sentence], style, topic)


def _fits(point: Point, material: Material) -> bool:
    """Whether a unit of this level, in the country or in a town, has such a figure to report."""
    if point.rural and material.unit.is_urban:
        return False
    return not point.level or point.level == material.unit.level


def _wanted(paragraph: Paragraph, request: DraftRequest) -> Iterator[Paragraph]:
    """What the options leave of a paragraph, and in which shape."""
    options = request.options
    if paragraph.topic in options.without or paragraph.section in options.without:
        return
    brief = options.brief or paragraph.topic in options.brief_in or paragraph.section in options.brief_in
    kept = [s for s in paragraph.sentences if s.about not in options.without and not (brief and s.detail)]
    if options.listed and paragraph.style == "body" and any(s.kind != "wording" for s in kept):
        for number, sentence in enumerate(kept):
            style: ParagraphStyle = "body" if sentence.kind == "wording" else "item"
            name = f"{paragraph.paragraph_id}/{number}"
            yield replace(paragraph, paragraph_id=name, style=style, sentences=(sentence,))
    elif kept:
        yield replace(paragraph, sentences=tuple(kept))
