"""What the unit and the container file name is there; neither can be run by the tests."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import app
from foundation.settings import Settings
from knowledge.__main__ import COMMANDS
from ui.gate import OPEN

PROJECT = Path(__file__).resolve().parent.parent
CONTAINER = (PROJECT / "deploy" / "Containerfile").read_text("utf-8")
UNIT = (PROJECT / "deploy" / "tro-ly-tdkt.service").read_text("utf-8")
STEPS = re.sub(r"^#.*\n", "", CONTAINER, flags=re.MULTILINE).replace("\\\n", " ").splitlines()


def steps(kind: str) -> list[str]:
    return [step.removeprefix(kind).strip() for step in STEPS if step.startswith(f"{kind} ")]


def test_every_copied_path_exists_and_every_room_is_copied() -> None:
    sources = [path for step in steps("COPY") for path in step.split()[:-1]]
    assert [path for path in sources if not (PROJECT / path).exists()] == []
    rooms = {"foundation", "language", "knowledge", "ingest", "ui", "prompts", "samples", "app.py"}
    assert rooms <= set(sources)
    assert (PROJECT / "requirements.txt").exists()


def test_its_settings_exist() -> None:
    named = set(re.findall(r"\b([A-Z_]{4,})=", " ".join(steps("ENV"))))
    own = {name.upper() for name in Settings.model_fields}
    assert named - own <= {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PIP_NO_CACHE_DIR", "HOME"}
    assert {"STORE_DIR", "MODELS_DIR", "HOST", "PORT"} <= named


def test_it_runs_without_rights_and_writes_to_its_volume_only() -> None:
    (user,), (volume,) = steps("USER"), steps("VOLUME")
    assert int(user) > 0
    (env,) = steps("ENV")
    for name in ("STORE_DIR", "MODELS_DIR", "HOME"):
        assert re.search(rf"\b{name}={re.escape(volume)}\b", env), name


def test_its_commands_exist() -> None:
    (command,) = steps("CMD")
    program, script = json.loads(command)
    assert program == "python"
    assert (PROJECT / script).samefile(app.__file__)
    (health,) = [step for step in STEPS if "/healthz" in step]
    (address,) = re.findall(r"127\.0\.0\.1:7860(/[a-z/]+)", health)
    assert address in OPEN
    assert "users" in [module.__name__.rpartition(".")[2] for module in COMMANDS]
    assert steps("STOPSIGNAL") == ["SIGTERM"]


@pytest.mark.parametrize("line", ["ExecStart=/opt/tro-ly-tdkt/.venv/bin/python app.py", "KillSignal=SIGTERM"])
def test_the_unit_starts_and_stops_the_app(line: str) -> None:
    assert line in UNIT.splitlines()


def test_the_unit_waits_longer_than_the_app_does() -> None:
    (wait,) = re.findall(r"^TimeoutStopSec=(\d+)$", UNIT, re.MULTILINE)
    assert int(wait) > Settings.model_fields["stop_seconds"].default + 10


def test_the_unit_may_write_where_its_settings_point() -> None:
    (folder,) = re.findall(r"^StateDirectory=(\S+)$", UNIT, re.MULTILINE)
    assert re.findall(r"_DIR=(\S+)", UNIT) == [f"/var/lib/{folder}/data", f"/var/lib/{folder}/models"]
