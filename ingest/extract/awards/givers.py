"""Who confers an award: "của ..." after it, the one who acts before it, or a level beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.awards.arguments import Core
from ingest.extract.awards.phrases import edge_pattern
from language.award_terms import Authority, Term, ranks
from language.text import UPPER, even_spelling

_NEAR = 60  # characters that may lie between an award and the "của <authority>" after it
_RANKS = {"xã": 1, "huyện": 2, "thành phố": 3, "sở ngành thành phố": 3, "sở ngành tỉnh": 3, "tỉnh": 4,
          "quân khu": 5, "trung ương": 5, "Thủ tướng": 6, "Nhà nước": 7}  # fmt: skip
_PARTY_RANKS = (("tỉnh ủy", 4), ("thành ủy", 4), ("huyện ủy", 2), ("quận ủy", 2), ("thị ủy", 2))
# Which committees may confer what (articles 74 and 75 of Law 06/2022/QH15).
_CONFERRED_BY = {"giay_khen": ("xã", "huyện"), "bang_khen": ("tỉnh",)}
_NAME = rf"(?:\s+[{UPPER}]\w*){{1,4}}"
_PRAISE_OF = re.compile(r"[\W\d]*(?:[a-zđ]\)\s*)?(?:hình thức )?khen(?: thưởng)?(?: của| do) ")
_IN_NAME_OF = re.compile(r"thừa (?:ủy quyền|lệnh)(?: của)?\s+$")
_DECISION_OF = re.compile(r"(?<!\w)quyết định(?: khen thưởng)?(?: số)?[^;:]{0,60}? của $")
# A body after "cho" receives and does not give.
HONOURED = re.compile(
    r"\b(?:cho|đối với|tặng)\s+(?:(?:tập thể|đơn vị|cơ quan|cán bộ|công chức|viên chức|chiến sĩ|nhân viên"
    r"|người lao động)(?:,|\s+và)?\s+)*$"
)
# "Giấy khen của Ban Quản lý khu kinh tế A cho ...": a giver that the lexicon has not
_UNKNOWN_GIVER = re.compile(rf"[\"”\s]*của\s+(?P<who>[{UPPER}][^,;:()]{{2,60}}?)\s+(?:cho|tặng|đối với)\s")
# "- Cấp tỉnh: Bằng khen ...", "Khen thưởng cấp huyện gồm: ..."
_LABEL = (
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:(?:hình thức|danh hiệu|khen(?: thưởng)?|về)\s+)*"
    r"cấp\s+({form})(?!\w)[^.;]{{0,20}}?[:(–-]"
)


def giver(clause: str, core: Core, terms: Sequence[Term], previous_end: int, next_start: int) -> Term | None:
    """The authority of an award: "của ..." after it, else who confers before it."""
    authorities = [
        t for t in terms if t.kind == "authority" and not HONOURED.search(clause[: t.start].lower())
    ]
    conferring = _conferring(terms, core, authorities, previous_end)
    for term in authorities:
        if core.end <= term.start < min(next_start, core.end + _NEAR):
            between = clause[core.end : term.start].lower()
            if re.fullmatch(r"[\"”\s]*", between) and _honours(conferring, term, terms, core):
                return conferring
            if re.fullmatch(r"[\"”\s]*(?:\(?\s*(?:của|do|cấp|cấp bởi)\s*)?(?:các\s+)?", between):
                return term
            if re.fullmatch(r"(?:(?!cho|được|đề nghị)[^,;:])*?\s(?:của|do)\s+", between):
                return term
    if (unknown := _unknown_giver(clause, core, terms)) is not None:
        return unknown
    if conferring is not None:
        return _empowering(clause, authorities, core) or conferring
    beside = rank_beside(clause, core.end, core.start, terms) or _deciding(clause, core, authorities)
    if beside is not None or previous_end:
        return beside
    told = _rank_label(clause, core) or _body_label(clause, core, authorities)
    return told or _told_before(clause, core, authorities)


def _unknown_giver(clause: str, core: Core, terms: Sequence[Term]) -> Term | None:
    """Who confers by a name that the lexicon has not; its level is then not known."""
    match = _UNKNOWN_GIVER.match(clause, core.end)
    if match is None or any(t.start < match.end("who") and match.start("who") < t.end for t in terms):
        return None
    return Term(
        "authority", match["who"], *match.span("who"), None, Authority(match["who"], "khác", "", True)
    )


def _empowering(clause: str, authorities: Sequence[Term], core: Core) -> Term | None:
    """In whose name a certificate is handed over: "Thừa ủy quyền của Bộ trưởng, Công an tỉnh trao Bằng
    khen"; orders are the state's anyhow."""
    if core.award.level:
        return None
    before = [t for t in authorities if t.end <= core.start]
    named = [t for t in before if _IN_NAME_OF.search(even_spelling(clause[: t.start]))]
    known = named[-1].authority if named else None
    return named[-1] if known is not None and known.level != "Nhà nước" else None


def _deciding(clause: str, core: Core, authorities: Sequence[Term]) -> Term | None:
    """Whose decision a clause opens with: "Theo Quyết định số 12/QĐ-UBND của Chủ tịch UBND huyện, ông A
    được tặng Giấy khen"."""
    before = [t for t in authorities if t.end <= core.start]
    return next((t for t in before if _DECISION_OF.search(even_spelling(clause[: t.start]))), None)


