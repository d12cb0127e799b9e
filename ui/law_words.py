"""How the law tab names days, standings and certainty."""

from __future__ import annotations

from datetime import date, datetime

from foundation.wording import say
from language.registry import Registered, Standing

STATUSES = ("in_force", "expired", "not_yet", "unknown")
_PRINTED = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")


def told(key: str, **values: object) -> str:
    """A wording of the tab."""
    return say(f"law_tab.{key}", **values)


def day_label(day: date | None) -> str:
    """The day as offices write it; a word for one that is not known."""
    if day is None:
        return told("unknown_day")
    return told("printed", day=day.day, month=day.month, year=day.year)


def read_day(typed: str) -> date | None:
    """The day that a person typed; None for what is no day."""
    for form in _PRINTED:
        try:
            return datetime.strptime(typed.strip(), form).date()
        except ValueError:
            continue
    return None


def status_label(standing: Standing) -> str:
    """The standing in words."""
    return told(f"statuses.{standing.status}")


def is_sure(known: Registered, *fields: str) -> bool:
    """Whether the fields of the instrument were read at a source."""
    return known.certainty == "sourced" and not any(field in known.unsure for field in fields)
