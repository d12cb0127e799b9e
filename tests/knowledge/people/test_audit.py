"""The audit trail: in order, from many writers, and telling when it was tampered with."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from foundation.command_line import INPUT_WRONG, run
from knowledge.__main__ import main
from knowledge.people import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with Office(tmp_path) as opened:
        yield opened


def test_entries_stay_in_order_with_many_writers(office: Office, tmp_path: Path) -> None:
    def write(who: str) -> None:
        with Office(tmp_path) as own:
            for number in range(15):
                own.audit.note(who, "asked", str(number))

    threads = [threading.Thread(target=write, args=(f"người {i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = list(office.audit.all())
    assert [entry.number for entry in entries] == list(range(1, 61))
    assert office.audit.first_broken() is None
    assert [entry.what for entry in entries if entry.who == "người 2"] == [
        str(number) for number in range(15)
    ]


@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("UPDATE audit SET who = 'người khác' WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 2", 3),
        ("UPDATE audit SET at = '2020-01-01' WHERE number = 3", 3),
    ],
)
def test_tampering_is_noticed(tampering: str, broken: int, office: Office, tmp_path: Path) -> None:
    for number in range(3):
        office.audit.note("lan", "deleted", f"{number}.txt")
    with closing(sqlite3.connect(tmp_path / "people.sqlite")) as connection, connection:
        connection.execute(tampering)
    assert office.audit.first_broken() == broken


def test_the_trail_is_exported_and_says_whether_it_is_whole(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for what in ("a.docx", "b.docx"):
        office.audit.note("lan", "uploaded", what)
    out = tmp_path / "nhat-ky.jsonl"
    command = ["audit", "--store", str(tmp_path), "--out", str(out)]
    assert run(main, command) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["who"], line["action"], line["what"]) for line in lines] == [
        ("lan", "uploaded", "a.docx"),
        ("lan", "uploaded", "b.docx"),
    ]
    with closing(sqlite3.connect(tmp_path / "people.sqlite")) as tampering, tampering:
        tampering.execute("DELETE FROM audit WHERE number = 1")
    assert run(main, command) == INPUT_WRONG
    assert "CẢNH BÁO" in capsys.readouterr().err
