"""Recipients by their names: those that stand beside counted ones, or in brackets behind them.

"tặng Giấy khen cho Ban CHQS huyện và 02 cá nhân" and "HĐND xã và 01 cá nhân được tặng" name one beside
the counted; "01 cá nhân (ông A)" and "01 Huân chương (ông A)" name whom they count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import RecipientKind
from ingest.extract.awards.arguments import Core, Recipient
from ingest.extract.awards.names import is_general, is_reporting_unit, named_recipients
from ingest.extract.awards.phrases import Group, reason_start
from language.award_terms import Term, name_kind, recipient_kind
from language.text import even_spelling


def named_as(
    names: Sequence[str], before: tuple[int, int] | None, default: RecipientKind
) -> tuple[Recipient, ...]:
    """Named recipients; a figure before the award counts awards, so it counts for one name only."""
    one = before[0] if before and len(names) == 1 else 1
    return tuple(
        Recipient("", default, None if one == 1 else one, False)
        if is_reporting_unit(name)
        else Recipient(name, kind_of(name, default), one, True)
        for name in names
        if is_someone(name)
    )


def is_someone(name: str) -> bool:
    """Whether a phrase means somebody in particular: a name, or the reporting unit itself."""
    return is_reporting_unit(name) or not is_general(name)


def kind_of(name: str, default: RecipientKind) -> RecipientKind:
    """The kind of a named recipient; ``default`` is of the award."""
    if default == "tập thể" or ("nhân dân" in even_spelling(name) and "ủy ban" not in even_spelling(name)):
        return "tập thể"  # "Cán bộ, công chức UBND xã" honoured with a title of collectives are one
    kind = name_kind(name)
    if kind == "khác":
        kind = recipient_kind(" ".join(name.split()[:4]))
    if kind == "khác":
        return default if default != "khác" else "tập thể"
    return kind


def counted_as(clause: str, group: Group, kind: RecipientKind) -> Recipient:
    """Counted recipients; the one counted by name where brackets tell it: "01 tập thể (Trường A)".

    Several names behind a count stay with their count: they are read where they are shown.
    """
    told = re.match(r"\s*\(([^()]+)\)", clause[group.end :]) if group.count == 1 else None
    names = named_recipients(told.group(1)) if told else []
    if len(names) != 1 or is_general(names[0]):
        return Recipient(group.text, kind, group.count, False, group.start)
    return Recipient(names[0], kind, 1, True, group.start)


def names_in_brackets(clause: str, core: Core, count: int) -> list[str]:
    """The names in brackets behind a counted award: "01 Huân chương ... (đồng chí Ksor Y Bun)"."""
    told = re.match(r"\s*\(([^()]+)\)", clause[core.end :])
    names = named_recipients(told.group(1)) if told else []
    return names if len(names) == count and all(name_kind(name) != "khác" for name in names) else []


def beside(clause: str, core: Core, end: int) -> tuple[Recipient, ...]:
    """Who is named before counted recipients: "tặng Giấy khen cho Ban CHQS huyện và 02 cá nhân"."""
    told = re.fullmatch(
        r"\s*[\"”]?\s*(?:(?:đột xuất|chuyên đề)\s+)?(?:cho\s+)?(.+?)\s*(?:và|cùng|,)\s*",
        clause[core.end : end],
    )
    words = told.group(1) if told else ""
    names = named_recipients(words[: reason_start(words, 0, len(words))])
    if not names or any(name_kind(name) == "khác" or is_general(name) for name in names):
        return ()
    return named_as(names, None, core.award.recipient)


_AND_COUNTED = re.compile(r"\s*,?\s+(?:và|cùng)\s+(?:các\s+)?$")


def led_by(clause: str, core: Core, end: int, terms: Sequence[Term]) -> tuple[Recipient, ...]:
    """Who is named before counted recipients that are the subject: "HĐND xã và 01 cá nhân được tặng"."""
    joint = _AND_COUNTED.search(clause[:end])
    if joint is None or end > core.start:
        return ()
    ends = [t.end for t in terms if t.end <= joint.start() and (t.kind != "authority" or _gives(clause, t))]
    start = max(ends, default=0)
    names = named_recipients(clause[start : joint.start()])
    if not names or any(name_kind(name) == "khác" or is_general(name) for name in names):
        return ()
    return named_as(names, None, core.award.recipient)


def _gives(clause: str, authority: Term) -> bool:
    """Whether the words before an authority tell that it confers: "của", "do", "được"."""
    return re.search(r"(?<!\w)(?:của|do|được)\s+$", clause[: authority.start].lower()) is not None
