"""The hearts of statements: which awards a clause speaks of, by name or carried over.

An award that the clause names, what became of a proposal ("đã có quyết định tặng 4 tập thể"), praise
with recipients of its own, or the award of the clause before where a clause only goes on counting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import AwardStatus
from ingest.extract.awards.arguments import PRAISE, Core
from ingest.extract.awards.names import is_general, named_recipients
from ingest.extract.awards.phrases import Group
from ingest.extract.awards.status import verbs_of_giving
from language.award_classes import classed_awards
from language.award_terms import Award, Term, name_kind, recipient_pattern
from language.text import UPPER, even_spelling

# How a clause begins that goes on with the award before: "; 05 cá nhân", "+ Tập thể: 04".
_GOES_ON = re.compile(
    r"[\s\-+*•–—.,;:()]*(?:(?:[a-zđ]|\d{1,2})[.)]\s*)?(?:(?:theo đó|cụ thể)\W+)?"
    r"(?:(?:và|cho|các|có|gồm|đối với)\s+)*"
)
# A label before the count in a list of an award's occasions: "- Khen đột xuất: 02 cá nhân".
_OCCASION = re.compile(
    r"[\s\-+*•–—]*(?:(?:[a-zđ]|\d{1,2})[.)]\s*)?[^\d:;,.]{3,60}:\s*(?:(?:cho|tặng|có)\s+)*"
)
# The award of the clause before in another class: "; hạng Ba cho 02 tập thể".
_OF_A_CLASS = re.compile(
    r"[\s\-+*•,]*(?:và\s+)?(?P<hạng>[Hh]ạng\s+(?i:nhất|nhì|ba|I{1,3}|[123]))\s*:?\s+(?:cho\s+)?(?:các\s+)?"
)
# "Bằng khen của | Bằng khen", 'Bằng khen “| Tập thể lao động xuất sắc”': two names of one award
_ONE_AWARD = re.compile(r"\s*(?:của\s*|(?:danh hiệu\s*)?[\"“])")
_BEFORE_BRACKETS = re.compile(r"[^:;()]{3,80}\(\s*")  # "; tuyển quân (3 tập thể, 6 cá nhân)"
_OF_THOSE = re.compile(r"(?<!\w)trong (?:tổng )?số\s+$")  # "Trong số 68 cá nhân được khen có 23 nữ"
# "; đột xuất 04 vụ với 03 tập thể"
_BY_OCCASION = re.compile(
    r"[\s\-+*•]*(?:và\s+)?(?:khen(?: thưởng)?\s+)?"
    r"(?:đột xuất|(?:theo )?chuyên đề|thường xuyên|đối ngoại|cuối năm)"
    r"[^:;.]{0,30}?(?:\s(?:với|cho|có)|:)\s*"
)
_OF_A_TOTAL = re.compile(r"[\s\-+*•]*tổng (?:số|cộng)\W*[\d.]+[^;\d]{0,40}(?:trong đó|gồm)\W*(?:có\s+)?")
# "; 01 cá nhân đạt danh hiệu “Người tốt, việc tốt”": a title that the lexicon does not know.
_OTHER_TITLE = re.compile(
    r"(?<!\w)(?:danh hiệu|được công nhận|công nhận(?=\s*[\"“])|đạt chuẩn"
    r"|được (?:chọn|cử|bầu|mời|giới thiệu|kết nạp))(?!\w)"
)
# The next unit that an award is shared out to: "; xã An Hòa 8 tập thể", "; các cơ quan 15 cá nhân".
_NEXT_UNIT = re.compile(
    r"[\W\d_]*(?:và\s+)?(?:(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận)"
    rf"(?:\s+[{UPPER}]\w*){{1,4}}"
    r"|các (?:cơ quan|đơn vị|ban, ngành|ngành|trường)[^\d:;,.]{0,30})\s*(?::\s*)?(?:có\s+)?"
)
# "... và 02 tập thể, 05 cá nhân | được Sở Nội vụ | khen thưởng."
_PRAISED = re.compile(rf"(?:,|và)\s+\d+\s+(?:{recipient_pattern().pattern})[^:;.]{{0,40}}$")
_ENDS_PRAISE = re.compile(r"\s*(?:[,;.)]|$|và\s|(?:trong|về|vì|đột xuất|nhân dịp|tại)\s)")
_TO_COUNTED = re.compile(r"\s+cho\s+(?:các\s+)?\d")
_LED_BY = re.compile(r"[^:;.]{0,60}:\s*")  # "Khen thưởng thuộc thẩm quyền 6 tháng đầu năm: 29 tập thể"
_NEAR_VERB = 25  # between "khen thưởng" and the count that it governs ("cho các")


def find_cores(
    clause: str, terms: Sequence[Term], counted: Sequence[Group], carried: Award | None, status: AwardStatus
) -> list[Core]:
    """The awards that a clause speaks of, in order; ``carried`` and ``status`` are of the clause before."""
    named = [Core(t.award, t.start, t.end) for t in terms if t.award is not None]
    if named:
        kept = _each_once(clause, named)
        since = _given_since(clause, kept, counted)
        beside = _praise_beside(clause, terms, kept, counted)
        return sorted([*kept, *since, *beside], key=lambda core: core.start)
    if not counted:
        return _denied_praise(clause, terms) or _praise_of_named(clause, terms)
    if carried is not None and status == "proposed":
        given = {group.start for group in counted} & {end for _, end in verbs_of_giving(clause)}
        if given:
            return [Core(carried, start, start) for start in sorted(given)]
    if _OF_THOSE.search(clause[: counted[0].start].lower()):
        return []
    praise = [t for t in terms if t.kind == "praise" and _is_verb(clause, t, terms, counted)]
    if praise:
        return [Core(PRAISE, t.start, t.end) for t in praise]
    before = clause[: counted[0].start].lower()
    goes_on = (
        _GOES_ON.fullmatch(before)
        or _OF_A_TOTAL.fullmatch(before)
        or _BY_OCCASION.fullmatch(before)
        or _NEXT_UNIT.fullmatch(clause[: counted[0].start])
        or ((_OCCASION.fullmatch(before) or _BEFORE_BRACKETS.fullmatch(before)) and not _names_another(terms))
    )
    named_class = _OF_A_CLASS.fullmatch(clause[: counted[0].start])
    if carried is not None and named_class and carried.name in classed_awards():
        return [Core(carried, *named_class.span("hạng"))]
    other = _OTHER_TITLE.search(clause[counted[0].end :].lower())
    if carried is not None and goes_on and not other:
        return [Core(carried, counted[0].start, counted[0].start)]
    return []


def _each_once(clause: str, named: Sequence[Core]) -> list[Core]:
    """The awards named, where two names in a row tell one: the second name tells which."""
    result: list[Core] = []
    for core in named:
        if result and _ONE_AWARD.fullmatch(clause[result[-1].end : core.start]):
            core = Core(core.award, result.pop().start, core.end)
        result.append(core)
    return result


def _given_since(clause: str, named: Sequence[Core], counted: Sequence[Group]) -> list[Core]:
    """The award of a proposal where a clause goes on to tell what was given of it: "trình Thủ tướng
    xét tặng Bằng khen cho 7 tập thể, đã có quyết định tặng 4 tập thể"."""
    starts = {group.start for group in counted}
    result = []
    for verb, end in verbs_of_giving(clause):
        before = [core for core in named if core.end <= verb]
        if before and end in starts:
            result.append(Core(before[-1].award, end, end))
    return result


