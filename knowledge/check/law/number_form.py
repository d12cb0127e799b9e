"""How the numbers of cited instruments are written: kind before body, a hyphen between the two.

Decree 30/2020/NĐ-CP, annex I: "27/KH-UBND". The Party writes its numbers by rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.instruments import find_instruments

_KINDS = "KH|QĐ|BC|CT|NQ|TB|HD|TTr"
_REVERSED = re.compile(rf"(?P<serial>\d+)/(?P<body>UBND|HĐND)-(?P<kind>{_KINDS})(?!\w)")
_SLASH = re.compile(
    rf"(?P<serial>\d+(?:/\d{{4}})?)/(?P<kind>NĐ|TT|{_KINDS})/(?!TW|TU|HU|ĐU)(?P<body>[A-ZĐ][\w-]*)"
)
_SURE = 0.65


def check_number_form(draft: Draft) -> Iterator[Finding]:
    """ "231/UBND-KH" and "231/KH/UBND" of instruments that are cited."""
    for piece in draft.pieces:
        for instrument in find_instruments(piece.content.text):
            for key, wrong in (("number_reversed", _REVERSED), ("number_slash", _SLASH)):
                match = wrong.fullmatch(instrument.number or "")
                if match is None:
                    continue
                quote = draft.quote_in(piece.content, instrument.start, instrument.end)
                right = f"{match['serial']}/{match['kind']}-{match['body']}"
                message = say(f"check.form.{key}", printed=match.group())
                repair = say("check.form.number_reversed_repair", right=right)
                yield Finding("form", "warning", _SURE, message, repair, (quote,))
