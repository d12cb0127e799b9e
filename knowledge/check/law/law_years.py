"""A law by a year in which no version of it was made: "Luật Thi đua, khen thưởng năm 2021".

Only laws of which the registry lists every version are judged. A year that is the report's own
may be when the law was carried out ("triển khai Luật Thi đua, khen thưởng năm 2023"), so it is
folded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foundation.wording import say
from knowledge.check.draft import Draft, Piece
from knowledge.check.finding import SURE, Finding, Severity
from language.instruments import Instrument, find_instruments
from language.registry import registry, resolve, years_of_law
from language.text import fold

# "… năm 2003, được sửa đổi, bổ sung năm 2005, 2013": the further years of one law.
_AMENDED = re.compile(
    r"[\s,;(]*(?:(?:da )?duoc |va )?(?:sua doi,?(?: va)? bo sung|sua doi)(?: mot so dieu)?(?: vao| cac)* nam "
    r"(?P<years>(?:19|20)\d\d(?:\s*(?:,|va|;)\s*(?:nam )?(?:19|20)\d\d)*)(?!\s*[-–/]\s*\d)"
)
_FURTHER_DAY = re.compile(
    r"\s*(?:,|va|;)\s*(?P<day>ngay \d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?P<year>(?:19|20)\d\d))(?!\d)"
)
_YEAR = re.compile(r"\d{4}")
_CARRIED_OUT = 1
_SURE, _UNSURE = 0.75, 0.35


def check_law_years(draft: Draft, today: date) -> Iterator[Finding]:
    """Every year told of a law that none of its versions has; also of further days behind the first."""
    for piece in draft.pieces:
        for said in find_instruments(piece.content.text):
            years = years_of_law(f"{said.kind} {said.title}") if said.title else ()
            if not years:
                continue
            if said.date is None and said.number is None and said.year and said.year not in years:
                yield _finding(draft, piece, said, said.year, said.start, said.end, today, title_year=True)
            for day in _further_days(fold(piece.content.text), said) if said.date else ():
                if int(day["year"]) not in years:
                    start, end = day.span("day")
                    yield _finding(draft, piece, said, int(day["year"]), start, end, today)
            amended = _AMENDED.match(fold(piece.content.text), said.end)
            for year in _YEAR.finditer(amended["years"]) if amended is not None else ():
                if int(year.group()) not in years:
                    start = amended.start("years") + year.start() if amended else said.start
                    yield _finding(
                        draft, piece, said, int(year.group()), start, start + len(year.group()), today
                    )


def _further_days(folded: str, said: Instrument) -> Iterator[re.Match[str]]:
    """The days told one after another behind a law: "… ngày 14/6/2005, ngày 16/11/2013"."""
    place = said.end
    while (day := _FURTHER_DAY.match(folded, place)) is not None:
        yield day
        place = day.end()


def _finding(
    draft: Draft, piece: Piece, said: Instrument, year: int, start: int, end: int, today: date,
    title_year: bool = False,
) -> Finding:  # fmt: skip
    """The finding at a place; ``title_year``: a year behind the title, when it may have been carried out."""
    title = f"{said.kind.capitalize()} {said.title}"
    on = draft.written_on or draft.period_end or today
    in_force = next(
        (
            known.issued.year
            for known in registry().values()
            if known.issued
            and resolve(Instrument(said.kind, None, None, None, None, 0, 0, said.title), on) == known
        ),
        years_of_law(title)[-1],
    )
    own = {day.year for day in (draft.written_on, draft.period_start, draft.period_end) if day is not None}
    may_be_own = title_year and (year in own or (on.year - year) in (0, -_CARRIED_OUT))
    sure = _UNSURE if may_be_own else _SURE
    severity: Severity = "error" if sure >= SURE else "note"
    years = ", ".join(map(str, years_of_law(title)))
    message = say("check.legal.no_version", title=title, printed=year, years=years)
    repair = say("check.legal.no_version_repair", right=in_force)
    return Finding("legal", severity, sure, message, repair, (draft.quote_in(piece.content, start, end),))