def _praise_beside(
    clause: str, terms: Sequence[Term], named: Sequence[Core], counted: Sequence[Group]
) -> list[Core]:
    """Praise with recipients of its own in a clause that names an award too: "... tặng Bằng khen và 02
    tập thể được Sở Nội vụ khen thưởng"."""
    result = []
    for praise in (t for t in terms if t.kind == "praise"):
        after = clause[praise.end :].lower()
        before = without(clause[: praise.start], [t for t in terms if t.kind in ("authority", "awarded")])
        if not _PRAISED.search(before) or not _ENDS_PRAISE.match(after):
            continue
        last = max((core.end for core in named if core.end <= praise.start), default=None)
        if last is not None and any(last <= group.start < praise.start for group in counted):
            result.append(Core(PRAISE, praise.start, praise.end))
    return result


def _names_another(terms: Sequence[Term]) -> bool:
    """Whether a label speaks of more than an occasion of the award: of a giver, plan or denial."""
    return any(t.kind not in ("praise", "neutral", "awarded", "rule") for t in terms)


def _denied_praise(clause: str, terms: Sequence[Term]) -> list[Core]:
    """ "Không có tập thể nào được Thủ tướng Chính phủ khen thưởng": praise that nobody had."""
    denial = next((t for t in terms if t.kind == "negated"), None)
    praise = next((t for t in terms if t.kind == "praise"), None)
    passive = any(t.kind == "awarded" for t in terms)
    if denial is None or praise is None or not passive or praise.start < denial.end:
        return []
    told = even_spelling(clause[denial.end : praise.start])
    return [Core(PRAISE, praise.start, praise.end)] if recipient_pattern().search(told) else []


def _praise_of_named(clause: str, terms: Sequence[Term]) -> list[Core]:
    """ "Ông Lê Văn Tám và tập thể Tổ bảo vệ được UBND huyện khen thưởng": praise of those named before it."""
    praise = next((t for t in terms if t.kind == "praise"), None)
    passive = next((t for t in terms if t.kind == "awarded"), None)
    if praise is None or passive is None or any(t.kind in _NO_STATEMENT for t in terms):
        return []
    by = without(clause[passive.end : praise.start], [t for t in terms if t.kind == "authority"])
    names = named_recipients(clause[: passive.start])
    told = bool(names) and all(name_kind(n) in ("cá nhân", "tập thể") and not is_general(n) for n in names)
    return [Core(PRAISE, praise.start, praise.end)] if told and not by.strip() else []


_NO_STATEMENT = ("negated", "rule", "proposed", "target")


def without(text: str, terms: Sequence[Term]) -> str:
    """A stretch of a clause without the words of some terms."""
    for term in terms:
        text = text.replace(term.text, "")
    return text.lower()


def _is_verb(clause: str, praise: Term, terms: Sequence[Term], counted: Sequence[Group]) -> bool:
    """ "khen thưởng" as a verb with counted recipients, not in "công tác thi đua, khen thưởng"."""
    before = clause[: praise.start].lower().rstrip(" ,-–")
    if before.endswith(("thi đua", "công tác", "hội đồng", "quỹ", "hồ sơ", "hình thức")):
        paid = before.endswith(("trích quỹ", "từ quỹ"))  # "xã trích quỹ | khen thưởng cho 11 tập thể"
        return paid and _TO_COUNTED.match(clause.lower(), praise.end) is not None
    follows = any(
        0 <= g.start - praise.end <= _NEAR_VERB or _LED_BY.fullmatch(clause[praise.end : g.start])
        for g in counted
    )
    given = any(t.kind in ("authority", "awarded") and t.end <= praise.start for t in terms)
    return follows or (given and any(g.end <= praise.start for g in counted))
