"""From the words around a figure to the name of the indicator: a clean noun phrase."""

from __future__ import annotations

import re

from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end, strip_start
from language.indicators import canonical_indicator, indicators, match_indicators
from language.periods import find_periods

#: Stands for a comma that parts nothing ("khám, chữa bệnh") while a statement is read.
INNER_COMMA = "‚"
LONGEST_NAME = 16
_AFTER_SUBJECT = re.compile(r"(?<!\w)(?:đã|đang|sẽ|được|để|nhằm)(?!\w)")
_COUNTING_HEAD = re.compile(r"^(?:tổng số|tổng|số lượng|số)\s+(?!h[oó][aá]\b)", re.IGNORECASE)
_SHARE_HEAD = re.compile(r"^(?:tỷ|tỉ) lệ\s+(?:số\s+)?", re.IGNORECASE)
_SPAN_OF_YEAR = re.compile(
    r"\s*\b(?:trong\s+|cả\s+)?(?:\d{1,2}|ba|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?(?!\w)|\s*\bquý\s+(?:IV|I{1,3}|[1-4])(?!\w)"
)
_EDGE_OF_PERIOD = re.compile(r"(?:(?:tính\s+)?đến\s+)?(?<!\w)(?:hết|cuối|đầu|giữa)\s*$", re.IGNORECASE)
_UPPER = f"[{''.join(filter(str.isupper, map(chr, range(0x1EFA))))}]"
_KIND = r"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh)"
_PLACE = rf"(?:{_UPPER}\w*(?:\s+{_UPPER}\w*)*(?:\s+\d{{1,2}}\b)?|\d{{1,2}}\b)"
_OF_PLACE = re.compile(
    rf"\s+(?:của|tại|ở|trên địa bàn)\s+(?:các\s+)?{_KIND}\s+{_PLACE}"
    rf"(?:(?:\s*,\s*|\s+và\s+)(?:{_KIND}\s+)?{_PLACE})*"
)
_LAST_PLACE = re.compile(rf"\s+(?i:xã|phường|thị trấn|đặc khu|huyện)\s+{_PLACE}$")
_UP_TO_DAY = re.compile(
    r"\s*(?<!\w)(?:l[uũ][yỹ] kế\s*)?(?:tính\s+)?(?:đến|từ)\s+(?:ngày\s+)?"
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?(?!\d)",
    re.IGNORECASE,
)
_LOOSE_COMMA = re.compile(rf"\s*{INNER_COMMA}")
_SPACES = re.compile(r"\s+")
_EDGE = " \t\n.,;:-–+*_/'=<>"
_PAIRS = ("“”", "()", "[]")
_ALL_EDGES = f'{_EDGE}“”"()[]'
_INNER_COPULA = re.compile(r"(?<!\w)(?:đạt|là|bằng|còn|đều)\s")


def tidy(text: str) -> str:
    """White space and the signs at both ends put in order; paired quotes and brackets stay."""
    phrase = _SPACES.sub(" ", _LOOSE_COMMA.sub(",", text)).strip(_EDGE)
    paired = (
        all(phrase.count(pair[0]) == phrase.count(pair[1]) for pair in _PAIRS) and phrase.count('"') % 2 == 0
    )
    if not paired or phrase[:1] in "”)]" or phrase[-1:] in "“([":
        return phrase.strip(_ALL_EDGES)
    return phrase


def without_periods(text: str) -> str:
    """The text without the periods it names ("tổng thu ngân sách năm 2023", "… 9 tháng")."""
    text = _UP_TO_DAY.sub(" ", text)
    for mention in reversed(find_periods(text)):
        text = f"{_EDGE_OF_PERIOD.sub('', text[: mention.start])} {text[mention.end :]}"
    return _SPAN_OF_YEAR.sub("", text)


