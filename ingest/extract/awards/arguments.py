"""The arguments of an award statement: giver, subject and recipients, found by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.records import RecipientKind
from ingest.extract.awards.names import is_general, is_reporting_unit, named_recipients
from ingest.extract.awards.phrases import Group, count_after, count_before, reason_start
from language.award_terms import Award, Term, name_kind, ranks, recipient_kind, recipient_pattern
from language.text import even_spelling

_NEAR = 60  # characters that may lie between an award and the "của <authority>" after it
PRAISE = Award("khen_thuong", "Khen thưởng", "khác", "")  # praise that names no award
_BY = re.compile(r"[\"”\s]*(?:của|do)?\s*")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One recipient: counted ("8 tập thể") or named; ``count`` None when no number is given."""

    text: str
    kind: RecipientKind
    count: int | None
    named: bool


@dataclass(frozen=True, slots=True)
class Core:
    """An award named in a clause, the heart of one statement."""

    award: Award
    start: int
    end: int


def giver(clause: str, core: Core, terms: Sequence[Term], previous_end: int, next_start: int) -> Term | None:
    """The authority of an award: "của ..." after it, else who confers before it."""
    authorities = [t for t in terms if t.kind == "authority"]
    for term in authorities:
        if core.end <= term.start < min(next_start, core.end + _NEAR):
            between = clause[core.end : term.start].lower()
            if re.fullmatch(r"[\"”\s]*(?:\(?\s*(?:của|do|cấp|cấp bởi)\s*)?(?:các\s+)?", between):
                return term
            if re.fullmatch(r"(?:(?!cho|được|đề nghị)[^,;:])*?\s(?:của|do)\s+", between):
                return term
    before = [t for t in authorities if previous_end <= t.start and t.end <= core.start]
    for term in reversed(before):
        following = next((t for t in terms if t.start >= term.end and t.kind not in ("awarded",)), None)
        acts = following is None or following.kind in ("confer", "praise", "award", "proposed", "authority")
        if acts and not _is_subject(term, terms, core):
            return term
    return rank_beside(clause, core.end, core.start, terms)


def rank_beside(clause: str, end: int, start: int, terms: Sequence[Term]) -> Term | None:
    """The level that stands for its chairman beside an award: "Giấy khen cấp huyện"."""
    even = even_spelling(clause)
    verb = next((t for t in reversed(terms) if t.end <= start and t.kind == "confer"), None)
    for form, authority in ranks():
        after = re.compile(rf"[\"”\s]*(?:(?:của|do)\s+)?(?:cấp\s+)?({form})(?!\w)").match(even, end)
        if after is not None:
            return Term("authority", clause[slice(*after.span(1))], *after.span(1), None, authority)
        if verb is not None and re.fullmatch(r"[\s:\"“\d]*(?:danh hiệu\s*)?[\"“]?", even[verb.end : start]):
            before = re.search(rf"(?<!\w)({form})\s+(?:đã\s+)?$", even[: verb.start])
            if before is not None:
                return Term("authority", clause[slice(*before.span(1))], *before.span(1), None, authority)
    return None


def rank_in(text: str) -> Term | None:
    """The level that a heading or introduction names ("Khen thưởng cấp huyện:"), as its chairman.

    None when it names several ("cấp Nhà nước và cấp tỉnh").
    """
    even = even_spelling(text)
    found = [
        Term("authority", text[slice(*match.span(1))], *match.span(1), None, authority)
        for form, authority in ranks()
        if (match := re.search(rf"(?<!\w)cấp\s+({form})(?!\w)", even))
    ]
    several = re.search(r"(?<!\w)cấp\s+(?:nhà nước|trung ương)", even) is not None
    return found[0] if len(found) == 1 and not several else None


def _is_subject(term: Term, terms: Sequence[Term], core: Core) -> bool:
    """An authority's name before a passive is the one honoured: "Chủ tịch UBND xã được ... tặng"."""
    verb = next(
        (t for t in terms if t.start >= term.end and t.kind in ("awarded", "receive", "confer")), None
    )
    return verb is not None and verb.kind != "confer" and verb.start < core.start


def is_passive(terms: Sequence[Term], core: Core, previous_end: int) -> bool:
    """Whether what stands before the award is honoured ("được", "đạt") and does not honour."""
    return any(t.kind in ("awarded", "receive") and previous_end <= t.start < core.start for t in terms)


def subject_before(clause: str, terms: Sequence[Term], core: Core, previous_end: int) -> str:
    """The words before the passive verb that this award depends on."""
    verb = next(
        (t for t in terms if t.kind in ("awarded", "receive") and previous_end <= t.start < core.start), None
    )
    if verb is None:
        return ""
    words = clause[previous_end : verb.start].strip(" ,;:.")
    return re.sub(r"^(?:và|đồng thời|ngoài ra)(?:\s+|$)", "", words)


