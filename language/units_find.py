"""Finding administrative units in text.

A name counts after a kind word ("xã", "TT.", "P."), or alone when the list of units knows it and
its capitals, or its rarity as a word, speak for a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from foundation.records import UnitLevel
from language.text import Token, fold, tokens
from language.units_list import AdminUnit, unit_list
from language.units_names import accent_key, accented_key, kinds, name_key, syllable_key
from language.units_words import (
    first_syllables,
    kind_forms,
    kind_word_only,
    marked_not_names,
    not_names,
    ordinary,
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
_COOPERATIVE = ["hop", "tac"]  # "hợp tác xã Thới Trung" is no commune


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A place named in a text, ``text[start:end]`` covering kind word and name.

    ``name`` is bare and as written, with capitals repaired. ``kind`` and ``level`` are None when
    the words do not tell them. ``candidates`` are units of the list with that name; none for a
    name that the list does not know. ``exact_accents`` tells that the name is written mark by
    mark as in the list. ``evidence``: a kind word, capitals, or neither (typed small).
    """

    name: str
    kind: str | None
    level: UnitLevel | None
    candidates: tuple[AdminUnit, ...]
    start: int
    end: int
    exact_accents: bool
    evidence: Literal["kind", "capitals", "typed"]


class _Kind(NamedTuple):
    kind: str
    length: int
    abbreviated: bool


def find_units(text: str) -> list[UnitMention]:
    """Places named in ``text``, in order, none overlapping another.

    A name counts after a kind word ("xã", "TT.", "P."), or alone when the list knows it and its
    capitals or (in a text short enough to be a question) its rarity as a word speak for a place.
    After a kind word a capitalised name that the list does not know is a mention, too.
    """
    return _Finder(text).find()


