"""An invented district: communes, years, and what happened in each, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eval.generator.truth import COLLECTIVE, PERSON, Award, Figure

# Real districts, so that the list of administrative units can judge; the communes are invented.
PLACES = (
    ("Đại Lộc", "Quảng Nam"),
    ("Châu Thành", "Tiền Giang"),
    ("Văn Yên", "Yên Bái"),
    ("Cư M'gar", "Đắk Lắk"),
)
_FIRST = ("Thạch", "Vĩnh", "Hưng", "Quảng", "Nghĩa", "Trung", "Phước", "Lương", "Hồng", "Tiên")
_SECOND = ("Khê", "Lạc", "Sơn", "Điền", "Hậu", "Kỳ", "Lễ", "Bửu")
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLE = ("Văn", "Thị", "Đức", "Minh", "Quang", "Ngọc", "Hữu", "Thanh")
_GIVEN = ("Tuấn", "Hạnh", "Dũng", "Lan", "Cường", "Mai", "Phúc", "Thảo", "Nam", "Loan")
# How often a report is silent about a matter; a silent report is neither a yes nor a no.
SILENT = 0.2


@dataclass(frozen=True, slots=True)
class Happening:
    """What one commune has to tell of one year."""

    commune: str
    year: int
    signer: str
    figures: tuple[Figure, ...]
    awards: tuple[Award, ...]


def communes(draw: random.Random, count: int) -> list[str]:
    """``count`` invented names, all different."""
    every = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    return draw.sample(every, count)


def happenings(draw: random.Random, names: list[str], years: list[int]) -> Iterator[Happening]:
    """Each commune in each year."""
    for name in names:
        signer = f"{draw.choice(_FAMILY)} {draw.choice(_MIDDLE)} {draw.choice(_GIVEN)}"
        for year in years:
            yield Happening(name, year, signer, tuple(_figures(draw)), tuple(_awards(draw)))


def printed(value: Decimal | int) -> str:
    """A figure as Vietnamese print it: "1.234,5"."""
    swap = str.maketrans(",.", ".,")
    return f"{value:,}".translate(swap)


def _figures(draw: random.Random) -> Iterator[Figure]:
    drawn = (
        ("poor", draw.randint(12, 260), "hộ"), ("poor_rate", _decimal(draw, 40, 1290), "%"),
        ("revenue", _decimal(draw, 410, 5800), "tỷ đồng"),
        ("income", _decimal(draw, 310, 790, 1), "triệu đồng"),
        ("cultural_rate", _decimal(draw, 780, 985, 1), "%"),
        ("insurance_rate", _decimal(draw, 8800, 9890), "%"), ("land", draw.randint(310, 14800), "m2"),
        ("rice", draw.randint(1100, 15800), "tấn"),
    )  # fmt: skip
    silent = {key for key, _, _ in drawn if draw.random() < SILENT}
    if "poor" in silent or "poor_rate" in silent:
        silent |= {"poor", "poor_rate"}
    yield from (Figure(key, printed(value), unit) for key, value, unit in drawn if key not in silent)


def _decimal(draw: random.Random, low: int, high: int, places: int = 2) -> Decimal:
    return Decimal(draw.randint(low, high)).scaleb(-places)


def _awards(draw: random.Random) -> Iterator[Award]:
    if draw.random() < 0.2:
        yield Award("flag", COLLECTIVE, 1)
    kinds = (
        ("province", ((COLLECTIVE, 1, 3), (PERSON, 1, 5))), ("fighter", ((PERSON, 1, 9),)),
        ("worker", ((PERSON, 11, 60),)), ("team", ((COLLECTIVE, 1, 6),)),
        ("district", ((COLLECTIVE, 1, 9), (PERSON, 2, 24))),
        ("commune", ((COLLECTIVE, 6, 30), (PERSON, 15, 140))),
    )  # fmt: skip
    for key, recipients in kinds:
        if draw.random() < (0.5 if key == "province" else SILENT):
            continue
        told = [recipient for recipient in recipients if draw.random() < 0.8] or [recipients[0]]
        yield from (Award(key, kind, draw.randint(low, high)) for kind, low, high in told)
    if draw.random() < 0.1:
        yield Award("order", COLLECTIVE, 1, "proposed")
    if draw.random() < 0.15:
        yield Award("minister", PERSON, draw.randint(1, 2), "proposed")
