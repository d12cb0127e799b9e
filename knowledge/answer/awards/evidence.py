"""Where an award statement stands: the words that show who, what, by whom and in which status."""

from __future__ import annotations

import re
import weakref
from functools import lru_cache
from typing import NamedTuple

from foundation.document import Span
from knowledge.answer.awards.told import Told
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Source
from language.award_terms import find_terms, name_kind
from language.text import UPPER, sentences
from language.units import name_key, strip_kind
from language.words import Syllables, syllables

# The names of those who were counted, right behind the count: "03 đơn vị (UBND xã A, …)",
# "03 đơn vị là UBND xã A, …", "03 đơn vị: …".
_IN_BRACKETS = re.compile(r"\s*\((?:gồm:?\s*)?([^()]{3,400})\)")
_NAMES = re.compile(
    r"(?:\s*:|\s+là\b:?|\s*,?\s+(?:gồm|gồm có|bao gồm|đó là|cụ thể là)\b:?)\s*"
    r"([^;.\n]{3,}(?:\n[^;.\n]+){0,4})"
)
_TITLE = re.compile(rf"(?<!\w)(?i:đ/c|đồng chí|ông|bà|anh|chị|cô|thầy)\s+(?=[{UPPER}])")
_PEOPLE_BEHIND = re.compile(
    r"(?:[^.;:()\d\n]|\n(?!\s*[-+*•\n])){3,160}"
    r"\((?:gồm:?\s*)?((?:đ/c|đồng chí|ông|bà)\s[^()]{3,300})\)",
    re.IGNORECASE,
)
# Where a new line begins a piece of its own: a list mark, an outline number, an empty line.
_MARK = r"(?:[-+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)\s+"
_OWN_LINE = re.compile(rf"\n\s*(?={_MARK})|\n\s*\n|(?<=\n)[^\n]{{1,50}}\n(?=[{UPPER}])")
_LEADING_MARK = re.compile(_MARK)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)|\n\s*(?=[-+*•]\s)")
_LONGEST_SENTENCE = 320
_AROUND = 500
_CELL = re.compile(r"[\t|]")
_CELLS = re.compile(r"[|\t]|</?t[dh][^>]*>|\s—\s")
_ROWS = re.compile(r"\n|</?tr[^>]*>")
_LETTERED = re.compile(rf"[{UPPER}][^\W\d_]")


class _Place(NamedTuple):
    source: Source
    names: str


# A statement's words never change, and reading them anew would ask the store each time.
_places: weakref.WeakKeyDictionary[Told, _Place] = weakref.WeakKeyDictionary()


def source_of(base: KnowledgeBase, told: Told) -> Source:
    """The place of a statement, widened until it shows its status, its giver and its names.

    "đề nghị", "không có", "luôn" stand before the award: what is not plainly awarded is cited
    from the beginning of its sentence, and so is an award whose giver is named earlier there.
    """
    return _place(base, told).source


def names_behind(base: KnowledgeBase, told: Told) -> str:
    """The names right behind a count, "" without any."""
    return _place(base, told).names


def _place(base: KnowledgeBase, told: Told) -> _Place:
    kept = _places.get(told)
    if kept is None:
        kept = _places[told] = _read_place(base.original_text(told.document.document_id), told)
    return kept


def _read_place(text: str, told: Told) -> _Place:
    start, end = told.record.span
    behind = _names_match(text, told)
    if behind is not None:
        end = behind.end()
    if not _CELL.search(text[start:end]) and (told.record.status != "awarded" or _lacks_giver(told, text)):
        start = _sentence_start(text, start, end)
    if not told.own and not _names_unit(text[start:end], told):
        start = _sentence_start(text, start, end)
    names = "" if behind is None else " ".join(behind.group(1).split())
    return _Place(Source(told.document.document_id, Span(start, end)), names)


def naming_source(base: KnowledgeBase, told: Told) -> Source:
    """Where another unit's report names the unit of a statement: in it, else nearest before it."""
    source = source_of(base, told)
    text = base.original_text(source.document_id)
    if _names_unit(text[source.span.start : source.span.end], told):
        return source
    name = r"\s+".join(map(re.escape, told.unit_name.split()))
    before = [*re.finditer(name, text[: source.span.start], re.IGNORECASE)]
    return Source(source.document_id, Span(*before[-1].span())) if before else source


def _names_unit(words: str, told: Told) -> bool:
    return f" {name_key(strip_kind(told.unit_name))} " in f" {name_key(words)} "


