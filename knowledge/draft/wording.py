"""From facts to sentences: the wording that fits what the figures say, filled in and cited.

Which of several wordings is taken follows from unit, period and point alone, so a draft does
not change by itself and the drafts of two units do not all sound alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foundation.wording import say
from knowledge.draft.material import Fact
from knowledge.draft.parts import DraftFigure, Sentence, SentenceKind
from knowledge.draft.sections import load
from knowledge.evidence.marking import Source, mark
from language.periods import Period


def fixed(key: str) -> object:
    """An entry of ``prompts/drafts/fixed.toml`` at a dotted key."""
    entry: object = load("fixed")
    for part in key.split("."):
        assert isinstance(entry, Mapping)
        entry = entry[part]
    return entry


def fixed_list(key: str) -> list[str]:
    """The wordings at a key of ``fixed.toml``."""
    entry = fixed(key)
    assert isinstance(entry, list)
    return [str(wording) for wording in entry]


def fixed_text(key: str, **values: object) -> str:
    """The one wording at a key of ``fixed.toml``, filled in."""
    return str(fixed(key)).format(**values)


@dataclass(frozen=True, slots=True)
class Voice:
    """How the draft of one unit and period speaks: the choice among wordings."""

    unit: str
    period: Period

    def choose(self, wordings: Sequence[str], point: str) -> str:
        """One of the wordings, the same one for the same unit, period and point."""
        key = f"{self.unit}\0{self.period.code}\0{point}".encode()
        return wordings[int.from_bytes(hashlib.sha256(key).digest()[:4]) % len(wordings)]

    def shape(self, shape: str, style: str, point: str) -> str:
        """The wording of ``wordings.toml`` for what the figures say."""
        styles = load("wordings")[shape]
        return self.choose(styles.get(style) or styles["any"], f"{point}\0{shape}")

    def speak(self, key: str, point: str = "") -> str:
        """One of the wordings at a key of ``fixed.toml`` with the period filled in."""
        text = self.choose(fixed_list(key), f"{point}\0{key}")
        label = self.period.label()
        return text.format(period=label, Period=capital(label))


@dataclass
class Filling:
    """The values of one sentence while it is put together: text with marks, sources, figures."""

    sources: list[Source] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)
    blanks: list[str] = field(default_factory=list)

    def cite(self, source: Source) -> str:
        """The mark of a source, which is added when it is new."""
        if source not in self.sources:
            self.sources.append(source)
        return mark(self.sources.index(source))

    def fact(self, fact: Fact, aside: bool = False) -> str:
        """The figure with its unit and its source: a mark, or the words that say where it is from.

        ``aside``: beside or within parentheses, where these words get none of their own.
        """
        if fact.source is None:
            origin = fact.origin or fixed_text("typed")
            self.figures.append(DraftFigure(fact.text, origin=origin))
            return fixed_text("aside" if aside else "brought", value=fact.shown, origin=origin)
        shown = self.cite(fact.source)
        self.figures.append(DraftFigure(fact.text, (self.sources.index(fact.source),)))
        return f"{fact.shown}{shown}"

    def computed(self, text: str, shown: str, facts: Sequence[Fact]) -> str:
        """A figure that follows from facts that the sentence states."""
        found = tuple(self.sources.index(f.source) for f in facts if f.source is not None)
        origin = "" if found else fixed_text("typed")
        self.figures.append(DraftFigure(text, found, origin, computed=True))
        return shown

    def blank(self, what: str, inside: bool = True) -> str:
        """A visible gap; ``what`` names what is missing."""
        self.blanks.append(what)
        return fixed_text("blank_short") if inside else fixed_text("blank", what=what)

    def sentence(self, text: str, kind: SentenceKind, detail: bool = False) -> Sentence:
        """The sentence that was filled."""
        kind = "blank" if self.blanks and kind == "statement" else kind
        return Sentence(text, kind, tuple(self.sources), tuple(self.figures), tuple(self.blanks), detail)


def fill(template: str, **values: str) -> str:
    """A wording with its values; "{Subject}" and "{Period}" are the small ones with a capital."""
    for name in ("subject", "period"):
        if name in values:
            values[name.capitalize()] = capital(values[name])
    return capital(template.format(**values))


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def wording_sentence(text: str, detail: bool = False) -> Sentence:
    """Fixed words that claim nothing."""
    return Sentence(text, "wording", detail=detail)


def document_label(unit: str, period: str | None) -> str:
    """How a source document is named in a suggestion: "báo cáo năm 2022 của xã An Lộ"."""
    if not period:
        return say("draft.source_label_plain", unit=unit)
    return say("draft.source_label", unit=unit, period=Period(period).label())
