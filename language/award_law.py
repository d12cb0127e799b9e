"""What the law says of an award: who confers it on a day, its money, the articles it rests on.

``data/award_law.toml`` holds the facts with their certainty; what nobody could read at a source
is not there, and None is returned for it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from language.award_terms import awards, find_terms
from language.registry import Certainty, registry, status_at
from language.text import fold

_DATA = Path(__file__).parent / "data" / "award_law.toml"
_LEVELS = {"thành phố": "tỉnh"}


@dataclass(frozen=True, slots=True)
class Conferring:
    """Who confers until a day; ``by`` is empty where the award does not exist in that time."""

    by: str
    certainty: Certainty
    until: date | None


@dataclass(frozen=True, slots=True)
class AwardLaw:
    """The law of one award. ``level`` is the giver's where one name is given at several levels.

    ``bonus`` is the multiple of the base salary by decree; ``shared`` tells that collectives and
    households get a share of it. ``basis`` is the article by instrument and matter ("criteria",
    "authority").
    """

    id: str
    name: str
    level: str
    conferring: tuple[Conferring, ...]
    bonus: dict[str, Decimal]
    basis: dict[str, dict[str, str]]
    shared: bool

    def conferred_on(self, on: date) -> Conferring | None:
        """Who confers it on the day, None where that is not known."""
        return next((c for c in self.conferring if c.until is None or on < c.until), None)


@dataclass(frozen=True, slots=True)
class BaseSalary:
    """The base salary of a day in đồng and the decree that sets it."""

    dong: int
    decree: str


@dataclass(frozen=True, slots=True)
class Bonus:
    """Award money: ``multiple`` × ``salary`` (× ``share`` for a collective or household) in đồng.

    ``exact`` is the product, ``rounded`` the amount paid: up to full tens of thousands (decrees
    91/2017/NĐ-CP article 68 and 98/2023/NĐ-CP on the calculation of award money).
    """

    decree: str
    multiple: Decimal
    share: Decimal
    salary: BaseSalary
    exact: Decimal
    rounded: int


@cache
def _facts() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


@cache
def award_laws() -> tuple[AwardLaw, ...]:
    """The law of every award that the data knows."""
    return tuple(
        AwardLaw(
            id=entry["id"],
            name=entry.get("name") or awards()[entry["id"]].name,
            level=entry.get("level", ""),
            conferring=tuple(
                Conferring(c["by"], c["certainty"], c.get("until")) for c in entry.get("authority", ())
            ),
            bonus={decree: Decimal(multiple) for decree, multiple in entry.get("bonus", {}).items()},
            basis=entry.get("basis", {}),
            shared=entry.get("shared", False),
        )
        for entry in _facts()["award"]
    )


def law_of(award_id: str, level: str = "") -> tuple[AwardLaw, ...]:
    """The law of an award of the taxonomy: of the giver's level, or of every level without one."""
    level = _LEVELS.get(level, level)
    fitting = [law for law in award_laws() if law.id == award_id]
    return tuple(law for law in fitting if not level or not law.level or law.level == level)


def awards_named(text: str) -> tuple[AwardLaw, ...]:
    """The awards that a text names, each at the level of the giver that it names, in its order."""
    terms = find_terms(text)
    levels = [term.authority.level for term in terms if term.authority is not None] or _levels_said(text)
    found: list[AwardLaw] = []
    for award_id in _ids(text):
        laws = [law for level in levels for law in law_of(award_id, level)] or list(law_of(award_id))
        found += [law for law in laws if law not in found]
    return tuple(found)


def _levels_said(text: str) -> list[str]:
    """The givers' levels that stand right after an award's name ("giấy khen cấp huyện")."""
    folded, said = fold(text), _facts()["levels_said"]
    return [level for level, phrases in said.items() if any(_after_award(p).search(folded) for p in phrases)]


@cache
def _after_award(phrase: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, _facts()["given_at_levels"]))
    return re.compile(rf"\b(?:{names})\s+(?:cua\s+)?(?:cap\s+)?{re.escape(phrase)}\b")


def _ids(text: str) -> list[str]:
    named = [term.award.id for term in find_terms(text) if term.kind == "award" and term.award is not None]
    folded = fold(text)
    for entry in _facts()["award"]:
        if any(re.search(rf"\b{re.escape(form)}\b", folded) for form in entry.get("forms", ())):
            named.append(entry["id"])
    return list(dict.fromkeys(named))


def base_salary_on(on: date) -> BaseSalary | None:
    """The base salary of the day, None outside the years that the registry knows."""
    for known in registry().values():
        if known.base_salary_dong is not None and status_at(known, on).status == "in_force":
            return BaseSalary(known.base_salary_dong, known.number)
    return None


def bonus_on(law: AwardLaw, on: date, recipient: str = "") -> Bonus | None:
    """The award money of a decision of the day; None where multiple or salary is not known.

    ``recipient`` "tập thể" or "hộ gia đình" takes the share of a shared award.
    """
    decree = next((d for d in law.bonus if status_at(registry()[d], on).status == "in_force"), None)
    salary = base_salary_on(on)
    share = _share(law, decree, recipient)
    if decree is None or salary is None or share is None:
        return None
    exact = law.bonus[decree] * share * salary.dong
    step = int(_facts()["rounding"]["step_dong"])
    rounded = ceil(exact / step) * step
    return Bonus(decree, law.bonus[decree], share, salary, exact, rounded)


def rounding_decrees() -> frozenset[str]:
    """The decrees whose rounding rule was read at a source."""
    return frozenset(_facts()["rounding"]["decrees"])


def _share(law: AwardLaw, decree: str | None, recipient: str) -> Decimal | None:
    if not law.shared or recipient in ("", "cá nhân"):
        return Decimal(1)
    for share in _facts()["share"]:
        if share["recipient"] == recipient and decree in share["decrees"]:
            return Decimal(share["factor"])
    return None
