"""Periods of a question: named ("6 tháng đầu năm 2024") and relative ("năm ngoái")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.understand.phrasing import question_lists
from knowledge.understand.subject import figure_kind
from language.periods import find_periods
from language.text import fold, nfc

# "6 tháng", "9 tháng" without a year tell the kind of report and is no part of the subject.
_HALF = re.compile(
    r"(?<!\w)(?:0?[369]|sáu|sau|ba|chín|chin)\s+th[aá]ng(?:\s+(?:đầu|dau|cuối|cuoi)(?:\s+n[aă]m)?)?(?!\w)",
    re.I,
)


def _relative(question: str, today: date, before: Sequence[str]) -> str:
    """The question with relative years replaced by the years they mean."""
    lists = question_lists()["relative_periods"]
    named = [*(mention.period.code for mention in find_periods(question)), *before]
    if named and (year := year_of(named[0])):
        for phrase in lists["year_before_that"]:
            pattern = re.compile(rf"(?<!\w){re.escape(fold(nfc(phrase)))}(?!\w)")
            for match in reversed(list(pattern.finditer(fold(question)))):
                question = f"{question[: match.start()]}năm {int(year) - 1}{question[match.end() :]}"
    for name, meant in _meant(today).items():
        for phrase in lists[name]:
            pattern = re.compile(rf"(?<!\w){re.escape(fold(nfc(phrase)))}(?!\w)")
            for match in reversed(list(pattern.finditer(fold(question)))):
                if _compares(question, match.start()):
                    continue
                question = f"{question[: match.start()]}{meant}{question[match.end() :]}"
    return question


def _meant(today: date) -> dict[str, str]:
    """What each kind of relative period means on a day, as it would be written out."""
    years = {"this_year": 0, "last_year": 1, "year_before": 2}
    meant = {name: f"năm {today.year - back}" for name, back in years.items()}
    for name, back in (("this_quarter", 0), ("last_quarter", 1)):
        year, quarter = divmod(today.year * 4 + (today.month - 1) // 3 - back, 4)
        meant[name] = f"quý {quarter + 1} năm {year}"
    for name, back in (("this_month", 0), ("last_month", 1)):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        meant[name] = f"tháng {month + 1} năm {year}"
    return meant


def _compares(question: str, start: int) -> bool:
    """ "so với năm trước" compares; it does not ask about last year."""
    before = fold(question[:start]).rstrip()
    return any(before.endswith(f" {fold(phrase)}") for phrase in question_lists()["against"]["phrases"])


def find_question_periods(
    question: str, today: date, before: Sequence[str] = ()
) -> tuple[tuple[str, ...], str]:
    """Period codes the question names, in order, and the question with them blanked out.

    ``before`` are those of the question before, which "năm trước đó" goes back from.
    """
    question = _relative(question, today, before)
    codes: list[str] = []
    rest = _HALF.sub(lambda m: " " * len(m.group()), question) if not find_periods(question) else question
    changes = figure_kind(question) in ("change", "percent_of_previous")
    for mention in find_periods(question):
        if not (changes and _compares(question, mention.start)):
            codes.append(mention.period.code)
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    return tuple(dict.fromkeys(codes)), rest


def covers(asked: str, reported: str | None) -> bool:
    """Whether a report of period ``reported`` answers a question about ``asked``.

    Equal periods do; a question for a year is also answered, as far as it goes, by a report on
    a part of that year. A report on a year does not answer for its first half.
    """
    if reported is None:
        return False
    return reported == asked or reported.startswith(f"{asked}-")


def year_of(code: str | None) -> str:
    """The first year of a period code, empty without one."""
    match = re.search(r"(?:19|20)\d\d", code or "")
    return match.group() if match else ""


def ended(code: str | None) -> tuple[int, int, bool]:
    """When a period ended, for putting reports in order: (year, month, whether it is more than a part).

    The report of a year is newer than that of its first half; (0, 0, False) without a period.
    """
    years = re.findall(r"(?:19|20)\d\d", code or "")
    if code is None or not years:
        return 0, 0, False
    if re.fullmatch(r"\d{4}-\d{4}", code):  # a school year
        return int(years[-1]), 8, True
    part = re.search(r"-(?:H(\d)|Q(\d)|(\d+)M|(\d\d))$", code)
    if part is None:
        return int(years[-1]), 12, True
    sizes = zip(part.groups(), (6, 3, 1, 1), strict=True)
    month = next(int(number) * months for number, months in sizes if number)
    return int(years[-1]), month, False
