"""Whom an award honours: counted, named after it, the subject before it, or a bare count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foundation.records import RecipientKind
from ingest.extract.awards.arguments import PRAISE, Core, Recipient
from ingest.extract.awards.counted import joint_kind, kind_after, some_counted
from ingest.extract.awards.givers import HONOURED
from ingest.extract.awards.named import (
    beside,
    counted_as,
    is_someone,
    kind_of,
    led_by,
    named_as,
    names_in_brackets,
)
from ingest.extract.awards.names import is_general, is_reporting_unit, named_recipients
from ingest.extract.awards.phrases import Group, count_after, count_before, reason_start
from language.award_terms import Term, name_kind, recipient_pattern
from language.text import UPPER, even_spelling

_BY = re.compile(r"[\"”\s]*(?:của|do)?\s*")
_IN_FIGURES = re.compile(r"\s*\([^()]*\d[^()]*(?:\)|$)")  # "cho xã A (98,5 điểm)"
_ASIDE = re.compile(r"\s*\([^(),;]*\)")  # "cho xã A (phong trào xây dựng nông thôn mới)"
_UNCLOSED = re.compile(r"\s*\([^()]*$")  # "Đại tá Lê Văn Tám (nguyên | Giám đốc Công an tỉnh)"
_OF_GIVER = re.compile(r"[\"”\s]*(?:của|do)\s")
_REASON = re.compile(r"[\"”\s]*(?:vì|về|do|trong|đã|có|với|nhân|tại|thực hiện|theo)\s")
_FARTHER_ON = re.compile(r"[\"”\s]*(?:(?!được|cho)[^,;:]){1,60}?\s(?:cho|đối với)\s+")
_PLACE = re.compile(rf"(?:\s+[{UPPER}]\w*){{1,4}}")


def find_recipients(
    clause: str, core: Core, share: Sequence[Group], terms: Sequence[Term], next_start: int, subject: str
) -> tuple[Recipient, ...] | None:
    """Counted recipients, else named ones after "cho", else the subject, else a bare count.

    None when the clause tells nobody: then it speaks of the award and states none.
    """
    if share:
        cases = core.award.recipient  # "04 trường hợp": of the kind that the award is for
        counted = tuple(
            counted_as(clause, g, cases if "trường hợp" in g.text.lower() else g.kind) for g in share
        )
        also = beside(clause, core, share[0].start) or led_by(clause, core, share[0].start, terms)
        return (*also, *counted)
    if core.award.id == PRAISE.id:
        praised = [name for name in named_recipients(subject) if not is_general(name)]
        return named_as(praised, None, "khác") or None
    default = core.award.recipient
    if default == "khác" and is_general(subject):
        default = joint_kind(subject)  # "Các cá nhân được tặng Bằng khen gồm: ..."
    before, after = count_before(clause, core.start), bare_count(clause, core, terms, next_start)
    told, given = _told_after(clause, core, terms, next_start)
    told = _UNCLOSED.sub("", _ASIDE.sub("", _IN_FIGURES.sub("", told)))
    if not given and _OF_GIVER.match(told.lower()):
        told = ""  # "Cờ thi đua của tỉnh": who gives
    names = named_recipients(told) or (named_recipients(told.split(",")[0]) if given else [])
    if not names and not given:
        told, given = _told_after_reason(clause, core, terms, next_start)
        names = named_recipients(told)
    if not given:
        names = [n for n in names if name_kind(n) != "khác"]
    if before is not None and given and (many := _BODIES_IN_GENERAL.match(even_spelling(told))):
        return (Recipient("", joint_kind(many.group()), before[0], False),)
    if any(map(is_someone, names)) and (after is None or not told.lstrip()[:1].isdigit()):
        return named_as(names, before, default)
    if after is not None:
        return (Recipient(clause[slice(*after[1:])], default, after[0], False),)
    if before is not None and (inside := names_in_brackets(clause, core, before[0])):
        return named_as(inside, None, default)
    if before is not None and (kind := kind_after(clause, core)) is not None:
        return (Recipient("", kind, before[0], False),)
    if names and before is not None:
        return (Recipient("", joint_kind(told), before[0], False),)
    if before is None and (some := some_counted(subject) or some_counted(told if given else "")):
        return (some,)
    names = named_recipients(subject) if subject and not _speaks_of_many(subject) else []
    if any(map(is_someone, names)) and not (before and _bears_no(default, names)):
        return named_as(names, before, default)
    if before is not None:
        kind = joint_kind(subject) if names else default
        return (Recipient("", kind, before[0], False),)
    if names and re.match(r"nhiều|một số", even_spelling(subject)):
        return (Recipient(subject, joint_kind(subject), None, False),)
    if _OF_A_YEAR.fullmatch(even_spelling(clause[: core.start])) and default != "cá nhân":
        return (Recipient("", "tập thể", None, False),)
    if names or "%" in subject or not (subject or _OPENS_PASSIVELY.match(even_spelling(clause))):
        return None
    if (
        core.award.recipient == "cá nhân"
        or (given and _told_in_general(told))
        or _SPAN_OF.search(clause[: core.start])
    ):
        return None
    conferred = [t for t in terms if t.kind in ("confer", "awarded", "receive") and t.end <= core.start]
    near = bool(conferred) and _GOVERNS.fullmatch(_unnamed(clause, conferred[-1].end, core.start, terms))
    return (Recipient("", default, None, False),) if near else None


# "40 Huân chương cho các cựu chiến binh ở xã A và xã B"
_BODIES_IN_GENERAL = re.compile(
    rf"(?:các|những)\s+{recipient_pattern().pattern}(?:\s*(?:,|và)\s*(?:các\s+)?{recipient_pattern().pattern})?"
)


def _speaks_of_many(subject: str) -> bool:
    """Whether a subject is a share or a span of bodies: "85% cơ quan, trường học", "15 - 20 đơn vị"."""
    return "%" in subject or _SPAN_OF.search(subject) is not None


def _told_in_general(told: str) -> bool:
    """Whether those behind "cho" are named by nobody's name: "cho các tập thể, cá nhân"."""
    return all(map(is_general, re.split(r"\s*(?:,|;|\svà\s)\s*", told.strip(" .,;"))))


