"""Statements of the award grammar: who is honoured with what, by whom, in which status.

A sentence is read clause by clause (semicolons part them). Each award named in a clause is the
core of one statement; authority, status and recipients are found around it by position, and
what a clause leaves out is carried over from the clause before, as the genre does:
"UBND tỉnh tặng: Cờ thi đua cho 4 đơn vị; Bằng khen cho 8 tập thể và 17 cá nhân".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from foundation.records import AwardStatus
from ingest.extract.awards.arguments import (
    PRAISE,
    Core,
    Recipient,
    extent,
    is_opening,
    is_passive,
    label_before,
    name_before_brackets,
    subject_before,
)
from ingest.extract.awards.givers import giver, rank_in
from ingest.extract.awards.phrases import Group, breaks_down, count_before, groups, reason_start
from ingest.extract.awards.recipients import bare_count, find_recipients, of_unit_itself
from ingest.extract.awards.sharing import share
from ingest.extract.awards.status import (
    denied_kind,
    denies_of_others,
    is_left_open,
    mixes,
    status_at,
    status_word,
    verbs_of_giving,
)
from language.award_terms import Award, Term, find_terms, mentions_award, recipient_pattern
from language.text import UPPER, even_spelling

# How a clause begins that goes on with the award before: "; 05 cá nhân", "+ Tập thể: 04".
_GOES_ON = re.compile(
    r"[\s\-+*•–—.,;:()]*(?:(?:[a-zđ]|\d{1,2})[.)]\s*)?(?:(?:và|cho|các|có|gồm|đối với)\s+)*"
)
# What parts two awards given to one: "công nhận ... và tặng ...".
_JOINED = re.compile(r"[\s\"”,]*(?:và|đồng thời)?\s*(?:danh hiệu\s*)?[\s\"“]*")
# A label before the count in a list of an award's occasions: "- Khen đột xuất: 02 cá nhân".
_OCCASION = re.compile(
    r"[\s\-+*•–—]*(?:(?:[a-zđ]|\d{1,2})[.)]\s*)?[^\d:;,.]{3,60}:\s*(?:(?:cho|tặng|có)\s+)*"
)
_OF_THOSE = re.compile(r"(?<!\w)trong (?:tổng )?số\s+$")  # "Trong số 68 cá nhân được khen có 23 nữ"
_OF_A_TOTAL = re.compile(r"[\s\-+*•]*tổng (?:số|cộng)\W*[\d.]+[^;\d]{0,40}(?:trong đó|gồm)\W*(?:có\s+)?")
# "; 01 cá nhân đạt danh hiệu “Người tốt, việc tốt”": a title that the lexicon does not know.
_OTHER_TITLE = re.compile(r"(?<!\w)(?:danh hiệu|được công nhận|đạt chuẩn)(?!\w)")
# The next unit that an award is shared out to: "; xã An Hòa 8 tập thể", "; các cơ quan 15 cá nhân".
_NEXT_UNIT = re.compile(
    r"[\W\d_]*(?:và\s+)?(?:(?i:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận)"
    rf"(?:\s+[{UPPER}]\w*){{1,4}}"
    r"|các (?:cơ quan|đơn vị|ban, ngành|ngành|trường)[^\d:;,.]{0,30})\s*(?::\s*)?(?:có\s+)?"
)
# "... và 02 tập thể, 05 cá nhân | được Sở Nội vụ | khen thưởng."
_PRAISED = re.compile(rf"(?:,|và)\s+\d+\s+(?:{recipient_pattern().pattern})[^:;.]{{0,40}}$")
_ENDS_PRAISE = re.compile(r"\s*(?:[,;.)]|$|và\s|(?:trong|về|vì|đột xuất|nhân dịp|tại)\s)")
_NEAR_VERB = 25  # between "khen thưởng" and the count that it governs ("cho các")


@dataclass(frozen=True, slots=True)
class Statement:
    """One award in one status with its recipients; places count characters of the sentence."""

    award: Award
    authority: Term | None
    status: AwardStatus
    recipients: tuple[Recipient, ...]
    start: int
    end: int
    reason: str
    passive: bool
    mixed: bool


@dataclass(frozen=True, slots=True)
class Carried:
    """What a clause hands on to the next: its authority, status, award and subject; ``parts`` where
    it ends telling parts of what it counted ("38 tập thể, trong đó: thường xuyên 15; đột xuất 23")."""

    authority: Term | None = None
    status: AwardStatus = "awarded"
    award: Award | None = None
    subject: str = ""
    passive: bool = False
    period: str | None = None
    parts: bool = False


def statements(sentence: str, carried: Carried | None = None) -> tuple[list[Statement], Carried]:
    """The award statements of one sentence, and what it hands on to list items below it."""
    state = carried or Carried()
    if state.award is None and not sentence.endswith(":") and not mentions_award(sentence):
        return [], state
    result: list[Statement] = []
    start = 0
    for piece in _pieces(sentence):
        found, state = _clause(piece, state)
        result.extend(_shift(s, start) for s in found)
        start += len(piece) + 1
    return result, state


def _pieces(sentence: str) -> list[str]:
    """The clauses of a sentence: what semicolons part, but for those within brackets."""
    pieces: list[str] = []
    start = 0
    for match in re.finditer(r"(?<=;)\s", sentence):
        told = sentence[start : match.start()]
        closed = ")" not in sentence[match.end() :]
        if told.count("(") <= told.count(")") or closed:
            pieces.append(told)
            start = match.end()
    return [*pieces, sentence[start:]]


def _shift(s: Statement, by: int) -> Statement:
    recipients = tuple(r if r.place is None else replace(r, place=r.place + by) for r in s.recipients)
    return replace(s, recipients=recipients, start=s.start + by, end=s.end + by)


def _clause(clause: str, carried: Carried) -> tuple[list[Statement], Carried]:
    terms = find_terms(clause)
    counted = [group for group in groups(clause, terms) if not is_left_open(clause, group)]
    cores = _cores(clause, terms, counted, carried)
    if not cores:
        return [], _carry(clause, terms, carried)
    if carried.parts and not any(core.award.id != PRAISE.id and core.start < core.end for core in cores):
        return [], carried
    shares = share(clause, cores, counted, terms)
    mixed = mixes(clause)
    result: list[Statement] = []
    authority, subject, passive = carried.authority, carried.subject, carried.passive
    status = carried.status
    for index, core in enumerate(cores):
        next_start = cores[index + 1].start if index + 1 < len(cores) else len(clause)
        previous_end = cores[index - 1].end if index else 0
        own = giver(clause, core, terms, previous_end, next_start)
        new_passive = is_passive(terms, core, previous_end)
        verbs = [t for t in terms if previous_end <= t.start < core.start]
        new_verb = any(t.kind in ("confer", "praise") for t in verbs)
        # A new passive without "by whom" starts afresh for an award whose giver the law fixes,
        # but "công nhận 62 cá nhân đạt ..., 09 cá nhân đạt ..." goes on with who recognises.
        goes_on = index > 0 and not passive and all(t.kind != "awarded" for t in verbs)
        authority = own or (None if new_passive and core.award.level and not goes_on else authority)
        between = _without(clause[previous_end : core.start], verbs)
        joined = index > 0 and _JOINED.fullmatch(between) is not None
        unbroken = passive and (own is not None or not new_verb or joined)
        passive = (new_passive and not goes_on) or unbroken
        label = label_before(clause, core, terms) if not index else ""
        label = label or name_before_brackets(clause, core)
        told = subject_before(clause, terms, core, _behind_giver(clause, terms, previous_end)) or label
        subject = subject if subject and is_opening(told) else told or subject
        before, status = status, status_at(clause, core.start, core.end, terms, counted, carried.status)
        honoured = subject if passive or new_passive or label else ""
        recipients = find_recipients(clause, core, shares[index], terms, next_start, honoured)
        if status == "negated":
            if denies_of_others(clause, core.start, terms, counted):
                continue
            recipients = (Recipient("", denied_kind(clause, core.start, terms), 0, False),)
        if recipients is None and status in ("target", "proposed"):
            recipients = of_unit_itself(clause, core, terms)
        if recipients is None:
            continue
        if all(r.count is None for r in recipients) and _is_ruled(clause, core, terms):
            continue
        counts = (count_before(clause, core.start), bare_count(clause, core, terms, next_start))
        start, end = extent(
            clause, core, shares[index], own, recipients, counts, 0 if label else previous_end, next_start
        )
        reason_from = reason_start(clause, end, next_start)
        reason = clause[reason_from:next_start].strip(" ,;.")
        result.append(
            Statement(core.award, authority, status, recipients, start, end, reason, passive, mixed)
        )
        if _is_aside(clause, core):
            status = before
    parts = _tells_parts(clause, cores[-1], shares[-1], counted)
    return result, Carried(authority, status, cores[-1].award, subject, passive, carried.period, parts)


def _tells_parts(clause: str, core: Core, told: Sequence[Group], counted: Sequence[Group]) -> bool:
    """Whether a clause ends with parts of what it counted, which its statements leave out."""
    left = [group for group in counted if group.start >= core.end and group not in told]
    return bool(told and left) and breaks_down(clause[core.end : left[0].start])


def _behind_giver(clause: str, terms: Sequence[Term], end: int) -> int:
    """Where the giver of an award that ends at ``end`` ends: "Bằng khen của Chủ tịch UBND tỉnh, | xã A"."""
    of = next((t for t in terms if t.kind == "authority" and t.start >= end), None)
    told = of is not None and re.fullmatch(r"[\s\"”]*của\s+", clause[end : of.start].lower())
    return of.end if of is not None and told and end else end


def _is_aside(clause: str, core: Core) -> bool:
    """Whether what became of a proposal is told in brackets: "(đã được tặng 03 tập thể)"."""
    return core.start == core.end and clause.rfind("(", 0, core.start) > clause.rfind(")", 0, core.start)


def _is_ruled(clause: str, core: Core, terms: Sequence[Term]) -> bool:
    """Whether the words before an award tell conditions or procedures, not an award given."""
    before = [t for t in terms if t.kind == "rule" and t.end <= core.start]
    return any("," not in clause[t.end : core.start] for t in before)


def _carry(clause: str, terms: Sequence[Term], carried: Carried) -> Carried:
    """An introduction ("UBND huyện đã đề nghị:") sets status and authority for what follows."""
    status = status_word(terms)
    authority = next((t for t in terms if t.kind == "authority"), None) or rank_in(clause)
    return Carried(
        authority or carried.authority,
        status or carried.status,
        carried.award,
        carried.subject,
        carried.passive,
        carried.period,
    )


def _cores(clause: str, terms: Sequence[Term], counted: Sequence[Group], carried: Carried) -> list[Core]:
    named = [Core(t.award, t.start, t.end) for t in terms if t.award is not None]
    if named:
        doubled = [a for a, b in pairwise(named) if re.fullmatch(r"\s*của\s*", clause[a.end : b.start])]
        kept = [core for core in named if core not in doubled]
        since = _given_since(clause, kept, counted)
        beside = _praise_beside(clause, terms, kept, counted)
        return sorted([*kept, *since, *beside], key=lambda core: core.start)
    if not counted:
        return _denied_praise(clause, terms)
    if carried.award is not None and carried.status == "proposed":
        given = {group.start for group in counted} & {end for _, end in verbs_of_giving(clause)}
        if given:
            return [Core(carried.award, start, start) for start in sorted(given)]
    if _OF_THOSE.search(clause[: counted[0].start].lower()):
        return []
    praise = [t for t in terms if t.kind == "praise" and _is_verb(clause, t, terms, counted)]
    if praise:
        return [Core(PRAISE, t.start, t.end) for t in praise]
    before = clause[: counted[0].start].lower()
    goes_on = (
        _GOES_ON.fullmatch(before)
        or _OF_A_TOTAL.fullmatch(before)
        or _NEXT_UNIT.fullmatch(clause[: counted[0].start])
        or (_OCCASION.fullmatch(before) and not _names_another(terms))
    )
    other = _OTHER_TITLE.search(clause[counted[0].end :].lower())
    if carried.award is not None and goes_on and not other:
        return [Core(carried.award, counted[0].start, counted[0].start)]
    return []


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
        before = _without(clause[: praise.start], [t for t in terms if t.kind in ("authority", "awarded")])
        if not _PRAISED.search(before) or not _ENDS_PRAISE.match(after):
            continue
        last = max((core.end for core in named if core.end <= praise.start), default=None)
        if last is not None and any(last <= group.start < praise.start for group in counted):
            result.append(Core(PRAISE, praise.start, praise.end))
    return result


def _names_another(terms: Sequence[Term]) -> bool:
    """Whether a label speaks of more than an occasion of the award: of a giver, plan or denial."""
    return any(t.kind not in ("praise", "neutral", "awarded") for t in terms)


def _denied_praise(clause: str, terms: Sequence[Term]) -> list[Core]:
    """ "Không có tập thể nào được Thủ tướng Chính phủ khen thưởng": praise that nobody had."""
    denial = next((t for t in terms if t.kind == "negated"), None)
    praise = next((t for t in terms if t.kind == "praise"), None)
    passive = any(t.kind == "awarded" for t in terms)
    if denial is None or praise is None or not passive or praise.start < denial.end:
        return []
    told = even_spelling(clause[denial.end : praise.start])
    return [Core(PRAISE, praise.start, praise.end)] if recipient_pattern().search(told) else []


def _without(text: str, terms: Sequence[Term]) -> str:
    """A stretch of a clause without the words of some terms."""
    for term in terms:
        text = text.replace(term.text, "")
    return text.lower()


def _is_verb(clause: str, praise: Term, terms: Sequence[Term], counted: Sequence[Group]) -> bool:
    """ "khen thưởng" as a verb with counted recipients, not in "công tác thi đua, khen thưởng"."""
    before = clause[: praise.start].lower().rstrip(" ,-–")
    if before.endswith(("thi đua", "công tác", "hội đồng", "quỹ", "hồ sơ", "hình thức")):
        return False
    follows = any(0 <= g.start - praise.end <= _NEAR_VERB for g in counted)
    given = any(t.kind in ("authority", "awarded") and t.end <= praise.start for t in terms)
    return follows or (given and any(g.end <= praise.start for g in counted))
