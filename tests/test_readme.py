"""What the README says holds: its settings, its files, its commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.settings import Settings

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_stands_in_the_readme_with_its_default(name: str) -> None:
    default = Settings.model_fields[name].default
    shown = "empty" if default == "" else f"`{default}`"
    assert f"| `{name.upper()}` | {shown} |" in README


def test_every_setting_in_the_readme_exists() -> None:
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert told == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_every_file_the_readmes_link_to_is_there(readme: str) -> None:
    text = (PROJECT / readme).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^make (\w+)", README, re.MULTILINE))))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.slow
def test_the_commands_run_as_written(tmp_path: Path) -> None:
    block = README.split("## Ask from the command line")[1].split("```bash")[1].split("```")[0]
    commands = [shlex.split(line) for line in block.strip().splitlines()]
    assert len(commands) >= 5
    for words in commands:
        assert words[0] == "python"
        moved = [str(tmp_path / w) if w in ("data", "awards.jsonl") else w for w in words[1:]]
        done = subprocess.run(
            [sys.executable, *moved], cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stderr}"
        assert done.stdout.strip() or "export" in words or "ingest" in words
