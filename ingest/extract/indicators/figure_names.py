"""The name of a figure of a sentence: its own words, the words before, or the figure it leans on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from foundation.records import IndicatorKind
from ingest.extract.indicators.figures import Figure, Named, name_of_next, part_of, sum_of
from ingest.extract.indicators.grammar import at_end, at_start, strip_end, words
from ingest.extract.indicators.naming import (
    clean,
    ends_in_place,
    from_head,
    is_body,
    is_holder,
    is_nominal,
    is_only_place,
    lowered,
    of_other_unit,
    share_of,
    tidy,
    verb_phrase,
)
from ingest.extract.indicators.nouns import (
    COUNTED,
    attribute_of,
    counts_change,
    earlier_chunk,
    is_generic,
    own_clause,
    repeats,
    unit_phrase,
    without_with,
    yield_name,
)
from ingest.extract.indicators.phrases import Clue

PERCENT = frozenset({"%", "‰", "điểm phần trăm"})
SENTENCE_BREAKS = frozenset({";", ".", "!", "?", "…", "\n"})
_TRANSITIVE_TIES = frozenset(
    {
        "được",
        "có được",
        "duy trì",
        "thực hiện",
        "thực hiện được",
        "từ",
        "trên",
        "hơn",
        "gần",
        "khoảng",
        "đã được",
    }
)
# "nâng tổng số lên 418 hội viên": all there are, and not what was done before.
_RAISED_TO = re.compile(
    r"(?:nâng|đưa)\s+tổng số\s*(?P<noun>[^,;:.\d]{0,40}?)\s*"
    r"(?:lên|thành)(?:\s+(?:thành|là|tới|đến|hơn|gần|trên))*\s*$"
)
_RISE_FROM = re.compile(r"(?<!\w)(tăng|giảm)(?:\s+(?:thêm|từ|được|bình quân|trên|khoảng))*\s*$")
_ACTIVE = re.compile(r"(?<!\w)(?:đã|đang|sẽ)(?!\w)")


@dataclass(slots=True)
class Told:
    """What a statement has told up to a figure.

    ``last`` is what the next figure may say more of, ``whole`` what it may be a part of, ``recent``
    the last count, ``holder`` whose figures they are. ``heading`` names a figure that stands alone,
    ``topic`` the branch left unsaid, ``aims_at`` tells where lists of aims begin.
    """

    text: str
    heading: str = ""
    topic: str = ""
    aims_at: tuple[int, ...] = ()
    figures: list[Figure] = field(default_factory=list)
    last: Figure | None = None
    whole: Figure | None = None
    recent: Figure | None = None
    aim: bool = False
    holder: str = ""


def name_of(told: Told, clue: Clue, base: str, tie: str, change: str, kind: IndicatorKind) -> Named | None:
    """The name of the figure of ``clue``, None when nothing names it.

    ``base`` are its own words without those that tie them to it, ``tie`` these; ``change`` is the
    direction of a rise or fall, else empty.
    """
    if kind == "remaining":
        base = strip_end(clue.lead, "copulas", "remainders")[0]
    phrase = clean(base)
    if (raised := _RAISED_TO.search(clue.lead.lower())) and clue.quantity.kind in COUNTED:
        return Named(f"tổng số {raised['noun'] or unit_phrase(told.text, clue)}".strip(), 0.8)
    grade = clue.lead.strip()
    if told.whole is not None and grade in words("grades"):
        return Named(f"{told.whole.name.split(' (')[0]} ({grade})", 0.8)
    if change and counts_change(clue):
        return Named(f"{change} {unit_phrase(told.text, clue)}", 0.75)
    attribute = attribute_of(base)
    if attribute:
        rest = clean(tidy(base)[: -len(attribute)])
        announced = earlier_chunk(clue.before) if clue.boundary == ":" and not rest else ""
        if announced:
            return Named(f"{without_with(attribute)} {lowered(announced)}", 0.75, attribute=True)
        if told.last is not None and (not rest or not clue.boundary):
            name = yield_name(without_with(attribute), told.last.name)
            return Named(name, 0.75, attribute=True)
        if rest:
            return Named(f"{without_with(attribute)} {lowered(rest)}", 0.75)
    if not phrase or is_body(base) or is_only_place(phrase):
        return _without_lead(told, clue, tie, change, kind)
    if kind != "actual" or change:
        name = from_head(phrase)
        lent = clue.partitive or change
        return Named(part_of(told.whole, name, clue.quantity) if lent else name, 0.85)
    return _with_lead(told, clue, base, phrase, tie)


def _with_lead(told: Told, clue: Clue, base: str, phrase: str, tie: str) -> Named | None:
    """A figure whose own words say what it is of, or whose it is."""
    quantity = clue.quantity
    counted = quantity.kind in COUNTED
    noun = unit_phrase(told.text, clue)
    having = at_end("havings").search(tie) is not None
    if quantity.text[0].isalpha() and not (having or tie):
        return None  # "cả ba trường": a count in words says something only after a tie.
    if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
        return Named(noun, 0.75)
    if counted and ends_in_place(strip_end(clue.lead, "blurs")[0]) and not repeats(phrase, noun):
        return Named(f"{noun} ({phrase})", 0.6)
    if having and counted and not repeats(phrase, noun):
        apart = clue.boundary != "," and (clue.boundary or not told.figures)
        told.holder = phrase if apart and is_holder(base, phrase) else ""
        return Named(f"{noun} ({told.holder})" if told.holder else noun, 0.8)
    if told.whole is not None and not quantity.unit:
        return Named(f"{told.whole.name.split(' (')[0]} ({phrase})", 0.75)
    if quantity.kind in ("thing", "body") and of_other_unit(phrase, quantity.unit):
        return Named(f"{noun} ({phrase})", 0.7)
    if is_nominal(phrase):
        return Named(part_of(told.whole, from_head(phrase, quantity.unit), quantity), 0.95 if tie else 0.9)
    if quantity.unit in PERCENT and len(clue.right.split()) > 1 and clue.lead.rstrip().endswith(":"):
        return Named(share_of(clean(clue.right)), 0.75)
    shared = name_of_next(told.last, clue, phrase) if told.whole is None else ""
    if shared:
        return Named(shared, 0.6)
    if tie and not ((counted or clue.right) and tie in _TRANSITIVE_TIES):
        return Named(part_of(told.whole, phrase, quantity), 0.8)
    part = told.whole is not None and not _ACTIVE.search(base.lower())
    if counted and noun.lower().startswith(f"{phrase.lower()} "):
        return Named(noun, 0.8)
    if part or (counted and repeats(phrase, noun)):
        return Named(part_of(told.whole, phrase, quantity), 0.8)
    if not quantity.unit:
        return None
    verb = verb_phrase(base)
    if counted and not clue.right and is_generic(quantity):
        return Named(clean(verb), 0.7, verb) if verb else None
    name = clean(f"{verb} {noun if counted else clue.right}")
    return Named(name, 0.7, verb) if name else None


def _without_lead(told: Told, clue: Clue, tie: str, change: str, kind: IndicatorKind) -> Named | None:
    """A figure that leans on the one before it, or on its own counted noun."""
    quantity, last = clue.quantity, told.last
    noun = unit_phrase(told.text, clue)
    counted = quantity.kind in COUNTED
    if quantity.text[0].isalpha() and not tie:
        return None
    goes_on = kind == "actual" and not (change or counted) and clue.boundary == "," and tie
    if goes_on and (name := own_clause(clue.before)):
        return Named(name, 0.6)
    if (kind != "actual" and not (kind == "plan" and clue.right)) or change:
        same_unit = next((f for f in reversed(told.figures) if f.quantity.unit == quantity.unit), None)
        if change and last and quantity.unit not in PERCENT and last.quantity.unit != quantity.unit:
            last = same_unit or last  # "462 ha lúa, năng suất 61 tạ/ha (vượt 3 tạ/ha)"
        rise = _RISE_FROM.search(clue.lead.lower())
        if last is None and rise and counted:
            return Named(f"{rise[1]} {noun}", 0.6)  # "phấn đấu mỗi năm tăng từ 10 - 15 hội viên"
        return Named(last.name, 0.85) if last is not None else None
    if quantity.unit in PERCENT and clue.right and (last is None or not tie or at_end("havings").search(tie)):
        return Named(share_of(clean(clue.right) or clue.right), 0.75)
    if counted and at_end("havings").search(tie):
        held = f"{noun} ({told.holder})" if told.holder else part_of(told.whole, noun, quantity)
        return Named(held, 0.8)
    if counted and at_end("settling").search(strip_end(clue.lead, "blurs")[0].lower()):
        return Named(noun, 0.75)
    if counted and last is not None and ends_in_place(strip_end(clue.lead, "blurs")[0]):
        return Named(f"{noun} ({last.name.split(' (')[0]})", 0.55)
    if last is None and told.recent is not None and quantity.unit in PERCENT:
        return Named(share_of(told.recent.name), 0.8)
    if last is None:
        return _first_without_lead(told, clue, noun, tie)
    counted_last = told.recent or last
    if quantity.unit in PERCENT and counted_last.quantity.unit not in PERCENT:
        if last.quantity.unit in PERCENT and not clue.boundary:
            return Named(last.name, 0.8)  # "tỷ lệ hộ nghèo giảm từ 11 % xuống còn 2,4 %"
        return Named(share_of(counted_last.name), 0.85)
    if quantity.kind == "money" and last.quantity.kind in COUNTED:
        return Named(sum_of(told.text, last), 0.65)
    if is_aside(told, clue) and not clue.right:
        return Named(last.name, 0.75)  # "tỷ lệ hộ nghèo 1,03% (20 hộ)"
    verb = "" if clue.boundary in SENTENCE_BREAKS else last.verb
    alike = quantity.unit == last.quantity.unit and bool(verb and clue.right)
    if alike and not counted:
        return Named(clean(f"{verb} {clue.right}"), 0.7, verb)
    if counted and (clue.right or verb):
        if verb:
            return Named(clean(f"{verb} {noun}"), 0.7, verb)
        return Named(part_of(told.whole, noun, quantity), 0.7)
    if counted and last.name.endswith(")") and quantity.unit != last.quantity.unit:
        return Named(f"{noun} ({last.name.rsplit(' (', 1)[1]}", 0.6)
    same = (
        not counted
        or quantity.unit in words("generic_units")
        or (quantity.unit == last.quantity.unit and at_start("heads").match(last.name.lower()))
    )
    return Named(last.name if same else noun, 0.6)


def _first_without_lead(told: Told, clue: Clue, noun: str, tie: str) -> Named | None:
    earlier = earlier_chunk(clue.before)
    if clue.boundary == ":" and earlier.lower().startswith(f"{clue.quantity.unit} "):
        return Named(earlier, 0.75)  # "Hộ nghèo: đầu năm 214 hộ"
    if clue.quantity.kind in COUNTED and (clue.right or not earlier):
        return Named(noun, 0.75 if clue.right or tie else 0.55)
    if earlier:
        return Named(earlier, 0.7)
    if told.heading and clue.quantity.unit:
        return Named(clean(told.heading), 0.5)
    return None


def is_aside(told: Told, clue: Clue) -> bool:
    """Whether the figure only counts in brackets what was told as a share: "1,03% (20 hộ)"."""
    after_share = told.last is not None and told.last.quantity.unit in PERCENT
    return clue.boundary == "(" and after_share and clue.quantity.kind in COUNTED
