"""Laws, decrees, circulars and central decisions, and digests of them: no commune, no district."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import Span
from foundation.records import DocumentIdentity, IdentityField, UnitLevel
from ingest.identity.kinds import REGULATIONS, document_title, is_regulation, title_pieces
from ingest.identity.letterhead import letterhead_number
from ingest.identity.lexicon import zone_pattern
from ingest.identity.pieces import Piece
from ingest.identity.signer import find_signer
from language.dates import find_dates
from language.instruments import Instrument, find_instruments
from language.text import fold

# A digest names its instrument within this many characters of a paragraph.
_TITLE_REACH = 160
_LONGEST_LINE = 300
# The words "ngày ban hành:" stand at most this far before the date.
_SAID_BEFORE = 24
_OTHER_HEADS = ("bao cao", "ke hoach", "cong van", "to trinh", "thong bao", "huong dan")
_INSTRUMENTS: frozenset[str] = REGULATIONS | {"quyết định", "chỉ thị"}
_CENTRAL = (
    "chinh phu",
    "quoc hoi",
    "bo ",
    "thu tuong",
    "uy ban thuong vu",
    "ban bi thu",
    "bo chinh tri",
    "chu tich nuoc",
)


def main_instrument(
    pieces: Sequence[Piece], kind: IdentityField | None, number: IdentityField | None
) -> tuple[Instrument, Span] | None:
    """The legal instrument that the document is, or is a digest of; None for other documents.

    An instrument's own text tells it by heading word and number, a digest by its title (or,
    without a title, its first words). A citation in a report's text does not count.
    """
    if kind is not None and is_regulation(kind.value):
        number = number or letterhead_number(pieces, "title")[0]
    if kind is not None and kind.value in _INSTRUMENTS and number is not None and number.span is not None:
        own = find_instruments(f"{kind.value} số {number.value}")
        if own:
            return own[0], number.span
    title = title_pieces(pieces)
    if title and fold(title[0].text).lstrip(" *_#").startswith(_OTHER_HEADS):
        return None
    shown = [piece for piece in pieces if piece.zone in ("letterhead", "title", "opening", "heading", "body")]
    found = [
        (instrument, piece.span(instrument.start, instrument.end))
        for piece in shown[: len(title) + 3]
        for instrument in find_instruments(piece.text)
        if instrument.kind in _INSTRUMENTS and _heads_the_text(piece, instrument)
    ]
    if not found or (title and not any(_inside(span, title) for _, span in found)):
        return None
    main = found[0]
    numbered = [item for item in found if item[0].kind == main[0].kind and item[0].number]
    return main if main[0].number or not numbered else numbered[0]


def _heads_the_text(piece: Piece, instrument: Instrument) -> bool:
    """Whether a piece is about the instrument: a title names it, other text begins with it."""
    if piece.zone == "title" and is_regulation(instrument.kind):
        return instrument.start < _TITLE_REACH
    before = fold(piece.text[: instrument.start]).strip(' *_#:“"-')
    return not before or zone_pattern("digest").fullmatch(before) is not None


def _inside(span: Span, pieces: Sequence[Piece]) -> bool:
    return any(
        piece.span(0, len(piece.text)).start <= span.start < piece.span(0, len(piece.text)).end
        for piece in pieces
    )


def central_level(issuer: str | None) -> UnitLevel | None:
    """ "trung ương" for an issuer that is a body of the centre."""
    return "trung ương" if issuer and fold(issuer).startswith(_CENTRAL) else None


def regulation_identity(
    pieces: Sequence[Piece],
    regulation: tuple[Instrument, Span],
    number: IdentityField | None,
    date: IdentityField | None,
) -> DocumentIdentity:
    """The identity of an instrument or a digest of one, told by its name and its first lines."""
    instrument, span = regulation
    return DocumentIdentity(
        title=document_title(pieces) or _line_of(pieces, span),
        issuer=told(instrument.issuer, span),
        level=told(central_level(instrument.issuer), span),
        kind=told(instrument.kind, span),
        number=told(instrument.number, span) or number,
        date=told(instrument.date, span) or date or _date_of_issue(pieces),
        signer=find_signer(pieces),
    )


def told(value: str | None, span: Span) -> IdentityField | None:
    """A field that the name of an instrument tells, None where it does not."""
    return None if value is None else IdentityField(value, 0.9, span)


def _line_of(pieces: Sequence[Piece], span: Span) -> IdentityField | None:
    """The line that names the instrument, as a title where none is set off."""
    for piece in pieces:
        whole = piece.span(0, len(piece.text))
        if whole.start <= span.start < whole.end and len(piece.text) <= _LONGEST_LINE:
            return IdentityField(" ".join(piece.text.split()).strip(" *_#"), 0.8, whole)
    return None


def _date_of_issue(pieces: Sequence[Piece]) -> IdentityField | None:
    """A date in the title, else the first that is said to be the date of issue."""
    for piece in pieces:
        folded = fold(piece.text)
        for date in find_dates(piece.text):
            said = zone_pattern("issued").search(folded[max(0, date.start - _SAID_BEFORE) : date.start])
            if piece.zone == "title" or (said and said.end() == min(date.start, _SAID_BEFORE)):
                return IdentityField(date.iso, 0.7, piece.span(date.start, date.end))
    return None
