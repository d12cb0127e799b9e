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
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from language.instrument_lexicon import InstrumentLexicon, Kind, instrument_lexicon
from language.text import fold

_OFFICIAL_LETTER = "công văn"
_CODE = r"[^\W\d_]{1,10}(?:\d{1,2})?"
_CODED_NUMBER = re.compile(
    r"(?<![\w/])(?P<serial>\d{1,5}[a-e]?)\s*(?:/\s*(?P<year>[12]\s?\d\s?\d\s?\d))?\s*[/\-–]\s*"
    rf"(?P<codes>{_CODE}(?:\s*[\-–/]\s*{_CODE}){{0,3}})(?!\w)"
)
_SEPARATOR = re.compile(r"\s*([\-–/])\s*")
_DAY = re.compile(r"[\s,(]*ngay\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*([12]\d{3})\b")
_DAY_IN_WORDS = re.compile(r"[\s,(]*ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*([12]\d{3})\b")
_MONTH = re.compile(r"[\s,(]*thang\s*(\d{1,2})\s*(?:/|nam)\s*([12]\d{3})\b")
_YEAR = re.compile(r"[\s,(]*(?:nam\s*)?((?:19|20)\d{2})\b(?!\s*[/\-–]\s*\d)")
_ISSUED_BY = re.compile(r"[\s,)]*(?:cua|do)\s+")
_WORD = re.compile(r"[^\W\d_]+")
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
    for finder in (_coded, _numbered_by_kind, _named_laws):
        for mention in finder(text, folded):
            if all(mention.end <= other.start or mention.start >= other.end for other in found):
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _coded(text: str, folded: str) -> Iterator[Instrument]:
    """Mentions whose number carries letters: "12/KH-UBND", "39/2013/QH13", "34-CT/TW"."""
    lexicon = instrument_lexicon()
    for match in _CODED_NUMBER.finditer(folded):
        codes_end, codes = _codes(text, match, lexicon)
        if not codes or codes[0] in lexicon.other_papers:
            continue
        before = _kind_before().search(folded, 0, match.start())
        kind = lexicon.kind_named(before["kind"]) if before is not None and before["kind"] else None
        known_letters = _kind_of(codes, lexicon)
        if known_letters is None and before is None:
            continue
        if kind is None and _OWN_NUMBER.search(folded, 0, match.start()):
            continue
        year = match["year"] and int(re.sub(r"\s", "", match["year"]))
        yield _completed(
            Instrument(
                kind=kind.name if kind is not None else (known_letters or _OFFICIAL_LETTER),
                number=_canonical(text, match, codes_end, codes),
                issuer=_issuer_of(codes, lexicon),
                date=None,
                year=year or None,
                start=match.start() if before is None else before.start("mention"),
                end=codes_end,
            ),
            text,
            folded,
        )


def _codes(text: str, match: re.Match[str], lexicon: InstrumentLexicon) -> tuple[int, list[str]]:
    """The letters of a number in canonical spelling, and where they end.

    Letters are known ones, or capitals; the first that is neither ends the number.
    """
    codes: list[str] = []
    end = match.start("codes")
    for piece in re.finditer(_CODE, match["codes"]):
        start, stop = match.start("codes") + piece.start(), match.start("codes") + piece.end()
        code = _canonical_code(text[start:stop], lexicon)
        if code is None:
            break
        codes.append(code)
        end = stop
    return end, codes


def _canonical_code(printed: str, lexicon: InstrumentLexicon) -> str | None:
    upright = printed.replace("Ð", "Đ").replace("ð", "đ")
    if upright in lexicon.other_papers:
        return upright
    letters = fold(printed).rstrip("0123456789")
    digits = printed[len(letters) :]
    issuer = lexicon.issuers.get(letters)
    if issuer is not None and (not digits or issuer.numbered):
        return issuer.code + digits
    if not digits and letters in lexicon.kind_of_code:
        return lexicon.kind_of_code[letters][0]
    return upright if upright.isupper() and len(upright) > 1 else None


def _kind_of(codes: list[str], lexicon: InstrumentLexicon) -> str | None:
    """The kind that the letters tell; None when none of them is known."""
    first = fold(codes[0])
    if first in lexicon.kind_of_code:
        return lexicon.kind_of_code[first][1].name
    issuer = lexicon.issuers.get(first.rstrip("0123456789"))
    if issuer is None:
        return None
    return issuer.kind or _OFFICIAL_LETTER


def _issuer_of(codes: list[str], lexicon: InstrumentLexicon) -> str | None:
    for code in codes:
        issuer = lexicon.issuers.get(fold(code).rstrip("0123456789"))
        if issuer is not None:
            return issuer.name
    return None


def _canonical(text: str, match: re.Match[str], codes_end: int, codes: list[str]) -> str:
    separators = _SEPARATOR.findall(text[match.start("codes") : codes_end])
    letters = codes[0] + "".join(
        ("/" if mark == "/" else "-") + code for mark, code in zip(separators, codes[1:], strict=True)
    )
    year = re.sub(r"\s", "", match["year"] or "")
    lead = text[match.end("year") if year else match.end("serial") : match.start("codes")]
    serial = match["serial"] + (f"/{year}" if year else "")
    return serial + ("/" if "/" in lead else "-") + letters


@cache
def _kind_before() -> re.Pattern[str]:
    """What may stand right before a number with letters: a kind, a titled law, "số"."""
    lexicon = instrument_lexicon()
    kind = rf"\b(?P<kind>{lexicon.kind_pattern})(?:\s+{lexicon.title_pattern})?"
    return re.compile(rf"(?P<mention>{kind}[\s,(]*(?:\bso\b)?|\bso\b)\s*[:.]?\s*$")


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
        yield _completed(mention, text, folded)


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
        mention = Instrument(kind.name, None, None, None, None, match.start(), match.end(), title)
        mention = _completed(mention, text, folded)
        if mention.year is None:
            year = _YEAR.match(folded, mention.end)
            if year is not None:
                mention = replace(mention, year=int(year[1]), end=year.end())
        yield mention


@cache
def _titled() -> re.Pattern[str]:
    lexicon = instrument_lexicon()
    kinds = "|".join(sorted(name for name, kind in lexicon.kinds.items() if kind.titled))
    return re.compile(rf"\b(?P<kind>{kinds})\s+(?P<title>{lexicon.title_pattern})\b")


def _completed(mention: Instrument, text: str, folded: str) -> Instrument:
    """The mention with the date and the issuing body that follow it."""
    for pattern in (_DAY, _DAY_IN_WORDS, _MONTH):
        match = pattern.match(folded, mention.end)
        if match is not None and (date := _iso(match.groups())) is not None:
            year = mention.year or int(date[:4])
            mention = replace(mention, date=date, year=year, end=match.end())
            break
    body = _body_after(text, folded, mention.end)
    if body is not None:
        start, end = body
        mention = replace(mention, issuer=" ".join(text[start:end].split()), end=end)
    return mention


def _iso(groups: tuple[str, ...]) -> str | None:
    """``2017-07-31`` from day, month and year, ``2017-07`` from the last two; None if impossible."""
    *day, month, year = groups
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day[0]) <= 31):
        return None
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
        if gap.strip(" \n-–") or not gap or not _belongs(text, folded, word, lexicon):
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
