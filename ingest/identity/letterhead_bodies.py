"""The body that a letterhead names as the issuer, and the lines above and below it.

A letterhead is a column: the superior first, then who issues, whose name may go on in the next
line ("ỦY BAN NHÂN DÂN / XÃ …") or be told by its place alone ("UBND HUYỆN … / XÃ …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foundation.document import Span
from foundation.records import UnitLevel
from ingest.identity.bodies import Body, find_bodies, level_of, units_in
from ingest.identity.evidence import Ballot
from ingest.identity.lexicon import weight, zone_pattern
from ingest.identity.pieces import Piece
from language.text import fold
from language.units import UnitMention

_ORNAMENT = " *_-–—=~.\n"
_COMMITTEE_BELOW = "Đảng ủy"
UPWARDS: tuple[UnitLevel, ...] = ("xã", "huyện", "tỉnh")
# A superior office is addressed without its level: "Kính gửi: Phòng Nội vụ".
OFFICES: dict[str, UnitLevel] = {"Phòng": "huyện", "Sở": "tỉnh"}


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


def reporter_in(body: Body, piece: Piece, source: str) -> Reporter:
    """The reporter that a piece names, with its place where one is told."""
    unit = body.unit
    place = None if unit is None else NamedPlace(unit, piece.span(unit.start, unit.end), source)
    return Reporter(body, piece, source, place)


def letterhead_reporters(pieces: Sequence[Piece]) -> list[Reporter]:
    """The issuing body: the lowest in the letterhead, which takes its place from the one above."""
    found = [
        reporter_in(body, piece, "letterhead")
        for piece in pieces
        if piece.zone == "letterhead"
        for body in find_bodies(_without_number(piece.text))
    ]
    if not found:
        return []
    last = _under_its_superior(_with_name_below(found[-1], pieces), pieces)
    if last.body.level is None and len(found) > 1:
        above = found[-2]
        level = above.body.level or OFFICES.get(above.body.label)
        lent = last.body._replace(level=level, kind=above.body.kind)
        last = replace(last, body=lent, place=last.place or above.place)
    return [last]


def _with_name_below(last: Reporter, pieces: Sequence[Piece]) -> Reporter:
    """The body with the place of the next line of its column: "ỦY BAN NHÂN DÂN / XÃ …".

    Where two columns were printed side by side, lines of the motto stand in between.
    """
    if last.body.unit is not None or last.body.level is not None or last.body.named:
        return last
    if last.piece.text[last.body.end :].strip(_ORNAMENT):
        return last
    below = _line_below(last, pieces)
    if below is None:
        return last
    piece, named = below
    place = NamedPlace(named, piece.span(named.start, named.end), "letterhead")
    return replace(last, body=last.body._replace(level=level_of(named), kind=named.kind), place=place)


def _line_below(last: Reporter, pieces: Sequence[Piece]) -> tuple[Piece, UnitMention] | None:
    """The place with its kind word that the next line of the body's column opens with."""
    letterhead = [piece for piece in pieces if piece.zone == "letterhead"]
    for piece in letterhead[letterhead.index(last.piece) + 1 :]:
        if zone_pattern("motto").search(fold(piece.text)) or not piece.text.strip(_ORNAMENT):
            continue
        return _named_next(piece, 0)
    return None


def _named_next(piece: Piece, begin: int) -> tuple[Piece, UnitMention] | None:
    """The place with its kind word that stands next in a piece."""
    after = (m for m in units_in(piece.text) if m.start >= begin)
    named = next((m for m in after if not piece.text[begin : m.start].strip(_ORNAMENT)), None)
    return None if named is None or named.kind is None else (piece, named)


def _ends(piece: Piece, end: int) -> bool:
    """Whether nothing of a name follows: flattened columns go on with the motto or the number."""
    rest = fold(piece.text[end:]).lstrip(_ORNAMENT)
    return not rest or any(zone_pattern(name).match(rest) for name in ("motto", "number_line"))


def _under_its_superior(last: Reporter, pieces: Sequence[Piece]) -> Reporter:
    """The reporter that only its place names, under the body above: "UBND HUYỆN … / XÃ …".

    Its body is of the kind of the one above; under a committee of the Party it is Đảng ủy.
    """
    if last.body.named or last.body.level not in UPWARDS[1:]:
        return last
    found = _named_next(last.piece, last.body.end)
    if found is None and not last.piece.text[last.body.end :].strip(_ORNAMENT):
        found = _line_below(last, pieces)
    if found is None:
        return last
    piece, named = found
    level = level_of(named)
    if level is None or UPWARDS.index(level) >= UPWARDS.index(last.body.level) or not _ends(piece, named.end):
        return last
    label = _COMMITTEE_BELOW if last.body.label.endswith(" ủy") else last.body.label
    body = last.body._replace(
        label=label, level=level, kind=named.kind, unit=named, start=named.start, end=named.end
    )
    return reporter_in(body, piece, "letterhead")


def lowest_in_letterhead(pieces: Sequence[Piece], ballot: Ballot[UnitLevel]) -> list[NamedPlace]:
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


def _without_number(text: str) -> str:
    """The letterhead with "Số: …/BC-UBND" blanked, so that its letters are no body."""
    return re.sub(
        r"[Ss][ốỐôÔoO]\s*:[^,\n]*?/\s*[A-ZĐa-z]+(?:\s?[-–]\s?[A-ZĐƯ][\w.]*)*",
        lambda m: " " * len(m.group()),
        text,
    )
