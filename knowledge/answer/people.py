"""Questions for a person, a date, a year or a document number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foundation.document import Span
from foundation.wording import say
from knowledge.answer.candidate import Weights
from knowledge.answer.roles import holds_office
from knowledge.answer.scopes import scope_of, support
from knowledge.answer.signing import Signed, offices_named, signed_as, signs_as_asked
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, Source, mark, quoted
from knowledge.evidence.statements import DocumentEvidence, Statement
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.phrasing import has, key
from language.dates import find_dates
from language.text import UPPER, fold
from language.units_words import surnames
from language.words import Word, syllables

_MOST_SIGNERS = 2
_ACCEPTED = 0.72
_NEAR_NAME = 110
_SAME_CLAUSE = 0.9
_SAME_SENTENCE = 0.8
_TITLE = r"(?:ông|bà|đồng chí|đ/c|Đ/c|Ông|Bà|Đồng chí|anh|chị|cụ|em|thầy|cô|bác sĩ)"
_CAPITALISED = rf"[{UPPER}][^\W\d_]*"
_PERSON = re.compile(rf"{_TITLE}\s+((?:{_CAPITALISED}\s?){{2,5}})")
# A name without a title counts where an office follows at once: "Tạ Thị Mận làm thư ký".
_OFFICE_FOLLOWS = re.compile(
    rf"(?<!\w)((?:{_CAPITALISED}\s+){{1,3}}{_CAPITALISED})(?=\s*(?:,|[-–]|làm|là|giữ|kiêm)(?!\w*\d)\s*)"
)
_YEAR = re.compile(r"(?<!\d[/.-])(?<!\d)(?:19[4-9]|20\d)\d(?![\d%])(?!\s*[-–]\s*20\d\d)")
_SIGNS = {("ki",), ("ki", "ten"), ("ki", "bao", "cao"), ("nguoi", "ki")}
_ISSUES = {
    ("ki",), ("ban", "hanh"), ("lap",), ("ra",), ("viet",), ("gui",), ("phat", "hanh"), ("nop",),
    ("ngay",), ("hieu",),
    ("ki", "hieu"), ("so", "hieu"), ("van", "ban"), ("cong", "bo"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, year or date in a statement, as something that may answer."""

    text: str
    start: int
    end: int
    kind: str
    unit: str = ""

    @property
    def unit_end(self) -> int:
        """Where it ends; it has no unit."""
        return self.end


@dataclass(frozen=True, slots=True)
class Found:
    """An answer in words, where it stands, and the statement when it came from one."""

    text: str
    source: Source | None
    statement: Statement | None = None
    start: int = 0
    end: int = 0
    score: float = 1.0
    signer: bool = False