class _Finder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokens(text)
        self.keys = [syllable_key(token.text) for token in self.tokens]
        self.typed = len(text) <= TYPED_TEXT
        self.unaccented = text.isascii()
        self.list = unit_list()

    def find(self) -> list[UnitMention]:
        mentions: list[UnitMention] = []
        forms = kind_forms()
        place = 0
        while place < len(self.tokens):
            found: tuple[UnitMention, int] | None = None
            if (
                fold(self.tokens[place].text) in forms
                and self.keys[max(0, place - 2) : place] != _COOPERATIVE
            ):
                found = self._after_kind(place)
            if found is None and self.keys[place] in self.list.lengths and not self.keys[place].isdigit():
                found = self._bare(place)
            if found is None:
                place += 1
            else:
                mentions.append(found[0])
                place = found[1]
        return self._whole_names(mentions)

    def _whole_names(self, mentions: list[UnitMention]) -> list[UnitMention]:
        """A bare name that is part of one told elsewhere with its kind word is that longer name."""
        longer = {m.name: m for m in mentions if m.evidence == "kind" and not m.candidates}
        if not longer:
            return mentions
        text, result = fold(self.text), []
        for mention in mentions:
            for name, whole in longer.items():
                inside = fold(name).find(fold(mention.name))
                start = mention.start - inside
                if mention.kind is None and inside >= 0 and text.startswith(fold(name), max(start, 0)):
                    mention = replace(
                        whole, kind=None, start=start, end=start + len(name), evidence=mention.evidence
                    )
            result.append(mention)
        return result

    def _gap(self, before: int) -> str:
        """What stands between a token and the next."""
        return self.text[self.tokens[before].end : self.tokens[before + 1].start]

    def _joined(self, first: int, count: int) -> bool:
        """Whether ``count`` tokens stand together as one name."""
        if first + count > len(self.tokens):
            return False
        return all(_NAME_GAP.match(self._gap(i)) for i in range(first, first + count - 1))

    def _kinds_at(self, place: int) -> list[_Kind]:
        result = []
        for syllables, kind, short, dotted in kind_forms()[fold(self.tokens[place].text)]:
            end = place + len(syllables)
            if end >= len(self.tokens) or not self._joined_kind(place, len(syllables), short):
                continue
            if any(fold(self.tokens[place + i].text) != syllables[i] for i in range(len(syllables))):
                continue
            if dotted and not self._gap(end - 1).startswith("."):
                continue
            written = self.text[self.tokens[place].start : self.tokens[end - 1].end]
            if not short and not written.isascii() and accented_key(written) != accented_key(kind):
                continue
            bare_marks = not short and written.isascii() and not kind.isascii()
            if bare_marks and not self.unaccented and not (written.islower() and self._unmarked(end, 1)):
                continue
            if _KIND_GAP.match(self._gap(end - 1)):
                result.append(_Kind(kind, len(syllables), short))
        return result

    def _joined_kind(self, first: int, count: int, short: bool) -> bool:
        gaps = [self._gap(i) for i in range(first, first + count - 1)]
        return all(gap == "." if short else not gap.strip() for gap in gaps)

    def _after_kind(self, place: int) -> tuple[UnitMention, int] | None:
        for kind in self._kinds_at(place):
            start = place + kind.length
            known = self._known_after(kind, start)
            if known and self._goes_on(start, known[0]):
                known = (known[0] + 1, (), False)
            count, units, exact = known or (0, (), False)
            if not count and not kind.abbreviated:
                count = self._unknown_length(place, start)
            if not count:
                continue
            levels = {unit.level for unit in units} or set(kinds()[kind.kind][:1])
            level = levels.pop() if len(levels) == 1 else None
            return self._mention(place, start, count, kind.kind, level, units, exact, "kind"), start + count
        return None

    def _known_after(self, kind: _Kind, start: int) -> tuple[int, tuple[AdminUnit, ...], bool] | None:
        for count in self.list.lengths.get(self.keys[start], ()):
            if not self._joined(start, count):
                continue
            units = self.list.by_key.get(" ".join(self.keys[start : start + count]), [])
            units = [unit for unit in units if unit.level in kinds()[kind.kind]]
            same_kind = [unit for unit in units if unit.kind == kind.kind]
            exact = self._exact(start, count, same_kind) or self._exact(start, count, units)
            if exact:
                units = exact
            elif not self._unmarked(start, count):
                continue
            else:
                units = same_kind or units
            if units and self._credible(kind, start, count, bool(exact)):
                return count, tuple(units), bool(exact)
        return None

    def _goes_on(self, start: int, count: int) -> bool:
        """Whether exactly one more capitalised syllable follows: a longer name that the list lacks."""
        after = start + count
        shouting = self.tokens[start].text.isupper() and len(self.tokens[start].text) > 1
        return (
            self.tokens[start].text[0].isupper()
            and count < _LONGEST_UNKNOWN
            and self._follows_as_name(after, shouting)
            and not self._follows_as_name(after + 1, shouting)
        )

    def _follows_as_name(self, place: int, shouting: bool) -> bool:
        """Whether the token goes on with a name on the same line, in the same kind of letters."""
        if place >= len(self.tokens) or "\n" in self._gap(place - 1):
            return False
        if self._is_no_name(place):
            return False
        if not shouting:
            return self._capital_adjoins(place - 1, place)
        text = self.tokens[place].text
        return bool(_WORD_GAP.match(self._gap(place - 1))) and text.isupper() and text.isalpha()

    def _is_no_name(self, place: int) -> bool:
        """Whether the token is a word that follows kind words and begins or goes on with no name."""
        if self.unaccented:
            return self.keys[place] in not_names()
        return accent_key(self.tokens[place].text) in marked_not_names()

    def _credible(self, kind: _Kind, start: int, count: int, exact: bool) -> bool:
        """A one-syllable name typed small must at least not be a word that follows the kind word."""
        token = self.tokens[start].text
        if token.isdigit():
            return kind.kind in ("phường", "quận")
        if token[0].isupper():
            return exact or not kind.abbreviated
        if count == 1:
            return exact and not kind.abbreviated and self.keys[start] not in not_names()
        return self.typed

    def _exact(self, start: int, count: int, units: Sequence[AdminUnit]) -> list[AdminUnit]:
        written = " ".join(accent_key(token.text) for token in self.tokens[start : start + count])
        key = " ".join(self.keys[start : start + count])
        # A unit found under another key than its own was found by an alias ("HCM").
        return [unit for unit in units if accented_key(unit.name) == written or name_key(unit.name) != key]

    def _unmarked(self, start: int, count: int) -> bool:
        return all(token.text.isascii() for token in self.tokens[start : start + count])

    def _unknown_length(self, kind_place: int, start: int) -> int:
        """How many capitalised syllables after a kind word read as a name the list lacks."""
        shouting = self.tokens[kind_place].text.isupper() and len(self.tokens[kind_place].text) > 1
        count = 0
        while start + count < len(self.tokens):
            token = self.tokens[start + count]
            if not token.text[0].isupper() or (token.text.isupper() != shouting and len(token.text) > 1):
                break
            if shouting and (self._is_no_name(start + count) or "\n" in self._before(start + count)):
                break
            if count and not _WORD_GAP.match(self._gap(start + count - 1)):
                break
            count += 1
        if count < 2:
            return 0
        return count if count <= _LONGEST_UNKNOWN else 2

    def _before(self, place: int) -> str:
        return self._gap(place - 1) if place else ""

    def _bare(self, place: int) -> tuple[UnitMention, int] | None:
        for count in self.list.lengths[self.keys[place]]:
            key = " ".join(self.keys[place : place + count])
            if count < 2 and not self._lone_city(place):
                continue
            if not self._joined(place, count) or key in kind_word_only():
                continue
            if self._opens_kind(place + count - 1):
                continue
            units = self.list.by_key.get(key, [])
            exact = self._exact(place, count, units)
            if not units or not (exact or (self.typed and self._unmarked(place, count))):
                continue
            evidence = self._bare_evidence(place, count, bool(exact))
            if evidence is None:
                continue
            units = exact or units
            levels = {unit.level for unit in units}
            level = levels.pop() if len(levels) == 1 else None
            mention = self._mention(place, place, count, None, level, tuple(units), bool(exact), evidence)
            return mention, place + count
        return None

    def _opens_kind(self, place: int) -> bool:
        """Whether a kind word of two syllables begins here: "NHÂN DÂN THÀNH PHỐ" is no "Dân Thành"."""
        if fold(self.tokens[place].text) not in kind_forms():
            return False
        return any(kind.length > 1 for kind in self._kinds_at(place))

    def _lone_city(self, place: int) -> bool:
        """One-syllable names stand alone only as a capitalised city or province, or a city's alias."""
        units = self.list.by_key.get(self.keys[place], [])
        return any(unit.level != "xã" and unit.kind in ("thành phố", "tỉnh") for unit in units) and (
            self.tokens[place].text[0].isupper() or (self.unaccented and self.typed)
        )

    def _bare_evidence(self, place: int, count: int, exact: bool) -> Literal["capitals", "typed"] | None:
        group = self.tokens[place : place + count]
        if self._borne_by_another(place):
            return None
        if all(token.text[0].isupper() and not token.text.isupper() for token in group) and exact:
            return None if self._inside_longer_name(place, count) else "capitals"
        written = " ".join(accent_key(token.text) for token in group)
        return "typed" if self.typed and written not in ordinary() else None

    def _borne_by_another(self, place: int) -> bool:
        """Whether the word before says that the name is a hamlet's, a person's or a school's."""
        before = [fold(token.text) for token in self.tokens[max(0, place - 2) : place]]
        if not before or "\n" in self._gap(place - 1) or not _WORD_GAP.match(self._gap(place - 1)):
            return False
        return before[-1] in other_bearers() or " ".join(before) in other_bearers()

    def _inside_longer_name(self, place: int, count: int) -> bool:
        """Whether a capitalised syllable adjoins, as in a person's or a company's name."""
        if self._capital_adjoins(place + count - 1, place + count):
            return True
        if not self._capital_adjoins(place - 1, place - 1):
            return False
        opens_line = place == 1 or bool(_SENTENCE_START.search(self._gap(place - 2)))
        begins_names = accent_key(self.tokens[place - 1].text) in first_syllables()
        return not opens_line or begins_names or self.keys[place - 1] in surnames()

    def _capital_adjoins(self, gap: int, neighbour: int) -> bool:
        """Whether the token at ``neighbour``, across the gap after token ``gap``, is capitalised."""
        if not 0 <= neighbour < len(self.tokens) or gap < 0 or not _WORD_GAP.match(self._gap(gap)):
            return False
        text = self.tokens[neighbour].text
        return text[0].isupper() and not text.isupper()

    def _mention(
        self, first: int, start: int, count: int, kind: str | None, level: UnitLevel | None,
        units: tuple[AdminUnit, ...], exact: bool, evidence: Literal["kind", "capitals", "typed"],
    ) -> UnitMention:  # fmt: skip
        begin, end = self.tokens[start].start, self.tokens[start + count - 1].end
        name = " ".join(self.text[begin:end].split())
        if name.isupper() and not name.isdigit():
            name = name.title()
        return UnitMention(name, kind, level, units, self.tokens[first].start, end, exact, evidence)
