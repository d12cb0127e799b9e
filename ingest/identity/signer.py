"""Who signed: a person's name under the role, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import IdentityField
from ingest.identity.pieces import Piece
from ingest.identity.tail import role_pattern
from language.text import fold
from language.units_names import words

_SYLLABLE = r"[A-ZÀ-ỸĐ][\wÀ-ỹ'’]*"
_NAME = re.compile(rf"{_SYLLABLE}(?:[ \t]+{_SYLLABLE}){{1,4}}")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|da ky|đã kí|ký tên|ky ten|signed)\s*\)?\s*[.:/]*", re.IGNORECASE)


def find_signer(pieces: Sequence[Piece]) -> IdentityField | None:
    """The signer's name as printed last in the signature; None when no person's name stands there."""
    lines = [piece for piece in pieces if piece.zone == "signature"]
    for piece in reversed(lines):
        text = piece.text
        shift = max((match.end() for match in role_pattern().finditer(text)), default=0)
        for match in reversed(list(_NAME.finditer(text, shift))):
            name = match.group()
            rest = _SIGNED.sub("", text[shift : match.start()] + text[match.end() :])
            if is_person(name) and len(rest.strip(" .*_:()/-\n")) <= 12:
                printed = name.title() if name.isupper() else " ".join(name.split())
                sure = 0.9 if len(lines) > 1 or shift else 0.7
                return IdentityField(printed, sure, piece.span(match.start(), match.end()))
    return None


def is_person(name: str) -> bool:
    """Whether two to five capitalised syllables read as a Vietnamese person's name."""
    syllables = name.split()
    if not 2 <= len(syllables) <= 5 or role_pattern().search(name):
        return False
    # Ede and M'nong write the mark of sex and the name as one: "H'Nguyên Niê".
    return re.split("['’]", fold(syllables[0]))[0] in words()["surnames"]
