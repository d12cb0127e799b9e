"""Finding administrative units in text.

A name counts after a kind word ("xã", "TT.", "P."), or alone when the list of units knows it and
its capitals, or its rarity as a word, speak for a place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from foundation.records import UnitLevel
from language.text import fold
from language.units_list import AdminUnit
from language.units_names import accent_key, kinds
from language.units_tokens import KindWord, NameText
from language.units_words import kind_forms, kind_word_only, not_names, ordinary

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


def find_units(text: str) -> list[UnitMention]:
    """Places named in ``text``, in order, none overlapping another.

    A name counts after a kind word ("xã", "TT.", "P."), or alone when the list knows it and its
    capitals or (in a text short enough to be a question) its rarity as a word speak for a place.
    After a kind word a capitalised name that the list does not know is a mention, too.
    """
    return _Finder(text).find()


class _Finder(NameText):
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

    def _after_kind(self, place: int) -> tuple[UnitMention, int] | None:
        for kind in self.kinds_at(place):
            start = place + kind.length
            known = self._known_after(kind, start)
            if known and self.goes_on(start, known[0]):
                known = (known[0] + 1, (), False)
            count, units, exact = known or (0, (), False)
            if not count and not kind.abbreviated:
                count = self.unknown_length(place, start)
            if not count:
                continue
            levels = {unit.level for unit in units} or set(kinds()[kind.kind][:1])
            level = levels.pop() if len(levels) == 1 else None
            return self._mention(place, start, count, kind.kind, level, units, exact, "kind"), start + count
        return None

    def _known_after(self, kind: KindWord, start: int) -> tuple[int, tuple[AdminUnit, ...], bool] | None:
        for count in self.list.lengths.get(self.keys[start], ()):
            if not self.joined(start, count):
                continue
            units = self.list.by_key.get(" ".join(self.keys[start : start + count]), [])
            units = [unit for unit in units if unit.level in kinds()[kind.kind]]
            same_kind = [unit for unit in units if unit.kind == kind.kind]
            exact = self.exact(start, count, same_kind) or self.exact(start, count, units)
            if exact:
                units = exact
            elif not self.unmarked(start, count):
                continue
            else:
                units = same_kind or units
            if units and self._credible(kind, start, count, bool(exact)):
                return count, tuple(units), bool(exact)
        return None

    def _credible(self, kind: KindWord, start: int, count: int, exact: bool) -> bool:
        """A one-syllable name typed small must at least not be a word that follows the kind word."""
        token = self.tokens[start].text
        if token.isdigit():
            return kind.kind in ("phường", "quận")
        if token[0].isupper():
            return exact or not kind.abbreviated
        if count == 1:
            return exact and not kind.abbreviated and self.keys[start] not in not_names()
        return self.typed

    def _bare(self, place: int) -> tuple[UnitMention, int] | None:
        for count in self.list.lengths[self.keys[place]]:
            key = " ".join(self.keys[place : place + count])
            if count < 2 and not self._lone_city(place):
                continue
            if not self.joined(place, count) or key in kind_word_only():
                continue
            if self.opens_kind(place + count - 1):
                continue
            units = self.list.by_key.get(key, [])
            exact = self.exact(place, count, units)
            if not units or not (exact or (self.typed and self.unmarked(place, count))):
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

    def _lone_city(self, place: int) -> bool:
        """One-syllable names stand alone only as a capitalised city or province, or a city's alias."""
        units = self.list.by_key.get(self.keys[place], [])
        return any(unit.level != "xã" and unit.kind in ("thành phố", "tỉnh") for unit in units) and (
            self.tokens[place].text[0].isupper() or (self.unaccented and self.typed)
        )

    def _bare_evidence(self, place: int, count: int, exact: bool) -> Literal["capitals", "typed"] | None:
        group = self.tokens[place : place + count]
        if self.borne_by_another(place):
            return None
        if all(token.text[0].isupper() and not token.text.isupper() for token in group) and exact:
            return None if self.inside_longer_name(place, count) else "capitals"
        written = " ".join(accent_key(token.text) for token in group)
        return "typed" if self.typed and written not in ordinary() else None

    def _mention(
        self, first: int, start: int, count: int, kind: str | None, level: UnitLevel | None,
        units: tuple[AdminUnit, ...], exact: bool, evidence: Literal["kind", "capitals", "typed"],
    ) -> UnitMention:  # fmt: skip
        begin, end = self.tokens[start].start, self.tokens[start + count - 1].end
        name = " ".join(self.text[begin:end].split())
        if name.isupper() and not name.isdigit():
            name = name.title()
        return UnitMention(name, kind, level, units, self.tokens[first].start, end, exact, evidence)
