"""Whether other words for a sentence say the same: the check behind everything a model writes.

Two questions are answered. ``unfaithful``: does a rewording keep to one sentence of ours?
``unsupported``: does a sentence that sums up keep to the quotes it cites? Both look at what can
be wrong: figures with their units and order, citation marks, names, awards with their status,
regulations, words of rise, fall and denial, and words that come out of nowhere. Both refuse when
in doubt, as the sentence or the quotes they were made from stand in anyway.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import language
from knowledge.evidence.marking import MARK, Line
from knowledge.evidence.verify import proper_names, uncited_names
from language.award_terms import find_terms
from language.instruments import find_instruments
from language.numbers import figures
from language.quantities import quantities
from language.text import even_spelling, fold, nfc, tokens
from language.units import strip_kind

_DATA = Path(language.__file__).with_name("data") / "rewording.toml"
_LONGEST_GROWTH = 2
_JOINING = ("rule", "neutral", "ends")
_CONFERRING = ("awarded", "receive", "confer", "praise")
_NUMBERED = re.compile(r"\[\d{1,4}\]")
_CONTROL = re.compile(r"[\n\r<>\[\]{}|`\\]|https?:|www\.")
_QUOTE = re.compile(r"“[^”]*”")
# Syllables of its own that a rewording may bring beyond the neutral ones.
_NEW_WORDS, _NEW_SHARE = 1, 0.1

Fault = Literal[
    "", "empty", "marks", "markup", "figures", "names", "awards", "regulations", "directions",
    "negation", "order", "words", "quote",
]  # fmt: skip


@cache
def _lists() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def unfaithful(original: str, offered: str) -> Fault:
    """What a rewording says otherwise than the sentence, empty for nothing.

    Both texts carry the same citation marks, ``mark(i)`` or ``[n]``.
    """
    original, offered = nfc(original), nfc(offered).strip()
    before, after = bare(original), bare(offered)
    if not after or len(offered) > _LONGEST_GROWTH * len(original):
        return "empty"
    if marks(offered) != marks(original):
        return "marks"
    if set(_CONTROL.findall(after)) - set(_CONTROL.findall(before)):
        return "markup"
    if _QUOTE.findall(before) != _QUOTE.findall(after):
        return "quote"
    if _values(before) != _values(after) or _amounts(before) != _amounts(after):
        return "figures"
    if _spelt(after) - _spelt(before):
        return "figures"
    if not _terms(after) <= _terms(before) or _statuses(after) != _statuses(before):
        return "awards"
    if not _regulations(after) <= _regulations(before):
        return "regulations"
    if uncited_names(Line(after), before) or _moved_names(before, after):
        return "names"
    if _directions(after) != _directions(before):
        return "directions"
    if _negations(after) != _negations(before):
        return "negation"
    if _moved_words(before, after):
        return "order"
    return "words" if _too_new(after, before) else ""


def unsupported(sentence: str, evidence: Sequence[str], question: str) -> Fault:
    """What of a sentence that sums up is not in its evidence, empty for nothing.

    ``evidence`` are the quotes at the sentence's marks. A figure must stand there with its unit,
    a denial or a proposal of the quotes may not be lost, and few words may be the sentence's own.
    """
    sentence = nfc(sentence).strip()
    told, known = bare(sentence), nfc("\n".join(evidence))
    if not tokens(told) or not known.strip():
        return "empty"
    if not marks(sentence):
        return "marks"
    if _CONTROL.search(told):
        return "markup"
    if set(_amounts(told)) - set(_amounts(known)) or set(_values(told)) - set(_values(known)):
        return "figures"
    if _spelt(told) - _spelt(known):
        return "figures"
    if not _borne_out(told, known, question):
        return "order"
    if not _terms(told) <= _terms(known) or _statuses(told) != _statuses(known):
        return "awards"
    if not _regulations(told) <= _regulations(known):
        return "regulations"
    if uncited_names(Line(told), f"{known}\n{nfc(question)}") or _moved_names(known, told):
        return "names"
    if not _directions(told) <= _directions(known):
        return "directions"
    if _negations(told) != _negations(known):
        return "negation"
    if not all(quote[1:-1] in known for quote in _QUOTE.findall(told)):
        return "quote"
    return "words" if _too_new(told, f"{known}\n{nfc(question)}") else ""


def marks(text: str) -> list[str]:
    """The citation marks of a text in order, however they are written."""
    return [*MARK.findall(text), *_NUMBERED.findall(text)]


def bare(text: str) -> str:
    """The text without citation marks and emphasis."""
    return " ".join(_NUMBERED.sub("", MARK.sub("", text)).replace("**", "").split())


def _values(text: str) -> list[str]:
    return [str(figure.value.normalize()) for figure in figures(text)]


def _amounts(text: str) -> list[tuple[str, str]]:
    return [(str(q.value.normalize()), q.unit) for q in quantities(text)]


def _terms(text: str) -> set[tuple[str, str]]:
    """Awards, their givers and the words of status; joining words of the grammar are none.

    Words of conferring ("được", "cấp") are everyday words where no award is spoken of.
    """
    terms = find_terms(text)
    about_awards = any(term.award is not None for term in terms)
    found: set[tuple[str, str]] = set()
    for term in terms:
        name = term.award.name if term.award else term.authority.name if term.authority else ""
        if term.kind not in _JOINING and (about_awards or term.kind not in _CONFERRING):
            found.add((term.kind, name))
    return found


def _statuses(text: str) -> Counter[str]:
    kinds = _lists()["statuses"]
    return Counter(term.kind for term in find_terms(text) if term.kind in kinds)


def _regulations(text: str) -> set[tuple[str, str]]:
    return {(known.kind, known.number or known.title or "") for known in find_instruments(text)}


def _directions(text: str) -> set[str]:
    """The words of change and fulfilment, which must stay as they are."""
    folded = fold(text)
    return {word for word in _lists()["directions"] if re.search(rf"\b{word}\b", folded)}


def _negations(text: str) -> Counter[str]:
    folded = fold(text)
    counts = {word: len(re.findall(rf"\b{word}\b", folded)) for word in _lists()["negations"]}
    return Counter({word: count for word, count in counts.items() if count})


def _spelt(text: str) -> set[str]:
    """Number words ("mười hai"), which figures in digits do not show."""
    folded = fold(text)
    return {word for word in _lists()["number_words"] if re.search(rf"\b{word}\b", folded)}


def _in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether ``part`` can be had from ``whole`` by leaving things out."""
    rest = iter(whole)
    return all(value in rest for value in part)


