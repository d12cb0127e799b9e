"""Figures that the drafter brings: typed into the form, or read from a prepared file.

A figure is stated for the unit and the period that it is of: a file that shows the year before
beside the year drafted serves the comparison, and what is of another unit or of a period that the
draft does not speak of is told to the drafter instead of being stated (``left_out``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from foundation.records import AwardRecord, IndicatorRecord
from knowledge.draft.parts import OwnFigure
from knowledge.draft.sections import load
from knowledge.store.filters import place_key
from language.award_terms import recipient_kind, with_giver
from language.indicators import canonical_indicator
from language.periods import Period
from language.quantities import Quantity, quantities
from language.text import fold

PRINTABLE = re.compile(r"\d[\d.,]*(?:/\d[\d.,]*)?")
_SPACED = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
# "58,5tr/người": what people type for a million đồng.
_MILLION = re.compile(r"(?<=\d)\s*(?:tr|triệu)(?![^\W\d_]|\s*đồng)", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:[;+]|,(?!\d)|\s(?:và|va)\s)\s*")
_WHOLE = re.compile(r"\W*(?:tổng(?: cộng| số)?|cộng|toàn (?:xã|huyện|tỉnh|phường))\W*", re.IGNORECASE)
_CHANGE = re.compile(r"\((?:tăng|giảm)[^()]*\)\s*$", re.IGNORECASE)
_GROUPED = re.compile(r"^(?P<whole>[^()]+?)\s*\((?P<part>.+)\)$")
_AMONG = re.compile(r"^(?:trong đó|gồm|bao gồm)\s*:?\s*", re.IGNORECASE)
_SHARE = re.compile(r"^(?:(?:tỷ|tỉ) lệ\s*)?[(\s]*%?[)\s]*$", re.IGNORECASE)
# What a spreadsheet holds as a number comes without its dots: "11120".
_UNDOTTED = re.compile(r"\d{5,}(?=,|$)")
_LONGEST_UNIT = 3  # words
_COUNT = re.compile(r"^(?:tổng số|số)\s+", re.IGNORECASE)


def own_figures(pairs: Iterable[tuple[str, str]], origin: str = "") -> tuple[OwnFigure, ...]:
    """Figures typed as pairs of a name and a value with its unit ("58,5 triệu đồng").

    A value of several counts ("3 tập thể, 7 cá nhân") is a figure each; one that is no figure
    ("chưa có", "2 vụ, 1 người bị thương") is kept in its words. Empty pairs are left out.
    """
    return tuple(
        figure
        for name, written in pairs
        if name.strip() and written.strip()
        for figure in _typed(" ".join(name.split()), " ".join(written.split()), origin)
    )


def _typed(name: str, written: str, origin: str) -> Iterator[OwnFigure]:
    read = [_only_quantity(part) for part in _PARTED.split(written) if part]
    found = [quantity for quantity in read if quantity is not None]
    kinds = {recipient_kind(q.unit) for q in found}
    if len(found) < len(read) or (len(read) > 1 and (len(kinds) < len(read) or "khác" in kinds)):
        yield OwnFigure(name, written, origin=origin)
        return
    for quantity in found:
        yield OwnFigure(name, quantity.text, quantity.unit, origin=origin, qualifier=quantity.qualifier)


def _only_quantity(part: str) -> Quantity | None:
    """The one figure that a typed value is, with nothing beside it but words like "đạt"."""
    text = f"đạt {_MILLION.sub(' triệu đồng', _SPACED.sub('.', part))}"
    found = quantities(text)
    if len(found) != 1:
        return None
    before = text[: found[0].start].removesuffix(" ").removesuffix(found[0].qualifier)
    leads = load("points")["typed_leads"]
    if any(word not in leads for word in fold(before).split()):
        return None
    after = text[found[0].stop :].strip(" .")
    if not after:
        return found[0]
    # What the lexicon of measures does not know is the drafter's own unit.
    return None if found[0].unit or len(after.split()) > _LONGEST_UNIT else replace(found[0], unit=after)


def recorded_figures(
    records: Sequence[IndicatorRecord], origin: str, awards: Sequence[AwardRecord] = ()
) -> tuple[OwnFigure, ...]:
    """Figures and awards of a file that ingestion has read; ``origin`` names the file.

    Sums over unlike rows ("Tổng cộng") and changes ("… (giảm)") are no figures of an indicator.
    """
    figures = [
        OwnFigure(
            _plain_name(r.indicator, r.unit_of_measure), _dotted(r.value_text), r.unit_of_measure, r.kind,
            origin, r.period or "", r.unit,
        )
        for r in records
        if r.kind in ("actual", "plan", "percent_of_plan")
        and PRINTABLE.fullmatch(_dotted(r.value_text))
        and not _WHOLE.fullmatch(r.indicator)
        and not _CHANGE.search(r.indicator)
    ]  # fmt: skip
    given = [
        OwnFigure(
            with_giver(a.award, a.authority), str(a.count) if a.count is not None else a.recipient,
            a.recipient_kind, "actual", origin, a.period or "", a.unit, status=a.status,
        )
        for a in awards
        if a.same_as is None and a.status in ("awarded", "proposed", "target")
    ]  # fmt: skip
    return (*figures, *given)


def _dotted(figure: str) -> str:
    """The figure with a dot before each three digits, as reports print thousands."""
    dotted = _SPACED.sub(".", figure)
    return _UNDOTTED.sub(lambda match: f"{int(match.group()):,}".replace(",", "."), dotted)


def _plain_name(name: str, unit: str) -> str:
    """A row's name without the table's way of writing it: "Tổng giá trị … (Trong đó: Nông nghiệp)"."""
    grouped = _GROUPED.match(name)
    if grouped is None:
        return name
    whole, part = grouped["whole"], _AMONG.sub("", grouped["part"]).strip(" :-–")
    if _SHARE.match(part):
        share = f"tỷ lệ {_COUNT.sub('', whole)}"
        return (canonical_indicator(share) or f"{whole} (tỷ lệ)") if unit == "%" else whole
    joined = f"{re.sub(r'^tổng ', '', whole, flags=re.IGNORECASE)} {part}"
    known = canonical_indicator(joined)
    if known is not None and known != canonical_indicator(whole):
        return known
    return f"{whole} ({small(part)})"


def small(name: str) -> str:
    """The name as it stands within a sentence: abbreviations and proper names keep their capital."""
    first, _, rest = name.partition(" ")
    proper = first[1:2].isupper() or rest[:1].isupper()
    return name if proper else name[:1].lower() + name[1:]


def is_of(figure: OwnFigure, unit: str) -> bool:
    """Whether a figure is of the unit, as far as its file says."""
    return not figure.of_unit or place_key(figure.of_unit) == place_key(unit)


def left_out(
    figures: Iterable[OwnFigure], unit: str, period: Period, earlier: Period | None
) -> list[OwnFigure]:
    """The figures of another unit, or of a period that the draft does not speak of."""
    spoken = {"", period.code, earlier.code if earlier is not None else period.code}
    return [
        figure
        for figure in figures
        if not is_of(figure, unit)
        or not (
            figure.period in spoken
            or (figure.kind == "plan" and Period(figure.period).months[1] > period.months[1])
        )
    ]
