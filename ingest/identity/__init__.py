"""Identity: who reports, where, about when.

``identify`` lets letterhead, title, opening, closing, recipients and body vote, and has the list
of administrative units check and complete the places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.document import Span, StructuredDocument
from foundation.records import DocumentIdentity, IdentityField, UnitLevel
from ingest.identity.issuer import issuer_field
from ingest.identity.kinds import document_kind, document_title, is_regulation
from ingest.identity.letterhead import issue_date, letterhead_number, place_line
from ingest.identity.period import identify_period
from ingest.identity.pieces import Piece
from ingest.identity.place_votes import gather
from ingest.identity.regulation import central_level, main_instrument, regulation_identity, told
from ingest.identity.reporter import find_standing
from ingest.identity.resolve import resolve
from ingest.identity.signer import find_signer
from ingest.identity.zones import zones
from language.periods import Period
from language.text import fold
from language.units import UnitMention, find_units

__all__ = ["identify"]

# Resolution 202/2025/QH15 and Law 72/2025/QH15: no districts from this month on.
_WITHOUT_DISTRICTS = "2025-07"
_FIRST_MONTH = Period(_WITHOUT_DISTRICTS).months[0]
# Where a report names the offices above its own.
_ADDRESSES = ("letterhead", "addressee", "opening", "closing", "recipients")


def identify(document: StructuredDocument) -> DocumentIdentity:
    """Every identity field that the document tells, each with evidence, confidence and remark.

    Fields that it does not tell are None. Nothing is guessed that the document or the list of
    administrative units does not support.
    """
    pieces = zones(document)
    file_name = document.source.name.rsplit(".", 1)[0]
    number, number_kind = letterhead_number(pieces)
    date = issue_date(pieces)
    kind = document_kind(pieces, number_kind, file_name)
    regulation = main_instrument(pieces, kind, number)
    if regulation is not None and (kind is None or kind.value not in ("báo cáo", "kế hoạch", "công văn")):
        instrument, span = regulation
        if is_regulation(instrument.kind) or central_level(instrument.issuer):
            return regulation_identity(pieces, regulation, number, date)
        number = number or told(instrument.number, span)
        date = date or told(instrument.date, span)
    issued = date.value if date else None
    kind_name = kind.value if kind else "báo cáo"
    period = None if is_regulation(kind_name) else identify_period(pieces, issued, kind_name, file_name)
    since_2025 = _without_districts(issued, period, pieces)
    line = _line_mention(pieces)
    standing = find_standing(pieces, line[0] if line else None, since_2025)
    level = standing.level
    seen = gather(pieces, standing.places, line, file_name)
    stated: UnitLevel | None = None if level is None else _as_level(level.value)
    places = resolve(seen, stated, since_2025)
    return DocumentIdentity(
        title=document_title(pieces),
        issuer=issuer_field(standing.reporters, level, places, pieces),
        commune=places.commune,
        district=places.district,
        province=places.province,
        level=level,
        kind=kind,
        period=None if stated == "trung ương" else period,
        number=number,
        date=date,
        signer=find_signer(pieces),
    )


def _as_level(value: str) -> UnitLevel:
    levels: dict[str, UnitLevel] = {"xã": "xã", "huyện": "huyện", "tỉnh": "tỉnh"}
    return levels.get(value, "trung ương")


def _without_districts(issued: str | None, period: IdentityField | None, pieces: Sequence[Piece]) -> bool:
    """Whether the document was written when no districts existed any more.

    Without a date, a report that ends after June 2025 and knows no district is of that time.
    """
    if issued is not None and len(issued) >= 7:
        return issued[:7] >= _WITHOUT_DISTRICTS
    if period is None or Period(period.value).months[1] < _FIRST_MONTH:
        return False
    told = " ".join(fold(piece.text) for piece in pieces if piece.zone in _ADDRESSES)
    return not re.search(r"\b(?:huyen|thi xa)\b", told)


def _line_mention(pieces: Sequence[Piece]) -> tuple[UnitMention, Span] | None:
    """The place of issue as a place; a bare name that the list lacks is one all the same."""
    line = place_line(pieces)
    if line is None:
        return None
    piece, start, end = line
    for mention in find_units(piece.text):
        if mention.end == end:
            return mention, piece.span(mention.start, mention.end)
    words = piece.text[start:end].split()
    if not 2 <= len(words) <= 3 or piece.text[start:end].isupper():
        return None
    return UnitMention(" ".join(words), None, None, (), start, end, False, "capitals"), piece.span(start, end)