def quote_of(base: KnowledgeBase, told: Told) -> str:
    """The words at the source of a statement."""
    source = source_of(base, told)
    return base.original_text(source.document_id)[source.span.start : source.span.end]


def own_words(base: KnowledgeBase, told: Told) -> str:
    """The words of the statement alone, without the rest of its sentence that a source may take in."""
    return base.original_text(told.document.document_id)[slice(*told.record.span)]


def _names_match(text: str, told: Told) -> re.Match[str] | None:
    if told.record.named or not told.record.count:
        return None
    end = told.record.span.end
    found = _IN_BRACKETS.match(text, end) or _NAMES.match(text, end) or _people_behind(text, told)
    if found is None or name_kind(found.group(1)) == "khác" or len(found.group()) > 400:
        return None
    return found


def _people_behind(text: str, told: Told) -> re.Match[str] | None:
    """The people in brackets behind what the award was for, each with a title, as many as were counted."""
    found = _PEOPLE_BEHIND.match(text, told.record.span.end)
    if found is None or told.record.recipient_kind != "cá nhân":
        return None
    return found if len(_TITLE.findall(found.group(1))) == told.record.count else None


def _lacks_giver(told: Told, text: str) -> bool:
    """Whether the statement's own words do not name its giver."""
    record = told.record
    if not record.authority:
        return False
    return not _names_authority(text[record.span.start : record.span.end])


@lru_cache(maxsize=20_000)
def _names_authority(words: str) -> bool:
    return any(term.authority is not None for term in find_terms(words))


def _sentence_start(text: str, start: int, end: int) -> int:
    """Where the sentence of ``start`` begins, unless it would be too long to show.

    A list item or heading is a piece of its own; semicolons part no sentence here.
    """
    first = max(0, start - _AROUND)
    window = text[first:start]
    breaks = [m.end() for m in _OWN_LINE.finditer(window) if not _is_torn(window, m.end())]
    begin = first + (breaks[-1] if breaks else 0)
    pieces = sentences(text[begin:end].replace("\n", " ").replace(";", ","))
    at = max((begin + piece.start for piece in pieces if begin + piece.start <= start), default=start)
    if (own := _LEADING_MARK.match(text, at)) and own.end() <= start:
        at = own.end()
    return at if end - at <= _LONGEST_SENTENCE else start


def _is_torn(window: str, position: int) -> bool:
    """Whether an empty line only parts the lines of one sentence, as page readers leave them."""
    before, after = window[:position].rstrip(), window[position:].lstrip()
    return bool(before) and before[-1] not in ".!?;:" and after[:1].islower()


def sentence_of(base: KnowledgeBase, told: Told) -> str:
    """The sentence that the statement stands in."""
    text = base.original_text(told.document.document_id)
    start, end = told.record.span
    begin = _sentence_start(text, start, end)
    return text[begin:end]


def whole_sentence_of(base: KnowledgeBase, told: Told) -> Source:
    """The place of the sentence from its beginning to its end: what the award was for stands in it."""
    text = base.original_text(told.document.document_id)
    start, end = told.record.span
    begin = _sentence_start(text, start, end)
    stop = _SENTENCE_END.search(text, end)
    last = min(stop.start() if stop else len(text), end + _LONGEST_SENTENCE)
    return Source(told.document.document_id, Span(begin, max(last, end)))


def recipient_words_of(base: KnowledgeBase, told: Told) -> Syllables:
    """The syllables of the recipient, of the names behind a count and of the row of a bare figure."""
    return syllables(f"{told.record.recipient} . {names_behind(base, told)} . {row_name(base, told)}")


def row_name(base: KnowledgeBase, told: Told) -> str:
    """Whom the row of a table names where the record only has its figure, "" for any other record.

    The row is the last in the statement's words, which may begin with the table's head; of a table
    that has become a column of lines, the row begins with the last line that is no figure.
    """
    if not told.record.recipient.strip().isdigit():
        return ""
    rows = [row for row in _ROWS.split(quote_of(base, told)) if row.strip()]
    if not rows:
        return ""
    cells = _CELLS.split(rows[-1]) if _CELLS.search(rows[-1]) else rows[::-1]
    return next((cell.strip(" *") for cell in cells if _LETTERED.search(cell)), "")


def words_of(base: KnowledgeBase, told: Told) -> Syllables:
    """The syllables of the recipient, the reason and the sentence of a statement."""
    record = told.record
    return syllables(" . ".join((record.recipient, record.reason, sentence_of(base, told))))
