"""The last check before an answer is shown: every figure and every name stands in a cited span.

Whoever wrote a line, template or language model, its figures and proper names must be found in
the quotes of the line's own sources. What the person typed may be echoed; figures that were
computed must follow from cited ones, which the computing part vouches for by naming them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.answers import Checks
from knowledge.evidence.marking import Line, Source, unmarked
from language.numbers import figures, parse_figure
from language.text import UPPER, nfc
from language.units import name_key

# Two or more capitalised syllables in a row: a person, a place, a body.
_NAME = re.compile(rf"(?:[{UPPER}][^\W\d_]*)(?:[ -]+[{UPPER}][^\W\d_]*)+")
_SENTENCE_START = re.compile(r"(?:^|[.:–“\"(*-])\s*\**$")


@dataclass(frozen=True, slots=True)
class Verified:
    """The lines that may be shown and what was found. ``dropped`` are those that may not."""

    lines: tuple[Line, ...]
    dropped: tuple[Line, ...]
    checks: Checks


def verify(lines: Sequence[Line], quote: Callable[[Source], str], question: str) -> Verified:
    """Check each claiming line against the quotes of its sources.

    ``quote`` gives the original text at a source. A line with an uncited figure or name is
    dropped, so ``checks`` are true of what is left, except where a line rests on the program's
    registry of legal instruments: that is told by ``from_registry``.
    """
    kept, dropped = [], []
    for line in lines:
        if line.claims and not is_supported(line, quote, question):
            dropped.append(line)
        else:
            kept.append(line)
    return Verified(tuple(kept), tuple(dropped), _checks(kept, quote, question))


def is_supported(line: Line, quote: Callable[[Source], str], question: str) -> bool:
    """Whether every figure and name of the line stands in sources, registry entries or the question."""
    if not line.sources and not line.registered and not line.computed:
        return False
    evidence = "\n".join((_cited(line, quote), *line.registered, *map(nfc, line.amended), nfc(question)))
    return not uncited_numbers(line, evidence) and not uncited_names(line, evidence)


def _checks(kept: Sequence[Line], quote: Callable[[Source], str], question: str) -> Checks:
    """What is true of the kept lines: neither an entry of the registry nor what a person has set in
    a record is a cited span of a document."""
    resting = [line for line in kept if line.claims and (line.registered or line.amended)]
    evidence = ["\n".join((_cited(line, quote), nfc(question))) for line in resting]
    pairs = list(zip(resting, evidence, strict=True))
    numbers = all(not uncited_numbers(line, cited) for line, cited in pairs)
    names = all(not uncited_names(line, cited) for line, cited in pairs)
    return Checks(numbers, names, from_registry=any(line.registered for line in resting))


def _cited(line: Line, quote: Callable[[Source], str]) -> str:
    return nfc("\n".join(quote(source) for source in line.sources))


def uncited_numbers(line: Line, evidence: str) -> list[str]:
    """Figures of the line that the evidence does not hold, compared by value."""
    known = _values(evidence) | {parse_figure(c) for c in line.computed}
    return [f.text for f in figures(_plain(line.text)) if f.value not in known]


def uncited_names(line: Line, evidence: str) -> list[str]:
    """Proper names of the line that the evidence does not hold, compared without case and marks."""
    known = f" {name_key(evidence)} "
    text = _plain(line.text)
    missing = []
    for match in _NAME.finditer(text):
        key = name_key(match.group())
        if f" {key} " in known:
            continue
        # The first word of a sentence has its capital from its place.
        rest = key.split(" ", 1)
        if _SENTENCE_START.search(text[: match.start()]) and f" {rest[1]} " in known:
            continue
        missing.append(match.group())
    return missing


def proper_names(text: str) -> list[str]:
    """The runs of capitalised syllables of a text, in order."""
    return [match.group() for match in _NAME.finditer(text)]


def _values(text: str) -> set[Decimal]:
    return {figure.value for figure in figures(text)}


def _plain(text: str) -> str:
    """The line without marks and Markdown escapes."""
    return re.sub(r"\\([\\`*_\[\]<>#|~!@/.])", r"\1", unmarked(text)).replace("**", "")
