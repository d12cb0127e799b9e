"""Which status an award in a clause has: given, proposed, aimed at, denied, or a habit.

A status word counts for the awards after it: "đã tặng ..., đề nghị tặng ..." gives the first and
proposes the second. What a list's introduction or the clause before says goes on until a clause
says that something was received.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import AwardStatus, RecipientKind
from ingest.extract.awards.phrases import Group
from language.award_terms import Term, recipient_kind, recipient_pattern
from language.text import even_spelling

_STATUSES: tuple[AwardStatus, ...] = ("proposed", "target", "negated", "background")
_MIXED = re.compile(r"đã\s+được\s+và\s+(?:đang\s+|sẽ\s+)?đề nghị")
_SAID_AFTER = re.compile(r"\s*[\"”]?\s*[:(–-]?\s*")
_IN_A_YEAR = re.compile(r"\bnăm\s+(?:học\s+)?20\d\d")
_NOT_ANY = re.compile(rf"cho\s+({recipient_pattern().pattern})\s+nào(?!\w)")  # "chưa tặng cho cá nhân nào"
_LONGEST_DENIAL = 60
# "không có chi hội yếu kém, ... đạt 96 %, năm 2013 Hội được ... tặng Bằng khen": denied was something else.
_OF_ANOTHER_TIME = re.compile(r"[,.]\s+(?:trong )?năm (?:học )?20\d\d[^,;]{0,60}?được\s")
# Between a denial and "đề nghị": "không có | tập thể, cá nhân nào được (xem xét)".
_STILL_DENIED = re.compile(
    r"(?:\s+có)?(?:[\s,/]+(?:(?:và|hoặc|các)\s+)?"
    rf"{recipient_pattern().pattern})*(?:\s+nào)?(?:\s+(?:thuộc|của|trong|ở)[^,;:\d]{{1,30}})?"
    r"(?:\s+(?:được|đủ điều kiện|xem xét|xét|để))*\s+"
)
# What became of a proposal: "đã có quyết định tặng 4 tập thể", "đến nay đã được tặng 05 cá nhân".
_DONE = re.compile(
    r"(?<!\w)đã (?:(?:có|được)(?: \w+){0,3} quyết định\s+|được\s+)?"
    r"(?:trao tặng|tặng thưởng|tặng|khen thưởng|khen)\s+(?:cho\s+)?"
)
# "..., đã có 01 tập thể và 02 cá nhân được tặng"
_RECEIVED = re.compile(
    r"(?<!\w)(?:đã (?:có\s+)?|kết quả\W*(?:có\s+)?)"
    r"(?=\d[^;:]{3,50}?(?:được|nhận) (?:trao tặng|tặng|khen|công nhận|quyết định)(?!\w))"
)


# "..., còn 08 trường hợp đang chờ kết quả": counted, and neither given nor asked for here.
_OPEN_BEFORE = re.compile(r"(?<!\w)còn(?: lại)?\s+$")
_OPEN_AFTER = re.compile(r"[^,;:]{0,30}?(?<!\w)(?:đang|chờ|chưa có (?:quyết định|kết quả))(?!\w)")


def is_left_open(clause: str, group: Group) -> bool:
    """Whether counted recipients are those on whom nothing is decided yet."""
    told = clause.lower()
    return bool(_OPEN_BEFORE.search(told[: group.start]) and _OPEN_AFTER.match(told, group.end))


_BY_OWN_RIGHT = re.compile(r"\s*(?:theo|thuộc|đúng)\s+thẩm quyền(?!\w)")


def by_own_right(clause: str, end: int) -> bool:
    """Whether an award that ends at ``end`` is given by the reporting body itself: "khen thưởng theo thẩm
    quyền 26 tập thể"."""
    return _BY_OWN_RIGHT.match(clause.lower(), end) is not None


def mixes(clause: str) -> bool:
    """Whether a clause tells given and proposed awards as one count ("đã được và đề nghị")."""
    return _MIXED.search(clause.lower()) is not None


def status_word(terms: Sequence[Term]) -> AwardStatus | None:
    """The first status that the words of a text tell, None when they tell none."""
    return next((s for t in terms for s in _STATUSES if t.kind == s), None)


def verbs_of_giving(clause: str) -> list[tuple[int, int]]:
    """Where verbs stand that tell what was given, "đã có quyết định tặng", with all up to its object."""
    told = clause.lower()
    return [match.span() for pattern in (_DONE, _RECEIVED) for match in pattern.finditer(told)]