def from_identity(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Found | None:
    """Who signed, when it was signed, what its number is: from the document's identity."""
    for document in documents:
        found = _from_one(query, document, base)
        if found is not None:
            return found
    return None


def _from_one(query: Query, document: StoredDocument, base: KnowledgeBase) -> Found | None:
    identity = document.identity
    content = [w for w in query.words if w.phrase not in _SIGNS]
    if query.asked.kind == "person" and identity.signer is not None and identity.signer.span is not None:
        signs = has(key(query.question), "ký")
        signed = signed_as(document, base)
        if _is_the_signer(query, document, signed, content, signs):
            source = Source(document.document_id, Span(*identity.signer.span))
            return Found(identity.signer.value, source, signer=signs)
    rest = [w for w in query.words if w.phrase not in _ISSUES]
    if (
        query.asked.kind == "date"
        and not rest
        and identity.date is not None
        and identity.date.span is not None
    ):
        source = Source(document.document_id, Span(*identity.date.span))
        return Found(_printed(base, source), source)
    wants_number = re.search(
        r"số hiệu|báo cáo số|số báo cáo|so hieu|bao cao so|so bao cao|số ký hiệu|văn bản số",
        query.question,
        re.I,
    )
    if wants_number and identity.number is not None and identity.number.span is not None and not rest:
        source = Source(document.document_id, Span(*identity.number.span))
        return Found(identity.number.value, source)
    return None


def _printed(base: KnowledgeBase, source: Source) -> str:
    text = base.original_text(source.document_id)[source.span.start : source.span.end]
    return " ".join(text.split())


def _is_the_signer(
    query: Query, document: StoredDocument, signed: Signed | None, content: Sequence[Word], signs: bool
) -> bool:
    """Whether who signs is asked for, or an office that the signer holds in the own name."""
    if not signs and any(p.level not in (None, document.summary.level) for p in query.places):
        return False
    if not signs:
        return bool(content) and signed is not None and signs_as_asked(query, signed, document, content)
    marks = syllables(signed.printed if signed is not None else "")
    return all(any(marks.find(p) for p in w.phrases) or w.light for w in content)


def from_statements(query: Query, evidence: Sequence[DocumentEvidence]) -> list[Found]:
    """Names, years or dates in statements that hold the question's words, the best first."""
    weights = Weights.by_rarity(query, evidence).of
    total = sum(weights) or 1.0
    found = []
    for document in evidence:
        for statement in document.statements:
            mentions = tuple(_mentions(query, statement))
            for index, mention in enumerate(mentions):
                scope = scope_of(statement, mentions, index)
                supports = [support(w, statement, scope, query.accented) for w in query.words]
                if mention.kind == "person":
                    supports = [
                        max(s, _SAME_CLAUSE * _in_reach(w, statement, mention))
                        for w, s in zip(query.words, supports, strict=True)
                    ]
                supports = [
                    max(s, _SAME_SENTENCE * _said_just_before(w, statement))
                    for w, s in zip(query.words, supports, strict=True)
                ]
                if any(s < 0.3 and not w.light for w, s in zip(query.words, supports, strict=True)):
                    continue
                score = sum(w * s for w, s in zip(weights, supports, strict=True)) / total
                if statement.is_future:
                    score *= 0.7
                if mention.kind == "person" and not holds_office(
                    query, statement.text, mention.start, mention.end
                ):
                    continue
                if mention.kind == "person" and not _role_is_near(query, statement, mention):
                    score *= 0.6
                found.append(Found(mention.text, None, statement, mention.start, mention.end, score))
    found.sort(key=lambda f: -f.score)
    return [f for f in found if f.score >= _ACCEPTED]


def _said_just_before(word: Word, statement: Statement) -> bool:
    """Whether the first half of the same sentence says the word ("…; công chức X làm thư ký")."""
    goes_on = statement.text[:1].islower()
    return goes_on and any(statement.neighbour.find(phrase) for phrase in word.phrases)


def _in_reach(word: Word, statement: Statement, mention: Mention) -> bool:
    """Whether the word stands near the name: what a person did or is follows the name."""
    marks = statement.syllables
    places = (marks.starts[i] for phrase in word.phrases for i in marks.find(phrase))
    return any(abs(place - mention.start) <= _NEAR_NAME for place in places)


def _mentions(query: Query, statement: Statement) -> Iterator[Mention]:
    kind = query.asked.kind
    if kind == "person":
        yield from _people(statement.text)
    elif kind == "year":
        for match in _YEAR.finditer(statement.text):
            yield Mention(match.group(), match.start(), match.end(), "year")
    elif kind == "date":
        for date in find_dates(statement.text):
            yield Mention(statement.text[date.start : date.end], date.start, date.end, "date")


def _people(text: str) -> list[Mention]:
    """Persons by their title, or by a family name with an office right after, in order."""
    found: dict[int, Mention] = {}
    for pattern in (_PERSON, _OFFICE_FOLLOWS):
        for match in pattern.finditer(text):
            name = match[1].strip()
            start = match.start(1)
            if pattern is _OFFICE_FOLLOWS and fold(name.split()[0]) not in surnames():
                continue
            found.setdefault(start, Mention(name, start, start + len(name), "person"))
    return [found[start] for start in sorted(found)]


def _role_is_near(query: Query, statement: Statement, mention: Mention) -> bool:
    return any(_in_reach(word, statement, mention) for word in query.words if not word.light)


def signers_instead(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> list[Line]:
    """Who signed the reports, and as what, where the asked office's holder is not told."""
    if query.asked.kind != "person" or not offices_named(query.question):
        return []
    lines = []
    for document in documents[:_MOST_SIGNERS]:
        signed, signer = signed_as(document, base), document.identity.value("signer")
        if signed is not None and signed.own and signer:
            text = say(
                "answers.abstain.signed_by", signer=quoted(signer), title=quoted(signed.own), mark=mark()
            )
            lines.append(Line(text, (Source(document.document_id, signed.span),)))
    return lines
