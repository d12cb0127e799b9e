"""Who signed: a person's name under the role, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import IdentityField
from ingest.identity.lexicon import lexicon
from ingest.identity.pieces import Piece
from ingest.identity.tail import role_pattern
from language.text import fold
from language.units_names import words

# Up to the last of the letters with Vietnamese marks; capitals and small ones alternate there.
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1EFA))))
_SYLLABLE = rf"[{_CAPITALS}][\w'’]*"
_NAME = re.compile(rf"(?<!\w){_SYLLABLE}(?:[ \t]+{_SYLLABLE}){{1,4}}|[A-ZĐ]['’] ?[{_CAPITALS}]\w+")
_SIGNED = re.compile(
    r"\(?\s*(?:đã ký(?: và)?(?:,? đóng dấu)?|đã kí|ký,? ghi rõ họ(?: và)? tên|ký tên(?:,? đóng dấu)?"
    r"|da ky|ky ten|signed)\s*\)?\s*[.:/]*",
    re.IGNORECASE,
)
_FORM = re.compile(r"\(.*\)|[\W_]*")
# The office that the signer holds beside the role: "Nguyễn Văn A (Chủ tịch UBND huyện)".
_BRACKETED = re.compile(r"\([^()]*\)")


def find_signer(pieces: Sequence[Piece]) -> IdentityField | None:
    """The signer's name as printed last in the signature; None when no person's name stands there.

    Where no line bears a known family name, the last line is believed if it is nothing but
    capitalised words that stand under a role: no list has all names.
    """
    lines = [piece for piece in pieces if piece.zone == "signature"]
    for piece in reversed(lines):
        text = _BRACKETED.sub(lambda match: " " * len(match.group()), piece.text)
        shift = max((match.end() for match in role_pattern().finditer(text)), default=0)
        for match in reversed(list(_NAME.finditer(text, shift))):
            rest = _SIGNED.sub("", text[shift : match.start()] + text[match.end() :])
            if is_person(match.group()) and len(rest.strip(" .*_:()/-\n")) <= 12:
                return _printed(piece, match, 0.9 if len(lines) > 1 or shift else 0.7)
    return _last_line(lines)


def _last_line(lines: Sequence[Piece]) -> IdentityField | None:
    told = [piece for piece in lines if not _FORM.fullmatch(_SIGNED.sub("", piece.text).strip())]
    if len(told) < 2 or not role_pattern().search(told[-2].text):
        return None
    piece = told[-1]
    match = _NAME.fullmatch(_SIGNED.sub(lambda m: " " * len(m.group()), piece.text).strip(" *_"))
    if match is None or role_pattern().search(piece.text):
        return None
    starts = tuple(f"{word.lower()} " for word in lexicon()["roles"]["not_persons"])
    name = _NAME.search(piece.text, piece.text.find(match.group().split()[0]))
    if name is None or f"{name.group().lower()} ".startswith(starts):
        return None
    return _printed(piece, name, 0.6)


def _printed(piece: Piece, match: re.Match[str], sure: float) -> IdentityField:
    name = match.group()
    shown = name.title() if name.isupper() else " ".join(name.split())
    return IdentityField(shown, sure, piece.span(match.start(), match.end()))


def is_person(name: str) -> bool:
    """Whether two to five capitalised syllables read as a Vietnamese person's name."""
    syllables = name.split()
    if not 2 <= len(syllables) <= 5 or role_pattern().search(name):
        return False
    # Ede and M'nong write the mark of sex and the name as one: "H'Nguyên Niê".
    return re.split("['’]", fold(syllables[0]))[0] in words()["surnames"]
