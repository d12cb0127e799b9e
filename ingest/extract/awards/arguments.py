"""The parts of an award statement: its award, its subject and the words that state it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.records import RecipientKind
from ingest.extract.awards.names import is_general, is_reporting_unit, named_recipients
from ingest.extract.awards.phrases import Group, edge_pattern
from language.award_terms import Award, Term
from language.text import even_spelling

PRAISE = Award("khen_thuong", "Khen thưởng", "khác", "")  # praise that names no award


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient: counted ("8 tập thể") or named; ``count`` None when no number is given.

    ``place`` is where counted recipients stand in the sentence, None for others.
    """

    text: str
    kind: RecipientKind
    count: int | None
    named: bool
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Core:
    """An award named in a clause, the heart of one statement."""

    award: Award
    start: int
    end: int


_HANDS = re.compile(r"(?<!\w)(?:trao|gắn)\s[^;:]*$")
_BEHIND_AWARD = re.compile(r"[\s\"”]*(?:(?:của|do)\s[^,;:]{3,60}?)?")


def told_terms(clause: str, terms: Sequence[Term]) -> list[Term]:
    """The terms of a clause without a verb that only leads to whom: "trao Huân chương | tặng ông A"."""
    awards = [t for t in terms if t.award is not None]

    def leads(term: Term) -> bool:
        last = next((a for a in reversed(awards) if a.end <= term.start), None)
        behind = last is not None and _BEHIND_AWARD.fullmatch(clause[last.end : term.start])
        return term.text == "tặng" and bool(behind and last and _HANDS.search(clause[: last.start].lower()))

    return [term for term in terms if not leads(term)]


def is_passive(terms: Sequence[Term], core: Core, previous_end: int) -> bool:
    """Whether what stands before the award is honoured ("được", "đạt") and does not honour."""
    return any(t.kind in ("awarded", "receive") and previous_end <= t.start < core.start for t in terms)


def subject_before(clause: str, terms: Sequence[Term], core: Core, previous_end: int) -> str:
    """The words before the passive verb that this award depends on."""
    verbs = [
        t
        for t in terms
        if t.kind in ("awarded", "receive") and previous_end <= t.start < core.start
        and not edge_pattern("done_with").match(even_spelling(clause[t.end : t.end + 25]).lstrip())
    ]  # fmt: skip
    previous_end, verbs = _behind_opening(clause, verbs, previous_end)
    colon = clause.rfind(": ", previous_end, core.start)
    verb = next((t for t in verbs if t.start > colon), verbs[0] if verbs else None)  # "Được khen: xã A được"
    if verb is None:
        return ""
    words = clause[previous_end : verb.start].strip(" ,;:.")
    words = re.split(r":\s", words)[-1]
    if pointing := list(edge_pattern("points_out").finditer(even_spelling(words))):
        words = words[pointing[-1].end() :].lstrip(" ,")
    return re.sub(r"^(?:và|đồng thời|ngoài ra)(?:\s+|$)", "", words)


_A_SHARE = re.compile(r"đạt\s+(?:tỷ lệ\s+)?\d[\d,.]*\s*%")  # "14/15 chi hội đạt 93,3%, ..., Hội A được tặng"


def _behind_opening(clause: str, verbs: list[Term], start: int) -> tuple[int, list[Term]]:
    """Where a clause begins behind its opening, and the verbs of it: "Với kết quả đạt được, Trường A
    được ... tặng"."""
    opening = clause[start : verbs[0].start].strip(" ,;:.-+") if verbs else ""
    comma = clause.find(", ", verbs[0].end, verbs[-1].start) if verbs else -1
    share = bool(verbs) and _A_SHARE.match(clause, verbs[0].start) is not None
    if comma < 0 or not (share or edge_pattern("lead").match(even_spelling(opening))):
        return start, verbs
    rest = [t for t in verbs if t.start > comma]
    return (comma + 1, rest) if clause[comma + 1 : rest[0].start].strip() else (start, verbs)


def is_opening(words: str) -> bool:
    """Whether words only open a clause ("năm 2023") and are not whom it speaks of."""
    even = re.sub(r"^(?:\d+|nhiều|liên tục|suốt)\s+(?=năm)", "", even_spelling(words))
    return len(words.split()) <= 4 and edge_pattern("lead").match(even) is not None


_OPENED = re.compile(
    r"^[\W\d]*(?:danh hiệu(?: thi đua)?|thành tích|tập thể|kết quả|khen thưởng):\s+(?=[^:]+:)", re.IGNORECASE
)
_LABELLED = re.compile(r"^(?P<label>[^:;]{3,90}?)\s*(?::|\s[-–])\s*(?:được\s+)?(?:danh hiệu\s*)?[\"“]?$")


def label_before(clause: str, core: Core, terms: Sequence[Term]) -> str:
    """The one named before a colon or dash that an award follows: "Công an xã: Giấy khen ..."."""
    match = _LABELLED.match(_OPENED.sub("", clause[: core.start]))
    if match is None or any(t.start < match.end("label") and t.kind != "authority" for t in terms):
        return ""
    label = re.split(r"\s[-–]\s|,\s", match["label"].strip())[0]
    names = named_recipients(label)
    told = len(names) == 1 and (not is_general(names[0]) or is_reporting_unit(names[0]))
    return label if told else ""


_BRACKETED = re.compile(r"(?P<name>[^,;:()]{3,60}?)\s*\((?:được\s+)?(?:tặng\s+)?(?:\d{1,2}\s+)?[\"“]?$")


def name_before_brackets(clause: str, core: Core) -> str:
    """The one named before brackets that an award opens: "xã A (Huân chương Lao động năm 2019)"."""
    match = _BRACKETED.search(clause[: core.start])
    names = named_recipients(re.sub(r"^.*(?<!\w)(?:là|như|có|và)\s", "", match["name"])) if match else []
    return names[0] if len(names) == 1 and not is_general(names[0]) else ""


def extent(
    clause: str, core: Core, share: Sequence[Group], authority: Term | None,
    recipients: Sequence[Recipient], counts: Sequence[tuple[int, ...] | None],
    previous_end: int, next_start: int,
) -> tuple[int, int]:  # fmt: skip
    """The words that state the award: giver, award and recipients, wherever they stand."""
    places = [core.start, core.end] + [p for g in share for p in (g.start, g.end)]
    if authority is not None:
        places += [authority.start, authority.end]
    if not share:
        told = [c for c in counts if c is not None and any(r.count == c[0] for r in recipients)]
        places += [place for count in told for place in count[1:]]
    for recipient in recipients:
        at = clause.find(recipient.text, previous_end, next_start) if recipient.named else -1
        if at >= 0:
            places += [at, at + len(recipient.text)]
    start, end = min(places), max(places)
    quoted = clause[start:end]
    open_bracket = quoted.count("(") > quoted.count(")") and clause.startswith(")", end)
    return start, end + open_bracket
