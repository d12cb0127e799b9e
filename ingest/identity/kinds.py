"""What kind of document it is, and its title."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.document import Span
from foundation.records import DocumentKind, IdentityField
from ingest.identity.evidence import Ballot, confidence
from ingest.identity.lexicon import lexicon
from ingest.identity.pieces import Piece
from language.text import fold

REGULATIONS: frozenset[str] = frozenset({"luật", "nghị định", "thông tư"})


def document_kind(
    pieces: Sequence[Piece], number_kind: DocumentKind | None, file_name: str
) -> IdentityField | None:
    """The kind that heading word, number, closing words and file name agree on most."""
    ballot: Ballot[DocumentKind] = Ballot()
    title = title_pieces(pieces)
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


def title_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of the title, the heading word first."""
    return [piece for piece in pieces if piece.zone == "title"]


def document_title(pieces: Sequence[Piece]) -> IdentityField | None:
    """The title as printed, the heading word and its lines joined."""
    title = title_pieces(pieces)
    if not title:
        return None
    text = " ".join(" ".join(piece.text.split()).strip(" *_#") for piece in title).strip(" ,.;:")
    first, last = title[0], title[-1]
    span = Span(first.span(0, len(first.text)).start, last.span(0, len(last.text)).end)
    return IdentityField(text, 0.95 if len(text) > 12 else 0.5, span)


def is_regulation(kind: str | None) -> bool:
    """Whether a kind is issued by the centre and belongs to no commune or district."""
    return kind in REGULATIONS
