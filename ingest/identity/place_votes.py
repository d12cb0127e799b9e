"""Votes for places: what each zone names, gathered by level of government."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.document import Span
from foundation.records import UnitLevel
from ingest.identity.bodies import units_in
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.letterhead_bodies import NamedPlace
from ingest.identity.lexicon import weight
from ingest.identity.pieces import Piece
from language.units import AdminUnit, UnitMention, find_units, name_key
from language.units_names import accented_key, kinds

_FULL_WEIGHT = 14.0
# A name without its kind word may be another bearer of the name, and more so where it is the
# name of two levels at once.
_BARE, _BARE_OF_TWO_LEVELS = 0.6, 0.4
_USUAL_KIND: dict[UnitLevel, str] = {"xã": "xã", "huyện": "huyện", "tỉnh": "tỉnh"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A place seen in a document, and how much its zone counts."""

    mention: UnitMention
    weight: float
    span: Span | None
    source: str


def gather(
    pieces: Sequence[Piece], own: Sequence[NamedPlace], line: tuple[UnitMention, Span] | None, file_name: str
) -> list[Seen]:
    """Every place that the document and its file name tell; ``own`` ones count as such only."""
    seen = [Seen(place.mention, weight("place", place.source), place.span, place.source) for place in own]
    taken = [place.span for place in own]
    for piece in pieces:
        for mention in units_in(piece.text):
            # Letterheads are printed in capitals, where a bare name has no other mark.
            if mention.evidence == "typed" and not (piece.zone == "letterhead" and mention.exact_accents):
                continue
            span = piece.span(mention.start, mention.end)
            if any(other.start <= span.start and span.end <= other.end for other in taken):
                continue
            opens = (
                piece.zone == "body"
                and mention.kind is not None
                and not piece.text[: mention.start].strip(" -+*")
            )
            source = "subject" if opens else piece.zone
            seen.append(Seen(mention, weight("place", source), span, source))
    if line is not None:
        seen.append(Seen(line[0], weight("place", "place_line"), line[1], "place_line"))
    for mention in find_units(file_name.replace("_", " ").replace("-", " ")):
        seen.append(Seen(mention, weight("place", "file_name"), None, "file_name"))
    return seen


class LevelVotes:
    """The places seen of one level, grouped by folded name (the ``key``)."""

    def __init__(self, level: UnitLevel, seen: Sequence[Seen]) -> None:
        self.level = level
        self.ballot: Ballot[str] = Ballot(weight("place", "most_in_a_zone"))
        self._seen: dict[str, list[Seen]] = defaultdict(list)
        for item in seen:
            share = _share(item.mention, level)
            if share:
                key = name_key(item.mention.name)
                self.ballot.add(key, item.weight * share, item.span, item.source)
                self._seen[key].append(item)

    def best(self) -> str | None:
        """The name with most votes."""
        ranking = self.ballot.ranking()
        return ranking[0][0] if ranking else None

    def mentions(self, key: str) -> Iterator[UnitMention]:
        """The mentions of a name."""
        return (item.mention for item in self._seen[key])

    def listed(self, key: str) -> list[AdminUnit]:
        """Units of the list that the mentions of a name may mean."""
        units = {
            unit for mention in self.mentions(key) for unit in mention.candidates if unit.level == self.level
        }
        return sorted(units, key=lambda unit: (unit.province, unit.district or "", unit.kind))

    def kind(self, key: str, among: Sequence[AdminUnit]) -> str:
        """The kind word that the document uses; without one the list's, else the usual one."""
        told: Counter[str] = Counter()
        for item in self._seen[key]:
            if item.mention.kind:
                told[item.mention.kind] += max(1, round(item.weight * 10))
        if told:
            return told.most_common(1)[0][0]
        kinds_listed = {unit.kind for unit in among}
        return kinds_listed.pop() if len(kinds_listed) == 1 else _USUAL_KIND[self.level]

    def written(self, key: str) -> str:
        """The spelling with most weight behind it; one that the list confirms counts more."""
        spellings: dict[str, float] = defaultdict(float)
        shown: dict[str, str] = {}
        for item in self._seen[key]:
            spelling = accented_key(item.mention.name)
            spellings[spelling] += item.weight + (2.0 if item.mention.exact_accents else 0.0)
            if spelling not in shown or item.mention.name.istitle():
                shown[spelling] = item.mention.name
        best = max(spellings, key=lambda spelling: spellings[spelling])
        if best.isascii() and not any(item.mention.exact_accents for item in self._seen[key]):
            # A letterhead typed or read without diacritics says less than the text beneath it.
            best = max(spellings, key=lambda spelling: (not spelling.isascii(), spellings[spelling]))
        return shown[best]

    def confidence(self, key: str) -> float:
        """How sure it is that this name is the one."""
        others = [score for other, score in self.ballot.ranking() if other != key]
        return confidence(self.ballot.score(key), max(others, default=0.0), _FULL_WEIGHT)

    def span(self, key: str) -> Span | None:
        """Where the weightiest mention stands; None when only the file name tells it."""
        vote = self.ballot.best_vote(key)
        return vote.span if vote else None


def _share(mention: UnitMention, level: UnitLevel) -> float:
    """How much of a mention's weight goes to a level: all, some or nothing."""
    if mention.kind is not None:
        return 1.0 if (mention.level or kinds()[mention.kind][0]) == level else 0.0
    levels = {unit.level for unit in mention.candidates} or {"xã"}
    if "tỉnh" in levels:  # "Thanh Hóa" alone is the province and not its city
        return _BARE if level == "tỉnh" else 0.0
    if level not in levels:
        return 0.0
    return _BARE if len(levels) == 1 else _BARE_OF_TWO_LEVELS
