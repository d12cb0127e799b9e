"""A text as names of units are read from it: its syllables, what stands between them, its kind words.

Whether syllables stand together as one name, go on with one, or are written mark by mark as the list of
units has them; ``units_find`` decides by that what is a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from language.text import Token, fold, tokens
from language.units_list import AdminUnit, unit_list
from language.units_names import accent_key, accented_key, name_key, syllable_key
from language.units_words import (
    first_syllables,
    kind_forms,
    marked_not_names,
    not_names,
    other_bearers,
    surnames,
)

# A text up to this many characters may be a question, typed without capitals or marks.
TYPED_TEXT = 400
_KIND_GAP = re.compile(r"[\s.*_]*$")
_NAME_GAP = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|['’]\s?|\s?[-–]\s?)$")
_WORD_GAP = re.compile(r"[ \t\u00a0]{1,2}$|[ \t\u00a0]?\n[ \t\u00a0]?$")
_SENTENCE_START = re.compile(r"[.!?:;\n\"“(+*-]\s*$")
_LONGEST_UNKNOWN = 3


class KindWord(NamedTuple):
    """A kind word at a token: its kind, how many tokens it has, and whether it is an abbreviation."""

    kind: str
    length: int
    abbreviated: bool


class NameText:
    """One text, ready to be searched for names; ``typed`` tells that it is short enough to be a question."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokens(text)
        self.keys = [syllable_key(token.text) for token in self.tokens]
        self.typed = len(text) <= TYPED_TEXT
        self.unaccented = text.isascii()
        self.list = unit_list()

    def gap(self, before: int) -> str:
        """What stands between a token and the next."""
        return self.text[self.tokens[before].end : self.tokens[before + 1].start]

    def before(self, place: int) -> str:
        """What stands between a token and the one before, empty at the beginning."""
        return self.gap(place - 1) if place else ""

    def joined(self, first: int, count: int) -> bool:
        """Whether ``count`` tokens stand together as one name."""
        if first + count > len(self.tokens):
            return False
        return all(_NAME_GAP.match(self.gap(i)) for i in range(first, first + count - 1))

    def kinds_at(self, place: int) -> list[KindWord]:
        """The kind words that begin at a token whose syllable begins one."""
        result = []
        for syllables, kind, short, dotted in kind_forms()[fold(self.tokens[place].text)]:
            end = place + len(syllables)
            if end >= len(self.tokens) or not self.joined_kind(place, len(syllables), short):
                continue
            if any(fold(self.tokens[place + i].text) != syllables[i] for i in range(len(syllables))):
                continue
            if dotted and not self.gap(end - 1).startswith("."):
                continue
            written = self.text[self.tokens[place].start : self.tokens[end - 1].end]
            if not short and not written.isascii() and accented_key(written) != accented_key(kind):
                continue
            bare_marks = not short and written.isascii() and not kind.isascii()
            if bare_marks and not self.unaccented and not (written.islower() and self.unmarked(end, 1)):
                continue
            if _KIND_GAP.match(self.gap(end - 1)):
                result.append(KindWord(kind, len(syllables), short))
        return result

    def joined_kind(self, first: int, count: int, short: bool) -> bool:
        """Whether the syllables of a kind word stand together; those of an abbreviation by a full stop."""
        gaps = [self.gap(i) for i in range(first, first + count - 1)]
        return all(gap == "." if short else not gap.strip() for gap in gaps)

    def opens_kind(self, place: int) -> bool:
        """Whether a kind word of two syllables begins here: "NHÂN DÂN THÀNH PHỐ" is no "Dân Thành"."""
        if fold(self.tokens[place].text) not in kind_forms():
            return False
        return any(kind.length > 1 for kind in self.kinds_at(place))

    def exact(self, start: int, count: int, units: Sequence[AdminUnit]) -> list[AdminUnit]:
        """The units whose names are written mark by mark as the tokens are."""
        written = " ".join(accent_key(token.text) for token in self.tokens[start : start + count])
        key = " ".join(self.keys[start : start + count])
        # A unit found under another key than its own was found by an alias ("HCM").
        return [unit for unit in units if accented_key(unit.name) == written or name_key(unit.name) != key]

    def unmarked(self, start: int, count: int) -> bool:
        """Whether the tokens carry no Vietnamese mark."""
        return all(token.text.isascii() for token in self.tokens[start : start + count])

    def is_no_name(self, place: int) -> bool:
        """Whether the token is a word that follows kind words and begins or goes on with no name."""
        if self.unaccented:
            return self.keys[place] in not_names()
        return accent_key(self.tokens[place].text) in marked_not_names()

    def capital_adjoins(self, gap: int, neighbour: int) -> bool:
        """Whether the token at ``neighbour``, across the gap after token ``gap``, is capitalised."""
        if not 0 <= neighbour < len(self.tokens) or gap < 0 or not _WORD_GAP.match(self.gap(gap)):
            return False
        text = self.tokens[neighbour].text
        return text[0].isupper() and not text.isupper()

    def follows_as_name(self, place: int, shouting: bool) -> bool:
        """Whether the token goes on with a name on the same line, in the same kind of letters."""
        if place >= len(self.tokens) or "\n" in self.gap(place - 1):
            return False
        if self.is_no_name(place):
            return False
        if not shouting:
            return self.capital_adjoins(place - 1, place)
        text = self.tokens[place].text
        return bool(_WORD_GAP.match(self.gap(place - 1))) and text.isupper() and text.isalpha()

    def goes_on(self, start: int, count: int) -> bool:
        """Whether exactly one more capitalised syllable follows: a longer name that the list lacks."""
        after = start + count
        shouting = self.tokens[start].text.isupper() and len(self.tokens[start].text) > 1
        return (
            self.tokens[start].text[0].isupper()
            and count < _LONGEST_UNKNOWN
            and self.follows_as_name(after, shouting)
            and not self.follows_as_name(after + 1, shouting)
        )

    def unknown_length(self, kind_place: int, start: int) -> int:
        """How many capitalised syllables after a kind word read as a name the list lacks."""
        shouting = self.tokens[kind_place].text.isupper() and len(self.tokens[kind_place].text) > 1
        count = 0
        while start + count < len(self.tokens):
            token = self.tokens[start + count]
            if not token.text[0].isupper() or (token.text.isupper() != shouting and len(token.text) > 1):
                break
            if shouting and (self.is_no_name(start + count) or "\n" in self.before(start + count)):
                break
            if count and not _WORD_GAP.match(self.gap(start + count - 1)):
                break
            count += 1
        if count < 2:
            return 0
        return count if count <= _LONGEST_UNKNOWN else 2

    def inside_longer_name(self, place: int, count: int) -> bool:
        """Whether a capitalised syllable adjoins, as in a person's or a company's name."""
        if self.capital_adjoins(place + count - 1, place + count):
            return True
        if not self.capital_adjoins(place - 1, place - 1):
            return False
        opens_line = place == 1 or bool(_SENTENCE_START.search(self.gap(place - 2)))
        begins_names = accent_key(self.tokens[place - 1].text) in first_syllables()
        return not opens_line or begins_names or self.keys[place - 1] in surnames()

    def borne_by_another(self, place: int) -> bool:
        """Whether the word before says that the name is a hamlet's, a person's or a school's."""
        before = [fold(token.text) for token in self.tokens[max(0, place - 2) : place]]
        if not before or "\n" in self.gap(place - 1) or not _WORD_GAP.match(self.gap(place - 1)):
            return False
        return before[-1] in other_bearers() or " ".join(before) in other_bearers()