_SHARE_OF = re.compile(r"%\s+[^;%]*$")  # "100% cơ quan, trường học đạt ..." is a share and not the unit
_SPAN_OF = re.compile(r"\d\s*[-–]\s*\d+\s+\w[^;:\d]*$")  # "15 - 20 cơ quan, trường học đạt ..."


def of_unit_itself(
    clause: str, core: Core, terms: Sequence[Term], asked: bool
) -> tuple[Recipient, ...] | None:
    """The reporting unit, where a label says so ("- Tập thể: Cờ thi đua") or where it aims at or asks for
    (``asked``) an award of collectives: "Phấn đấu đạt danh hiệu Tập thể lao động xuất sắc"."""
    before = clause[: core.start]
    if core.award.recipient != "tập thể" or _SHARE_OF.search(before) or _SPAN_OF.search(before):
        return None
    verbs = [
        t for t in terms if t.kind in ("target", "proposed", "confer", "receive") and t.end <= core.start
    ]
    label = re.fullmatch(r"[\W\d]*(?P<whom>[^:]{2,40}?)\s*:[\s\"“]*", clause[: core.start])
    labelled = label is not None and (label["whom"].lower() == "tập thể" or is_reporting_unit(label["whom"]))
    told = _unnamed(clause, verbs[-1].end, core.start, terms) if verbs else ""
    told = _YEAR.sub("", told)
    near = asked and bool(verbs) and _GOVERNS.fullmatch(told) and not re.search(r"\d", told)
    return (Recipient("", "tập thể", None, False),) if near or labelled else None


_YEAR = re.compile(r"(?<!\w)(?:trong )?năm (?:học )?\d{4}(?:\s*[-–]\s*\d{4})?", re.IGNORECASE)
# "Năm 2019: Tập thể lao động tiên tiến": the reporting unit's own awards, year by year.
_OF_A_YEAR = re.compile(
    r"[\W_]*năm (?:học )?\d{4}(?:\s*[-–]\s*\d{4})?\s*[:,–-]\s*"
    r"(?:được tặng|đạt|được công nhận)?\s*(?:danh hiệu)?[\s\"“]*"
)
# "Được Chủ tịch UBND tỉnh tặng Cờ thi đua": the reporting unit was, without a word for it.
_OPENS_PASSIVELY = re.compile(r"[\W\d_]*(?:[a-zđ]\)\s*)?(?:đã |vinh dự )*được(?!\w)")
_GOVERNS = re.compile(r"[\s\d:\"“,]*(?:(?:danh hiệu|lại|nhiều|các|và|hình thức)\s*)*[\"“]?", re.IGNORECASE)


def _unnamed(clause: str, start: int, end: int, terms: Sequence[Term]) -> str:
    """A stretch of a clause without the authorities and awards that it names."""
    text = clause[start:end]
    for term in terms:
        if term.kind in ("authority", "award") and start <= term.start < end:
            text = text.replace(term.text, "")
    return text


# What opens a list of names behind an award: "tặng Bằng khen gồm: xã A, xã B", "... cho: Đảng ủy xã".
_TO_WHOM = r"(?:cho (?:các|mỗi|những) (?:tập thể|cá nhân|đơn vị)[^:;,]{0,30}?)?"
_OPENS_NAMES = re.compile(
    rf"[\s\"”]*(?:năm \d{{4}}\s+)?{_TO_WHOM},?\s*"
    r"(?:(?:bao\s+)?gồm(?:\s+có)?\s*:?\s+(?:các\s+)?(?=[^\W\d])|(?:cho\s*|là\s*)?:\s+(?=[^\W\d]))"
)