def _moved_names(before: str, after: str) -> bool:
    """Whether two names have changed places."""
    told = [fold(strip_kind(name)) for name in proper_names(before)]
    said = [fold(strip_kind(name)) for name in proper_names(after)]
    return not _in_order([name for name in said if name in told], told)


def _moved_words(before: str, after: str) -> bool:
    """Whether a word stands before or after another figure than it did.

    "Hộ nghèo 42, hộ cận nghèo 55" holds the same words and figures in the same order as "hộ cận
    nghèo 42, hộ nghèo 55". What stands between two figures may only hold its own words.
    """
    old, new = _between_figures(before), _between_figures(after)
    if len(old) < 3:
        return False
    return len(old) != len(new) or any(now - then for now, then in zip(new, old, strict=True))


def _borne_out(told: str, known: str, question: str) -> bool:
    """Whether each figure is said of what the evidence says it of, in the evidence's order.

    What stands before a figure must stand before it there, back to the figure before, but for
    names that the question has; what follows the last one must follow it there.
    """
    values, evidence = _values(told), _values(known)
    said, there = _between_figures(told), _between_figures(known)
    asked = fold(question)
    named = {s for name in proper_names(told) if fold(strip_kind(name)) in asked for s in _content(name)}
    at = -1
    for place, value in enumerate(values):
        fitting = (
            index for index in range(at + 1, len(evidence))
            if evidence[index] == value and not said[place] - named - there[index]
        )  # fmt: skip
        found = next(fitting, None)
        if found is None:
            return False
        at = found
    return not values or not said[-1] - named - there[at + 1]


def _between_figures(text: str) -> list[set[str]]:
    places = [0, *(edge for f in figures(text) for edge in (f.start, f.end)), len(text)]
    pieces = [text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)]
    return [_content(piece) for piece in pieces]


def _content(text: str) -> set[str]:
    """The syllables of a text that state something."""
    neutral = _neutral()
    return {s for token in tokens(text) if (s := even_spelling(token.text)) not in neutral and s.isalpha()}


@cache
def _neutral() -> frozenset[str]:
    return frozenset(even_spelling(word) for word in _lists()["neutral"])


def _too_new(after: str, known: str) -> bool:
    """Whether more than a word or two come out of nowhere."""
    own = _content(after) - _content(known)
    return len(own) > max(_NEW_WORDS, int(_NEW_SHARE * len(tokens(known.split("\n")[0]))))