def clean(text: str) -> str:
    """A phrase as a name: no period, no opener, no loose end, at most sixteen syllables."""
    phrase = tidy(_OF_PLACE.sub("", without_periods(text)))
    if at_start("heads").match(phrase.lower()):
        phrase = tidy(_LAST_PLACE.sub("", phrase))  # "Tỷ lệ hộ nghèo Phường 1"
    phrase = tidy(strip_start(phrase, "openers"))
    phrase = tidy(strip_end(phrase, "closers")[0])
    return tidy(strip_start(shortened(phrase), "openers"))


def shortened(phrase: str) -> str:
    """At most sixteen syllables (some twelve words): from a nominal head on if one is near."""
    syllables = phrase.split()
    if len(syllables) <= LONGEST_NAME:
        return phrase
    copulas = [m.end() for m in _INNER_COPULA.finditer(phrase.lower())]
    if copulas and len(phrase[copulas[-1] :].split()) >= 2:
        return shortened(phrase[copulas[-1] :])
    starts = [m.start() for m in anywhere("heads").finditer(phrase.lower())]
    if starts and starts[0] == 0:
        return " ".join(syllables[:LONGEST_NAME])
    for start in starts:
        tail = phrase[start:]
        if 2 <= len(tail.split()) <= LONGEST_NAME:
            return tail
    return " ".join(syllables[-LONGEST_NAME:])


def is_nominal(phrase: str) -> bool:
    """Whether the phrase names a figure by itself ("tỷ lệ …", "tổng diện tích …")."""
    lower = phrase.lower()
    if at_start("heads").match(lower) or _head_inside(phrase):
        return True
    mentions = match_indicators(phrase)
    return any(not m.generic and m.end >= len(phrase.rstrip()) - 1 for m in mentions)


def _head_inside(phrase: str) -> int:
    """Where a strong head begins after a subject, 0 if none does."""
    lower = phrase.lower()
    if at_start("heads").match(lower):
        return 0
    for match in anywhere("strong_heads").finditer(lower):
        if match.end() >= len(lower) - 1 or at_end("number_compounds").search(lower[: match.start()]):
            continue
        return match.start()
    return 0


def from_head(phrase: str, unit: str = "") -> str:
    """The phrase from its head on; a subject before it is kept if it is an institution.

    "trường Tiểu học số học sinh khá" becomes "số học sinh khá (trường Tiểu học)".
    """
    start = _head_inside(phrase)
    if not start:
        mentions = [m for m in match_indicators(phrase) if not m.generic and fits(m.name, unit)]
        if at_start("heads").match(phrase.lower()) or not mentions or mentions[-1].end < len(phrase) - 1:
            return phrase
        start = mentions[-1].start
    subject = tidy(phrase[:start])
    if at_start("holders").match(subject.lower()) and len(subject.split()) <= 6:
        return f"{phrase[start:]} ({subject})"
    return phrase[start:]


def without_place(phrase: str) -> str:
    """The phrase without a place at its front: "Ấp Tân Thạnh đắp lộ" becomes "đắp lộ"."""
    kind = at_start("hamlets", "communes").match(phrase.lower())
    if kind is None:
        return phrase
    end = kind.end()
    for word in re.finditer(r"\S+", phrase[end:]):
        if not (word.group()[0].isupper() or word.group().isdigit()):
            return phrase[end + word.start() :] if word.start() > 1 else phrase
    return ""


def verb_phrase(base: str) -> str:
    """What is done, without who does it: "UBND xã đã tiếp nhận" becomes "tiếp nhận"."""
    base = without_place(without_periods(base))
    lower = base.lower()
    cut = 0
    for match in _AFTER_SUBJECT.finditer(lower):
        if match.end() < len(lower.rstrip()):
            cut = match.end()
    phrase = strip_start(base[cut:], "openers", "bodies")
    phrase = strip_start(strip_start(phrase, "light_verbs") or phrase, "empty_verbs")
    syllables = phrase.split()
    if len(syllables) > 12:
        joints = [
            m.end() for m in re.finditer(r"(?<!\w)(?:và|để|cho|với)\s", phrase) if m.end() < len(phrase) - 2
        ]
        phrase = phrase[joints[-1] :] if joints else " ".join(syllables[-12:])
    return tidy(phrase)


