"""Questions whose answers are counted from the truth, in the format of an evaluation set."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from eval.generator.truth import COLLECTIVE, PERSON, Report
from eval.generator.writing import LEXICON
from language.text import fold

_FIGURES = {
    "poor": ("Xã {c} còn bao nhiêu hộ nghèo năm {y}?", "hộ"),
    "poor_rate": ("Tỷ lệ hộ nghèo của xã {c} năm {y} là bao nhiêu?", "%"),
    "revenue": ("Thu ngân sách của xã {c} năm {y} đạt bao nhiêu?", "tỷ đồng"),
    "income": ("Thu nhập bình quân đầu người xã {c} năm {y}?", "triệu đồng"),
    "cultural_rate": ("Tỷ lệ gia đình văn hóa xã {c} năm {y}", "%"),
    "insurance_rate": ("Năm {y} xã {c} có bao nhiêu phần trăm người dân tham gia bảo hiểm y tế?", "%"),
    "land": ("Người dân xã {c} hiến bao nhiêu mét vuông đất năm {y}?", "m2"),
    "rice": ("Sản lượng lương thực xã {c} năm {y}?", "tấn"),
}
_LISTED = ("flag", "province", "fighter", "team")
_SUMMED = (
    ("fighter", PERSON), ("worker", PERSON), ("team", COLLECTIVE), ("district", PERSON),
    ("commune", COLLECTIVE),
)  # fmt: skip
Entry = dict[str, Any]


def questions(reports: Sequence[Report], draw: random.Random, facts: int = 60) -> Iterator[Entry]:
    """Lists, sums, facts, comparisons, proposals and absences; a third typed without diacritics."""
    district = reports[0].district
    years = sorted({report.year for report in reports})
    asked = [
        *_lists(reports, years, district),
        *_sums(reports, years, district),
        *_facts(reports, draw, facts),
        *_comparisons(reports, years, draw),
        *_proposals(reports, years),
        *_absences(reports, draw, facts // 3),
    ]
    for number, entry in enumerate(asked, start=1):
        if draw.random() < 1 / 3:
            entry["question"] = fold(entry["question"])
        yield {"id": f"g{number:03d}", **entry}


def _lists(reports: Sequence[Report], years: Sequence[int], district: str) -> Iterator[Entry]:
    for key in _LISTED:
        for year in years:
            units = [r.commune for r in reports if r.year == year and r.has(key)]
            if units:
                award = LEXICON["awards"][key]["asked"]
                yield {
                    "question": f"Những xã nào của huyện {district} được {award} năm {year}?",
                    "type": "aggregate_list",
                    "gold": {"items": [{"name": unit, "aliases": []} for unit in units]},
                }


def _sums(reports: Sequence[Report], years: Sequence[int], district: str) -> Iterator[Entry]:
    for key, kind in _SUMMED:
        for year in years:
            total = sum(r.count(key, kind) for r in reports if r.year == year)
            if total:
                award = LEXICON["awards"][key]["asked"]
                yield {
                    "question": f"Tổng số {kind} của các xã huyện {district} được {award} năm {year}?",
                    "type": "count_sum",
                    "gold": {"value": str(total), "unit": kind},
                }


def _facts(reports: Sequence[Report], draw: random.Random, count: int) -> Iterator[Entry]:
    told = [(report, figure) for report in reports for figure in report.figures]
    for report, figure in draw.sample(told, min(count, len(told))):
        question, unit = _FIGURES[figure.key]
        yield {
            "question": question.format(c=report.commune, y=report.year),
            "type": "single_fact",
            "gold": {"value": figure.value, "unit": unit},
        }


def _comparisons(reports: Sequence[Report], years: Sequence[int], draw: random.Random) -> Iterator[Entry]:
    for year in years:
        for key, what in (("poor_rate", "tỷ lệ hộ nghèo"), ("income", "thu nhập bình quân đầu người")):
            told = [r for r in reports if r.year == year and r.figure(key)]
            if len(told) < 2:
                continue
            one, other = draw.sample(told, 2)
            values = [
                {"name": r.commune, "value": figure.value, "unit": figure.unit}
                for r in (one, other)
                if (figure := r.figure(key))
            ]
            yield {
                "question": f"So sánh {what} của xã {one.commune} và xã {other.commune} năm {year}",
                "type": "compare",
                "gold": {"values": values},
            }


def _proposals(reports: Sequence[Report], years: Sequence[int]) -> Iterator[Entry]:
    for key in ("order", "minister"):
        for year in years:
            units = [r.commune for r in reports if r.year == year and r.has(key, "proposed")]
            if units:
                award = LEXICON["awards"][key]["asked"]
                yield {
                    "question": f"Năm {year} những xã nào đề nghị tặng {award}?",
                    "type": "proposed_vs_awarded",
                    "gold": {"items": [{"name": unit, "aliases": []} for unit in units]},
                }


def _absences(reports: Sequence[Report], draw: random.Random, count: int) -> Iterator[Entry]:
    silent = [(report, key) for report in reports for key in _FIGURES if report.figure(key) is None]
    for report, key in draw.sample(silent, min(count, len(silent))):
        yield {
            "question": _FIGURES[key][0].format(c=report.commune, y=report.year),
            "type": "unanswerable",
            "gold": {"abstain": True},
        }
