"""Sentences about awards: given, proposed, aimed at and denied, never mixed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foundation.records import AwardRecord, AwardStatus
from knowledge.answer.awards.sorting import PRAISE
from knowledge.draft.material import Fact, Material
from knowledge.draft.parts import DraftFigure, Sentence
from knowledge.draft.wording import Filling, Voice, fill, fixed, fixed_list, fixed_text, wording_sentence
from knowledge.evidence.marking import Source
from knowledge.store.ledger.stored import StoredAward
from language.award_law import awards_named
from language.award_terms import awards as taxonomy
from language.award_terms import canonical_name, find_terms, with_giver
from language.indicators import canonical_indicator
from language.numbers import figures
from language.units import lookup

# Decree 129/2025/NĐ-CP: district authorities ended on this day.
_WITHOUT_DISTRICTS = date(2025, 7, 1)
_URBAN = re.compile(r"phường|thị trấn", re.IGNORECASE)
_BARE_COUNT = re.compile(r"\d+")
_MORE_THAN_ONE = 2


def expected_awards(level: str, day: date) -> list[str]:
    """The awards that a report of this level speaks of even where there are none."""
    if level != "xã":
        return fixed_list("awards.expected_district")
    return fixed_list("awards.expected_merged" if day >= _WITHOUT_DISTRICTS else "awards.expected_commune")


def of_status(awards: Iterable[StoredAward], status: AwardStatus) -> list[StoredAward]:
    """The award statements of one status."""
    return [stored for stored in awards if stored.record.status == status]


def own_status(fact: Fact) -> AwardStatus | None:
    """What a figure of the drafter's own tells of an award, by its name ("Giấy khen cấp xã đề nghị").

    None for a figure that is of no award ("tỷ lệ gia đình văn hóa") or that a report states.
    """
    if fact.status is not None:
        return fact.status
    if fact.source is not None or fact.unit == "%" or canonical_indicator(fact.indicator):
        return None
    kinds = {term.kind for term in find_terms(fact.indicator)}
    if "award" not in kinds:
        return None
    return "proposed" if "proposed" in kinds else "target" if "target" in kinds else "awarded"


def own_of_status(material: Material, status: AwardStatus) -> list[Fact]:
    """The drafter's own figures of awards of one status."""
    period = material.period.code
    return [fact for fact in material.facts if own_status(fact) == status and fact.period == period]


def award_sentences(material: Material, status: AwardStatus, voice: Voice) -> Iterator[Sentence]:
    """The introduction, a sentence for each award and giver and for each own figure; nothing for none."""
    awards, own = of_status(material.awards, status), own_of_status(material, status)
    if not awards and not own:
        return
    yield wording_sentence(voice.speak(f"awards.{status}_intro"))
    groups: dict[tuple[str, str], list[StoredAward]] = {}
    for stored in awards:
        groups.setdefault((award_shown(stored), authority_shown(stored)), []).append(stored)
    for (award, authority), group in groups.items():
        yield _group_sentence(award, authority, group)
    for name in dict.fromkeys(fact.indicator for fact in own):
        filling = Filling()
        values = "; ".join(filling.fact(fact) for fact in own if fact.indicator == name)
        text = fill(str(fixed("results.other_item")), subject=name, value=values)
        yield filling.sentence(text, "statement")


def missing_awards(material: Material, day: date) -> Iterator[Sentence]:
    """A blank for each usual award of which the reports say nothing."""
    told = {s.record.award for s in material.awards if s.record.status in ("awarded", "negated")}
    # "UBND xã khen thưởng 12 cá nhân" names no award, and there is no gap beside it.
    praise = [s.record for s in of_status(material.awards, "awarded") if s.record.award == PRAISE]
    levels = {word for record in praise for word in (record.authority_level, record.authority.split(" ")[-1])}
    told |= {f"Giấy khen của Chủ tịch UBND cấp {level}" for level in levels}
    told |= {name for fact in own_of_status(material, "awarded") for name in _taxonomy_names(fact.indicator)}
    for award in expected_awards(material.unit.level, day):
        if award not in told:
            filling = Filling()
            blank = filling.blank(f"{award} {material.period.label()}")
            yield filling.sentence(fixed_text("awards.missing", award=award, blank=blank), "statement")


def _taxonomy_names(words: str) -> list[str]:
    """How the taxonomy names the awards of a text; none where it leaves the giver open."""
    laws = awards_named(words)
    if len({law.level for law in laws}) > 1:
        return []
    return [canonical_name(taxonomy()[law.id], law.level, "") for law in laws if law.id in taxonomy()]


def denied_sentences(
    awards: Sequence[StoredAward], quote: dict[Source, str], voice: Voice
) -> Iterator[Sentence]:
    """What the reports say there was none of, in their own words."""
    if not awards:
        return
    yield wording_sentence(voice.speak("awards.negated_intro"))
    for stored in awards:
        filling = Filling()
        source = Source(stored.document_id, stored.record.span)
        words = " ".join(quote[source].split()) + filling.cite(source)
        text = fixed_text("awards.negated", award=stored.record.award, quote=words)
        yield filling.sentence(text, "statement")


def award_shown(stored: StoredAward) -> str:
    """The award with its giver where the name of the award leaves him open: "Bằng khen của …"."""
    return with_giver(stored.record.award, authority_shown(stored))


def authority_shown(stored: StoredAward) -> str:
    """Who gave it: of a province that is a city its city, of a ward or town that and no commune."""
    authority = stored.record.authority
    kind = _URBAN.match(stored.record.unit)
    if kind is not None and stored.record.authority_level == "xã":
        authority = authority.replace("UBND xã", f"UBND {kind.group().lower()}")
    province = stored.document.province or ""
    if province and any(u.level == "tỉnh" and u.kind == "thành phố" for u in lookup(province)):
        return authority.replace("UBND tỉnh", "UBND thành phố")
    return authority


def recipient_shown(record: AwardRecord) -> str:
    """Who was given the award: "21 tập thể", or the named recipient."""
    recipient = " ".join(record.recipient.split())
    if _BARE_COUNT.fullmatch(recipient):
        return f"{recipient} {record.recipient_kind}"
    return recipient


def count_figures(text: str, source: int) -> list[DraftFigure]:
    """The figures in words of a record, with their source."""
    return [DraftFigure(figure.text, (source,)) for figure in figures(text)]


def _group_sentence(award: str, authority: str, group: Sequence[StoredAward]) -> Sentence:
    filling = Filling()
    items: list[str] = []
    totals: Counter[str] = Counter()
    counted: dict[str, list[int]] = {}
    for stored in group:
        source = Source(stored.document_id, stored.record.span)
        shown = recipient_shown(stored.record)
        marked = filling.cite(source)
        index = filling.sources.index(source)
        filling.figures.extend(count_figures(shown, index))
        items.append(shown + marked)
        if stored.record.count is not None and stored.record.recipient_kind != "khác":
            totals[stored.record.recipient_kind] += stored.record.count
            counted.setdefault(stored.record.recipient_kind, []).append(index)
    named = authority and not award.casefold().endswith(authority.casefold())
    key = "awards.line_by" if named and " cấp " not in award else "awards.line"
    text = fixed_text(key, award=award, authority=authority, items="; ".join(items))
    for kind, indexes in counted.items():
        if len(indexes) >= _MORE_THAN_ONE:
            total = str(totals[kind])
            filling.figures.append(DraftFigure(total, tuple(dict.fromkeys(indexes)), computed=True))
            text += fixed_text("awards.total", total=total, kind=kind)
    return filling.sentence(text, "statement")
