"""The prompts: whole, versioned, and rules that cannot be broken by what goes into them."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from foundation.wording import PROMPTS
from knowledge.llm.prompts import estimated_tokens, fill
from language.text import has_diacritics

FILES = sorted((PROMPTS / "llm").glob("*.toml"))
# Version and fingerprint of each prompt: who changes the words raises the version.
KNOWN = tomllib.loads(Path(__file__).with_name("prompt_versions.toml").read_text("utf-8"))


def prompt(path: Path) -> dict[str, str]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_prompt_is_vietnamese_and_fences_its_material(path: Path) -> None:
    entries = prompt(path)
    assert has_diacritics(entries["system"])
    assert "{begin}" in entries["system"]
    assert "{end}" in entries["system"]
    assert "{material}" in entries["user"]
    values = {"question": "Hỏi?"} if "{question}" in entries["user"] else {}
    filled = fill(path.stem, "Dữ liệu {begin} của văn bản", **values)
    assert filled.version == entries["version"]
    assert "Dữ liệu {begin} của văn bản" in filled.user
    assert filled.tokens < 1200


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_changed_prompt_has_another_version(path: Path) -> None:
    entries = prompt(path)
    words = f"{entries['system']}\n{entries['user']}".encode()
    assert KNOWN[path.stem] == [entries["version"], hashlib.sha256(words).hexdigest()[:12]]


def test_tokens_are_estimated_on_the_safe_side() -> None:
    text = "Tỷ lệ hộ nghèo của xã giảm còn 2,43% so với cùng kỳ năm trước. " * 10
    assert estimated_tokens(text) > len(text.split())
