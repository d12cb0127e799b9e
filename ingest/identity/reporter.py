"""Which body reports, and on which level of government it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foundation.document import Span
from foundation.records import IdentityField, UnitLevel
from foundation.wording import say
from ingest.identity.bodies import find_bodies, level_of, units_in
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.letterhead_bodies import (
    OFFICES,
    UPWARDS,
    NamedPlace,
    Reporter,
    letterhead_reporters,
    lowest_in_letterhead,
    reporter_in,
)
from ingest.identity.lexicon import lexicon, pattern, phrase, weight
from ingest.identity.pieces import Piece, Zone
from language.text import fold
from language.units import UnitMention, name_key
from language.units_names import kinds

_FULL_WEIGHT = 10.0
_LEAST_WEIGHT = 0.5
_BELOW: dict[UnitLevel, UnitLevel] = {"huyện": "xã", "tỉnh": "huyện", "trung ương": "tỉnh"}
_BELOW_SINCE_2025: dict[UnitLevel, UnitLevel] = {"tỉnh": "xã", "trung ương": "tỉnh"}
_SUPERIORS: tuple[UnitLevel, ...] = ("tỉnh", "huyện")
SCHOOL = "Trường"
_CITY = "thành phố"
_BY_WHOM = re.compile(r"(?:cua|tai|tren dia ban|thuoc|thanh vien|trong)\s+$")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reporter's words tell: the level, the body, and places named as its own."""

    level: IdentityField | None
    reporters: tuple[Reporter, ...]
    places: tuple[NamedPlace, ...]


def find_standing(pieces: Sequence[Piece], line: UnitMention | None, since_2025: bool) -> Standing:
    """Weigh who reports. ``line`` is the place of issue; ``since_2025`` means no districts exist."""
    ballot: Ballot[UnitLevel] = Ballot(weight("level", "letterhead"))
    reporters = letterhead_reporters(pieces) + _self_reports(pieces) + _closing_owners(pieces)
    city = _level_of_cities(reporters, since_2025)
    reporters = [_with_level_of_city(reporter, city) for reporter in reporters]
    places: list[NamedPlace] = []
    for reporter in reporters:
        if reporter.body.level is not None:
            ballot.add(reporter.body.level, weight("level", reporter.source), reporter.span, reporter.source)
        if reporter.place is not None:
            places.append(reporter.place)
    if not any(reporter.source == "letterhead" and reporter.body.level for reporter in reporters):
        places += lowest_in_letterhead(pieces, ballot)
    for zone in ("heading", "table"):
        if not (places or ballot.ranking()):
            places += _only_one_named(pieces, ballot, zone)
    for place in _titled_and_closing(pieces):
        level = level_of(place.mention)
        places.append(place)
        if level is not None:
            ballot.add(level, weight("level", place.source), place.span, place.source)
    school = any(reporter.body.label == SCHOOL for reporter in reporters)
    _vote_by_superiors(pieces, ballot, {} if school else _BELOW_SINCE_2025 if since_2025 else _BELOW)
    _vote_by_signature(pieces, ballot)
    if line is not None and level_of(line) is not None:
        ballot.add(level_of(line) or "xã", weight("level", "place_line"), None, "place_line")
    for level, count_share in _area_shares(pieces, city).items():
        ballot.add(level, weight("level", "area") * count_share, None, "area")
    for level, share in _dominant_places(pieces).items():
        ballot.add(level, weight("level", "body") * share, None, "body")
    return Standing(_level_field(ballot), tuple(reporters), tuple(places))


def _level_of_cities(reporters: Sequence[Reporter], since_2025: bool) -> UnitLevel:
    """What "thành phố" without a name means: since districts are gone only a province.

    Before, it is one where the letterhead is a city's under the centre.
    """
    central = any(
        reporter.source == "letterhead" and reporter.body.kind == _CITY and reporter.body.level == "tỉnh"
        for reporter in reporters
    )
    return "tỉnh" if since_2025 or central else "huyện"


def _with_level_of_city(reporter: Reporter, level: UnitLevel) -> Reporter:
    body = reporter.body
    listed = body.unit is None or any(unit.level == level for unit in body.unit.candidates)
    if body.kind != _CITY or not listed or body.level == level:
        return reporter
    return replace(reporter, body=body._replace(level=level))


def _level_field(ballot: Ballot[UnitLevel]) -> IdentityField | None:
    ranking = ballot.ranking()
    if not ranking or ranking[0][1] < _LEAST_WEIGHT:
        return None
    level, score = ranking[0]
    sure = confidence(score, ranking[1][1] if len(ranking) > 1 else 0.0, _FULL_WEIGHT)
    vote = ballot.best_vote(level)
    if vote is None:
        return IdentityField(level, sure, None, "derived", say("identity.level_from_places"))
    return IdentityField(level, sure, vote.span)


