"""Questions on the law: validity, authority, standards, money, and which reports cite what.

What the store's texts of law say is cited at their words; what only the program's registry of
instruments knows is told as that. No article number is shown that does not stand in a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from foundation.wording import say
from knowledge.answer.content import answer_content
from knowledge.answer.draft import Draft
from knowledge.answer.nothing import nothing_found
from knowledge.answer.reach import reach_of, readable
from knowledge.answer.regulation.articles import answer_article, answer_on_money, answer_provisions
from knowledge.answer.regulation.asked import read_question
from knowledge.answer.regulation.at_report import answer_at_report, is_at_report
from knowledge.answer.regulation.authority import answer_authority, ended_authority
from knowledge.answer.regulation.basis import answer_basis
from knowledge.answer.regulation.citing import answer_citing
from knowledge.answer.regulation.law_room import LawRoom, law_room
from knowledge.answer.regulation.money import answer_money
from knowledge.answer.regulation.naming import instrument_shown
from knowledge.answer.regulation.relations import answer_relations
from knowledge.answer.regulation.validity import answer_validity
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import Line, quoted
from knowledge.query import Query
from knowledge.store.ledger.stored import StoredDocument
from language.award_law import awards_named


def answer_regulation(query: Query, documents: Sequence[StoredDocument], base: KnowledgeBase) -> Draft:
    """The answer to a question on the law, or that nothing in store and registry answers it."""
    room = law_room(query, read_question(query), documents, base)
    if is_at_report(room) and (then := answer_at_report(room)) is not None:
        return then
    if _on_citing(room):
        return answer_citing(room)
    if room.asked.article:
        return answer_article(room) or _no_article(room)
    if _on_relations(room) and (related := answer_relations(room)) is not None:
        return related
    if room.asked.asks("basis") and room.asked.awards and (basis := answer_basis(room)) is not None:
        return basis
    if _on_validity(room):
        return answer_validity(room)
    if room.asked.asks("bonus") and not room.asked.asks("difference"):
        return _money(room)
    found = answer_provisions(room)
    if found is not None and _on_other_awards(found, room):
        found = answer_authority(room) or found
    if found is not None:
        ended = ended_authority(room) if room.asked.asks("authority") else []
        return replace(found, lines=(*ended, *found.lines))
    if room.asked.asks("authority") and (answer := answer_authority(room)) is not None:
        return answer
    if room.asked.instruments and not room.asked.words:
        return answer_validity(room)
    return _in_reports(room)


def _on_other_awards(found: Draft, room: LawRoom) -> bool:
    """Whether provisions on who confers name none of the awards that are asked about."""
    if not room.asked.asks("authority") or not room.asked.awards:
        return False
    named = {award.id for award in awards_named("\n".join(line.text for line in found.lines))}
    return named.isdisjoint(award.id for award in room.asked.awards)


def _on_citing(room: LawRoom) -> bool:
    """Whether the question goes from reports to law or back, rather than for the law itself."""
    asked = room.asked
    if asked.asks("cites"):
        return True
    about_reports = asked.asks("reports") or bool(room.query.places)
    if asked.numbered:
        return about_reports and not asked.asks("authority", "criteria", "bonus", "dossier")
    return about_reports and asked.asks("expired", "which_law")


def _on_relations(room: LawRoom) -> bool:
    """Whether it asks what guides or amends an instrument, not what the instrument says."""
    asked = room.asked
    if asked.awards or asked.asks("criteria", "authority", "bonus", "dossier", "difference", "quota"):
        return False
    which = asked.asks("which_law", "guided") or bool(asked.instruments)
    return which and asked.asks("guides", "amends", "guided") and not asked.asks("replaces")


def _on_validity(room: LawRoom) -> bool:
    asked = room.asked
    if asked.asks("issue"):
        return bool(asked.instruments)
    if asked.asks("validity", "replaces"):
        return bool(asked.instruments) or asked.asks("which_law", "validity")
    return asked.asks("which_law") and not asked.words and not asked.awards


def _money(room: LawRoom) -> Draft:
    """The amount that can be computed, with the provisions it rests on where the store has them."""
    computed, provisions = answer_money(room), answer_on_money(room)
    if computed is None or computed.abstained:
        return provisions or computed or _in_reports(room)
    if provisions is None:
        return computed
    told = {line.text for line in computed.lines}
    more = tuple(line for line in provisions.lines if line.text not in told)
    return replace(computed, lines=(*computed.lines, Line("", claims=False), *more))


def _no_article(room: LawRoom) -> Draft:
    """The article is in no text of the store; its law may still be known by the registry."""
    known = [k for i in room.asked.instruments if (k := room.known(i)) is not None]
    article = say("regulations.provision.article", number=room.asked.article)
    instrument = ", ".join(map(instrument_shown, known)) or say("regulations.provision.any_law")
    text = say("regulations.provision.no_article", article=article, instrument=quoted(instrument))
    return Draft("regulation", (Line(text, claims=False),), abstained=True)


def _in_reports(room: LawRoom) -> Draft:
    """What the reports say of it: a question that only sounds like one on the law."""
    reach = reach_of(room.query, room.documents)
    if room.asked.numbered:
        return answer_citing(room)
    if room.query.words:
        documents = readable(room.query, reach.documents, room.base)
        said = replace(answer_content(room.query, documents, room.base), intent="regulation")
        return _no_law(said, room) if said.abstained and room.asked.matters else said
    return nothing_found(room.query, reach.documents, room.base, intent="regulation")


def _no_law(said: Draft, room: LawRoom) -> Draft:
    """Nothing was found on a matter of law: whether there is a text of law to look in."""
    line = Line(say(f"regulations.provision.{'nothing' if room.laws else 'no_law'}"), claims=False)
    return replace(said, lines=(line,))
