"""From the words around a figure to the name of the indicator: a clean noun phrase."""

from __future__ import annotations

import re

from ingest.extract.indicators.grammar import anywhere, at_end, at_start, strip_end, strip_start
from language.indicators import canonical_indicator, indicators, match_indicators
from language.periods import find_periods

LONGEST_NAME = 12
_AFTER_SUBJECT = re.compile(r"(?<!\w)(?:đã|đang|sẽ|được|để|nhằm)(?!\w)")
_COUNTING_HEAD = re.compile(r"^(?:tổng số|tổng|số lượng|số)\s+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_EDGE = " \t\n.,;:-–+*_/()[]“”\"'=<>"


def tidy(text: str) -> str:
    """White space and the signs at both ends put in order."""
    return _SPACES.sub(" ", text).strip(_EDGE)


def without_periods(text: str) -> str:
    """The text without the periods it names ("tổng thu ngân sách năm 2023")."""
    for mention in reversed(find_periods(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def clean(text: str) -> str:
    """A phrase as a name: no period, no opener, no loose end, at most twelve words.

    A longer phrase keeps its end from the last nominal head on, which is what is counted.
    """
    phrase = tidy(without_periods(text))
    phrase = tidy(strip_start(phrase, "openers"))
    phrase = tidy(strip_end(phrase, "closers")[0])
    return tidy(shortened(phrase))


def shortened(phrase: str) -> str:
    """At most twelve words: from a nominal head on if one is near enough, else the end."""
    syllables = phrase.split()
    if len(syllables) <= LONGEST_NAME:
        return phrase
    starts = [m.start() for m in anywhere("heads").finditer(phrase.lower())]
    for start in starts:
        tail = phrase[start:]
        if 2 <= len(tail.split()) <= LONGEST_NAME:
            return tail
    if starts and starts[0] == 0:
        return " ".join(syllables[:LONGEST_NAME])
    return " ".join(syllables[-LONGEST_NAME:])


def is_nominal(phrase: str) -> bool:
    """Whether the phrase names a figure by itself ("tỷ lệ …", "tổng diện tích …")."""
    lower = phrase.lower()
    if at_start("heads").match(lower):
        return True
    mentions = match_indicators(phrase)
    return any(not m.generic and m.end >= len(phrase.rstrip()) - 1 for m in mentions)


def from_head(phrase: str) -> str:
    """The phrase from its first nominal head on, when a subject stands before it."""
    lower = phrase.lower()
    if at_start("heads").match(lower):
        return phrase
    mentions = [m for m in match_indicators(phrase) if not m.generic]
    if mentions and mentions[-1].end >= len(phrase) - 1:
        return phrase[mentions[-1].start :]
    return phrase


def verb_phrase(base: str) -> str:
    """What is done, without who does it: "UBND xã đã tiếp nhận" becomes "tiếp nhận"."""
    lower = base.lower()
    cut = 0
    for match in _AFTER_SUBJECT.finditer(lower):
        if match.end() < len(lower.rstrip()):
            cut = match.end()
    phrase = strip_start(base[cut:], "openers", "bodies")
    syllables = phrase.split()
    if len(syllables) > 6:
        joints = [
            m.end() for m in re.finditer(r"(?<!\w)(?:và|để|cho|với)\s", phrase) if m.end() < len(phrase) - 2
        ]
        phrase = phrase[joints[-1] :] if joints else " ".join(syllables[-6:])
    return tidy(phrase)


def is_body(phrase: str) -> bool:
    """Whether the phrase only says whose figure it is ("toàn xã", "Đảng bộ xã")."""
    return not tidy(strip_start(phrase, "bodies", "openers"))


def ends_in_place(base: str) -> bool:
    """Whether the figure counts places or holders of what was said: "phân bố ở 11 thôn"."""
    return re.search(r"(?:^|\s)(?:tại|ở|thuộc|trên|trong|với|gồm)\s*$", base.lower()) is not None


def share_of(name: str) -> str:
    """The name of the share of a counted thing: "tổng số hộ nghèo" → "tỷ lệ hộ nghèo"."""
    core = _COUNTING_HEAD.sub("", name)
    if core.lower().startswith(("tỷ lệ", "tỉ lệ")):
        return core
    return f"tỷ lệ {core[:1].lower()}{core[1:]}" if not core.isupper() else f"tỷ lệ {core}"


_EXPECTED = {entry.name: entry.units for entry in indicators()}


def canonical_for(name: str, unit: str) -> str:
    """The lexicon's name where it says the same and is printed in this unit; else the name."""
    known = canonical_indicator(name)
    if known is None:
        return name
    expected = _EXPECTED[known]
    base = unit.split("/")[0]
    fits = not unit or not expected or unit in expected or base in {e.split("/")[0] for e in expected}
    share = known.startswith("tỷ lệ")
    if not fits or (share and unit not in ("%", "‰", "")):
        return name
    return known


def loose_end(phrase: str) -> bool:
    """Whether the phrase ends in a word that wants more ("cấp thẻ cho")."""
    return at_end("closers").search(phrase.lower()) is not None
