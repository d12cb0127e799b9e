"""Phrases around a figure: what stands before it, and the noun phrase after its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end, words
from ingest.extract.indicators.naming import INNER_COMMA
from language.quantities import Quantity, quantities
from language.units import find_units

_BOUNDARY = re.compile(
    r"[;()\[\]“”\"]|,(?=\s|$)|:(?=\s*\S)|[.!?…]+(?=\s)|\n|(?:(?<=[:;.)]) |^)\s*[-–+*]\s|\s\+\s"
)
_TIGHT_BOUNDARY = re.compile(r"[;()\[\]“”\"\n:]|[,.!?…](?=\s|$)|\s\+\s")
_WORD = re.compile(
    rf"{INNER_COMMA}?\s*(?:-\s)?(?P<word>[^\W\d_]+(?:[-/&][^\W\d_]+)*|\d+(?![.,/%]?\d*\s?[%/]))"
)
_QUOTED = re.compile(r"[“\"][^“”\"]{2,160}[”\"]")
_NUMBERED_UNIT = re.compile(r"(?i:phường|xã|thị trấn|quận)\s+(?:[^\W\d_a-z]\w*\s+){0,3}\d{1,2}(?!\w)")
_ASIDE = re.compile(r"\((?:[^()\d]|(?:19|20)\d\d(?!\d)){1,80}\)")
_TITLE = re.compile(r"“[^“”\d]{2,60}”|\"[^\"\d]{2,60}\"")
_MORE_SUBJECT = re.compile(r",\s(?P<words>[^,;.()\d]{3,80})(?=[.;]|$)")
_AFTER_PERIOD = re.compile(r"^.*(?<!\w)(?:(?:19|20)\d\d|đầu năm|cuối năm)\s+")
_PER_UNIT = re.compile(r"(?:trên|/|mỗi|cho)\s*$")
_SIGNS = re.compile(r"[\s%]*")
_YEAR = re.compile(r"\s*(?:19|20)\d\d(?!\d)")
_LONGEST_RIGHT = 12
_FARTHEST_NAME = 24
# "hộ đạt danh hiệu …" goes on after "đạt"; "hộ đạt tỷ lệ 95 %" does not.
_PASSABLE = frozenset(
    {"đạt", "được", "đã", "có", "tham", "hoàn", "không", "thành", "là", "đi", "của", "thuộc"}
)
_PASSABLE_AT_ONCE = frozenset({"đạt", "được", "hoàn", "bị"})
_NOT_RELATIVE = re.compile(
    r"\s*(?:đạt|được)\s+(?:tỷ lệ|tỉ lệ|kế hoạch|kh\b|chỉ tiêu|trên|gần|hơn|cấp|hỗ trợ)"
)


@dataclass(frozen=True, slots=True)
class Clue:
    """A figure with its surroundings.

    ``lead`` is the text between the last boundary and the figure, ``before`` what stands in
    front of that boundary (after the figure before), ``right`` the noun phrase after the unit.
    ``boundary`` is the boundary itself (empty: none). ``after`` is the raw text behind.
    """

    quantity: Quantity
    lead: str
    lead_start: int
    before: str
    boundary: str
    right: str
    right_end: int
    after: str
    partitive: bool


@cache
def _stop_words() -> re.Pattern[str]:
    return at_start("stops", "copulas", "rises", "falls", "attributes", "partitives", "remainders")


@cache
def _stop_heads() -> re.Pattern[str]:
    several = [word for word in words("heads") if " " in word]
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, several))})(?!\w)")


def right_phrase(text: str, start: int, next_figure: int) -> int:
    """The end of the noun phrase that begins at ``start``, behind a unit or per cent sign.

    It goes no further than the place of the next figure; words that run right into that
    figure name it, and are left to it.
    """
    lower = text.lower()
    boundary = _TIGHT_BOUNDARY.search(text, start)
    limit = min(boundary.start() if boundary else len(text), next_figure)
    end = before_pass = start
    passed_to = -1
    for count in range(_LONGEST_RIGHT):
        word = _WORD.match(text, end, limit)
        if word is None:
            break
        stop = _stop_words().match(lower, end) or (count and _stop_heads().match(lower, end))
        if stop:
            if not _passes(lower, end, word["word"].lower(), count):
                break
            before_pass, passed_to = end, word.end()
        end = word.end()
    if end == passed_to:
        # A verb with nothing after it described nothing: "hộ đạt | 95 %".
        return before_pass
    title = _TITLE.match(text, end + 1)
    if title is not None and title.end() < next_figure:
        return title.end()
    return start if limit == next_figure and not text[end:limit].strip() else end


def _passes(lower: str, place: int, word: str, count: int) -> bool:
    """Whether a word that usually ends the phrase goes on describing what is counted."""
    if at_start("inner_phrases").match(lower, place):
        return True
    if _NOT_RELATIVE.match(lower, place):
        return False
    return word in (_PASSABLE if count else _PASSABLE_AT_ONCE)


def _subject_end(text: str, end: int, next_figure: int) -> int:
    """Past the commas of a subject: "100% cán bộ, công chức hoàn thành nhiệm vụ"."""
    while match := _MORE_SUBJECT.match(text, end):
        if match.end() >= next_figure or anywhere("copulas", "rises", "falls").match(match["words"].lower()):
            break
        end = right_phrase(text, match.start("words"), next_figure)
        if end <= match.start("words"):
            break
    return end


def _comparison_end(text: str, start: int) -> int:
    """The end of "kế hoạch huyện giao", "so với cùng kỳ năm 2022" after a per cent sign."""
    lower = text.lower()
    end = _SIGNS.match(lower, start)
    place = end.end() if end else start
    while match := at_start("comparison_tail").match(lower, place) or _YEAR.match(lower, place):
        place = match.end()
    return place if end and place > end.end() else start


def _figures(text: str) -> list[Quantity]:
    """The quantities that report something: none in quotes or a unit's name, no "trên 1 ha"."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    if _NUMBERED_UNIT.search(text):
        quoted += [(mention.start, mention.end) for mention in find_units(text)]
    return [
        quantity
        for quantity in quantities(text)
        if not any(a <= quantity.start < b for a, b in quoted)
        and quantity.unit not in words("ignored_units")
        and not _is_number_of_a_body(text, quantity)
        and not (
            quantity.value == 1
            and quantity.kind in ("area", "people", "count", "thing")
            and _PER_UNIT.search(text[: quantity.start].lower())
        )
    ]


