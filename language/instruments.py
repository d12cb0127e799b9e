"""Mentions of legal instruments: "Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ".

A mention is a kind, a number, a date and an issuing body, any of which may be missing or be
told by another part: the letters of a number name kind and body ("05-CT/TW"), a law may be
known by its title alone. Works on folded text, so questions typed without diacritics and
numbers that OCR broke ("91/2017/ NÐ -CP") read alike.

Numbers and letters follow Decree 30/2020/NĐ-CP (annexes I and III) and, for Party documents,
the practice of Guidance 36-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from language.instrument_lexicon import InstrumentLexicon, Kind, instrument_lexicon
from language.instrument_numbers import numbers_with_letters
from language.text import fold

_OFFICIAL_LETTER = "công văn"
_DAY = re.compile(r"[\s,(]*ngay\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*([12]\d{3}|\d{2}(?!\d))\b")
_DAY_IN_WORDS = re.compile(r"[\s,(]*ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|/)\s*([12]\d{3})\b")
_MONTH = re.compile(r"[\s,(]*thang\s*(\d{1,2})\s*(?:/|nam)\s*([12]\d{3})\b")
_YEAR = re.compile(r"[\s,(]*(?:sua doi[\s,)]*)?(?:nam\s*)?((?:19|20)\d{2})\b(?!\s*[/\-–]\s*\d)")
_ISSUED_BY = re.compile(r"[\s,)]*(?:cua|do)\s+")
_WORD = re.compile(r"[^\W\d_]+")
# Numbers that share the letters of the last: "số 12, 13 và 14/KH-UBND".
_SERIES = re.compile(r"(?<![\w/.,])(?:\d{1,5}[a-e]?\s*(?:,|;|va)\s*)+$")
_SERIAL = re.compile(r"\d{1,5}[a-e]?")
_MORE_OF_YEARS = re.compile(r"\s*(?:,|;|va)\s*(?:so\s*)?(?P<number>\d{1,5}/20\d\d)(?![\d/\-])")
# What stands for a number that was left to the pen: "số ..../KH-UBND".
_LEFT_BLANK = r"(?:\s+so\b[\s:.…_]*(?:[/\-–]?\s*[^\W\d_]{1,10}(?:\s?[\-–]\s?[^\W\d_]{1,10})?)?)?"
_OWN_NUMBER = re.compile(r"(?:^|\n)\W*so\s*:\s*$")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One mention. ``number`` is canonical ("91/2017/NĐ-CP", or as much as is printed: "98/2023").

    ``date`` is ISO 8601, possibly a month (``2023-12``); ``year`` is the year of issue where
    the number, the date or the words tell it; ``title`` is set for a law named by its title.
    ``text[start:end]`` is the whole mention.
    """

    kind: str
    number: str | None
    issuer: str | None
    date: str | None
    year: int | None
    start: int
    end: int
    title: str = ""


def find_instruments(text: str) -> list[Instrument]:
    """Every mention in order, none overlapping another. Give NFC text."""
    folded = fold(text)
    found: list[Instrument] = []
    for finder in (_coded, _numbered_by_kind, _named_laws, _dated_by_kind):
        for mention in finder(text, folded):
            if all(mention.end <= other.start or mention.start >= other.end for other in found):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _coded(text: str, folded: str) -> Iterator[Instrument]:
    """Mentions whose number carries letters: "12/KH-UBND", "39/2013/QH13", "34-CT/TW"."""
    lexicon = instrument_lexicon()
    for number in numbers_with_letters(text, folded):
        if number.codes[0] in lexicon.other_papers:
            continue
        series = _SERIES.search(folded, 0, number.start)
        first = series.start() if series is not None else number.start
        before = _kind_before().search(folded, 0, first)
        if series is not None and before is None:
            series, first = None, number.start
        kind = lexicon.kind_named(before["kind"]) if before is not None and before["kind"] else None
        known_letters = _kind_of(number.codes, lexicon)
        if known_letters is None and kind is None and (before is None or len(number.codes) == 1):
            continue
        if before is None and number.may_be_a_figure:
            continue
        if kind is None and _OWN_NUMBER.search(folded, 0, first):
            continue
        last = Instrument(
            kind=kind.name if kind is not None else (known_letters or _OFFICIAL_LETTER),
            number=number.canonical,
            issuer=_issuer_of(number.codes, lexicon),
            date=None,
            year=number.year,
            start=first if before is None else before.start("mention"),
            end=number.end,
        )
        for serial in _SERIAL.finditer(folded, first, number.start) if series is not None else ():
            yield replace(last, number=number.with_serial(serial.group()), end=serial.end())
            last = replace(last, start=number.start)
        yield _completed(last, text, folded)


