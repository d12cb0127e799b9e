"""The issuing body by the name it goes by: "UBND xã …", "Hội đồng …", "Trường THCS …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import IdentityField
from foundation.wording import say
from ingest.identity.pieces import Piece
from ingest.identity.reporter import Reporter
from ingest.identity.resolve import Places
from language.text import fold
from language.units_names import kinds


def issuer_field(
    reporters: Sequence[Reporter], level: IdentityField | None, places: Places, pieces: Sequence[Piece]
) -> IdentityField | None:
    """The issuing body by its usual name and place: "UBND xã …", "Hội đồng …", "Trường …"."""
    unit = places.commune or places.district or places.province
    agreeing = [r for r in reporters if level is None or r.body.level in (None, level.value)] or list(
        reporters
    )
    if agreeing:
        reporter = agreeing[0]
        sure = 0.95 if reporter.source == "letterhead" else 0.85
        return IdentityField(_issuer_name(reporter, unit, pieces), sure, reporter.span)
    if unit is None or level is None:
        return None
    place = f"tỉnh {unit.value}" if unit is places.province else unit.value
    return IdentityField(f"UBND {place}", 0.5, None, "derived", say("identity.issuer_derived"))


def _issuer_name(reporter: Reporter, unit: IdentityField | None, pieces: Sequence[Piece]) -> str:
    body = reporter.body
    if body.named:
        return _own_name(reporter, pieces)
    if body.label.endswith(" ủy") and body.label != "Đảng ủy" and unit is not None:
        return f"{body.label} {unit.value.split(' ', 1)[-1]}"
    if body.level == "trung ương":
        return body.label
    if unit is None:
        return f"{body.label} {body.kind}" if body.kind else body.label
    is_province = body.level == "tỉnh" or body.kind == "tỉnh"
    return f"{body.label} tỉnh {unit.value}" if is_province else f"{body.label} {unit.value}"


def _own_name(reporter: Reporter, pieces: Sequence[Piece]) -> str:
    """A body's own name, in small letters where a letterhead shouts it.

    The document's own running text is asked for the capitals first.
    """
    written = " ".join(reporter.piece.text[reporter.body.start : reporter.body.end].split())
    if not written.isupper():
        return written
    for piece in pieces:
        at = piece.text.lower().find(written.lower())
        printed = piece.text[at : at + len(written)]
        if at >= 0 and not printed.isupper() and printed[0].isupper():
            return printed
    body = reporter.body
    kinds_of_place = {syllable for kind in kinds() for syllable in kind.split()}
    words: list[str] = []
    for word in re.finditer(r"\S+", reporter.piece.text[: body.end]):
        if word.start() >= body.start:
            common = word.start() < body.common_end or word.group().lower() in kinds_of_place
            words.append(_quietened(word.group(), capital=not words or not common))
    return " ".join(words)


def _quietened(word: str, capital: bool) -> str:
    if _is_acronym(word):
        return word
    return word.capitalize() if capital else word.lower()


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and not any(letter in "aeiouy" for letter in fold(word))
