"""The parts of a report by Decree 30/2020/NĐ-CP, article 8: which are missing or left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foundation.document import Span
from foundation.wording import say
from knowledge.check.draft import Draft
from knowledge.check.finding import Finding
from language.instrument_lexicon import instrument_lexicon
from language.text import fold

# A part of the head stands before this many characters, one of the tail after that many.
_HEAD, _TAIL = 2500, 2500
_COUNTRY = re.compile(r"cong\s*ho\w*\s*xa\s*hoi|chu\s*nghia\s*viet\s*nam|\bchxhcn\b")
_MOTTO = re.compile(r"do\w\s*lap\W*tu\s*do|tu\s*do\W*hanh\s*phuc|hanh\s*phuc")
# Documents of the Party and of its youth union bear a name in the motto's place and have no motto.
_PARTY = re.compile(
    r"dang\s*cong\s*san\s*viet\s*nam|\bdoan\s+(?:tncs|thanh\s*nien\s*cong\s*san)\s*ho\s*chi\s*minh"
)
_PARTY_ISSUER = re.compile(
    r"\W*(?:dang bo [^\n]*\n\W*)?(?:dang uy|huyen uy|thanh uy|quan uy|thi uy|tinh uy|chi bo)\b"
    r"(?![^\n]*\bubnd\b)"
)
_NUMBER = re.compile(
    r"(?:^|[\n|\t]|\s{2,})[\s*_#|]*so\s*:?\s*(?P<serial>[\d.…_\s]*?)\s*[/-]\s*"
    r"(?P<code>[a-z][\w&.]*(?:\s?-\s?[\w&.]+)*)"
)
_PLACE_DATE = re.compile(
    r"ngay\s*(?P<day>[\d.…_\s]*?)\s*thang\s*(?P<month>[\d.…_\s]*?)\s*nam\s*(?P<year>20\s?\d\s?\d|[.…_\s]*)"
)
_TITLE = re.compile(r"\bbao\s*cao\b")
_RECIPIENTS = re.compile(r"noi\s*nhan\s*:?")
_POWER = re.compile(
    r"(?:(?:^|\n)[\s*_|#]*|\s{3,}|\|\s*)(?:(?:tm|kt|tl|tuq|q)\.\s?[a-z]"
    r"|(?:pho )?(?:chu tich|truong phong|truong ban|bi thu|giam doc|hieu truong)\b)"
)
_REPORT = "báo cáo"
_CLOSED = re.compile(r"\./\.|tren day la|noi nhan")
# Sheets of figures come with a report and are none.
_NO_LETTERS = ("xlsx", "xls", "csv")
_PEN = " .…_\n\t*"
_HALF, _OTHER_KIND = 0.55, 0.65


def check_parts(draft: Draft) -> Iterator[Finding]:
    """A finding for each part that is missing, or that still waits for the pen."""
    text = draft.text
    if not text.strip() or draft.document.source.format in _NO_LETTERS:
        return
    folded = fold(text)
    title = _TITLE.search(folded)
    head = folded[:_HEAD]
    before_title = folded[: title.start()] if title is not None and title.start() < _HEAD else head
    yield from _head(draft, head, before_title)
    if title is None:
        yield _missing(draft, "title_missing", "title_repair", first=True)
    tail = folded[-_TAIL:]
    if _RECIPIENTS.search(tail) is None and _RECIPIENTS.search(head) is None:
        yield _missing(draft, "recipients_missing", "recipients_repair", first=False)
    if draft.identity.signer is None:
        closed = list(_CLOSED.finditer(tail))
        if (
            _POWER.search(tail, closed[-1].start() if closed else 0) is None
            and _POWER.search(tail[-600:]) is None
        ):
            yield _missing(draft, "signature_missing", "signature_repair", first=False)
        else:
            sure = 0.6 if _ends_with_power(folded) else 0.4
            yield _missing(draft, "signer_missing", "signature_repair", first=False, confidence=sure)


def _ends_with_power(folded: str) -> bool:
    """Whether nothing but recipients stands behind the post of the signer."""
    lines = [f"\n{line.strip()}" for line in folded.splitlines() if line.strip()]
    while len(lines) > 1 and lines[-1].startswith("\n-") and _POWER.search(lines[-1]) is None:
        lines.pop()
    last = lines[-1] if lines else ""
    return any(last[power.end() :].strip(" *_|") == "" for power in _POWER.finditer(last))


def _head(draft: Draft, head: str, before_title: str) -> Iterator[Finding]:
    party = _PARTY.search(before_title) or _PARTY_ISSUER.match(before_title)
    country, motto = _COUNTRY.search(head), _MOTTO.search(head)
    if country is None and motto is None and party is None:
        yield _missing(draft, "motto", "motto_repair", first=True)
    elif party is None and (country is None or motto is None):
        key = "motto_half" if country is None else "country_half"
        yield _missing(draft, key, "motto_repair", first=True, confidence=_HALF)
    number = _NUMBER.search(before_title)
    if number is None and draft.identity.number is None:
        yield _missing(draft, "number_missing", "number_repair", first=True)
    elif number is not None and not number["serial"].strip(_PEN):
        yield _blank(draft, "number_blank", "number_repair", number)
    elif number is not None:
        yield from _other_kind(draft, number)
    dated = _PLACE_DATE.search(head)
    if dated is None and draft.identity.date is None:
        yield _missing(draft, "date_missing", "date_repair", first=True)
    elif dated is not None and not (dated["day"].strip(_PEN) and dated["month"].strip(_PEN)):
        yield _blank(draft, "date_blank", "date_repair", dated)


def _other_kind(draft: Draft, number: re.Match[str]) -> Iterator[Finding]:
    """A report that bears the letters of a plan or a decision: "Số: 45/KH-UBND"."""
    first, *rest = re.split(r"\s?-\s?", number["code"])
    kinds = instrument_lexicon().kind_of_code
    if first not in kinds or kinds[first][1].name == _REPORT or not rest:
        return
    words = draft.text[number.start() : number.end()]
    start = number.start() + len(words) - len(words.lstrip(" \n\t|*_#"))
    quote = draft.quote(Span(start, number.start() + len(words.rstrip())))
    message = say("check.form.other_kind", printed=quote.text, kind=kinds[first][1].name)
    yield Finding("form", "warning", _OTHER_KIND, message, say("check.form.other_kind_repair"), (quote,))


def _missing(draft: Draft, key: str, repair: str, first: bool, confidence: float = 0.8) -> Finding:
    """The part that is not there, quoted by the line next to which it belongs."""
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", draft.text))
    line = lines[0] if first else lines[-1]
    words = line.group()
    start = line.start() + len(words) - len(words.lstrip())
    quote = draft.quote(Span(start, line.start() + len(words.rstrip())))
    return Finding(
        "form", "warning", confidence, say(f"check.form.{key}"), say(f"check.form.{repair}"), (quote,)
    )


def _blank(draft: Draft, key: str, repair: str, match: re.Match[str]) -> Finding:
    words = draft.text[match.start() : match.end()]
    start = match.start() + len(words) - len(words.lstrip(" \n\t|*_#"))
    quote = draft.quote(Span(start, match.start() + len(words.rstrip())))
    return Finding("form", "warning", 0.6, say(f"check.form.{key}"), say(f"check.form.{repair}"), (quote,))
