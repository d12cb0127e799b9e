"""A model at a server on loopback, and a store to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from foundation.settings import Settings
from knowledge.llm import LanguageModel
from knowledge.llm.prompts import fill
from tests.knowledge.answer.conftest import small_store
from tests.knowledge.llm.misbehaving import Behaviour, Server, saying, serving

__all__ = ["small_store"]

Connect = Callable[..., tuple[LanguageModel, Server]]


@pytest.fixture(scope="session", autouse=True)
def library_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One request ahead, so that loading the library counts against no test's time."""
    folder = tmp_path_factory.mktemp("loading")
    with serving(saying("x")) as server:
        model = LanguageModel(
            Settings(store_dir=folder, openai_base_url=server.address, llm_model="m", llm_timeout_s=60)
        )
        list(model.lines(fill("drafting", "x")))
        model.close()


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Connect]:
    """Gives a model at a server of the given behaviour; settings as keywords."""
    opened: list[object] = []

    def open_one(behaviour: Behaviour, **settings: object) -> tuple[LanguageModel, Server]:
        context = serving(behaviour)
        server = context.__enter__()
        values: dict[str, Any] = {
            "openai_base_url": server.address, "llm_timeout_s": 1.0, "llm_retries": 0, "llm_model": "m",
        }  # fmt: skip
        model = LanguageModel(Settings(store_dir=tmp_path / f"m{len(opened)}", **values | settings))
        opened.append((context, model))
        return model, server

    yield open_one
    for context, model in opened:  # type: ignore[misc]
        model.close()  # type: ignore[has-type]
        context.__exit__(None, None, None)  # type: ignore[has-type]
