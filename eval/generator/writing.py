"""A happening told in one manner: a report as a list of blocks that any format can hold."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from eval.generator.truth import COLLECTIVE, PERSON, Award, Report

LEXICON: dict[str, Any] = tomllib.loads(Path(__file__).with_name("manners.toml").read_text("utf-8"))
MANNERS: dict[str, dict[str, Any]] = {each["id"]: each for each in LEXICON["manner"]}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading, or a table (``rows``; the first is its head)."""

    kind: Literal["heading", "paragraph", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(report: Report, draw: random.Random) -> list[Block]:
    """The report in its manner; order of figures and choice of filler are drawn."""
    manner = MANNERS[report.manner]
    names = _names(report)
    head = [*manner["letterhead"], *manner["title"], manner["opening"]]
    told = [Block("paragraph", line.format(**names)) for line in head]
    titles = [Block("heading", title) for title in manner["headings"]]
    figures = _figures(report, manner)
    draw.shuffle(figures)
    filler = [Block("paragraph", line) for line in manner["filler"]]
    told += [
        titles[0],
        *figures,
        filler[0],
        titles[1],
        *_awards(report, manner, names),
        filler[1],
        titles[2],
        filler[2],
    ]
    return told + [Block("paragraph", line.format(**names)) for line in manner["closing"]]


def _names(report: Report) -> dict[str, str]:
    year, month, day = report.date.split("-")
    return {
        "Commune": report.commune, "COMMUNE": report.commune.upper(), "District": report.district,
        "DISTRICT": report.district.upper(), "Province": report.province, "year": str(report.year),
        "number": report.number, "signer": report.signer, "day": day, "month": month, "written": year,
    }  # fmt: skip


def _figures(report: Report, manner: dict[str, Any]) -> list[Block]:
    values = {figure.key: figure.value for figure in report.figures}
    return [
        Block("paragraph", template.format(**values))
        for key, template in manner["figures"].items()
        if key in values
    ]


def _awards(report: Report, manner: dict[str, Any], names: dict[str, str]) -> list[Block]:
    awarded = {each.key: None for each in report.awards if each.status == "awarded"}
    groups = {key: [a for a in report.awards if a.key == key] for key in awarded}
    proposed = [
        Block("paragraph", manner["proposed"][each.key].format(**names, **_who([each])))
        for each in report.awards
        if each.status == "proposed"
    ]
    if manner["awards"] == "table":
        return [*_table(groups, manner), *proposed]
    told = [manner["awarded"][key].format(**names, **_who(group)) for key, group in groups.items()]
    match manner["awards"]:
        case "bullets":
            lines = [f"- {line}" for line in told]
        case "one paragraph":
            lines = ["Năm {year}: {told}.".format(**names, told="; ".join(told))] if told else []
        case _:
            lines = told
    return [*(Block("paragraph", line) for line in lines), *proposed]


def _who(group: list[Award]) -> dict[str, str]:
    """ "02 tập thể và 05 cá nhân", also with a capital where it begins a sentence."""
    who = " và ".join(f"{each.count:02d} {each.kind}" for each in group)
    return {"who": who, "Who": who}


def _table(groups: dict[str, list[Award]], manner: dict[str, Any]) -> list[Block]:
    rows = [("TT", "Danh hiệu, hình thức khen thưởng", "Tập thể", "Cá nhân")]
    for number, (key, group) in enumerate(groups.items(), start=1):
        count = {each.kind: str(each.count) for each in group}
        rows.append((str(number), manner["awarded"][key], count.get(COLLECTIVE, ""), count.get(PERSON, "")))
    return [Block("table", rows=tuple(rows))] if len(rows) > 1 else []