def _kind_of(codes: Sequence[str], lexicon: InstrumentLexicon) -> str | None:
    """The kind that the letters tell; None when none of them is known."""
    first = fold(codes[0])
    if first in lexicon.kind_of_code:
        return lexicon.kind_of_code[first][1].name
    issuer = lexicon.issuers.get(first.rstrip("0123456789"))
    if issuer is None:
        return None
    return issuer.kind or _OFFICIAL_LETTER


def _issuer_of(codes: Sequence[str], lexicon: InstrumentLexicon) -> str | None:
    for code in codes:
        issuer = lexicon.issuers.get(fold(code).rstrip("0123456789"))
        if issuer is not None:
            return issuer.name
    return None


@cache
def _kind_before() -> re.Pattern[str]:
    """What may stand right before a number with letters: a kind, a titled law, "số"."""
    lexicon = instrument_lexicon()
    kind = rf"\b(?P<kind>{lexicon.kind_pattern})(?:\s+{lexicon.title_pattern})?"
    # "kế hoạch hành động số", "quyết định khen thưởng số"
    closer = rf"(?:\s+(?!{lexicon.kind_pattern}\b|so\b)[^\W\d_]+){{1,3}}\s+so\b"
    return re.compile(rf"(?P<mention>{kind}(?:[\s,(]*(?:\bso\b)?|{closer})|\bso\b)\s*[:.]?\s*$")


def _numbered_by_kind(text: str, folded: str) -> Iterator[Instrument]:
    """Mentions whose number has no letters: "NĐ 98/2023", "kế hoạch số 145"."""
    lexicon = instrument_lexicon()
    for match in _bare_number().finditer(folded):
        kind = lexicon.kind_named(match["kind"])
        if not (match["so"] or match["year"] or (kind.bare and _may_be_bare(match, kind))):
            continue
        number = match["serial"] + (f"/{match['year']}" if match["year"] else "")
        mention = Instrument(
            kind=kind.name,
            number=number,
            issuer=None,
            date=None,
            year=int(match["year"]) if match["year"] else None,
            start=match.start(),
            end=match.end(),
        )
        mention = _completed(mention, text, folded)
        yield mention
        end = mention.end
        while match["year"] and (more := _MORE_OF_YEARS.match(folded, end)) is not None:
            end = more.end()
            year = int(more["number"][-4:])
            yield replace(
                mention,
                number=more["number"],
                date=None,
                issuer=None,
                year=year,
                start=more.start("number"),
                end=end,
            )


def _may_be_bare(match: re.Match[str], kind: Kind) -> bool:
    """ "Nghị định 91" and "NĐ 91", but not the town ("TT 5") nor "thông tư 2 lần"."""
    written = " ".join(match["kind"].split())
    whole_name = written in map(fold, kind.names)
    return len(match["serial"]) > 1 and (whole_name or kind.name == "nghị định")


@cache
def _bare_number() -> re.Pattern[str]:
    kinds = instrument_lexicon().kind_pattern
    return re.compile(
        rf"\b(?P<kind>{kinds})\s*(?P<so>\bso\b)?\s*:?\s*(?P<serial>\d{{1,5}})(?!\d)"
        r"(?:\s*/\s*(?P<year>[12]\d{3})(?!\d))?(?![.,]\d|\s*(?:%|/\s*\d))"
    )


def _named_laws(text: str, folded: str) -> Iterator[Instrument]:
    """Laws by their title: "Luật Thi đua, khen thưởng năm 2022", "Luật Đất đai"."""
    lexicon = instrument_lexicon()
    for match in _titled().finditer(folded):
        kind = lexicon.kind_named(match["kind"])
        title = " ".join(text[match.start("title") : match.end("title")].split())
        title = lexicon.title_in_full.get(" ".join(_WORD.findall(fold(title))), title)
        mention = Instrument(kind.name, None, None, None, None, match.start(), match.end(), title)
        mention = _completed(mention, text, folded)
        if mention.year is None:
            year = _YEAR.match(folded, mention.end)
            if year is not None:
                mention = replace(mention, year=int(year[1]), end=year.end())
        yield mention


