"""Settings from the environment: what they may be, and what is said where they are something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.errors import SettingsError
from foundation.settings import settings


@pytest.fixture(autouse=True)
def read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)  # no .env lies here
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("METRICS_TOKEN", "mã-của-sở", "ASCII"),
        ("METRICS_TOKEN", "two words", "khoảng trắng"),
        ("PORT", "cổng", "số nguyên"),
        ("PORT", "70000", "khoảng cho phép"),
        ("LEXICAL_WEIGHT", "nửa", "phải là số"),
        ("MCP_SERVER", "có", "true hoặc false"),
        ("OCR_ENGINE", "máy", "tesseract"),
    ],
)
def test_an_unfit_setting_is_named_without_its_value(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        settings()
    assert name in refused.value.message
    assert told in refused.value.message
    assert value not in f"{refused.value.message} {refused.value}"


def test_a_token_of_letters_digits_and_marks_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", "Tk-2741_~/+=")
    assert settings().metrics_token == "Tk-2741_~/+="
