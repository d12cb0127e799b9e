"""Number, date and place of issue, as the letterhead prints them (Decree 30/2020/NĐ-CP, art. 8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from foundation.records import DocumentKind, IdentityField
from ingest.identity.lexicon import lexicon
from ingest.identity.pieces import Piece, Zone
from language.dates import find_dates
from language.text import fold

_NUMBER = re.compile(
    r"(?<!\w)s[ốôoõ]\s*[:.]?\s*(?P<serial>\d[\d\s]{0,5}[a-zđ]?)?[\s.…_]*[/–-]?\s*"
    r"(?P<codes>(?:\d{4}\s*[/–-]\s*)?[A-ZĐ][A-ZĐa-zƯƠÂÊÔ&]*\d{0,2}(?:\s?[-–/.]\s?[A-ZĐ][\wĐƯƠÂÊÔ&]*)*)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?:cong van|ke hoach|van ban|quyet dinh|nghi dinh|chi thi|thong tu|huong dan|nghi quyet|luat)\s*$"
)
_PLACE = re.compile(r"(?P<place>(?:[A-ZÀ-ỸĐ][\w'’.]*\s+){0,4}[A-ZÀ-ỸĐ0-9][\w'’]*)\s*,\s*ng[àa]y\b")
# The word that makes a date one of issue: in it, or before figures with nothing but a place
# ("Xuân Lâm, ngày 16/12/2025"); a cited instrument's is neither.
_WRITTEN = re.compile(r"ngay")
_IN_FIGURES = re.compile(r"(?:^|,)\W*ngay\s*$")


class PlaceLine(NamedTuple):
    """The words before ", ngày … tháng … năm …", and where they stand."""

    piece: Piece
    start: int
    end: int


def letterhead_number(
    pieces: Sequence[Piece], zone: Zone = "letterhead"
) -> tuple[IdentityField | None, DocumentKind | None]:
    """The document's number, and the kind of document that its letters tell.

    Instruments that are quoted rather than printed carry it in the ``zone`` "title".
    A number left blank for the pen is None, but its letters still tell the kind.
    """
    for piece in pieces:
        if piece.zone != zone:
            continue
        for match in _NUMBER.finditer(piece.text):
            codes = re.sub(r"\s", "", match["codes"]).replace("–", "-")
            first = fold(re.split(r"[/.-]", codes.lstrip("0123456789/-"))[0])
            kind: DocumentKind | None = lexicon()["number_kinds"].get(first)
            if kind is None and not re.search(r"[/-]", codes):
                continue
            if _CITED.search(before := fold(piece.text[: match.start()])) and not _is_own(match, before):
                continue
            serial = re.sub(r"\s", "", match["serial"] or "")
            if not serial:
                return None, kind
            mark = re.search(r"[/–-]", piece.text[match.end("serial") : match.start("codes") + 1])
            number = f"{serial}{mark.group().replace('–', '-') if mark else '/'}{codes}"
            return IdentityField(number, 0.95, piece.span(match.start("serial"), match.end("codes"))), kind
    return None, None


def _is_own(match: re.Match[str], before: str) -> bool:
    """Whether a line says nothing but the number, with its kind: "Luật số: 15/2003/QH11"."""
    line = before.rsplit("\n", 1)[-1]
    return ":" in match.group() and _CITED.fullmatch(line.lstrip(" *_")) is not None


def issue_date(pieces: Sequence[Piece]) -> IdentityField | None:
    """The date of issue: in the letterhead, else with the title, else over the signature."""
    for zone, sure in (("letterhead", 0.95), ("title", 0.7), ("signature", 0.8), ("recipients", 0.6)):
        for piece in pieces:
            if piece.zone != zone:
                continue
            for date in find_dates(piece.text):
                folded = fold(piece.text)
                if _WRITTEN.match(folded, date.start) or _IN_FIGURES.search(folded[: date.start]):
                    certain = sure if len(date.iso) == 10 else round(sure - 0.1, 2)
                    return IdentityField(date.iso, certain, piece.span(date.start, date.end))
    return None


def place_line(pieces: Sequence[Piece]) -> PlaceLine | None:
    """The place of issue, "Tân Lập, ngày 05 tháng 12 năm 2023"."""
    for piece in pieces:
        if piece.zone in ("letterhead", "title", "signature") and (match := _PLACE.search(piece.text)):
            return PlaceLine(piece, match.start("place"), match.end("place"))
    return None
