"""Award money, computed: multiple × base salary of the day, with the arithmetic shown."""

from __future__ import annotations

from decimal import Decimal

from foundation.answers import Value
from foundation.wording import say, wording
from knowledge.answer.draft import Draft
from knowledge.answer.regulation.law_room import LawRoom
from knowledge.answer.regulation.naming import day_figures, day_shown, entry_text, instrument_shown
from knowledge.answer.regulation.validity import warnings, when
from knowledge.evidence.marking import Line, quoted
from language.award_law import AwardLaw, BaseSalary, Bonus, base_salary_on, bonus_on, rounding_decrees

_MOST_AWARDS = 4


def award_shown(law: AwardLaw) -> str:
    """The award with its giver where one name is given at several levels."""
    return str(wording("regulations.authority.levels").get(law.level, "{award}")).format(award=law.name)


def answer_money(room: LawRoom) -> Draft | None:
    """The money of the awards that are named, or the base salary; None where neither is asked."""
    asked = room.asked
    if not asked.awards:
        return _salary_draft(room) if asked.asks("salary") else None
    amounts = [(law, bonus_on(law, asked.on, asked.recipient)) for law in asked.awards[:_MOST_AWARDS]]
    told = [(law, bonus) for law, bonus in amounts if bonus is not None]
    lines = [line for law, bonus in told for line in _bonus_lines(law, bonus, room)]
    lines += [_unknown(law, room) for law, bonus in amounts if bonus is None]
    if not told:
        return Draft("regulation", tuple(lines), abstained=True)
    decrees = [room.entries[bonus.decree] for _, bonus in told]
    value = Value(grouped(told[0][1].rounded), "đồng") if len(told) == 1 else None
    return Draft("regulation", (*lines, *warnings(room, decrees)), value=value)


def _bonus_lines(law: AwardLaw, bonus: Bonus, room: LawRoom) -> list[Line]:
    award, recipient = quoted(award_shown(law)), _recipient(room, law)
    amount, exact, salary = grouped(bonus.rounded), grouped(bonus.exact), grouped(bonus.salary.dong)
    multiple = decimal(bonus.multiple)
    by_registry = say("regulations.validity.from_registry")
    evidence = _evidence(bonus, room)
    share = "" if bonus.share == 1 else say("regulations.bonus.share", factor=decimal(bonus.share))
    rounding = "" if bonus.exact == bonus.rounded else say("regulations.bonus.rounded", amount=amount)
    on = when(room)
    texts = [
        say("regulations.bonus.line", award=award, recipient=recipient, amount=amount, on=on, marks=""),
        say(
            "regulations.bonus.computed", multiple=multiple, share=share, salary=salary, exact=exact,
            rounding=rounding,
        ),
        say(
            "regulations.bonus.multiple", multiple=multiple, marks=by_registry, salary=salary,
            decree=instrument_shown(room.entries[bonus.decree]), salary_marks=by_registry,
            salary_decree=instrument_shown(room.entries[bonus.salary.decree]),
        ),
    ]  # fmt: skip
    computed = (amount, exact, *day_figures(room))
    lines = [Line(text, computed=computed, registered=evidence) for text in texts]
    lines += _earlier_line(law, bonus, room)
    if rounding and bonus.decree not in rounding_decrees():
        decree = instrument_shown(room.entries[bonus.decree])
        lines.append(Line(say("regulations.bonus.rounding_unsure", decree=decree), registered=evidence))
    return lines


def _earlier_line(law: AwardLaw, bonus: Bonus, room: LawRoom) -> list[Line]:
    """The amount of a decision earlier in the period that was asked for, under another base salary."""
    earlier = bonus_on(law, room.asked.since, room.asked.recipient)
    begins = room.entries[bonus.salary.decree].in_force_from
    if earlier is None or begins is None or earlier.salary.dong == bonus.salary.dong:
        return []
    text = say(
        "regulations.bonus.earlier", until=day_shown(begins), amount=grouped(earlier.rounded),
        salary=grouped(earlier.salary.dong), decree=instrument_shown(room.entries[earlier.salary.decree]),
        marks=say("regulations.validity.from_registry"),
    )  # fmt: skip
    evidence = (*_evidence(bonus, room), *_evidence(earlier, room))
    return [Line(text, computed=(grouped(earlier.rounded),), registered=evidence)]


def _evidence(bonus: Bonus, room: LawRoom) -> tuple[str, ...]:
    """The entries of the registry and of the award's law that the arithmetic starts from."""
    facts = f"{decimal(bonus.multiple)}\n{decimal(bonus.share)}"
    decree, salary = room.entries[bonus.decree], room.entries[bonus.salary.decree]
    names = "\n".join(map(award_shown, room.asked.awards))
    return (entry_text(decree, room), entry_text(salary, room), facts, names)


def _recipient(room: LawRoom, law: AwardLaw) -> str:
    return str(wording("regulations.bonus.recipients").get(room.asked.recipient, "")) if law.shared else ""


def _unknown(law: AwardLaw, room: LawRoom) -> Line:
    text = say(
        "regulations.bonus.unknown",
        award=quoted(award_shown(law)),
        recipient=_recipient(room, law),
        on=when(room),
    )
    return Line(text, claims=False)


def _salary_draft(room: LawRoom) -> Draft | None:
    salary = base_salary_on(room.asked.on)
    if salary is None:
        return None
    return Draft("regulation", (_salary_line(salary, room),), value=Value(grouped(salary.dong), "đồng"))


def _salary_line(salary: BaseSalary, room: LawRoom) -> Line:
    decree = room.entries[salary.decree]
    begins = decree.in_force_from
    text = say(
        "regulations.bonus.salary", on=when(room), salary=grouped(salary.dong),
        decree=instrument_shown(decree), begins=day_shown(begins) if begins else "",
        marks=say("regulations.validity.from_registry"),
    )  # fmt: skip
    return Line(text, computed=day_figures(room), registered=(entry_text(decree, room),))


def grouped(amount: Decimal | int) -> str:
    """2.340.000"""
    return f"{int(amount):,}".replace(",", ".")


def decimal(value: Decimal) -> str:
    """0,3 as the law prints it."""
    return f"{value.normalize():f}".replace(".", ",")