@cache
def _numbered_body() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word) for word in words("numbered_bodies"))
    return re.compile(rf"(?<!\w)(?:{kinds})(?!\w)[^,.;:()\d]{{0,30}}?\ssố\s*$")


def _is_number_of_a_body(text: str, quantity: Quantity) -> bool:
    """Whether a number is the name of a body: "Cụm thi đua số 3 huyện ..."."""
    return bool(_numbered_body().search(text[: quantity.start].lower()[-60:]))


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _last_boundary(left: str) -> tuple[int, str]:
    """The end of the last boundary in ``left`` and the boundary itself."""
    masked = _TITLE.sub(_blank, _ASIDE.sub(_blank, left))
    end, boundary = 0, ""
    for match in _BOUNDARY.finditer(masked):
        end, boundary = match.end(), match.group().strip()
    return end, boundary


def _partitive(left: str, boundary_end: int, follows: bool) -> int:
    """The end of a word that opens parts of a whole ("trong đó") if it governs the lead, else 0."""
    last = 0
    for match in anywhere("partitives").finditer(left.lower()):
        last = match.end()
    if not last or not follows:
        return 0
    return last if last >= boundary_end - 3 or not left[last:boundary_end].strip(" :;,-+") else boundary_end


def clues(text: str) -> list[Clue]:
    """The figures of one statement with their surroundings; figures inside quotes are names."""
    found: list[Clue] = []
    figures = _figures(text)
    previous_end = 0
    for index, quantity in enumerate(figures):
        next_figure = figures[index + 1].start if index + 1 < len(figures) else len(text) + 1
        right_end = right_phrase(text, quantity.unit_end, next_figure)
        if quantity.unit == "%":
            compared_end = _comparison_end(text, quantity.unit_end)
            followed = compared_end > quantity.unit_end
            right_end = compared_end if followed else _subject_end(text, right_end, next_figure)
        left = text[previous_end : quantity.start]
        boundary_end, boundary = _last_boundary(left)
        part_end = _partitive(left, boundary_end, bool(found))
        boundary_end = max(boundary_end, part_end)
        lead_start = previous_end + _joined(left, boundary_end, bool(found))
        found.append(
            Clue(
                quantity=quantity,
                lead=_ASIDE.sub(" ", text[lead_start : quantity.start]),
                lead_start=lead_start,
                before=left[:boundary_end],
                boundary=boundary,
                right=text[quantity.unit_end : right_end].strip(),
                right_end=right_end,
                after=text[right_end : right_end + 80],
                partitive=part_end > 0,
            )
        )
        previous_end = right_end
    return found


def _joined(left: str, boundary_end: int, follows: bool) -> int:
    """Where the name begins when a comma stands inside it.

    "Tổng số hộ kinh doanh thương mại, dịch vụ là" and "Quà chúc thọ, mừng thọ:" are one name:
    the part before the comma has no figure, and either begins like a name, is a single word or
    the whole is a list item closed by a colon.
    """
    start = boundary_end
    while left[:start].rstrip().endswith(","):
        comma = left[:start].rstrip()
        earlier, boundary = _last_boundary(comma[:-1])
        earlier = max(earlier, *(m.end() for m in anywhere("partitives").finditer(comma.lower())), 0)
        piece = comma[earlier:-1]
        lead = left[start:]
        if len(left[earlier:].split()) > _FARTHEST_NAME or (follows and not earlier):
            break
        told = _AFTER_PERIOD.sub("", piece.strip().lower())
        named = at_start("heads").match(told + " ") and not at_start("heads").match(
            lead.strip().lower() + " "
        )
        same_head = lead.split()[:1] == piece.split()[-2:-1]
        item = lead.rstrip().endswith(":") and boundary in ("-", "+", "*", "", ":")
        first_part = earlier > 0 and at_end("partitives").search(comma[:earlier].lower())
        if (
            not (named or same_head or item or first_part or len(piece.split()) == 1)
            or not bare(lead)[0].strip()
        ):
            break
        start = earlier
    return start


def bare(lead: str) -> tuple[str, str]:
    """A lead without the words that tie it to its figure, and those words."""
    return strip_end(lead, "copulas", "havings")
