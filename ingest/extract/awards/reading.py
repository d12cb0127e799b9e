"""Reading a report sentence by sentence: what each sentence states, with what stands above it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from foundation.document import Paragraph
from foundation.records import DocumentIdentity
from ingest.extract.awards.arguments import Recipient
from ingest.extract.awards.context import (
    finds_fault,
    goes_on_bare,
    heading_context,
    introduced_period,
    planned,
    roll_heading,
    tells_parts,
    year_of_list,
)
from ingest.extract.awards.lists import Introductions, named_item
from ingest.extract.awards.phrases import edge_pattern
from ingest.extract.awards.statements import Carried, Statement, given_to_unit, statements
from ingest.extract.subjects import Finder, SubjectReader, Subjects, smaller_units
from language.text import even_spelling, sentences

# A sentence that tells what became of the one before: its giver is the same.
_RESULT = re.compile(r"kết quả(?: là)?[:,]?\s+(?:đã|có|được)")
# What tells in detail whom the paragraph before spoke of in general: "Theo đó, có 39 tập thể ... gồm: ..."
_IN_DETAIL = re.compile(r"(?:theo đó|cụ thể)\W+(?:có )?\d")
_COMMITTEE = re.compile(r"(?:ubnd|ủy ban nhân dân)\s+$")
_POST = re.compile(r"\s*[,(–-]\s*(?P<words>[^,;:()]+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence at ``start`` of its paragraph: what was handed to it and what it states."""

    paragraph: Paragraph
    start: int
    sentence: str
    carried: Carried
    statements: tuple[Statement, ...]
    subjects: Subjects
    smaller: Finder

    def subject(self, statement: Statement, recipient: Recipient) -> str | None:
        """The unit that leads in what tells of a recipient, or that the post behind a person's name
        tells; None or empty for the reporting one."""
        if recipient.named and (unit := self._of_post(recipient.text)):
            return unit
        if statement.authority is not None and (unit := self._of_giver(statement)):
            return unit
        at = recipient.place if recipient.place is not None else statement.end - 1
        return self.subjects.at(self.start + at)

    def _of_giver(self, statement: Statement) -> str | None:
        """The unit whose chairman confers: "Chủ tịch UBND phường A tặng Giấy khen cho 31 tập thể"."""
        told = self.sentence[statement.start : statement.end]
        for recipient in statement.recipients:  # "01 đơn vị (UBND xã A)" is honoured
            told = told.replace(recipient.text, " " * len(recipient.text)) if recipient.text else told
        found = [u for u in self.smaller(told) if _COMMITTEE.search(even_spelling(told[: u.start]))]
        return found[0].name if len(found) == 1 else None

    def _of_post(self, name: str) -> str | None:
        """The unit in the post behind a name: "Chị Hồ Thị An, Chủ tịch Hội LHPN xã Phú Lộc"."""
        behind = self.sentence[self.sentence.find(name) + len(name) :]
        post = _POST.match(behind)
        if post is None or not edge_pattern("apposition").match(even_spelling(post["words"])):
            return None
        told = self.smaller(post["words"])
        return told[0].name if len(told) == 1 else None


class Reader:
    """Reads the paragraphs of one report in order; a list's introduction outlives its paragraph."""

    def __init__(self, identity: DocumentIdentity) -> None:
        self._unit_level = identity.value("level") or ""
        self._smaller = smaller_units(identity)
        self._subjects = SubjectReader(self._smaller)
        self._introductions = Introductions()
        self._general: Carried | None = None  # an award that the paragraph before told in general

    def read(self, paragraph: Paragraph) -> list[Reading]:
        """The sentences of the next paragraph with their statements."""
        introduction = self._introductions.above(paragraph)
        result, state = self._sentences(paragraph, introduction, self._subjects.read(paragraph))
        self._introductions.read(paragraph, state, any(r.statements for r in result))
        return result

    def _sentences(
        self, paragraph: Paragraph, introduction: Carried | None, subjects: Subjects
    ) -> tuple[list[Reading], Carried]:
        text = paragraph.content.text
        roll = introduction
        if roll is None and paragraph.kind == "list_item":
            roll = roll_heading(paragraph.path, self._unit_level)
        if roll is not None and (named := named_item(text, roll)) is not None:
            return [Reading(paragraph, 0, text, roll, (named,), subjects, self._smaller)], roll
        base = state = planned(text, introduction or heading_context(paragraph.path, self._unit_level))
        if introduction is None and self._general is not None and _IN_DETAIL.match(even_spelling(text)):
            base = state = self._general
        year = year_of_list(text)
        faults = finds_fault(paragraph.path, text)
        result = []
        for start, sentence in _whole_sentences(text):
            handed = replace(state, status="awarded") if _RESULT.match(even_spelling(sentence)) else base
            goes_on = goes_on_bare(sentence) or (state.status == "proposed" and tells_parts(sentence))
            handed = replace(base, status=state.status) if goes_on else handed
            found, state = statements(sentence, handed)
            if faults and edge_pattern("shortfall").search(even_spelling(sentence)):
                found = [statement for statement in found if statement.status in ("negated", "target")]
            told = introduced_period(sentence)
            state = replace(state, period=told or state.period)
            if year is not None and start:
                handed, found = replace(handed, period=year), found or given_to_unit(sentence)
            result.append(Reading(paragraph, start, sentence, handed, tuple(found), subjects, self._smaller))
        self._general = state if result and not result[-1].statements and state.award else None
        return result, state


def _whole_sentences(text: str) -> list[tuple[int, str]]:
    """Sentences with their places; clauses that a semicolon parts stay in one sentence."""
    result: list[tuple[int, str]] = []
    for sentence in sentences(text):
        if result and result[-1][1].endswith(";"):
            first = result[-1][0]
            result[-1] = (first, text[first : sentence.end])
        else:
            result.append((sentence.start, sentence.text))
    return result
