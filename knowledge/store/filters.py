"""Which documents a question is about: places, periods, kinds, or documents by id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from language.text import fold

# The kinds of administrative unit (Law 77/2015/QH13, art. 2; Law 72/2025/QH15, art. 1), folded,
# with the abbreviations clerks use. The longer ones come first.
_KIND = re.compile(
    r"^(?:thanh pho|thi tran|thi xa|dac khu|phuong|huyen|quan|tinh|xa|tp|tx|tt|h|x|p|q)(?:\.\s*|\s+)(?=\S)"
)
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=50_000)
def place_key(name: str | None) -> str:
    """A place's name as it is compared: "Thị trấn Hà Trung" and "ha trung" are the same key.

    Only the unit's own kind is cut; the district a commune belongs to is a key of its own.
    """
    folded = _SPACES.sub(" ", fold(name or "")).strip(" .,;:-")
    return _KIND.sub("", folded)


def word_key(text: str | None) -> str:
    """A document kind or an indicator's name as it is compared: folded, single spaces."""
    return _SPACES.sub(" ", fold(text or "")).strip()


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep. An empty tuple does not filter; several values of a field mean "or".

    ``communes``, ``districts`` and ``provinces`` may be written with or without diacritics
    and kind words; ``periods`` are period codes, compared exactly ("2023" does not include
    "2023-H1"); ``kinds`` are document kinds.
    """

    communes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class AwardSelection:
    """Which award statements of all are worth a closer look for a question.

    ``periods`` are codes, of a statement or else of its document; None does not restrict, and
    statements of a status ``of_any_period`` pass whatever theirs is. ``awards`` are canonical
    names. ``places`` are units that the statement or its document names, or whose reports
    ``document_ids`` are; empty tuples of awards and places do not restrict.
    """

    periods: tuple[str, ...] | None = None
    of_any_period: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = ()
