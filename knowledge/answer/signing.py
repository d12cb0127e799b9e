"""As what a report's signer signed: the roles right above the name, and for whom.

Decree 30/2020/NĐ-CP, annex I: who signs for the head writes "KT." and the head's title, then the
own title under it; "TM." is for a collective body, "TUQ." and "TL." by order of the head. Those
titles are not the signer's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from foundation.document import Span
from knowledge.answer.roles import Office, body_asked, offices_in
from knowledge.base import KnowledgeBase
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import has, key, question_lists
from language.text import fold
from language.words import Word, syllables, words

_REACH = 420
_LONGEST_ROLE = 90
_CELLS = re.compile(r"[\n|\t]+|<br\s*/?>| {3,}")
_RECIPIENT = re.compile(r"\s*(?:[-+•–]|\*\s|Nơi nhận|Lưu\b|[Nn]hư trên)", re.IGNORECASE)
_STAMP = re.compile(r"[\W_]*(?:\((?:đã )?ký.{0,40}\)|đã ký|\(?ký tên.{0,30})?[\W_]*", re.IGNORECASE)
_FOR = r"(?<!\w)(?:KT|K/T|TUQ|TL|T/L|TM|T/M|Q|[Kk]t|[Tt]uq|[Tt]l|[Tt]m)(?:\s?[./]\s?|\s+)"
# The office held beside the chair of the council, in brackets under the name.
_BESIDE = re.compile(r"[\s*_|]*\(([^()\n]{4,80})\)")
_DEPUTY_SHORT = re.compile(r"(?<!\w)(?:P\s?\.\s?(?=CHỦ TỊCH)|PCT(?!\w))")


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands above a signature: the signer's ``own`` titles, the collective ``body`` that it is
    signed for (each empty where not told), and all as ``printed``. ``span`` takes in the name."""

    own: str
    body: str
    printed: str
    span: Span


def signed_as(document: StoredDocument, base: KnowledgeBase) -> Signed | None:
    """The roles above the signer's name and the office in brackets under it; None where none is told."""
    signer = document.identity.signer
    if signer is None or signer.span is None:
        return None
    text = base.original_text(document.document_id)
    start, end = signer.span
    cells = _role_cells(text, start)
    beside = _BESIDE.match(text, end)
    if beside is not None and _is_role(_plain(beside[1])):
        cells, end = [*cells, beside.span(1)], beside.end(1)
    if not cells:
        return None
    own: list[str] = []
    bodies: list[str] = []
    for first, last in cells:
        for prefix, title in _titles(text[first:last]):
            if not prefix:
                own.append(title)
            elif prefix.upper().startswith(("TM", "T/M")):
                bodies.append(title)
    printed = " ".join(_plain(text[first:last]) for first, last in cells)
    return Signed(" ".join(own), " ".join(bodies), printed, Span(min(cells[0][0], start), end))


def signs_as_asked(query: Query, signed: Signed, document: StoredDocument, content: Sequence[Word]) -> bool:
    """Whether the signer's own title is the asked one; a chair must be that of the asked body."""
    issuer = document.identity.value("issuer") or ""
    marks = syllables(f"{signed.own} {signed.body} {issuer}")
    if not signed.own or not all(any(marks.find(p) for p in w.phrases) or w.light for w in content):
        return False
    asked = body_asked(query)
    wants_deputy = any(w.phrase[:1] == ("pho",) for w in content)
    if asked is None:
        deputy = any(w.phrase[:1] == ("pho",) for w in words(signed.own))
        return deputy == wants_deputy and _shares_a_title(signed.own, content)
    return any(
        o.deputy == wants_deputy and (o.body == asked or not issuer) for o in office_signed(signed, document)
    )


def _shares_a_title(own: str, content: Sequence[Word]) -> bool:
    """Whether a word of the question begins with the title: "Bí thư Đảng ủy" asks for a "Bí thư"."""
    marks = syllables(own)
    return any(marks.find(p) or marks.find(p[:2]) for w in content for p in w.phrases)


def office_signed(signed: Signed, document: StoredDocument) -> tuple[Office, ...]:
    """The chairs that the signer holds, each of the body printed with it, else the one signed for,
    else the one that issues."""
    return tuple(offices_in(signed.own, f"{signed.body} {document.identity.value('issuer') or ''}"))


def _role_cells(text: str, name: int) -> list[tuple[int, int]]:
    """Where the roles stand, from the name upwards to the first line that is none."""
    begin = max(0, name - _REACH)
    cuts = [begin, *(at for m in _CELLS.finditer(text, begin, name) for at in m.span()), name]
    found: list[tuple[int, int]] = []
    for first, last in reversed(list(zip(cuts[::2], cuts[1::2], strict=True))):
        shown = _plain(text[first:last])
        if _STAMP.fullmatch(shown) or _RECIPIENT.match(shown) or shown.endswith(";"):
            continue
        if not _is_role(shown):
            break
        found.append((first, last))
    return found[::-1]


def _plain(cell: str) -> str:
    return cell.replace("**", "").replace("__", "").strip(" _#")


def _is_role(cell: str) -> bool:
    """Whether a line is nothing but a role: short, in capitals or a title's, no sentence."""
    if len(cell) > _LONGEST_ROLE or cell.endswith((".", ":", ",")) or any(map(str.isdigit, cell)):
        return False
    return bool(_title().match(cell) or re.match(_FOR, cell)) and (
        cell.isupper() or len(cell.split()) <= _longest_title()
    )


def _titles(cell: str) -> list[tuple[str, str]]:
    """The titles of a line with the letters before each: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" are two."""
    cell = _DEPUTY_SHORT.sub(lambda m: "PHÓ CHỦ TỊCH" if m.group() == "PCT" else "PHÓ ", _plain(cell))
    begins = [m.start() for m in re.finditer(rf"{_FOR}|{_title().pattern}", cell)]
    begins = [at for at in begins if not re.search(rf"{_FOR}$", cell[:at])]
    found = []
    for first, last in zip(begins, [*begins[1:], len(cell)], strict=True):
        part = cell[first:last]
        prefix = re.match(_FOR, part)
        found.append(
            (prefix.group().strip() if prefix else "", part[prefix.end() if prefix else 0 :].strip())
        )
    return found


def offices_named(question: str) -> bool:
    """Whether a question names a title that one signs with."""
    said = key(question)
    return any(has(said, title) for title in question_lists()["signing"]["titles"])


@cache
def _title() -> re.Pattern[str]:
    """A title as written over a signature, in capitals or with a first capital."""
    titles = sorted(question_lists()["signing"]["titles"], key=len, reverse=True)
    ways = [way for title in titles for way in (title.upper(), title)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ways))}|P\s?\.\s?CHỦ TỊCH|PCT)(?!\w)")


@cache
def _longest_title() -> int:
    return max(len(fold(title).split()) for title in question_lists()["signing"]["titles"]) + 4
