"""What a draft is made of: figures with their origin, sentences, paragraphs, the draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from foundation.answers import Citation
from foundation.errors import ProjectError
from foundation.records import AwardStatus, IndicatorKind
from knowledge.evidence.marking import Source

# statement: states figures or awards; blank: a figure is missing; wording: fixed words that
# claim nothing; quote: other people's words, to be adapted; legal: legal bases.
SentenceKind = Literal["statement", "blank", "wording", "quote", "legal"]
ParagraphStyle = Literal["section", "topic", "body", "item", "suggestion"]


class DraftError(ProjectError):
    """The draft that was asked for cannot be made; the message says what is possible."""


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure that a sentence states.

    ``sources`` are indexes into the sentence's sources; a computed figure names those that it
    follows from. ``origin`` says in words where a figure without a source comes from
    ("số liệu nhập tay", "danh mục văn bản pháp luật"); it is empty for a cited one.
    """

    text: str
    sources: tuple[int, ...] = ()
    origin: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft; ``text`` holds ``knowledge.evidence.marking.mark(i)`` for ``sources[i]``.

    ``blanks`` name what is missing in it. ``detail`` marks what goes when the draft has to be
    shorter; ``about`` is the indicator that it speaks of, empty for none.
    """

    text: str
    kind: SentenceKind
    sources: tuple[Source, ...] = ()
    figures: tuple[DraftFigure, ...] = ()
    blanks: tuple[str, ...] = ()
    detail: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences on one topic of one section. ``paragraph_id`` is stable between drafts."""

    paragraph_id: str
    section: str
    topic: str
    style: ParagraphStyle
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """What the drafter asked for: brevity, the period to compare with, topics left out.

    ``compare_with`` is a period code, None for the same period a year before. ``without`` names
    sections, topics and indicators, ``brief_in`` sections and topics that alone are to be shorter;
    ``listed`` puts each figure into a line of its own.
    """

    brief: bool = False
    compare: bool = True
    compare_with: str | None = None
    without: frozenset[str] = frozenset()
    brief_in: frozenset[str] = frozenset()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure that the drafter brings: typed into a form or read from a prepared table.

    ``value_text`` is the figure as written ("58,5"), or the words given instead of one; ``kind``
    as of an indicator record. ``period`` and ``of_unit`` are what a file says it is of, empty for
    the drafted ones. ``status`` is that of an award, ``qualifier`` the word that blurs the figure.
    """

    indicator: str
    value_text: str
    unit: str = ""
    kind: IndicatorKind = "actual"
    origin: str = ""
    period: str = ""
    of_unit: str = ""
    status: AwardStatus | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What to draft. ``sections`` are section ids in the order of the report; empty: all."""

    unit: str
    period: str
    sections: tuple[str, ...] = ()
    own: tuple[OwnFigure, ...] = ()
    day: date | None = None
    options: DraftOptions = field(default_factory=DraftOptions)
    roll_up: bool = False


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph as text with ``[n]`` marks."""

    paragraph_id: str
    section: str
    topic: str
    style: ParagraphStyle
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft contract. ``notes`` are for the drafter and no part of the text.

    ``issuer`` is the body that the unit's reports come from, empty for its people's committee.
    """

    unit: str
    period: str
    paragraphs: tuple[ShownParagraph, ...]
    figures: tuple[dict[str, Any], ...]
    blanks: tuple[str, ...]
    citations: tuple[Citation, ...]
    notes: tuple[str, ...] = ()
    level: str = ""
    district: str = ""
    province: str = ""
    issuer: str = ""

    @property
    def text(self) -> str:
        """The whole draft, a paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def as_json(self) -> dict[str, Any]:
        """The draft as the command line prints it."""
        return {
            "text": self.text, "figures": list(self.figures), "blanks": list(self.blanks),
            "citations": [citation.as_json() for citation in self.citations],
            "notes": list(self.notes), "unit": self.unit, "period": self.period,
        }  # fmt: skip
