"""Which counted recipients belong to which award of a clause.

Recipients that stand together ("8 tập thể và 17 cá nhân") are one run and go one way: to the
award after them when they are its subject ("... được tặng", "02 cá nhân CSTĐCS"), else to the
award before them. A total that is broken down ("96 tập thể, cá nhân, trong đó ...") gives way
to its parts when they add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.awards.arguments import PRAISE, Core
from ingest.extract.awards.phrases import Group, breaks_down, count_before
from language.award_terms import Term

_JOINT = re.compile(r"[\s,;/+&()]*(?:và|cùng|với)?\s*(?:các|hơn|trên|gần|khoảng)?\s*")
_REACHED = re.compile(r"\s*(?:đạt|chiếm)\s+(?:tỷ lệ\s+)?\d[\d,.]*\s*%\s*,")
_IN_BRACKETS = re.compile(r"\([^()\d;]*\)")  # "01 tập thể (Trường A) và 02 cá nhân"
_NAMES_THEM = re.compile(r"\s*(?:,\s*)?(?:là|gồm|đó là)\s")  # "4 tập thể là A, B và 43 cá nhân nhận ..."
_SUBJECT_VERBS = ("awarded", "receive", "target", "proposed")
# "..., 63 cá nhân đạt danh hiệu thi đua cấp tỉnh": a title that the lexicon does not know.
_OTHER_TITLE = re.compile(r"[^,;:]{0,40}?(?<!\w)(?:đạt|nhận|tặng|công nhận) danh hiệu(?!\w)")
_GIVEN_BEHIND = re.compile(
    r"[\"”\s]*(?:(?!được|cho)[^,;:]){0,40}?\bcho\s+(?:đơn vị|tập thể|cá nhân|đồng chí)?\s*\w"
)
_TO_AWARD = re.compile(r"\s*(?:là|đạt|danh hiệu|đạt danh hiệu|[\"“])*\s*")


def share(
    clause: str, cores: Sequence[Core], counted: Sequence[Group], terms: Sequence[Term]
) -> list[list[Group]]:
    """The counted recipients of each award, in the order of ``cores``."""
    shares: list[list[Group]] = [[] for _ in cores]
    parts: list[list[Group]] = [[] for _ in cores]
    for run in (_without_total(clause, run) for run in _runs(clause, counted, cores, terms)):
        before = max((i for i, c in enumerate(cores) if c.end <= run[0].start), default=None)
        after = min((i for i, c in enumerate(cores) if c.start >= run[-1].end), default=None)
        if before is None and after is None:
            shares[0].extend(run)
        elif _is_of_none(clause, run, cores, before, after, terms):
            continue
        elif before is None or (
            after is not None and _is_subject(clause, run, cores[before], cores[after], terms)
        ):
            if breaks_down(clause[run[-1].end : cores[after or 0].start]):
                continue  # "150 lượt tập thể, cá nhân được khen, trong đó ...": a total of the awards
            owner = shares[after or 0]
            if not (owner and _NAMES_THEM.match(clause, owner[-1].end)):
                owner.clear()  # counts of a clause before: "14 chi bộ đạt ..., 42 đảng viên được tặng"
            owner.extend(run)
        elif breaks_down(clause[cores[before].end : run[0].start]):
            parts[before].extend(run)
        else:
            shares[before].extend(run)
    for core, whole, broken in zip(cores, shares, parts, strict=True):
        told = None if whole else count_before(clause, core.start)
        if told is not None and told[0] != sum(g.count for g in broken):
            broken.clear()  # "163 tập thể tiên tiến (trong đó có 49 trường)"
    shares = [_broken_down(whole, broken) for whole, broken in zip(shares, parts, strict=True)]
    for i in range(len(cores) - 1, 0, -1):
        own = count_before(clause, cores[i - 1].start) is not None
        if not shares[i - 1] and not own and _one_set(clause, cores[i - 1], cores[i], terms):
            shares[i - 1] = [g for g in shares[i] if cores[i - 1].award.recipient in ("khác", g.kind)]
    for i in range(1, len(cores)):
        if not shares[i] and shares[i - 1] and _one_set(clause, cores[i - 1], cores[i], terms):
            shares[i - 1], shares[i] = _shared_out(shares[i - 1], cores[i - 1], cores[i])
    return shares


def _shared_out(told: list[Group], first: Core, second: Core) -> tuple[list[Group], list[Group]]:
    """The recipients of two awards told in one: "3 đơn vị, 5 cá nhân được tặng Cờ thi đua và Bằng khen"
    gives flags to bodies and certificates to the others; else each has both."""
    if told[-1].start > first.start:
        return told, []
    own = [g for g in told if g.kind == first.award.recipient]
    others = [g for g in told if g.kind != first.award.recipient]
    if own and others and first.award.recipient != "khác":
        return own, others
    return told, [g for g in told if second.award.recipient in ("khác", g.kind)]


def _one_set(clause: str, first: Core, second: Core, terms: Sequence[Term]) -> bool:
    """Whether two awards go to the same recipients: "công nhận LĐTT và tặng Giấy khen cho 15 ..."."""
    verbs = [t for t in terms if t.kind == "confer" and first.end <= t.start < second.start]
    between = clause[first.end : second.start]
    for verb in verbs:
        between = between.replace(verb.text, "")
    return re.fullmatch(r"[\"”\s]*và\s*[\"“]?(?:danh hiệu\s*)?[\"“]?", between.lower()) is not None


def _begins_anew(
    clause: str, run: Sequence[Group], group: Group, cores: Sequence[Core], terms: Sequence[Term]
) -> bool:
    """Whether recipients of a kind that is told already are the subject of the award after them: "tặng Cờ
    thi đua cho 20 tập thể, | 57 đơn vị đạt Tập thể lao động xuất sắc"."""
    given = any(core.end <= run[0].start for core in cores)
    verb = next((t for t in terms if t.start >= group.end), None)
    near = (
        verb is not None
        and verb.kind in ("receive", "awarded")
        and not clause[group.end : verb.start].strip()
    )
    named = verb is not None and any(core.start >= verb.end for core in cores)
    return given and near and named and group.kind in {told.kind for told in run}


