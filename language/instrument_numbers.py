"""Numbers that carry letters: "91/2017/NĐ-CP", "34-CT/TW", "1563/QĐ-UBND".

They are read as clerks and OCR write them ("91-2017/NĐ.CP", "12 34 /QÐ- UBND", "27 NQ/TW",
"98/2023/NĐCP") and told in the one way that the rules of numbering know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.instrument_lexicon import InstrumentLexicon, instrument_lexicon
from language.text import fold

_CODE = r"[^\W\d_]{1,16}(?:\d{1,2})?"
_YEAR = r"[12]\s?\d\s?\d\s?\d"
_NUMBER = re.compile(
    r"(?<![\w/])(?P<serial>(?:(?<=so )|(?<=so: ))\d{1,2}\s\d{1,3}(?=\s?/)|\d{1,5}[a-e]?)\s*"
    rf"(?:(?:/|[.\-–](?=\s?20\d\d\s?/))\s*(?P<year>{_YEAR}))?"
    rf"(?P<mark>\s*[/\-–]\s*|\s)(?P<codes>{_CODE}(?:(?:\s*[\-–/]\s*|\.){_CODE}){{0,4}})(?!\w)"
)
_TERM = re.compile(r"\s(\d{1,2})\b")
_BLANKS = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class LetteredNumber:
    """A number at ``text[start:end]``: its letters in order, its year if printed, its one spelling."""

    codes: tuple[str, ...]
    year: int | None
    canonical: str
    start: int
    end: int

    def with_serial(self, serial: str) -> str:
        """The canonical number with another serial: "12, 13/KH-UBND" has two with the same letters."""
        return re.sub(r"^\d+[a-e]?", serial, self.canonical)

    @property
    def may_be_a_figure(self) -> bool:
        """Whether it may as well be a figure beside its plan: "đạt 95/KH 100 ha"."""
        lexicon = instrument_lexicon()
        return len(self.codes) == 1 and self.year is None and fold(self.codes[0]) in lexicon.kind_of_code


def numbers_with_letters(text: str, folded: str) -> Iterator[LetteredNumber]:
    """Every such number in ``text``, in order. ``folded`` is the text folded."""
    lexicon = instrument_lexicon()
    for match in _NUMBER.finditer(folded):
        codes, marks, end = _codes(text, match, lexicon)
        if not codes:
            continue
        if not match["mark"].strip():
            if not _is_whole_without_mark(codes, lexicon):
                continue
            lead = "-" if marks[0] == "/" else "/"
        else:
            lead = "/" if "/" in match["mark"] else "-"
        year = _BLANKS.sub("", match["year"] or "")
        letters = codes[0] + "".join(mark + code for mark, code in zip(marks, codes[1:], strict=True))
        serial = _BLANKS.sub("", match["serial"]) + (f"/{year}" if year else "")
        yield LetteredNumber(
            tuple(codes), int(year) if year else None, serial + lead + letters, match.start(), end
        )


def _is_whole_without_mark(codes: list[str], lexicon: InstrumentLexicon) -> bool:
    """Whether letters tell kind and body, so that a number may stand before them without a mark."""
    return (
        len(codes) > 1
        and fold(codes[0]) in lexicon.kind_of_code
        and fold(codes[1]).rstrip("0123456789") in lexicon.issuers
    )


def _codes(text: str, match: re.Match[str], lexicon: InstrumentLexicon) -> tuple[list[str], list[str], int]:
    """The letters in canonical spelling, the marks between them, and where they end.

    Letters are known ones, or capitals; the first that is neither ends the number, and so does
    a full stop before what is no known body.
    """
    codes: list[str] = []
    marks: list[str] = []
    end = position = match.start("codes")
    for piece in re.finditer(_CODE, match["codes"]):
        start, stop = match.start("codes") + piece.start(), match.start("codes") + piece.end()
        mark = text[position:start].strip()
        position = stop
        code = _canonical_code(text[start:stop], lexicon)
        known = code is not None and fold(code).rstrip("0123456789") in lexicon.issuers
        if code is None or (mark == "." and not known):
            break
        if codes:
            marks.append("/" if mark == "/" else "-")
        codes.append(code)
        end = stop
    if len(codes) == 1 and (parted := _parted(codes[0], lexicon)):
        codes, marks = list(parted), ["-"]
    term = _TERM.match(text, end)
    if codes and term is not None and _awaits_term(codes[-1], lexicon):
        codes[-1] += term[1]
        end = term.end()
    return codes, marks, end


def _awaits_term(code: str, lexicon: InstrumentLexicon) -> bool:
    issuer = lexicon.issuers.get(fold(code))
    return issuer is not None and issuer.numbered


def _parted(code: str, lexicon: InstrumentLexicon) -> tuple[str, str] | None:
    """Letters of kind and body written as one: "NĐCP"; None where they are not."""
    letters = fold(code)
    if letters in lexicon.kind_of_code or letters in lexicon.issuers:
        return None
    for cut in range(2, len(letters) - 1):
        kind, issuer = lexicon.kind_of_code.get(letters[:cut]), lexicon.issuers.get(letters[cut:])
        if kind is not None and issuer is not None:
            return kind[0], issuer.code
    return None


def _canonical_code(printed: str, lexicon: InstrumentLexicon) -> str | None:
    upright = printed.replace("Ð", "Đ").replace("ð", "đ")
    if upright in lexicon.other_papers:
        return upright
    if upright == "TƯ":
        return "TW"
    letters = fold(printed).rstrip("0123456789")
    digits = printed[len(letters) :]
    issuer = lexicon.issuers.get(letters)
    if issuer is not None and (not digits or issuer.numbered):
        return issuer.code + digits
    if not digits and letters in lexicon.kind_of_code:
        return lexicon.kind_of_code[letters][0]
    return upright if upright.isupper() and len(upright) > 1 else None