def opens_names(clause: str, end: int) -> bool:
    """Whether a list of names opens behind an award that ends at ``end``."""
    return _OPENS_NAMES.match(clause, end) is not None


def _told_after(clause: str, core: Core, terms: Sequence[Term], next_start: int) -> tuple[str, bool]:
    """What an award is followed by up to the reason, and whether "cho" or a colon opens it."""
    later = [t for t in terms if core.end <= t.start < next_start]
    honoured = [t for t in later if HONOURED.search(clause[: t.start].lower())]
    given_by = _given_by(clause, core, later)
    by_end = max([t.end for t in given_by if t.kind == "authority"] + [core.end])
    listed = _OPENS_NAMES.match(clause, by_end)
    if listed is not None:
        honoured += [t for t in later if t.kind == "authority" and not _acts(t, later)]
    honoured += [t for t in later if _named_along(clause, t, honoured, later)]
    stops = [t for t in later if t.kind in ("authority", "confer", "awarded", "praise", "receive")
             and t not in given_by and t not in honoured]  # fmt: skip
    stop = min([*(t.start for t in stops), next_start])
    if listed is not None and listed.end() < stop:
        return clause[listed.end() : reason_start(clause, listed.end(), stop)], True
    told = clause[by_end : reason_start(clause, by_end, stop)].partition(" “")[0]
    if any(t.start == stop and t.kind == "authority" for t in stops) and "," in told:
        told = told.rpartition(",")[0]  # "đồng chí Lê Văn Bảy, nguyên | Bí thư Đảng ủy": a post
    opening = re.match(r"\s*[\"”]?\s*(?:(?:đột xuất|chuyên đề)\s+)?(?:cho|đối với|tặng|:)\s+", told)
    if opening is not None:
        return told[opening.end() :], True
    if (farther := _FARTHER_ON.match(clause[:stop], by_end)) is not None and not _tells_why(farther):
        start = farther.end()  # "Cờ thi đua nhất khối các trường THCS cho Trường A"
        return clause[start : reason_start(clause, start, stop)], True
    next_subject = any(t.start == stop and t.kind in ("awarded", "receive") for t in stops)
    return ("", False) if next_subject or re.match(r"\s*(?:[,;]|và\s)", told) else (told, False)


def _tells_why(between: re.Match[str]) -> bool:
    """Whether the words before "cho" tell the reason: "Bằng khen về thành tích chăm lo cho người nghèo"."""
    return _REASON.match(even_spelling(between.group())) is not None


def _named_along(clause: str, body: Term, honoured: Sequence[Term], terms: Sequence[Term]) -> bool:
    """Whether a body goes on a list of honoured ones: "cho Thị ủy A và | Huyện ủy B"."""
    if body.kind != "authority" or not honoured or body.start <= honoured[0].start or _acts(body, terms):
        return False
    return re.search(r"\svà\s+$", clause[: body.start]) is not None


def _acts(authority: Term, terms: Sequence[Term]) -> bool:
    """Whether an authority confers the next award, so that it is honoured by none before."""
    following = next((t for t in terms if t.start >= authority.end), None)
    return following is not None and following.kind in ("confer", "praise", "award")


def _told_after_reason(clause: str, core: Core, terms: Sequence[Term], next_start: int) -> tuple[str, bool]:
    """Whom "cho" names behind the reason: "tặng Bằng khen về phong trào ... cho Công an xã"."""
    stop = min([t.start for t in terms if t.start >= core.end and t.kind != "authority"] + [next_start])
    reason = reason_start(clause, core.end, stop)
    opening = re.search(r"\scho\s+", clause[reason:stop])
    told = clause[reason + opening.end() : stop] if opening else ""
    known = all(name_kind(name) != "khác" for name in named_recipients(told))
    return (told, True) if told and known else ("", False)


def _given_by(clause: str, core: Core, later: Sequence[Term]) -> list[Term]:
    return [t for t in later if _BY.fullmatch(clause[core.end : t.start].lower())]


def bare_count(
    clause: str, core: Core, terms: Sequence[Term], next_start: int
) -> tuple[int, int, int] | None:
    """A bare count after an award or its giver, with its place: "Bằng khen của UBND tỉnh: 15"."""
    later = [t for t in terms if core.end <= t.start < next_start]
    by_end = max([t.end for t in _given_by(clause, core, later) if t.kind == "authority"], default=None)
    if by_end is None:
        return count_after(clause, core.end)
    place = _PLACE.match(clause, by_end)
    return count_after(clause, place.end() if place else by_end)


def _bears_no(default: RecipientKind, names: Sequence[str]) -> bool:
    """Whether recipients cannot bear an award: "Trường THCS: 03 CSTĐCS" counts persons in it."""
    return default != "khác" and all(kind_of(name, default) != default for name in names)
