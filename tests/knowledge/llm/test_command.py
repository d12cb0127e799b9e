"""``python -m knowledge model``."""

from __future__ import annotations

from pathlib import Path

import pytest

from foundation.command_line import run
from foundation.settings import Settings, settings
from knowledge import __main__ as cli
from knowledge.base import KnowledgeBase
from knowledge.llm.record import Record
from tests.knowledge.factories import report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.llm import misbehaving
from tests.knowledge.llm.misbehaving import Behaviour, Inventor, each_line, saying, serving


@pytest.fixture(autouse=True)
def fresh_settings() -> None:
    settings.cache_clear()


def tried(behaviour: Behaviour, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    with serving(behaviour) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        monkeypatch.setenv("LLM_MODEL", "m")
        monkeypatch.setenv("LLM_RETRIES", "0")
        settings.cache_clear()
        return run(cli.main, ["model", "try", "--store", str(folder)])


def test_the_endpoint_is_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tried(saying(each_line(str)), tmp_path, monkeypatch) == 0
    assert "giữ đúng nội dung" in capsys.readouterr().out
    assert tried(saying(Inventor()), tmp_path, monkeypatch) == 1
    assert "không giữ đúng" in capsys.readouterr().out
    assert tried(misbehaving.locked, tmp_path, monkeypatch) == 1
    assert "OPENAI_API_KEY" in capsys.readouterr().err
    assert run(cli.main, ["model", "log", "--store", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "thử kết nối" in told
    assert "bị từ chối" in told
    settings.cache_clear()


def test_without_an_endpoint_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    assert run(cli.main, ["model", "try", "--store", str(tmp_path)]) == 2
    assert "OPENAI_BASE_URL" in capsys.readouterr().err


def test_a_document_is_public_until_its_content_changes(tmp_path: Path) -> None:
    with KnowledgeBase.open(Settings(store_dir=tmp_path), model=HashedEmbedding()) as base:
        base.put(report())
        record = Record(tmp_path)
        (document,) = base.documents()
        assert record.public([document]) == []
        record.mark_public(document)
        assert record.public(base.documents()) == [document]
        base.put(report(text="Tỷ lệ hộ nghèo của xã giảm còn 2,1 %."))
        assert record.public(base.documents()) == []
        record.close()
