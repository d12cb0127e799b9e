"""Statements of the award grammar: who is honoured with what, by whom, in which status.

A sentence is read clause by clause (semicolons part them). Each award named in a clause is the
core of one statement; authority, status and recipients are found around it by position, and
what a clause leaves out is carried over from the clause before, as the genre does:
"UBND tỉnh tặng: Cờ thi đua cho 4 đơn vị; Bằng khen cho 8 tập thể và 17 cá nhân".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from foundation.records import AwardStatus
from ingest.extract.awards.arguments import (
    Core,
    Recipient,
    extent,
    find_recipients,
    giver,
    is_passive,
    subject_before,
)
from ingest.extract.awards.phrases import Group, breaks_down, groups, reason_start
from language.award_terms import Award, Term, find_terms

_STATUSES: tuple[AwardStatus, ...] = ("proposed", "target", "negated", "background")
_NEAR_VERB = 25  # between "khen thưởng" and the count that it governs ("cho các")
PRAISE = Award("khen_thuong", "Khen thưởng", "khác", "")


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
    """What a clause hands on to the next: its authority, status, award and subject."""

    authority: Term | None = None
    status: AwardStatus = "awarded"
    award: Award | None = None
    subject: str = ""
    passive: bool = False


def statements(sentence: str, carried: Carried | None = None) -> tuple[list[Statement], Carried]:
    """The award statements of one sentence, and what it hands on to list items below it."""
    state = carried or Carried()
    result: list[Statement] = []
    start = 0
    for piece in re.split(r"(?<=;)\s", sentence):
        found, state = _clause(piece, state)
        result.extend(_shift(s, start) for s in found)
        start += len(piece) + 1
    return result, state


def _shift(s: Statement, by: int) -> Statement:
    return Statement(
        s.award, s.authority, s.status, s.recipients, s.start + by, s.end + by, s.reason, s.passive, s.mixed
    )


def _clause(clause: str, carried: Carried) -> tuple[list[Statement], Carried]:
    terms = find_terms(clause)
    counted = groups(clause)
    cores = _cores(clause, terms, counted, carried)
    if not cores:
        return [], _carry(terms, carried)
    status, mixed = _status(clause, terms, carried)
    shares = _share(clause, cores, counted, terms)
    result: list[Statement] = []
    authority, subject, passive = carried.authority, carried.subject, carried.passive
    for index, core in enumerate(cores):
        next_start = cores[index + 1].start if index + 1 < len(cores) else len(clause)
        previous_end = cores[index - 1].end if index else 0
        own = giver(clause, core, terms, previous_end, next_start)
        new_passive = is_passive(terms, core, previous_end)
        new_verb = any(t.kind in ("confer", "praise") and previous_end <= t.start < core.start for t in terms)
        # A new verb without "by whom" starts afresh for an award whose giver the law fixes.
        authority = own or (None if new_passive and core.award.level else authority)
        unbroken = passive and (own is not None or not new_verb)
        passive = new_passive or unbroken
        subject = subject_before(clause, terms, core, previous_end) or subject
        core_status = _status_near(terms, core, status)
        honoured = subject if passive else ""
        recipients = find_recipients(clause, core, shares[index], terms, next_start, honoured)
        if core_status == "negated":
            recipients = ()
        elif recipients is None:
            continue
        start, end = extent(clause, core, shares[index], own, recipients, previous_end, next_start)
        reason_from = reason_start(clause, end, next_start)
        result.append(
            Statement(core.award, authority, core_status, recipients, start, end,
                      clause[reason_from:next_start].strip(" ,;."), passive, mixed)
        )  # fmt: skip
    return result, Carried(authority, status, cores[-1].award, subject, passive)


def _carry(terms: Sequence[Term], carried: Carried) -> Carried:
    """An introduction ("UBND huyện đã đề nghị:") sets status and authority for what follows."""
    status = next((s for t in terms for s in _STATUSES if t.kind == s), None)
    authority = next((t for t in terms if t.kind == "authority"), None)
    return Carried(
        authority or carried.authority,
        status or carried.status,
        carried.award,
        carried.subject,
        carried.passive,
    )


def _cores(clause: str, terms: Sequence[Term], counted: Sequence[Group], carried: Carried) -> list[Core]:
    named = [Core(t.award, t.start, t.end) for t in terms if t.award is not None]
    if named:
        doubled = [a for a, b in pairwise(named) if re.fullmatch(r"\s*của\s*", clause[a.end : b.start])]
        return [core for core in named if core not in doubled]
    if not counted:
        return []
    praise = [t for t in terms if t.kind == "praise" and _is_verb(clause, t, terms, counted)]
    if praise:
        return [Core(PRAISE, t.start, t.end) for t in praise]
    if carried.award is not None and re.match(r"\s*(?:và|cho|,|\d)", clause):
        return [Core(carried.award, counted[0].start, counted[0].start)]
    return []


def _is_verb(clause: str, praise: Term, terms: Sequence[Term], counted: Sequence[Group]) -> bool:
    """ "khen thưởng" as a verb with counted recipients, not in "công tác thi đua, khen thưởng"."""
    before = clause[: praise.start].lower().rstrip(" ,-–")
    if before.endswith(("thi đua", "công tác", "hội đồng", "quỹ", "hồ sơ", "hình thức")):
        return False
    follows = any(0 <= g.start - praise.end <= _NEAR_VERB for g in counted)
    given = any(t.kind in ("authority", "awarded") and t.end <= praise.start for t in terms)
    return follows or (given and any(g.end <= praise.start for g in counted))


def _status(clause: str, terms: Sequence[Term], carried: Carried) -> tuple[AwardStatus, bool]:
    """The status of a clause and whether it mixes awarded with proposed ("đã được và đề nghị")."""
    kinds = [t.kind for t in terms]
    for kind in ("negated", "target", "proposed"):
        if kind in kinds:
            mixed = kind == "proposed" and bool(
                re.search(r"đã\s+được\s+và\s+(?:đang\s+)?đề nghị", clause.lower())
            )
            return kind, mixed
    if "background" in kinds:
        return "background", False
    if any(t.kind in ("confer", "receive", "awarded") for t in terms) and carried.status in (
        "proposed",
        "negated",
    ):
        return "awarded", False
    return carried.status, False


def _status_near(terms: Sequence[Term], core: Core, status: AwardStatus) -> AwardStatus:
    """A proposal stands before what it proposes: an award named before it has been given."""
    if status != "proposed":
        return status
    first = next((t for t in terms if t.kind == "proposed"), None)
    return "awarded" if first is not None and core.end <= first.start else status


def _share(
    clause: str, cores: Sequence[Core], counted: Sequence[Group], terms: Sequence[Term]
) -> list[list[Group]]:
    """Give each counted recipient to the award it belongs to.

    Before a passive ("17 cá nhân được tặng ...") or right before an award ("02 cá nhân CSTĐCS")
    it belongs to the award after it, otherwise to the award before it.
    """
    shares: list[list[Group]] = [[] for _ in cores]
    for group in counted:
        before = max((i for i, c in enumerate(cores) if c.end <= group.start), default=None)
        after = min((i for i, c in enumerate(cores) if c.start >= group.end), default=None)
        if before is None and after is None:
            shares[0].append(group)
        elif before is None or (
            after is not None and _subject_of_next(clause, group, cores[before], cores[after], terms)
        ):
            owner = shares[after or 0]
            if owner and not re.fullmatch(r"[\s,]*(?:và|cùng)?\s*", clause[owner[-1].end : group.start]):
                owner.clear()  # counts of a clause before: "14 chi bộ đạt ..., 42 đảng viên được tặng"
            owner.append(group)
        elif not breaks_down(clause[cores[before].end : group.start]):
            shares[before].append(group)
    return shares


def _subject_of_next(clause: str, group: Group, before: Core, after: Core, terms: Sequence[Term]) -> bool:
    to_next = clause[group.end : after.start]
    passive = any(
        t.kind in ("awarded", "receive") and group.end <= t.start < after.start for t in terms
    ) and not re.search(r";", to_next)
    parted = bool(re.search(r"[,;]|\bvà\b", clause[before.end : group.start]))
    conferred = any(t.kind in ("confer", "authority") and group.end <= t.start < after.start for t in terms)
    if passive:
        verb = next(t for t in terms if t.kind in ("awarded", "receive") and t.start >= group.end)
        return not re.search(r"[,;]", clause[group.end : verb.start])
    adjacent = re.fullmatch(r"\s*(?:là|đạt|danh hiệu|đạt danh hiệu|[\"“])*\s*", to_next) is not None
    return parted and adjacent and not conferred