def status_at(
    clause: str, start: int, end: int, terms: Sequence[Term], counted: Sequence[Group], carried: AwardStatus
) -> AwardStatus:
    """The status of the award at ``start:end`` of a clause that goes on from ``carried``."""
    if start == end and any(start == told for _, told in verbs_of_giving(clause)):
        return "awarded"
    if by_own_right(clause, end):
        return "awarded"
    after = next((t for t in terms if t.start >= end and t.kind != "authority"), None)
    if after is not None and _SAID_AFTER.fullmatch(_between(clause, end, after.start, terms)):
        told = status_word([after])
        if told in ("target", "proposed") or (told == "negated" and not _counts(clause, after, terms)):
            return told
    status: AwardStatus = carried
    if carried == "background" and _IN_A_YEAR.search(clause[:start].lower()):
        status = "awarded"  # "nhiều năm liền đạt ...; năm 2023 được ...": the habit ends with a year
    since = 0
    for term in terms:
        if term.start >= start:
            break
        if _in_closed_brackets(clause, term.start, start):
            continue
        if term.kind in _STATUSES:
            told = status_word([term]) or status
            if told == "proposed" and status == "negated" and _denies(clause[since : term.start]):
                continue
            if told == "background" and status in ("proposed", "target"):
                continue  # "phấn đấu hằng năm có ..." aims and tells no habit
            # "đề nghị ... xem xét" stays a proposal; a target or denial goes before a habit.
            status, since = told, term.end
        elif term.kind == "ends" and status != "awarded":
            status, since = "awarded", term.end
        elif since == 0 and carried in ("proposed", "negated") and _was_done(clause, term):
            status = "awarded"
        elif status == "target" and term.kind == "confer" and _was_done(clause, term):
            status, since = "awarded", term.end  # "vượt mục tiêu ..., UBND huyện đã tặng"
    if status == "negated" and since and _given_since(clause[since:start], since, counted, start):
        return "awarded"
    if status == "negated" and since and _OF_ANOTHER_TIME.search(clause[since:start].lower()):
        return "awarded"
    return status


def _denies(between: str) -> bool:
    """Whether a denial goes on to a word behind ``between``: "Chưa có cá nhân nào được | đề nghị"."""
    return _STILL_DENIED.fullmatch(even_spelling(between)) is not None


def _in_closed_brackets(clause: str, place: int, start: int) -> bool:
    """Whether a word stands in brackets that close before ``start``: "(kết quả: đã tặng 05 tập thể), ..."."""
    between = clause[place:start]
    return between.count(")") > between.count("(")


def _was_done(clause: str, term: Term) -> bool:
    """Whether a verb tells what was received or given ("được", "đã tặng"), not what is asked for."""
    done = term.kind == "confer" and re.search(r"\bđã\s+$", clause[: term.start].lower()) is not None
    if term.kind == "receive":  # "Đề nghị: 05 cá nhân đạt ..." asks; "đã đạt", "được công nhận" tell
        before = clause[: term.start].lower().rstrip()
        return "được" in term.text.lower() or before.endswith(("đã", "vinh dự", "được"))
    return done or term.kind == "awarded" or term.text.lower().startswith("đã ")


def _between(clause: str, end: int, start: int, terms: Sequence[Term]) -> str:
    """What stands between an award and a later word, without the giver's name."""
    text = clause[end:start]
    for term in terms:
        if term.kind == "authority" and end <= term.start < start:
            text = re.sub(r"^\s*(?:của|do)?\s*" + re.escape(term.text) + r"[^:(]*", "", text)
    return text


def _counts(clause: str, denial: Term, terms: Sequence[Term]) -> bool:
    """Whether a denial after an award opens a clause of its own ("không có ... được tặng Cờ thi đua")."""
    if not any(t.kind in ("award", "praise") and t.start >= denial.end for t in terms):
        return False
    return re.search(r"được|tặng|đạt", clause[denial.end : denial.end + _LONGEST_DENIAL]) is not None


def _given_since(between: str, offset: int, counted: Sequence[Group], start: int) -> bool:
    """Whether, after a denial, a clause part of its own counts recipients: "không có ..., có 04"."""
    parted = max(between.rfind(","), between.rfind(";"))
    if parted < 0:
        return False
    return any(offset + parted <= g.start < start and g.count > 0 for g in counted)


def denies_of_others(clause: str, start: int, terms: Sequence[Term], counted: Sequence[Group]) -> bool:
    """Whether a denial speaks of some units of the reporting one: "còn 03 xã chưa có cá nhân nào ..."."""
    denial = next((t for t in reversed(terms) if t.kind == "negated" and t.end <= start), None)
    return denial is not None and any(
        g.end <= denial.start and re.fullmatch(r"[\s,]*(?:\w+\s+){0,3}", clause[g.end : denial.start])
        for g in counted
    )


def denied_kind(clause: str, start: int, terms: Sequence[Term]) -> RecipientKind:
    """Of whom a denial speaks: the recipient nouns between the denying word and the award."""
    denial = next((t for t in reversed(terms) if t.kind == "negated" and t.end <= start), None)
    if denial is None:
        return "khác"
    even = even_spelling(clause[denial.start : start])
    kinds = {recipient_kind(match.group()) for match in recipient_pattern().finditer(even)}
    if not kinds and (behind := _NOT_ANY.search(even_spelling(clause[start:]))):
        return recipient_kind(behind.group(1))
    return kinds.pop() if len(kinds) == 1 else "khác"
