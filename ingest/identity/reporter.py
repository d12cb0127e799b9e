"""Which body reports, and on which level of government it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from foundation.document import Span
from foundation.records import IdentityField, UnitLevel
from foundation.wording import say
from ingest.identity.bodies import Body, find_bodies, level_of, units_in
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.lexicon import lexicon, pattern, phrase, weight, zone_pattern
from ingest.identity.pieces import Piece, Zone
from language.text import fold
from language.units import UnitMention, name_key
from language.units_names import kinds

_FULL_WEIGHT = 10.0
_LEAST_WEIGHT = 0.5
_BELOW: dict[UnitLevel, UnitLevel] = {"huyện": "xã", "tỉnh": "huyện", "trung ương": "tỉnh"}
_BELOW_SINCE_2025: dict[UnitLevel, UnitLevel] = {"tỉnh": "xã", "trung ương": "tỉnh"}
_SUPERIORS: tuple[UnitLevel, ...] = ("tỉnh", "huyện")
_UPWARDS: tuple[UnitLevel, ...] = ("xã", "huyện", "tỉnh")
SCHOOL = "Trường"
_CITY = "thành phố"
_BY_WHOM = re.compile(r"(?:cua|tai|tren dia ban)\s+$")
# A superior office is addressed without its level: "Kính gửi: Phòng Nội vụ".
_OFFICES: dict[str, UnitLevel] = {"Phòng": "huyện", "Sở": "tỉnh"}


@dataclass(frozen=True, slots=True)
class Reporter:
    """The reporting body as a piece names it."""

    body: Body
    piece: Piece
    source: str
    place: NamedPlace | None

    @property
    def span(self) -> Span:
        """Its words in the original."""
        return self.piece.span(self.body.start, self.body.end)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that names the reporting unit itself, with the zone it was read in."""

    mention: UnitMention
    span: Span
    source: str


def _reporter(body: Body, piece: Piece, source: str) -> Reporter:
    unit = body.unit
    place = None if unit is None else NamedPlace(unit, piece.span(unit.start, unit.end), source)
    return Reporter(body, piece, source, place)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reporter's words tell: the level, the body, and places named as its own."""

    level: IdentityField | None
    reporters: tuple[Reporter, ...]
    places: tuple[NamedPlace, ...]


def find_standing(pieces: Sequence[Piece], line: UnitMention | None, since_2025: bool) -> Standing:
    """Weigh who reports. ``line`` is the place of issue; ``since_2025`` means no districts exist."""
    ballot: Ballot[UnitLevel] = Ballot(weight("level", "letterhead"))
    reporters = _letterhead(pieces) + _self_reports(pieces) + _closing_owners(pieces)
    city = _level_of_cities(reporters, since_2025)
    reporters = [_with_level_of_city(reporter, city) for reporter in reporters]
    places: list[NamedPlace] = []
    for reporter in reporters:
        if reporter.body.level is not None:
            ballot.add(reporter.body.level, weight("level", reporter.source), reporter.span, reporter.source)
        if reporter.place is not None:
            places.append(reporter.place)
    if not any(reporter.source == "letterhead" and reporter.body.level for reporter in reporters):
        places += _lowest_in_letterhead(pieces, ballot)
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


def _letterhead(pieces: Sequence[Piece]) -> list[Reporter]:
    """The issuing body: the lowest in the letterhead, which takes its place from the one above."""
    found = [
        _reporter(body, piece, "letterhead")
        for piece in pieces
        if piece.zone == "letterhead"
        for body in find_bodies(_without_number(piece.text))
    ]
    if not found:
        return []
    last = _with_name_below(found[-1], pieces)
    if last.body.level is None and len(found) > 1:
        above = found[-2]
        level = above.body.level or _OFFICES.get(above.body.label)
        lent = last.body._replace(level=level, kind=above.body.kind)
        last = replace(last, body=lent, place=last.place or above.place)
    return [last]


def _with_name_below(last: Reporter, pieces: Sequence[Piece]) -> Reporter:
    """The body with the place of the next line of its column: "ỦY BAN NHÂN DÂN / XÃ …".

    Where two columns were printed side by side, lines of the motto stand in between.
    """
    if last.body.unit is not None or last.body.level is not None or last.body.named:
        return last
    if last.piece.text[last.body.end :].strip(" *_-–"):
        return last
    letterhead = [piece for piece in pieces if piece.zone == "letterhead"]
    for piece in letterhead[letterhead.index(last.piece) + 1 :]:
        if zone_pattern("motto").search(fold(piece.text)) or not piece.text.strip(" *_-–"):
            continue
        named = next((m for m in units_in(piece.text) if not piece.text[: m.start].strip(" *_-–")), None)
        if named is None or named.kind is None:
            return last
        place = NamedPlace(named, piece.span(named.start, named.end), "letterhead")
        return replace(last, body=last.body._replace(level=level_of(named), kind=named.kind), place=place)
    return last


def _lowest_in_letterhead(pieces: Sequence[Piece], ballot: Ballot[UnitLevel]) -> list[NamedPlace]:
    """The lowest place in a letterhead that names no body ("Đơn vị: xã …, huyện …")."""
    found: dict[UnitLevel, NamedPlace] = {}
    for piece in pieces:
        if piece.zone == "letterhead":
            for mention in units_in(piece.text):
                level = level_of(mention)
                dated = re.match(r"\s*,\s*ng[àa]y", piece.text[mention.end :])
                if mention.kind is not None and level is not None and not dated:
                    found[level] = NamedPlace(mention, piece.span(mention.start, mention.end), "letterhead")
    for level in ("xã", "huyện", "tỉnh"):
        if level in found:
            ballot.add(level, weight("level", "title"), found[level].span, "letterhead")
            return [found[level]]
    return []


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
    for lowest in _UPWARDS:
        if len(found.get(lowest, ())) == 1:
            place = next(iter(found[lowest].values()))
            ballot.add(lowest, weight("level", zone), place.span, zone)
            return [place]
    return []


def _without_number(text: str) -> str:
    """The letterhead with "Số: …/BC-UBND" blanked, so that its letters are no body."""
    return re.sub(
        r"[Ss][ốỐôÔoO]\s*:[^,\n]*?/\s*[A-ZĐa-z]+(?:\s?[-–]\s?[A-ZĐƯ][\w.]*)*",
        lambda m: " " * len(m.group()),
        text,
    )


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
                found.append(_reporter(body, piece, "self_report"))
    return found


def _closing_owners(pieces: Sequence[Piece]) -> list[Reporter]:
    """The body of "Trên đây là báo cáo … của …"."""
    return [
        _reporter(body, piece, "closing")
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
                level = body.level or _OFFICES.get(body.label)
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