def is_body(phrase: str) -> bool:
    """Whether the phrase only says whose figure it is ("toàn xã", "Đảng bộ xã")."""
    return not tidy(strip_start(phrase, "bodies", "openers"))


def ends_in_place(base: str) -> bool:
    """Whether the figure counts places or holders of what was said: "phân bố ở 11 thôn"."""
    return at_end("places").search(base.lower()) is not None


def share_of(name: str) -> str:
    """The name of the share of a counted thing: "tổng số hộ nghèo" becomes "tỷ lệ hộ nghèo"."""
    core = _COUNTING_HEAD.sub("", name)
    if at_start("ratios").match(core.lower()):
        return core
    first = core.split(" ", 1)[0]
    return f"tỷ lệ {core}" if first.isupper() else f"tỷ lệ {core[:1].lower()}{core[1:]}"


_LEXICON = {entry.name: entry for entry in indicators()}


def fits(indicator: str, unit: str) -> bool:
    """Whether the lexicon's indicator is printed in this unit; an empty unit fits all."""
    expected = {wanted.split("/")[0] for wanted in _LEXICON[indicator].units}
    return not unit or not expected or unit.split("/")[0] in expected


def canonical_for(name: str, unit: str) -> str:
    """The lexicon's name where it says the same and is printed in this unit; else the name."""
    known = canonical_indicator(name)
    if known is None:
        return name
    if not fits(known, unit):
        return dict(_LEXICON[known].in_other_units).get(unit, name)
    if known.startswith("tỷ lệ") and unit.split("/")[0] not in ("%", "‰", ""):
        return name
    return known


def of_other_unit(name: str, unit: str) -> bool:
    """Whether the lexicon knows the name and never prints it in this unit ("hộ nghèo", "thẻ")."""
    known = canonical_indicator(name)
    return known is not None and not fits(known, unit)


def lowered(name: str) -> str:
    """The name with a small first letter, unless its first word is an abbreviation."""
    head = name.split(" ", 1)[0]
    return name if head.isupper() else name[:1].lower() + name[1:]


def is_holder(base: str, phrase: str) -> bool:
    """Whether a phrase before "có" is a holder worth naming, and no "qua bình xét" or place."""
    if at_start("holders").match(phrase.lower()):
        return True
    return not is_place(tidy(base)) and tidy(base).lower().startswith(phrase.lower())


def is_place(phrase: str) -> bool:
    """Whether the phrase begins with the kind of a place."""
    return at_start("hamlets", "communes").match(phrase.lower()) is not None


def as_share(name: str) -> str:
    """A per cent figure's name: that of the share, unless it names a ratio already."""
    if at_start("ratios").match(name.lower()) or "(" in name:
        return name
    share = share_of(name)
    countable = re.match(
        r"(?:số|tổng số|hộ|người|học sinh|trẻ|lao động|gia đình|cán bộ|đảng viên)\s", name.lower()
    )
    return share if countable or canonical_for(share, "%") != share else name


def as_count(name: str) -> str:
    """The name of the counted thing whose share is named: "tỷ lệ hộ nghèo" of 20 households."""
    return f"số {lowered(_SHARE_HEAD.sub('', name))}" if _SHARE_HEAD.match(name) else name


def is_only_place(phrase: str) -> bool:
    """Whether the phrase is a place and nothing else: "riêng xã Tân Lài" said of what was named."""
    return is_place(phrase) and not without_place(phrase)


def changed_name(name: str, change: str) -> str:
    """The name of a rise or fall of what is named."""
    if name.startswith("tốc độ"):
        return name
    for joined in (f"{name} {change}", f"{change} {name}"):
        if canonical_for(joined, "") != joined:
            return joined
    return f"{name} ({change})"