def _conferring(
    terms: Sequence[Term], core: Core, authorities: Sequence[Term], previous_end: int
) -> Term | None:
    """Who acts before an award: "Chủ tịch UBND huyện tặng ..."."""
    before = [t for t in authorities if previous_end <= t.start and t.end <= core.start]
    for term in reversed(before):
        following = next((t for t in terms if t.start >= term.end and t.kind not in ("awarded",)), None)
        acts = following is None or following.kind in ("confer", "praise", "award", "proposed", "authority")
        acts = acts or (following is not None and following.text.lower() in ("xét tặng", "xem xét"))
        if acts and not _is_subject(term, terms, core):
            return term
    return None


def _honours(giver: Term | None, beside: Term, terms: Sequence[Term], core: Core) -> bool:
    """Whether a body right behind an award receives it: "Huyện ủy tặng Giấy khen Đảng ủy xã"."""
    if giver is None or not any(t.kind == "confer" and giver.end <= t.start < core.start for t in terms):
        return False
    first, second = _rank_of(giver), _rank_of(beside)
    return first is not None and second is not None and first > second


def _rank_of(term: Term) -> int | None:
    """How high an authority stands; the Party's committees by the words of their place."""
    if term.authority is None:
        return None
    level = term.authority.level
    if level == "đảng bộ":
        even = even_spelling(term.text)
        return next((rank for words, rank in _PARTY_RANKS if words in even), 1)
    return _RANKS.get(level)


def _rank_label(clause: str, core: Core) -> Term | None:
    """The level that a clause opens with as a label: "Cấp tỉnh: Bằng khen 02 tập thể"."""
    even = even_spelling(clause)
    for form, authority in ranks():
        label = re.match(_LABEL.format(form=form), even)
        if label is not None and label.end() <= core.start:
            return Term("authority", clause[slice(*label.span(1))], *label.span(1), None, authority)
    return None


def _body_label(clause: str, core: Core, authorities: Sequence[Term]) -> Term | None:
    """The committee that a clause opens with as a label, where it may confer the award: "UBND xã A: 9 tập
    thể được tặng Giấy khen"."""
    first = next(iter(authorities), None)
    if first is None or first.authority is None or clause[: first.start].strip(" -+*•"):
        return None
    label = re.match(rf"(?:{_NAME})?\s*:", clause[first.end :])
    confers = _CONFERRED_BY.get(core.award.id, ())
    return first if label is not None and first.authority.level in confers else None


def _told_before(clause: str, core: Core, authorities: Sequence[Term]) -> Term | None:
    """The body that a clause opens with as the giver ("Khen thưởng của Đảng ủy: 05 chi bộ ..."), or that is
    said to have rated the one honoured: "xã được UBND huyện xếp loại xuất sắc, được tặng Giấy khen"."""
    before = [t for t in authorities if t.end <= core.start]
    if len(before) != 1:
        return None
    opening, behind = (
        even_spelling(clause[: before[0].start]),
        even_spelling(clause[before[0].end : core.start]),
    )
    labels = _PRAISE_OF.fullmatch(opening) and re.match(rf"(?:{_NAME})?\s*:", clause[before[0].end :])
    rates = opening.endswith("được ") and edge_pattern("rates").match(behind.lstrip())
    return before[0] if labels or rates else None


def rank_beside(clause: str, end: int, start: int, terms: Sequence[Term]) -> Term | None:
    """The level that stands for its chairman beside an award: "Giấy khen cấp huyện"."""
    even = even_spelling(clause)
    verb = next((t for t in reversed(terms) if t.end <= start and t.kind == "confer"), None)
    praised = even[start:end].startswith(("khen", "biểu dương"))
    for form, authority in ranks():
        after = re.compile(rf"[\"”\s]*(?:(?:của|do)\s+)?(?:cấp\s+)?({form})(?!\w)").match(even, end)
        if after is not None:
            return Term("authority", clause[slice(*after.span(1))], *after.span(1), None, authority)
        by = re.search(rf"(?<!\w)(?:được|do)\s+(?:cấp\s+)?((?i:{form}))(?:{_NAME})?\s+$", clause[:start])
        by = by or re.match(rf"[\W\d]*((?i:{form}))\s+(?:(?:đã|cũng|còn)\s+)*$", clause[:start])
        if praised and by is not None:
            return Term("authority", clause[slice(*by.span(1))], *by.span(1), None, authority)
        if verb is not None and re.fullmatch(r"[\s:\"“\d]*(?:danh hiệu\s*)?[\"“]?", even[verb.end : start]):
            before = re.search(
                rf"(?<!\w)((?i:{form}))(?:{_NAME})?\s+"
                r"(?:(?:đã|chưa|cũng|còn|(?:ra |ban hành |ký )?quyết định)\s+)*$",
                clause[: verb.start],
            )
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
        if (match := re.search(rf"(?<!\w)(?:cấp|khen(?:\s+thưởng)?\s+của)\s+({form})(?!\w)", even))
    ]
    several = re.search(r"(?<!\w)cấp\s+(?:nhà nước|trung ương)", even) is not None
    return found[0] if len(found) == 1 and not several else None


def _is_subject(term: Term, terms: Sequence[Term], core: Core) -> bool:
    """An authority's name before a passive is the one honoured: "Chủ tịch UBND xã được ... tặng"."""
    verb = next(
        (t for t in terms if t.start >= term.end and t.kind in ("awarded", "receive", "confer")), None
    )
    return verb is not None and verb.kind != "confer" and verb.start < core.start
