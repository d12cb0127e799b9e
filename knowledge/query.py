"""What a question asks, as understanding hands it to answering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from foundation.answers import Intent
from foundation.records import UnitLevel
from language.words import Word

AskedKind = Literal["number", "percent", "money", "person", "date", "year", "place", "yes_no", "text"]
Moment = Literal["start", "end"]
IdentityAsked = Literal["number", "date", "signer"]
FigureKind = Literal["actual", "plan", "percent_of_plan", "percent_of_previous", "change", "remaining"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the conversation before the question."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a question names.

    ``name`` is how it is shown; ``document_ids`` are the documents of the store that report on
    it (none: there is no report). ``near_miss`` is set when the name was corrected from typing.
    ``merged`` are the units by whose reports the place is told since no report bears its own name:
    the former communes of one formed on 01/07/2025, or (``is_former``) those that took one over.
    """

    name: str
    level: UnitLevel | None
    document_ids: tuple[str, ...] = ()
    near_miss: bool = False
    merged: tuple[str, ...] = ()
    is_former: bool = False

    @property
    def in_store(self) -> bool:
        """Whether any document of the store is about this place."""
        return bool(self.document_ids)


@dataclass(frozen=True, slots=True)
class Asked:
    """The thing a question wants: its kind, and for a count the noun that is counted.

    ``measures`` are the units of measure that can answer it ("hộ"; "ha", "km²"), empty for any.
    """

    kind: AskedKind
    measures: tuple[str, ...] = ()
    explicit: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a figure that is asked for beside it; ``figure`` is None for one of the whole."""

    figure: FigureKind | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    ``words`` are the words that carry the subject, in order, without places, periods and
    question words; ``subject`` is that part of the question as it is shown back. ``periods``
    are period codes. ``accented`` tells whether the person typed diacritics. ``echo`` is all that
    the person said so far, whose words may be repeated without a source. ``today`` is the day on
    which it is asked. ``moment`` tells apart the state at the start and at the end of the period;
    ``periods_taken_over`` when the periods were said of another unit in the turn before.
    ``identity`` is set for a question about the report itself: its number, date or signer.
    ``share`` is what else is asked of the figure, its share of the whole or of the plan.
    ``also`` is what else the same sentence asks: "đạt mấy tiêu chí, còn tiêu chí nào chưa đạt?".
    ``goes_on`` is the question on the law before, where this one cannot be understood without it.
    """

    question: str
    intent: Intent
    subject: str
    words: tuple[Word, ...]
    asked: Asked
    figure: FigureKind | None = None
    places: tuple[Place, ...] = ()
    periods: tuple[str, ...] = ()
    accented: bool = True
    every_unit: bool = False
    rank: Literal["highest", "lowest"] | None = None
    proposed: bool = False
    moment: Moment | None = None
    identity: IdentityAsked | None = None
    periods_taken_over: bool = False
    echo: str = ""
    share: Share | None = None
    also: Query | None = None
    goes_on: Query | None = None
    today: date = field(default_factory=date.today)

    @property
    def absent_places(self) -> tuple[Place, ...]:
        """Places that no document of the store is about."""
        return tuple(place for place in self.places if not place.in_store)


def user_turns(history: Sequence[Turn]) -> list[str]:
    """What the person said before, oldest first."""
    return [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
