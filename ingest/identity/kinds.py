"""What kind of document it is, its title, and the identity of legal instruments."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import Span
from foundation.records import DocumentKind, IdentityField, UnitLevel
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.letterhead import letterhead_number
from ingest.identity.lexicon import lexicon, zone_pattern
from ingest.identity.zones import Piece
from language.instruments import Instrument, find_instruments
from language.text import fold

# A digest names its instrument within this many characters of a paragraph.
_TITLE_REACH = 160
_OTHER_HEADS = ("bao cao", "ke hoach", "cong van", "to trinh", "thong bao", "huong dan")
_REGULATIONS: frozenset[str] = frozenset({"luật", "nghị định", "thông tư"})
_INSTRUMENTS: frozenset[str] = _REGULATIONS | {"quyết định", "chỉ thị"}
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


def document_kind(
    pieces: Sequence[Piece], number_kind: DocumentKind | None, file_name: str
) -> IdentityField | None:
    """The kind that heading word, number, closing words and file name agree on most."""
    ballot: Ballot[DocumentKind] = Ballot()
    title = _title_pieces(pieces)
    if title:
        folded = fold(title[0].text).strip(" *_#:")
        head = next((word for word in _heads() if _begins(folded, word)), None)
        if head is not None:
            ballot.add(_heads()[head], 5.0, title[0].span(0, len(title[0].text)), "title")
    if number_kind is not None:
        ballot.add(number_kind, 4.0, None, "number")
    for piece in pieces:
        folded = fold(piece.text)
        if piece.zone == "closing" and "bao cao" in folded[:60]:
            ballot.add("báo cáo", 3.0, piece.span(0, len(piece.text)), "closing")
        if piece.zone in ("opening", "addressee") and "bao cao" in folded and "nhu sau" in folded:
            ballot.add("báo cáo", 2.0, piece.span(0, len(piece.text)), "opening")
        if piece.zone == "letterhead" and folded.lstrip().startswith(("v/v", "ve viec")):
            ballot.add("công văn", 2.0, piece.span(0, len(piece.text)), "letterhead")
    named = fold(file_name.replace("_", " ").replace("-", " "))
    for word, kind in _heads().items():
        if word in named and word != "luat":
            ballot.add(kind, 1.0, None, "file_name")
    ranking = ballot.ranking()
    if not ranking:
        return None
    kind, score = ranking[0]
    sure = confidence(score, ranking[1][1] if len(ranking) > 1 else 0.0, 5.0)
    vote = ballot.best_vote(kind)
    return IdentityField(kind, sure, vote.span if vote else None, "read" if vote else "derived")


def _heads() -> dict[str, DocumentKind]:
    heads: dict[str, DocumentKind] = lexicon()["heads"]
    return dict(sorted(heads.items(), key=lambda item: -len(item[0])))


def _begins(folded: str, word: str) -> bool:
    joined, wanted = "".join(folded.split()), "".join(word.split())
    return joined.startswith(wanted)


def _title_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.zone == "title"]


def document_title(pieces: Sequence[Piece]) -> IdentityField | None:
    """The title as printed, the heading word and its lines joined."""
    title = _title_pieces(pieces)
    if not title:
        return None
    text = " ".join(" ".join(piece.text.split()).strip(" *_#") for piece in title).strip(" ,.;:")
    first, last = title[0], title[-1]
    span = Span(first.span(0, len(first.text)).start, last.span(0, len(last.text)).end)
    return IdentityField(text, 0.95 if len(text) > 12 else 0.5, span)


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
    title = _title_pieces(pieces)
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


def is_regulation(kind: str | None) -> bool:
    """Whether a kind is issued by the centre and belongs to no commune or district."""
    return kind in _REGULATIONS


def central_level(issuer: str | None) -> UnitLevel | None:
    """ "trung ương" for an issuer that is a body of the centre."""
    return "trung ương" if issuer and fold(issuer).startswith(_CENTRAL) else None