def _dated_by_kind(text: str, folded: str) -> Iterator[Instrument]:
    """Mentions without a number: "Quyết định ngày 12/12/2022 của UBND huyện"."""
    lexicon = instrument_lexicon()
    for match in _unnumbered().finditer(folded):
        kind = lexicon.kind_named(match["kind"])
        mention = Instrument(kind.name, None, None, None, None, match.start(), match.end())
        mention = _completed(mention, text, folded)
        if mention.date is not None and len(mention.date) == 10 and mention.issuer is not None:
            yield mention


@cache
def _unnumbered() -> re.Pattern[str]:
    names = sorted(
        (fold(name) for kind in instrument_lexicon().kinds.values() for name in kind.names), key=len
    )
    kinds = "|".join(name.replace(" ", r"\s+") for name in reversed(names))
    return re.compile(rf"\b(?P<kind>{kinds})\b{_LEFT_BLANK}(?=[\s,(]*ngay\b)")


@cache
def _titled() -> re.Pattern[str]:
    lexicon = instrument_lexicon()
    kinds = "|".join(sorted(name for name, kind in lexicon.kinds.items() if kind.titled))
    return re.compile(rf"\b(?P<kind>{kinds})\s+(?P<title>{lexicon.title_pattern})\b")


def _completed(mention: Instrument, text: str, folded: str) -> Instrument:
    """The mention with the date and the issuing body that follow it, in either order."""
    mention = _dated(mention, folded)
    body = _body_after(text, folded, mention.end)
    if body is None:
        return mention
    start, end = body
    named = " ".join(text[start:end].split())
    if mention.issuer is not None and fold(mention.issuer).startswith(fold(named)):
        named = mention.issuer  # "Thủ tướng" of a number with the letters "TTg"
    mention = replace(mention, issuer=named, end=end)
    return mention if mention.date is not None else _dated(mention, folded)


def _dated(mention: Instrument, folded: str) -> Instrument:
    for pattern in (_DAY, _DAY_IN_WORDS, _MONTH):
        match = pattern.match(folded, mention.end)
        if match is not None and (date := _iso(match.groups())) is not None:
            return replace(mention, date=date, year=mention.year or int(date[:4]), end=match.end())
    return mention


def _iso(groups: tuple[str, ...]) -> str | None:
    """``2017-07-31`` from day, month and year, ``2017-07`` from the last two; None if impossible."""
    *day, month, year = groups
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day[0]) <= 31):
        return None
    year = year if len(year) == 4 else f"20{year}"
    return "-".join([year, month.zfill(2), *(part.zfill(2) for part in day)])


def _body_after(text: str, folded: str, position: int) -> tuple[int, int] | None:
    """Where the name of the issuing body stands after "của", None when none does."""
    lexicon = instrument_lexicon()
    by = _ISSUED_BY.match(folded, position)
    opener = lexicon.body_pattern.match(folded, by.end()) if by is not None else None
    if by is None or opener is None:
        return None
    end = opener.end()
    while (word := _WORD.search(text, end)) is not None:
        gap = text[end : word.start()]
        if gap.strip(" \n-–&'’") or not gap or not _belongs(text, folded, word, lexicon):
            break
        end = word.end()
    return by.end(), end


def _belongs(text: str, folded: str, word: re.Match[str], lexicon: InstrumentLexicon) -> bool:
    """Whether a word goes on with the body's name; a kind or what was decided ends it."""
    if lexicon.kind_start_pattern.match(folded, word.start()):
        return False
    if lexicon.body_end_pattern.match(text, word.start()):
        return False
    if word.group() == "và":
        following = _WORD.match(text, word.end() + 1)
        return (
            following is not None
            and following.group()[0].isupper()
            and _belongs(text, folded, following, lexicon)
        )
    return word.group()[0].isupper() or word.group() in lexicon.inner_words