def find_recipients(
    clause: str, core: Core, share: Sequence[Group], terms: Sequence[Term], next_start: int, subject: str
) -> tuple[Recipient, ...] | None:
    """Counted recipients, else named ones after "cho", else the subject, else a bare count.

    None when the clause tells nobody: then it speaks of the award and states none.
    """
    if share:
        return tuple(Recipient(g.text, g.kind, g.count, False) for g in share)
    if core.award.id == PRAISE.id:
        return None
    default = core.award.recipient
    before, after = count_before(clause, core.start), count_after(clause, core.end)
    told, given = _told_after(clause, core, terms, next_start)
    names = named_recipients(told)
    if not given:
        names = [n for n in names if name_kind(n) != "khác"]
    if any(map(_is_someone, names)):
        return _named(names, before, default)
    if after is not None:
        return (Recipient("", default, after[0], False),)
    if names and before is not None:
        return (Recipient("", _joint_kind(told), before[0], False),)
    names = named_recipients(subject) if subject else []
    if any(map(_is_someone, names)):
        return _named(names, before, default)
    if before is not None:
        kind = _joint_kind(subject) if names else default
        return (Recipient("", kind, before[0], False),)
    if names and re.match(r"nhiều|một số", even_spelling(subject)):
        return (Recipient(subject, _joint_kind(subject), None, False),)
    if names or not subject:
        return None
    conferred = [t for t in terms if t.kind in ("confer", "awarded", "receive") and t.end <= core.start]
    near = bool(conferred) and _GOVERNS.fullmatch(_unnamed(clause, conferred[-1].end, core.start, terms))
    return (Recipient("", default, None, False),) if near else None


_GOVERNS = re.compile(r"[\s\d:\"“,]*(?:(?:danh hiệu|lại|nhiều|các|và|hình thức)\s*)*[\"“]?", re.IGNORECASE)


def _unnamed(clause: str, start: int, end: int, terms: Sequence[Term]) -> str:
    """A stretch of a clause without the authorities and awards that it names."""
    text = clause[start:end]
    for term in terms:
        if term.kind in ("authority", "award") and start <= term.start < end:
            text = text.replace(term.text, "")
    return text


def _told_after(clause: str, core: Core, terms: Sequence[Term], next_start: int) -> tuple[str, bool]:
    """What an award is followed by up to the reason, and whether "cho" or a colon opens it."""
    later = [t for t in terms if core.end <= t.start < next_start]
    honoured = [t for t in later if re.search(r"\bcho\s+$", clause[: t.start].lower())]
    given_by = [t for t in later if _BY.fullmatch(clause[core.end : t.start].lower())]
    stops = [t for t in later if t.kind in ("authority", "confer", "awarded", "praise", "receive")
             and t not in given_by and t not in honoured]  # fmt: skip
    stop = min([*(t.start for t in stops), next_start])
    by_end = max([t.end for t in given_by if t.kind == "authority"] + [core.end])
    told = clause[by_end : reason_start(clause, by_end, stop)]
    opening = re.match(r"\s*[\"”]?\s*(?:cho|:)\s+", told)
    if opening is not None:
        return told[opening.end() :], True
    next_subject = any(t.start == stop and t.kind in ("awarded", "receive") for t in stops)
    return ("", False) if next_subject or re.match(r"\s*[,;]", told) else (told, False)


def _named(
    names: Sequence[str], before: tuple[int, int] | None, default: RecipientKind
) -> tuple[Recipient, ...]:
    """Named recipients; a figure before the award counts awards, so it counts for one name only."""
    one = before[0] if before and len(names) == 1 else 1
    return tuple(
        Recipient("", default, one, False)
        if is_reporting_unit(name)
        else Recipient(name, _kind_of(name, default), one, True)
        for name in names
        if _is_someone(name)
    )


def _is_someone(name: str) -> bool:
    return is_reporting_unit(name) or not is_general(name)


def _joint_kind(text: str) -> RecipientKind:
    """The kind of recipients that a text speaks of in general; "khác" where it names two kinds."""
    kinds = {recipient_kind(m.group()) for m in recipient_pattern().finditer(even_spelling(text))}
    return kinds.pop() if len(kinds) == 1 else "khác"


def _kind_of(name: str, default: RecipientKind) -> RecipientKind:
    if "nhân dân" in even_spelling(name) and "ủy ban" not in even_spelling(name):
        return "tập thể"
    kind = name_kind(name)
    if kind == "khác":
        kind = recipient_kind(" ".join(name.split()[:4]))
    if kind == "khác":
        return default if default != "khác" else "tập thể"
    return kind


def extent(
    clause: str, core: Core, share: Sequence[Group], authority: Term | None,
    recipients: Sequence[Recipient], previous_end: int, next_start: int,
) -> tuple[int, int]:  # fmt: skip
    """The words that state the award: giver, award and recipients, wherever they stand."""
    places = [core.start, core.end] + [p for g in share for p in (g.start, g.end)]
    if authority is not None:
        places += [authority.start, authority.end]
    for recipient in recipients:
        at = clause.find(recipient.text, previous_end, next_start) if recipient.named else -1
        if at >= 0:
            places += [at, at + len(recipient.text)]
    return min(places), max(places)
