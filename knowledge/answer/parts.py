"""Units that another's report tells of, each with its figure: the communes of a cluster, a district's.

"- Xã A: hộ nghèo 6,1%", "Lục Yên 88 hồ sơ, Trấn Yên 51 hồ sơ", a table with a row for each: they
can be put in order, or one beside another, like units that report themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from foundation.document import Span
from foundation.records import UnitLevel
from knowledge.answer.candidate import Candidate
from knowledge.answer.compose import fact_source
from knowledge.answer.facts import find_facts
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Source
from knowledge.evidence.statements import Statement, evidence_of, indicators_of
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.text import UPPER, fold
from language.units import name_key, split_kind, strip_kind
from language.units_names import kinds

_KIND = r"(?i:xã|thị\s+trấn|phường|đặc\s+khu|huyện|thị\s+xã|thành\s+phố|quận|TT\.)"
_WORD = rf"[{UPPER}][\w'’-]*"
_NAMED = rf"(?:{_KIND}\s*(?:{_WORD}|\d+)(?:\s+{_WORD}){{0,4}}|{_WORD}(?:\s+{_WORD}){{1,3}})"
_RIGHT_BEFORE = re.compile(rf"(?P<name>{_NAMED})\s*(?:[(:,–-]|có|đạt|là|với|còn|được)?\s*$")
_ROW_NAME = re.compile(rf"(?:\d+\s*[.)]?\s*)?(?:UBND\s+)?(?P<name>{_NAMED})")
_WHOLE = re.compile(r"\b(?:tong|cong|toan|chung|ca huyen|ca tinh|binh quan)\b")
_ASKED_LEVELS: tuple[tuple[re.Pattern[str], UnitLevel], ...] = (
    (re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b[^?.]{0,40}?\bnao\b|\bwhich (?:commune|ward)s?\b"), "xã"),
    (re.compile(r"\bhuyen\b[^?.]{0,30}?\bnao\b|\bwhich districts?\b"), "huyện"),
)  # fmt: skip
_ABOVE: dict[UnitLevel, UnitLevel] = {"xã": "huyện", "huyện": "tỉnh"}
_FEWEST = 2  # an order needs two


@dataclass(frozen=True, slots=True)
class Part:
    """A unit told of in ``document``: its figure, where it stands, and where the unit is named."""

    name: str
    document: StoredDocument
    best: Candidate
    source: Source
    named_at: Source


def level_asked(question: str) -> UnitLevel | None:
    """The level of the units that a question runs over ("xã nào", "huyện nào"), None for any."""
    folded = fold(question)
    return next((level for pattern, level in _ASKED_LEVELS if pattern.search(folded)), None)


def parts_told(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[Part]:
    """The units that the documents tell of with the asked figure, in order; none where only one is."""
    level = level_asked(query.question)
    found: dict[str, Part] = {}
    for document in documents:
        if level is not None and document.summary.level == level:
            continue
        for part in _of_document(query, document, level, base):
            key = name_key(strip_kind(part.name))
            if key not in found or part.best.score > found[key].best.score:
                found[key] = part
    return list(found.values()) if len(found) >= _FEWEST else []


def _of_document(
    query: Query, document: StoredDocument, level: UnitLevel | None, base: KnowledgeBase
) -> list[Part]:
    evidence = evidence_of(base, document)
    recorded = (s.record.unit for s in indicators_of(base, document))
    named = dict.fromkeys([*document.tells_of, *(s.about for s in evidence.statements if s.about), *recorded])
    asked = replace(query, places=(), echo=f"{query.echo}\n{', '.join(named)}")
    found = []
    for candidate in find_facts(asked, document, base):
        name = _unit_at(candidate) if candidate.accepted else ""
        if not name or not _is_of_level(name, level, document):
            continue
        source = fact_source(base, candidate)
        found.append(Part(name, document, candidate, source, naming_source(base, source, name)))
    return found


def _unit_at(candidate: Candidate) -> str:
    """The unit that a figure is told of: that leads the line or row in, or stands right before it."""
    statement: Statement = candidate.statement
    recorded = name_key(strip_kind(candidate.of_unit))
    if recorded and f" {recorded} " in f" {name_key(f'{statement.about} {statement.text}')} ":
        return candidate.of_unit
    if statement.about:
        return statement.about
    if statement.is_row:
        first = statement.text.split(" — ")[0].strip(" *_")
        row = _ROW_NAME.fullmatch(first)
        return row["name"] if row is not None and not _WHOLE.search(fold(first)) else ""
    before = _RIGHT_BEFORE.search(statement.text, 0, candidate.start)
    return before["name"] if before is not None else ""


def _is_of_level(name: str, level: UnitLevel | None, document: StoredDocument) -> bool:
    """Whether the unit is of the asked level; a name without kind is one level below who reports."""
    own = {name_key(strip_kind(u)) for u in (document.summary.district, document.summary.province) if u}
    if name_key(strip_kind(name)) in own:
        return False
    kind = split_kind(name)[0]
    if kind is None:
        return level is None or document.summary.level == _ABOVE[level]
    return level is None or level in kinds().get(kind.lower(), ())


def naming_source(base: KnowledgeBase, source: Source, name: str) -> Source:
    """Where the unit is named: in the source, else nearest before it; the source itself if nowhere."""
    text = base.original_text(source.document_id)
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
    if pattern.search(text, source.span.start, source.span.end):
        return source
    before = [match.span() for match in pattern.finditer(text, 0, source.span.start)]
    return Source(source.document_id, Span(*before[-1])) if before else source