def _runs(
    clause: str, counted: Sequence[Group], cores: Sequence[Core], terms: Sequence[Term]
) -> list[list[Group]]:
    runs: list[list[Group]] = []
    for group in counted:
        between = clause[runs[-1][-1].end : group.start] if runs else ""
        joined = bool(runs) and _JOINT.fullmatch(_IN_BRACKETS.sub("", between)) is not None
        if joined and not _begins_anew(clause, runs[-1], group, cores, terms):
            runs[-1].append(group)
        else:
            runs.append([group])
    return runs


def _without_total(clause: str, run: list[Group]) -> list[Group]:
    """A run without a total whose parts follow in brackets: "203 trường hợp (61 tập thể, 142 cá nhân)"."""
    first, rest = run[0], run[1:]
    opened = len(rest) > 1 and clause[first.end : rest[0].start].strip() == "("
    return rest if opened and sum(g.count for g in rest) == first.count and first.kind == "khác" else run


def _broken_down(whole: list[Group], parts: list[Group]) -> list[Group]:
    if not parts or (whole and sum(g.count for g in whole) != sum(g.count for g in parts)):
        return whole
    return parts if not whole or {g.kind for g in parts} - {g.kind for g in whole} else whole


def _is_of_none(
    clause: str, run: Sequence[Group], cores: Sequence[Core], before: int | None, after: int | None,
    terms: Sequence[Term],
) -> bool:  # fmt: skip
    """Whether a run is honoured by no award of the clause."""
    title = _OTHER_TITLE.match(clause, run[-1].end)
    if after is None:
        last = cores[before or 0]  # "khen thưởng | 42 người đạt danh hiệu ..." praises them all the same
        praised = last.award.id == PRAISE.id and not clause[last.end : run[0].start].strip(" cho")
        return title is not None and not praised
    if before is None and title is not None and "," in clause[title.end() : cores[after].start]:
        return True  # "công nhận 39 công đoàn đạt danh hiệu vững mạnh, tặng Giấy khen cho ..."
    return before is None and _acts_for_others(clause, run, cores[after], terms)


def _acts_for_others(clause: str, run: Sequence[Group], core: Core, terms: Sequence[Term]) -> bool:
    """Whether a run before an award is honoured by none of it: "nhất trí 06 đơn vị hoàn thành nhiệm vụ,
    đề nghị tặng Cờ thi đua cho xã A"."""
    behind = clause[run[-1].end : core.start]
    if behind.strip() in ("(", "(gồm", "(trong đó") and _GIVEN_BEHIND.match(clause.lower(), core.end):
        return True  # "khen 5 cá nhân (Huân chương cho 1 cá nhân, Bằng khen cho 4 cá nhân)"
    if _REACHED.match(clause, run[-1].end):
        return True  # "74/79 chi hội đạt 93 %, ..., Hội được ... tặng": counted for a share
    inside = (t for t in terms if run[-1].end <= t.start < core.start)
    between = [t.kind for t in inside if t.text.lower() != "cấp"]  # "76 đơn vị cấp xã"
    own = count_before(clause, core.start)
    if own is not None and own[1] > run[-1].end and "," in clause[run[-1].end : own[1]] and not between:
        return True  # "tại 76 xã, 117 xóm, gần 180 Kỷ niệm chương đã được trao"
    parted = "," in clause[run[-1].end : core.start]
    active = "confer" in between and "awarded" not in between and "receive" not in between
    return parted and active and _GIVEN_BEHIND.match(clause.lower(), core.end) is not None


def _honoured_at_once(clause: str, end: int, award: Core, terms: Sequence[Term]) -> bool:
    """Whether who confers stands right behind recipients: ", 1 cá nhân | Tỉnh đoàn tặng Bằng khen"."""
    between = [t for t in terms if end <= t.start < award.start]
    acts = [t.kind for t in between] == ["authority", "confer"]
    return acts and not clause[end : between[0].start].strip()


def _is_subject(clause: str, run: Sequence[Group], before: Core, after: Core, terms: Sequence[Term]) -> bool:
    """Whether a run between two awards is the subject of the second."""
    first, end = run[0].start, run[-1].end
    given_to = re.search(r"\bcho\s+(?:các\s+)?$", clause[before.end : first].lower()) is not None
    if given_to and before.award.id != PRAISE.id:
        return False
    parted = given_to or re.search(r"[,;.]|\bvà\b|\bcó\b", clause[before.end : first]) is not None
    if parted and _honoured_at_once(clause, end, after, terms):
        return True
    verb = next((t for t in terms if t.kind in _SUBJECT_VERBS and end <= t.start < after.start), None)
    if verb is not None:
        between = clause[end : verb.start]
        return parted and re.search(r"[,;.:]|\bvà\s*$", between) is None
    conferred = any(t.kind in ("confer", "authority") and end <= t.start < after.start for t in terms)
    return parted and not conferred and _TO_AWARD.fullmatch(clause[end : after.start].lower()) is not None
