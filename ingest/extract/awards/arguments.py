"""The arguments of an award statement: giver, subject and recipients, found by position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.records import RecipientKind
from ingest.extract.awards.phrases import Group, count_after, count_before, named_recipients, reason_start
from language.award_terms import Award, Term, name_kind, recipient_kind

_NEAR = 60  # characters that may lie between an award and the "của <authority>" after it
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
    return None


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
    return clause[previous_end : verb.start].strip(" ,;:.")


def find_recipients(
    clause: str, core: Core, share: Sequence[Group], terms: Sequence[Term], next_start: int, subject: str
) -> tuple[Recipient, ...] | None:
    """Counted recipients, else named ones after "cho", else the subject, else a bare count.

    None when the clause tells nobody: then it speaks of the award and states none.
    """
    if share:
        return tuple(Recipient(g.text, g.kind, g.count, False) for g in share)
    default = core.award.recipient
    before, after = count_before(clause, core.start), count_after(clause, core.end)
    later = [t for t in terms if core.end <= t.start < next_start]
    honoured = [t for t in later if re.search(r"\bcho\s+$", clause[: t.start].lower())]
    given_by = [t for t in later if _BY.fullmatch(clause[core.end : t.start].lower())]
    ends = [t.start for t in later if t.kind in ("authority", "confer", "awarded", "praise")
            and t not in given_by and t not in honoured]  # fmt: skip
    object_end = min([*ends, next_start])
    after_authority = max([t.end for t in given_by if t.kind == "authority"] + [core.end])
    reason = reason_start(clause, after_authority, object_end)
    told = clause[after_authority:reason]
    given = re.match(r"\s*[\"”]?\s*(?:cho|:)\s+", told)
    names = named_recipients(told[given.end() :] if given else told) if given or told.strip() else []
    if given is None:
        names = [n for n in names if name_kind(n) != "khác"]
    if names:
        one = before[0] if before and len(names) == 1 else 1
        return tuple(Recipient(n, _kind_of(n, default), one, True) for n in names)
    if after is not None:
        return (Recipient("", default, after[0], False),)
    if subject:
        names = named_recipients(subject)
        if names:
            return tuple(Recipient(n, _kind_of(n, default), 1, True) for n in names)
    if before is not None:
        return (Recipient("", default, before[0], False),)
    conferred = any(t.kind in ("confer", "awarded", "receive") and t.end <= core.start for t in terms)
    return (Recipient("", default, None, False),) if conferred and subject else None


def _kind_of(name: str, default: RecipientKind) -> RecipientKind:
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
