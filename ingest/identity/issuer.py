"""The issuing body by the name it goes by: "UBND xã …", "Hội đồng …", "Trường THCS …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import IdentityField
from foundation.wording import say
from ingest.identity.letterhead_bodies import Reporter
from ingest.identity.lexicon import lexicon
from ingest.identity.pieces import Piece
from ingest.identity.reporter import SCHOOL
from ingest.identity.resolve import Places
from language.text import fold
from language.units import lookup
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
        return _with_place(_own_name(reporter, pieces), reporter, unit)
    if body.label.endswith(" ủy") and body.label != "Đảng ủy" and unit is not None:
        return f"{body.label} {unit.value.split(' ', 1)[-1]}"
    if body.level == "trung ương":
        return body.label
    if unit is None:
        return f"{body.label} {body.kind}" if body.kind else body.label
    return f"{body.label} {_place(reporter, unit)}"


def _place(reporter: Reporter, unit: IdentityField) -> str:
    """The unit with its kind word: fields of place carry it, but for a province."""
    body = reporter.body
    if body.level != "tỉnh" and body.kind != "tỉnh":
        return unit.value
    kinds_listed = {each.kind for each in lookup(unit.value) if each.level == "tỉnh"}
    return f"{kinds_listed.pop() if len(kinds_listed) == 1 else 'tỉnh'} {unit.value}"


def _with_place(name: str, reporter: Reporter, unit: IdentityField | None) -> str:
    """An office's name with the place it serves; a school's and a ministry's name stands alone."""
    body = reporter.body
    if body.unit is not None or unit is None or body.label == SCHOOL or body.level == "trung ương":
        return name
    if body.kind is not None and name.lower().endswith(f" {body.kind}"):
        name = name[: -len(body.kind) - 1]
    place = _place(reporter, unit)
    return name if place.lower() in name.lower() else f"{name} {place}"


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
    return _spelled(" ".join(words))


def _spelled(name: str) -> str:
    """The common part of a name with the capitals that such bodies write."""
    for common in lexicon()["spelled"]["names"]:
        if name.lower().startswith(common.lower()):
            return f"{common}{name[len(common) :]}"
    return name


def _quietened(word: str, capital: bool) -> str:
    if _is_acronym(word):
        return word
    return word.capitalize() if capital else word.lower()


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and not any(letter in "aeiouy" for letter in fold(word))
