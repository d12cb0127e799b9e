"""Sentence → records: every case of ``cases.toml``, a file that an official can extend."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from foundation.records import AwardRecord, DocumentIdentity, IdentityField
from foundation.settings import Settings
from ingest.extract.awards import extract_awards
from ingest.readers import read
from ingest.structure import structure

_CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))[
    "case"
]
_STATUSES = {"tặng": "awarded", "đề nghị": "proposed", "phấn đấu": "target", "không có": "negated",
             "bối cảnh": "background"}  # fmt: skip


def extracted(text: str, folder: Path, **told: str) -> tuple[AwardRecord, ...]:
    """The award records of a report with this text, by default a commune's report of 2023."""
    path = folder / "bao-cao.md"
    path.write_text(text, "utf-8")
    unit, level = told.get("unit", "xã Mường Thải"), told.get("level", "xã")
    field = {"xã": "commune", "huyện": "district", "tỉnh": "province"}[level]
    values = {"kind": "báo cáo", "period": told.get("period", "2023"), "level": level, field: unit}
    values |= {key: told[key] for key in ("province", "issuer") if key in told}
    identity = DocumentIdentity(**{name: IdentityField(value, 1.0) for name, value in values.items()})
    return extract_awards(structure(read(path, Settings())), identity)


def fits(line: str, record: AwardRecord) -> bool:
    """Whether a record is what a line of a case says."""
    status, award, level, recipient, *more = [part.strip() for part in line.split("|")]
    counted, _, name = recipient.partition(": ")
    count, _, kind = counted.partition(" ")
    keys = dict(part.split("=", 1) for part in more)
    return (
        record.status == _STATUSES[status]
        and award.casefold() in record.award.casefold()
        and record.authority_level == level
        and str("?" if record.count is None else record.count) == count
        and record.recipient_kind == kind
        and (not name or (record.named and record.recipient.startswith(name)))
        and keys.get("kỳ", record.period) == record.period
        and keys.get("đơn vị", record.unit).casefold() == record.unit.casefold()
        and ("lặp" in keys) == (record.same_as is not None)
    )


@pytest.mark.parametrize("case", _CASES, ids=lambda case: str(case["id"]))
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    told = {key: case[key] for key in ("unit", "level", "period", "province", "issuer") if key in case}
    left = list(extracted(case["text"], tmp_path, **told))
    missing = []
    for line in case["records"]:
        fitting = next((record for record in left if fits(line, record)), None)
        if fitting is None:
            missing.append(line)
        else:
            left.remove(fitting)
    assert (missing, left) == ([], [])


def test_ids_are_unique_and_cases_many() -> None:
    ids = [case["id"] for case in _CASES]
    assert len(ids) == len(set(ids)) >= 80
