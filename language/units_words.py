"""The words around unit names: kind words, surnames, openings, ordinary words that are names too."""

from __future__ import annotations

from functools import cache

from language.text import fold, tokens
from language.units_list import unit_list
from language.units_names import DATA, accent_key, accented_key, name_key, words


@cache
def first_syllables() -> frozenset[str]:
    """The syllables that unit names of two or more begin with, with their marks."""
    names = (unit.name.split() for units in unit_list().by_key.values() for unit in units)
    return frozenset(accent_key(name[0]) for name in names if len(name) > 1)


@cache
def kind_forms() -> dict[str, list[tuple[tuple[str, ...], str, bool, bool]]]:
    """First folded syllable -> (syllables, kind, abbreviated, needs a full stop), longest first."""
    forms: dict[str, list[tuple[tuple[str, ...], str, bool, bool]]] = {}
    for kind, entry in words()["kinds"].items():
        for written in (kind, *entry["short"]):
            syllables = tuple(fold(token.text) for token in tokens(written))
            form = (syllables, kind, written != kind, written.endswith("."))
            forms.setdefault(syllables[0], []).append(form)
    return {first: sorted(group, key=lambda form: (-len(form[0]), form[3])) for first, group in forms.items()}


@cache
def ordinary() -> frozenset[str]:
    """Names that are words of the language when written small, with and without marks."""
    lines = (DATA / words()["ordinary_file"]).read_text(encoding="utf-8").splitlines()
    return frozenset(accented_key(line) for line in lines if line and not line.startswith("#"))


@cache
def kind_word_only() -> frozenset[str]:
    """Names that are places only after a kind word."""
    return frozenset(name_key(name) for name in words()["kind_word_only"])


@cache
def other_bearers() -> frozenset[str]:
    """Words before a name that make it a hamlet's, a person's or a school's."""
    return frozenset(words()["other_bearers"])


@cache
def surnames() -> frozenset[str]:
    """Family names, folded."""
    return frozenset(words()["surnames"])


@cache
def not_names() -> frozenset[str]:
    """Folded syllables that follow a kind word and are no name."""
    return frozenset(words()["not_names"]["after_kind"])


@cache
def marked_not_names() -> frozenset[str]:
    """The same with their marks, for texts that write them ("năm" is no name, "nam" may be one)."""
    return frozenset(accent_key(word) for word in words()["not_names"]["marked"])