def _only_one_named(pieces: Sequence[Piece], ballot: Ballot[UnitLevel], zone: Zone) -> list[NamedPlace]:
    """The lowest place that headings or tables name, where they name only one of its level.

    For a form without a letterhead: the name of its sheet, or a row above its table.
    """
    found: dict[UnitLevel, dict[str, NamedPlace]] = {}
    for piece in pieces:
        if piece.zone == zone:
            for mention in units_in(piece.text):
                level = level_of(mention)
                if mention.kind is not None and level is not None:
                    place = NamedPlace(mention, piece.span(mention.start, mention.end), zone)
                    found.setdefault(level, {}).setdefault(name_key(mention.name), place)
    for lowest in UPWARDS:
        if len(found.get(lowest, ())) == 1:
            place = next(iter(found[lowest].values()))
            ballot.add(lowest, weight("level", zone), place.span, zone)
            return [place]
    return []


def _self_reports(pieces: Sequence[Piece]) -> list[Reporter]:
    """Bodies that are the subject of "báo cáo" in the opening and closing."""
    verb = re.compile(r"[\s,*_]*" + phrase(lexicon()["self_report"]["verb"]))
    found: list[Reporter] = []
    for piece in pieces:
        if piece.zone not in ("opening", "closing", "body"):
            continue
        if piece.zone == "body" and "bao cao" not in fold(piece.text[-160:]):
            continue
        folded = fold(piece.text)
        for body in find_bodies(piece.text):
            follows = verb.match(folded, body.end)
            owned = _BY_WHOM.search(folded[: body.start])
            told = folded[body.end : body.end + 120]
            if follows and not owned and (piece.zone != "body" or "nhu sau" in told):
                found.append(reporter_in(body, piece, "self_report"))
    return found


def _closing_owners(pieces: Sequence[Piece]) -> list[Reporter]:
    """The body of "Trên đây là báo cáo … của …"."""
    return [
        reporter_in(body, piece, "closing")
        for piece in pieces
        if piece.zone == "closing"
        for body in find_bodies(piece.text)
        if body.level is not None and _BY_WHOM.search(fold(piece.text[: body.start]))
    ]


def _titled_and_closing(pieces: Sequence[Piece]) -> list[NamedPlace]:
    """Places that title and closing sentence name with "của …", "tại …" or "trên địa bàn …"."""
    found: list[NamedPlace] = []
    for piece in pieces:
        if piece.zone not in ("title", "closing"):
            continue
        folded = fold(piece.text)
        bodies = find_bodies(piece.text)
        for mention in units_in(piece.text):
            if mention.evidence == "typed":
                continue
            owner = next((body for body in bodies if body.unit == mention), None)
            before = folded[: owner.start if owner else mention.start]
            if owner is not None and piece.zone == "closing":
                continue  # told by the body already
            if piece.zone == "title" or _BY_WHOM.search(before):
                found.append(NamedPlace(mention, piece.span(mention.start, mention.end), piece.zone))
    return found


def _vote_by_superiors(
    pieces: Sequence[Piece], ballot: Ballot[UnitLevel], below: Mapping[UnitLevel, UnitLevel]
) -> None:
    """Whom a report is sent to tells the level ``below``: the addressee, and recipients "(b/c)".

    A school is counted with the office above it, so for one nothing is below.
    """
    for zone in ("addressee", "recipients"):
        superiors: list[tuple[UnitLevel, Span]] = []
        for piece in pieces:
            if piece.zone != zone:
                continue
            for body in find_bodies(piece.text):
                level = body.level or OFFICES.get(body.label)
                if level is not None:
                    superiors.append((level, piece.span(body.start, body.end)))
        for superior in _SUPERIORS:
            span = next((place for level, place in superiors if level == superior), None)
            if span is not None:
                ballot.add(below.get(superior, superior), weight("level", zone), span, zone)
                break


def _vote_by_signature(pieces: Sequence[Piece], ballot: Ballot[UnitLevel]) -> None:
    for piece in pieces:
        if piece.zone != "signature":
            continue
        for body in find_bodies(piece.text):
            if body.level is not None:
                ballot.add(
                    body.level, weight("level", "signature"), piece.span(body.start, body.end), "signature"
                )


def _area_shares(pieces: Sequence[Piece], city: UnitLevel) -> dict[UnitLevel, float]:
    """How often "trên địa bàn xã", "toàn huyện" and the like are said, as shares."""
    area = pattern(lexicon()["self_report"]["area"])
    generic = {fold(kind): levels[0] for kind, levels in kinds().items()} | {fold(_CITY): city}
    counts: Counter[UnitLevel] = Counter()
    for piece in pieces:
        if piece.zone not in ("letterhead", "addressee", "recipients"):
            counts.update(
                generic[" ".join(match["kind"].split())] for match in area.finditer(fold(piece.text))
            )
    total = sum(counts.values())
    return {level: count / total for level, count in counts.items()} if total >= 3 else {}


def _dominant_places(pieces: Sequence[Piece]) -> dict[UnitLevel, float]:
    """The most named place of each level, as shares: a commune's report keeps naming itself."""
    counts: Counter[tuple[UnitLevel, str]] = Counter()
    for piece in pieces:
        if piece.zone in ("body", "opening", "heading"):
            for mention in units_in(piece.text):
                level = level_of(mention)
                if mention.kind is not None and level is not None:
                    counts[level, name_key(mention.name)] += 1
    tops = {level: count for (level, _), count in reversed(counts.most_common())}
    total = sum(tops.values())
    return {level: count / total for level, count in tops.items()} if total >= 3 else {}
