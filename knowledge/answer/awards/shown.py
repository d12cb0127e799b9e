"""How award records and award queries are put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.answers import AnswerRow
from foundation.records import RecipientKind
from foundation.wording import say, wording
from knowledge.answer.awards.evidence import names_behind, naming_source, own_words, quote_of, source_of
from knowledge.answer.awards.scope import Scope
from knowledge.answer.awards.tally import UnitTally
from knowledge.answer.awards.told import Told, award_family
from knowledge.answer.compose import cited_place, identity_source
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import MARK, Line, Source, mark, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from knowledge.understand.award_question import AwardQuery
from language.award_classes import award_with_class, classed_awards
from language.award_terms import awards, find_terms
from language.periods import period_label
from language.units import name_key, strip_kind


@dataclass(frozen=True, slots=True)
class Page:
    """What every part of an award answer is written with."""

    query: Query
    asked: AwardQuery
    scope: Scope
    base: KnowledgeBase
    documents: dict[str, StoredDocument]
    namesakes: frozenset[tuple[str, str]] = frozenset()


class Cited:
    """The sources of a line in the making; ``mark`` numbers them as they come."""

    def __init__(self) -> None:
        self._numbers: dict[Source, int] = {}
        self._amended: list[str] = []

    def __len__(self) -> int:
        return len(self._numbers)

    def mark(self, *sources: Source) -> str:
        """The marks of these sources, each source once."""
        numbers = self._numbers
        return "".join(mark(numbers.setdefault(s, len(numbers))) for s in dict.fromkeys(sources))

    def told_by_hand(self, told: Told) -> str:
        """ " (đã sửa bởi quản trị)" for what a person has set; its words vouch for themselves."""
        if not told.amended:
            return ""
        record = told.record
        self._amended.append(f"{record.recipient} ; {record.count} ; {record.award} ; {record.authority}")
        return " " + say(f"awards.amended.{told.amended}")

    def line(self, text: str, computed: Iterable[int] = ()) -> Line:
        """The claiming line over these sources."""
        return Line(
            text, tuple(self._numbers), computed=tuple(str(n) for n in computed), amended=tuple(self._amended)
        )


def place(page: Page, told: Told, cited: Cited, with_district: bool = False) -> str:
    """The unit of a statement with the source of its name where the person did not say it.

    Its district is told where the store has another unit of that name.
    """
    document = page.documents.get(told.document.document_id)
    namesake = told.unit[:2] in page.namesakes
    if document is not None and told.own and (with_district or namesake):
        shown, sources = cited_place(page.query, document, first=0, namesake=namesake)
        return MARK.sub(lambda found: cited.mark(sources[int(found[1])]), shown)
    unit = told.unit_name
    name = quoted(unit)
    if f" {name_key(strip_kind(unit))} " in f" {name_key(page.query.echo)} ":
        return name
    named = identity_source(document) if document is not None and told.own else None
    return f"{name} {cited.mark(named or naming_source(page.base, told))}"


def recipient(page: Page, told: Told, cited: Cited) -> str:
    """The recipient as written or set by a person, with a counting noun for a bare figure of a table."""
    text = told.record.recipient.strip()
    if text.isdigit() and not re.search(rf"\b0*{text}\b", quote_of(page.base, told)):
        text = told.unit_name  # "xã được tặng": the unit itself, with no figure in the words
    elif text.isdigit():
        text = f"{text} {kind_word(told.record.recipient_kind)}"
    names = names_behind(page.base, told)
    return quoted(f"{text} ({names})" if names else text) + cited.told_by_hand(told)


def kind_word(kind: RecipientKind) -> str:
    """The noun of a kind of recipient."""
    return say("awards.list.kind_other") if kind == "khác" else kind


def award_text(page: Page, told: Told) -> str:
    """The award as people name it, with its giver where one is told."""
    name = _name_of(page, told).split(" của ")[0]
    if "," in name:
        written = [t.award.name for t in find_terms(quote_of(page.base, told)) if t.award is not None]
        name = written[0] if written else name
    if not told.record.authority or name.endswith(told.record.authority):
        return quoted(name)
    return say("awards.award.by", award=quoted(name), authority=quoted(told.record.authority))


def _name_of(page: Page, told: Told) -> str:
    """The award as recorded, an order or a medal with the class that the words tell."""
    award = told.record.award
    return award_with_class(award, own_words(page.base, told)) if award in classed_awards() else award


def item(page: Page, told: Told, cited: Cited, with_award: bool) -> str:
    """One statement: recipient, award where it may differ, mark."""
    sign = cited.mark(source_of(page.base, told))
    if with_award:
        award = award_text(page, told)
        return say("awards.list.item_award", recipient=recipient(page, told, cited), award=award, mark=sign)
    return say("awards.list.item", recipient=recipient(page, told, cited), mark=sign)


def parts_text(by_kind: dict[RecipientKind, int]) -> str:
    """ "3 tập thể + 5 cá nhân"."""
    parts = [say("awards.list.part", count=n, kind=kind_word(kind)) for kind, n in by_kind.items()]
    return str(say("awards.list.parts_join")).join(parts)


def sum_of_kinds(tallies: Sequence[UnitTally]) -> dict[RecipientKind, int]:
    """The sums by kind of recipient over several units."""
    sums: dict[RecipientKind, int] = {}
    for tally in tallies:
        for kind, n in tally.by_kind().items():
            sums[kind] = sums.get(kind, 0) + n
    return sums


def row(told: Told, page: Page, index: int, note: str = "", recipient: str = "") -> AnswerRow:
    """The row of one statement; ``index`` is the place of its source among the rows' sources.

    ``recipient`` is who the statement's row names, where its record only has the figure.
    """
    record = told.record
    names = names_behind(page.base, told)
    return AnswerRow(
        unit=told.unit_name, citation=index, district=told.document.district or "",
        province=told.document.province or "",
        recipient=recipient or (f"{record.recipient} ({names})" if names else record.recipient),
        recipient_kind=record.recipient_kind, count="" if record.count is None else str(record.count),
        award=_name_of(page, told), authority=record.authority, period=told.period or "",
        status=record.status, note=note or "; ".join(filter(None, (_set_by_hand(told), record.reason))),
    )  # fmt: skip


def _set_by_hand(told: Told) -> str:
    """ "đã sửa bởi quản trị", empty for what was read."""
    return say(f"awards.amended.{told.amended}").strip("()") if told.amended else ""


def looking_for(page: Page, every_period: str = "awards.looking.all_periods") -> str:
    """The query in words: "Bằng khen do Chủ tịch UBND tỉnh tặng, năm 2023, cấp xã"."""
    asked = page.asked
    known = awards()
    families = dict.fromkeys(award_family(i) for i in asked.award_ids)
    name = str(say("awards.looking.or")).join(known[i].name.split(" của ")[0] for i in families)
    name = name or say("awards.looking.any_award")
    if asked.award_class:
        name = say("awards.looking.of_class", award=name, grade=asked.award_class)
    givers = [str(wording("awards.giver")[level]) for level in asked.giver.levels]
    givers += [quoted(body) for body in asked.giver.bodies]
    givers += [say("awards.looking.above")] if asked.giver.above else []
    givers += [say("awards.looking.mass")] if asked.giver.mass else []
    if givers:
        giver = str(say("awards.looking.or")).join(givers)
        name = say("awards.looking.award_by", award=name, giver=giver)
    parts = [name]
    if asked.both_kinds:
        parts.append(say("awards.looking.to", kinds=say("awards.looking.both")))
    elif asked.kinds:
        parts.append(say("awards.looking.to", kinds=", ".join(asked.kinds)))
    if asked.status != "awarded":
        parts.append(say(f"awards.status.looking_{asked.status}"))
    if asked.about:
        words = page.base.restore_diacritics(" ".join(word.text for word in asked.about))
        parts.append(say("awards.looking.about", words=quoted(words)))
    parts.append(", ".join(period_label(p) for p in asked.periods) or say(every_period))
    if page.scope.level and (asked.every or not asked.places):
        parts.append(str(wording("awards.level")[page.scope.level]))
    parts += [quoted(", ".join(p.name for p in asked.places))] if asked.places else []
    return ", ".join(parts)
