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
    told_terms,
)
from ingest.extract.awards.cores import find_cores, without
from ingest.extract.awards.givers import giver, rank_in
from ingest.extract.awards.names import body_led_in, is_general, named_recipients
from ingest.extract.awards.phrases import Group, breaks_down, count_before, groups, reason_start
from ingest.extract.awards.recipients import bare_count, find_recipients, of_unit_itself, opens_names
from ingest.extract.awards.sharing import share
from ingest.extract.awards.status import (
    by_own_right,
    denied_kind,
    denies_of_others,
    is_left_open,
    mixes,
    status_at,
    status_word,
)
from language.award_terms import Award, Term, find_terms, mentions_award, name_kind

_OPENS_LIST = re.compile(
    r"[\s\"”]*(?:(?:của|do)\s[^:;,]{3,60})?(?:,?\s*(?:cho|là|(?:bao\s+)?gồm(?:\s+có)?)\s*)?:\s"
)
_AND_PERSON = re.compile(r"\s+và\s+(?=(?:ông|bà|đồng chí|đ/c|anh|chị|cô|thầy)\s)")
_GIVEN_TO = re.compile(r"[\s\"”]*cho\s")
# What parts two awards given to one: "công nhận ... và tặng ...".
_JOINED = re.compile(r"[\s\"”,]*(?:và|đồng thời)?\s*(?:danh hiệu\s*)?[\s\"“]*")


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
    it ends telling parts of what it counted ("38 tập thể, trong đó: thường xuyên 15; đột xuất 23"),
    ``names`` where it lists whom it honours behind a colon ("tặng Bằng khen: Hội Nông dân xã; ...") or
    ``proper_names`` where it does without one ("cho cô giáo Hồ Thị Én, Trường A; thầy giáo ...")."""

    authority: Term | None = None
    status: AwardStatus = "awarded"
    award: Award | None = None
    subject: str = ""
    passive: bool = False
    period: str | None = None
    parts: bool = False
    names: bool = False
    proper_names: bool = False


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
    terms = told_terms(clause, find_terms(clause))
    counted = [group for group in groups(clause, terms) if not is_left_open(clause, group)]
    cores = find_cores(clause, terms, counted, carried.award, carried.status)
    if not cores:
        named = _listed(clause, terms, carried)
        return ([named], carried) if named is not None else ([], _carry(clause, terms, carried))
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
        if by_own_right(clause, core.end):
            authority, passive = None, False
        authority = own or (None if new_passive and core.award.level and not goes_on else authority)
        between = without(clause[previous_end : core.start], verbs)
        joined = index > 0 and _JOINED.fullmatch(between) is not None
        given = clause[core.end : next_start].lower()
        joined = joined or (not index and not between.strip() and not shares[index] and "cho " not in given)
        unbroken = passive and (own is not None or not new_verb or joined)
        passive = (new_passive and not goes_on) or unbroken
        label = label_before(clause, core, terms) if not index else ""
        label = label or name_before_brackets(clause, core)
        told = subject_before(clause, terms, core, _behind_giver(clause, terms, previous_end)) or label
        if told.lower() in ("tập thể", "đơn vị"):
            told = body_led_in(clause) or told  # "Trường THCS A: tập thể được ... tặng Cờ thi đua"
        subject = subject if subject and is_opening(told) else told or subject
        before, status = status, status_at(clause, core.start, core.end, terms, counted, carried.status)
        honoured = subject if passive or new_passive or label else ""
        recipients = find_recipients(clause, core, shares[index], terms, next_start, honoured)
        denied = any(t.kind == "negated" for t in terms)
        if status == "negated" and not denied and any(group.count for group in shares[index]):
            status = "awarded"  # a denial of the clause before: "...; UBND xã khen 22 cá nhân"
        if status == "negated":
            if denies_of_others(clause, core.start, terms, counted):
                continue
            recipients = (Recipient("", denied_kind(clause, core.start, terms), 0, False),)
        if recipients is None:
            recipients = of_unit_itself(clause, core, terms, asked=status in ("target", "proposed"))
        if recipients is None and result and _told_along(clause, result[-1], core, terms, previous_end):
            recipients = result[-1].recipients
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
    names_last = len(result) > 0 and result[-1].recipients[-1].named
    listed = _OPENS_LIST.match(clause, cores[-1].end) is not None or opens_names(clause, cores[-1].end)
    names = names_last and listed
    proper = names_last and _GIVEN_TO.match(clause, cores[-1].end) is not None
    award = cores[-1].award
    return result, Carried(authority, status, award, subject, passive, carried.period, parts, names, proper)


def _told_along(clause: str, last: Statement, core: Core, terms: Sequence[Term], end: int) -> bool:
    """Whether an award is told along with one before that the reporting unit had: "Năm 2020: Cờ thi đua của
    UBND tỉnh và | Bằng khen của Bộ Y tế"."""
    givers = [t for t in terms if t.kind == "authority"]
    between = re.sub(r"^[\s\"”]*của\s", "", without(clause[end : core.start], givers))
    own = last.recipients == (Recipient("", "tập thể", None, False),)
    return own and core.award.recipient != "cá nhân" and _JOINED.fullmatch(between) is not None


def _tells_parts(clause: str, core: Core, told: Sequence[Group], counted: Sequence[Group]) -> bool:
    """Whether a clause ends with parts of what it counted, which its statements leave out."""
    left = [group for group in counted if group.start >= core.end and group not in told]
    return bool(told and left) and breaks_down(clause[core.end : left[0].start])


def _listed(clause: str, terms: Sequence[Term], carried: Carried) -> Statement | None:
    """The next ones named in a list behind a colon: "...; ông Lê Viết Sơn, nông dân xã A và bà Hồ Thị Én"."""
    if (
        carried.award is None
        or not (carried.names or carried.proper_names)
        or any(t.kind not in ("authority", "neutral") for t in terms)
    ):
        return None
    listed: list[Recipient] = []
    for piece in _AND_PERSON.split(clause):
        head = re.split(r"[,;(]", piece.strip())[0].strip(" .")
        head = head[: reason_start(head, 0, len(head))].rstrip()
        names = named_recipients(head)
        if len(names) != 1 or is_general(names[0]) or (kind := name_kind(names[0])) == "khác":
            break
        if not carried.names and not (kind == "cá nhân" and names[0].split()[-1][0].isupper()):
            break
        listed.append(Recipient(names[0], kind, 1, True))
    if not listed:
        return None
    start, last = clause.find(listed[0].text), listed[-1].text
    return Statement(
        carried.award, carried.authority, carried.status, tuple(listed), start,
        clause.find(last) + len(last), "", carried.passive, False,
    )  # fmt: skip


_ALONE = re.compile(r"[\W_]*(?:(?:được|đã|của|danh hiệu|và|nhận|lại)[\W_]*)*")


def given_to_unit(sentence: str) -> list[Statement]:
    """The awards of a sentence that names awards and givers and nothing else, which the reporting unit
    had: "UBND tỉnh tặng Cờ thi đua.", "Bằng khen của Bộ Y tế."."""
    terms = find_terms(sentence)
    rest = without(sentence, [t for t in terms if t.kind in ("award", "authority", "confer", "receive")])
    if not _ALONE.fullmatch(rest):
        return []
    authority = next((t for t in terms if t.kind == "authority"), None)
    unit = (Recipient("", "tập thể", None, False),)
    return [
        Statement(t.award, authority, "awarded", unit, 0, len(sentence.rstrip(" .")), "", True, False)
        for t in terms
        if t.award is not None and t.award.recipient != "cá nhân"
    ]


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
