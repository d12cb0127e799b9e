"""The end of a document: recipients and signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from foundation.document import Paragraph
from ingest.identity.lexicon import lexicon, zone_pattern
from ingest.identity.pieces import Piece, Zone
from language.text import fold

_LONGEST_SIGNATURE_LINE = 90
_DATED_LINE = re.compile(r"[\W_]*(?:[^\d,.;:]{2,50},\s*)?ngay\s*[\d.…]{0,6}\s*(?:thang|[/.-]\s*\d)")


def tail_start(paragraphs: list[Paragraph]) -> int:
    """The paragraph with which recipients and signature begin; the number of all without them."""
    for number in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[number].content.text
        late = number > 2 or 0 < number == len(paragraphs) - 1
        if late and zone_pattern("recipients").match(fold(text).lstrip(" *_")):
            first = number
            while first > 1 and _is_signature_line(paragraphs[first - 1].content.text):
                first -= 1
            return first
    first = len(paragraphs)
    for number in range(len(paragraphs) - 1, max(0, len(paragraphs) - 9), -1):
        if _is_signature_line(paragraphs[number].content.text):
            first = number
    if first > 1 and _is_dated_line(paragraphs[first - 1].content.text):
        first -= 1
    return first


@cache
def role_pattern() -> re.Pattern[str]:
    """A role over a signature, as written."""
    words = sorted(lexicon()["roles"]["words"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")(?!\w)")


def _is_signature_line(text: str) -> bool:
    return len(text) <= _LONGEST_SIGNATURE_LINE and bool(role_pattern().match(text.lstrip(" *_")))


def _is_dated_line(text: str) -> bool:
    """Whether a line is only place and date, as clerks print them over the signature, too."""
    return len(text) <= _LONGEST_SIGNATURE_LINE and bool(_DATED_LINE.match(fold(text)))


def read_tail(paragraphs: list[Paragraph]) -> Iterator[Piece]:
    """Recipients and signature; a line that holds both is cut at the role."""
    zone: Zone = "recipients"
    signed = False
    for paragraph in paragraphs:
        text = paragraph.content.text
        signed |= _is_signature_line(text)
        # Of two columns side by side the name may come after the last recipient.
        below = signed and paragraph.kind != "list_item" and not text.rstrip().endswith((";", ":", "."))
        if _is_signature_line(text) or _is_dated_line(text) or below:
            zone = "signature"
        elif paragraph.kind == "list_item" or zone_pattern("recipients").search(fold(text)):
            zone = "recipients"
        role = _last_role_block(text) if zone == "recipients" else None
        if role:
            signed = True  # two columns side by side: the role beside a recipient, the name below
            yield Piece("recipients", paragraph.content.slice(0, role))
            yield Piece("signature", paragraph.content.slice(role, len(text)))
            zone = "signature"
        else:
            yield Piece(zone, paragraph.content)


def _last_role_block(text: str) -> int | None:
    """Where the signature begins inside a line of recipients."""
    roles = [match for match in role_pattern().finditer(text) if match.group().isupper() and match.start()]
    return roles[0].start() if roles else None
