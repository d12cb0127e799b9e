"""Numbers of headings and numbered items: one that jumps over the next or stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foundation.document import Paragraph, Span
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.text import fold

_ROMAN = re.compile(r"(?P<roman>[IVX]+)\s*[.,)\-–:]*$")
_ARABIC = re.compile(r"(?P<figures>\d{1,2}(?:\.\d{1,2})*)\s*[.,)\-–:/]*$")
_LETTER = re.compile(r"(?P<letter>[a-zđ])\s*[.,)\-–:/]$")
_PART = re.compile(r"(?:phan|chuong)(?: thu)? (?P<ordinal>\w+)\W*$")
_ORDINALS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6}
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_CAPITAL = re.compile(r"(?P<letter>[A-EGHĐ])\s*[.,)\-–:/]$")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_WITHOUT_D_BAR = (_LETTERS.index("d") + 1, _LETTERS.index("e") + 1)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark as a kind, the numbers before its last, and the last number."""

    kind: str
    above: tuple[int, ...]
    number: int
    text: str
    paragraph: Paragraph


def check_numbering(draft: Draft) -> Iterator[Finding]:
    """Compare each mark with the last one of its series.

    The open series lie on a stack: a mark that goes on with one closes those begun after it; a
    first mark opens one, also below a mark that looks the same ("2. …" and below it "1. …").
    """
    series: list[_Mark] = []
    for element in draft.document.elements:
        mark = _mark(element) if isinstance(element, Paragraph) else None
        if mark is None:
            continue
        alike = [
            place for place, last in enumerate(series) if (last.kind, last.above) == (mark.kind, mark.above)
        ]
        following = [place for place in alike if _goes_on(series[place], mark)]
        if following:
            del series[following[-1] :]
        elif alike and mark.number > 1:
            yield from _compare(draft, series[alike[-1]], mark)
            del series[alike[-1] :]
        series.append(mark)


def _goes_on(last: _Mark, mark: _Mark) -> bool:
    """Whether a mark follows another: the next number; "E" may follow "D", with "Đ" left out."""
    return mark.number - last.number == 1 or (
        mark.kind in ("capital", "letter") and (last.number, mark.number) == _WITHOUT_D_BAR
    )


def _compare(draft: Draft, before: _Mark, after: _Mark) -> Iterator[Finding]:
    step = after.number - before.number
    quotes = (draft.quote(_span(after)), draft.quote(_span(before)))
    if step == 0:
        message = say("check.form.numbering_repeat", before=before.text, after=after.text)
        repair = say("check.form.numbering_repeat_repair")
        yield Finding("form", "warning", 0.75, message, repair, quotes)
    elif 1 < step <= 4:
        missing = ", ".join(_written(after, number) for number in range(before.number + 1, after.number))
        message = say("check.form.numbering_jump", before=before.text, after=after.text)
        repair = say("check.form.numbering_jump_repair", missing=missing)
        yield Finding("form", "warning", 0.75, message, repair, quotes)


def _span(mark: _Mark) -> Span:
    content = mark.paragraph.content
    return content.span(0, len(content.text))


def _written(mark: _Mark, number: int) -> str:
    if mark.kind == "roman":
        return _ROMANS[number]
    if mark.kind in ("letter", "capital"):
        letter = _LETTERS[number - 1]
        return letter.upper() if mark.kind == "capital" else letter
    return ".".join(map(str, (*mark.above, number)))


def _mark(paragraph: Paragraph) -> _Mark | None:
    printed = paragraph.marker.strip().strip("*_# ")
    text = " ".join(paragraph.content.text.split())[:60]
    part = _PART.match(fold(printed))
    if part is not None:
        ordinal = _ORDINALS.get(part["ordinal"]) or _roman(part["ordinal"].upper())
        return _Mark("part", (), ordinal, text, paragraph) if ordinal else None
    capital = _CAPITAL.match(printed)
    if capital is not None:
        return _Mark("capital", (), _LETTERS.index(capital["letter"].lower()) + 1, text, paragraph)
    roman = _ROMAN.match(printed)
    if roman is not None:
        number = _roman(roman["roman"])
        return _Mark("roman", (), number, text, paragraph) if number else None
    arabic = _ARABIC.match(printed)
    if arabic is not None:
        *above, last = (int(figure) for figure in arabic["figures"].split("."))
        kind = "arabic)" if printed.endswith(")") else "arabic"
        return _Mark(kind, tuple(above), last, text, paragraph)
    letter = _LETTER.match(printed)
    if letter is not None:
        return (
            _Mark("letter", (), _LETTERS.index(letter["letter"]) + 1, text, paragraph)
            if letter["letter"] in _LETTERS
            else None
        )
    return None


def _roman(printed: str) -> int:
    return _ROMANS.index(printed) if printed in _ROMANS[1:] else 0
