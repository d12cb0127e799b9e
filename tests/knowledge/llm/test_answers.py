"""Questions with a model behind: whatever it does, the records answer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foundation.answers import Answer
from knowledge.answer import ask as ask_records
from knowledge.base import KnowledgeBase
from knowledge.llm import LanguageModel, ask, improved
from language.numbers import figures
from tests.knowledge.llm import misbehaving
from tests.knowledge.llm.conftest import Connect
from tests.knowledge.llm.misbehaving import (
    INVENTED,
    Behaviour,
    Inventor,
    Request,
    each_line,
    leaks,
    material,
    obeys,
    saying,
)

TODAY = date(2024, 7, 1)
ROOT = Path(__file__).resolve().parents[3]
LINES = (ROOT / "tests/knowledge/answer/questions.jsonl").read_text("utf-8").splitlines()
QUESTIONS: list[str] = [c["q"] for line in LINES if not (c := json.loads(line)).get("history")]
FACT = "Tỷ lệ hộ nghèo của xã An Lộ năm 2023 là bao nhiêu?"


def swaps_figures(request: Request) -> str:
    """Every figure but those of labels and marks becomes the next one of the material."""
    found = re.findall(r"(?<![\[S\d])\d+(?:,\d+)?(?![\]\d])", material(request))
    after = dict(zip(found, [*found[1:], *found[:1]], strict=True))
    return each_line(
        lambda line: re.sub(r"(?<![\[S\d])\d+(?:,\d+)?(?![\]\d])", lambda m: after.get(m[0], m[0]), line)
    )(request)


def flips(request: Request) -> str:
    changes = (("chưa ", ""), ("không ", ""), ("đề nghị", "đã được"), ("giảm", "tăng"), ("phấn đấu", "đã"))
    reply = material(request)
    for before, after in changes:
        reply = reply.replace(before, after)
    return reply


def reads_another_question(request: Request) -> str:
    """Takes every question for one that has an answer."""
    if "response_format" not in request:
        return "Không rõ"
    told = {
        "question": FACT,
        "kind": "figure",
        "subject": "tỷ lệ hộ nghèo",
        "units": ["xã An Lộ"],
        "periods": ["2023"],
    }
    return json.dumps(told, ensure_ascii=False)


BEHAVIOURS: dict[str, Behaviour] = {
    "invents": saying(Inventor()), "leaks": saying(leaks), "obeys": saying(obeys),
    "swaps": saying(swaps_figures), "flips": saying(flips), "misreads": saying(reads_another_question),
    "cuts": misbehaving.cutting,
    "no events": misbehaving.broken_events, "a page": misbehaving.a_web_page, "other": misbehaving.other_json,
    "endless": misbehaving.endless, "silent": misbehaving.silent, "429": misbehaving.over_quota,
    "500": misbehaving.failing, "401": misbehaving.locked, "empty": saying(""),
}  # fmt: skip


@pytest.fixture(scope="module")
def plain(small_store: KnowledgeBase) -> dict[str, Answer]:
    return {question: ask_records(question, small_store, today=TODAY) for question in QUESTIONS}


def worded(plain: Answer, question: str, base: KnowledgeBase, model: LanguageModel) -> Answer:
    """What ``ask`` gives, when the records have been asked already."""
    return [plain, *improved(plain, question, base, (), None, TODAY, model)][-1]


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_with_a_misbehaving_model_every_question_is_answered_from_the_records(
    name: str, small_store: KnowledgeBase, plain: dict[str, Answer], connect: Connect
) -> None:
    model, _ = connect(BEHAVIOURS[name])
    used = 0
    for question in QUESTIONS[:: 2 if name in ("invents", "swaps", "misreads") else 6]:
        answer = worded(plain[question], question, small_store, model)
        _is_the_records(answer, plain[question])
        used += answer.model is not None
    assert used > 3


def _is_the_records(answer: Answer, plain: Answer) -> None:
    told: dict[str, Any] = replace(answer, suggestions=()).as_json()
    records: dict[str, Any] = replace(plain, suggestions=()).as_json()
    for name in ("abstained", "rows", "value", "coverage", "citations", "checks", "intent"):
        assert told[name] == records[name], name
    known = {f.value for text in (plain.text, *(c.quote for c in plain.citations)) for f in figures(text)}
    assert {f.value for f in figures(answer.text)} <= known, answer.text
    assert not [word for word in INVENTED if word in answer.text and word not in plain.text]


def test_invented_sentences_are_counted(small_store: KnowledgeBase, connect: Connect) -> None:
    model, _ = connect(saying(Inventor()))
    answer = ask(FACT, small_store, today=TODAY, model=model)
    assert answer.model is not None
    assert (answer.model.reworded, answer.model.refused > 0) == (0, True)
    assert answer.as_json()["model"]["refused"] == answer.model.refused


def test_good_wording_is_shown_and_counted(small_store: KnowledgeBase, connect: Connect) -> None:
    def smooth(line: str) -> str:
        return re.sub(
            r"^(\[S\d\]) (\w)(.*?) – (.*?): ",
            lambda m: f"{m[1]} Theo báo cáo, {m[2].lower()}{m[3]} của {m[4]} là ",
            line,
        )

    model, server = connect(saying(each_line(smooth)))
    answer, plain = (
        ask(FACT, small_store, today=TODAY, model=model),
        ask_records(FACT, small_store, today=TODAY),
    )
    assert answer.text.startswith("Theo báo cáo, tỷ lệ hộ nghèo của xã An Lộ")
    assert plain.value is not None
    assert f"**{plain.value.number}" in answer.text
    assert answer.model is not None
    assert answer.model.reworded >= 1
    assert "model" in answer.timing_ms
    assert FACT in server.sent
    _is_the_records(answer, plain)


def test_a_summary_stands_before_its_passages(
    small_store: KnowledgeBase, plain: dict[str, Answer], connect: Connect
) -> None:
    passages = [q for q, a in plain.items() if a.intent == "passage" and not a.abstained]
    assert passages
    said: list[str] = []

    def shorten(request: Request) -> str:
        match = re.search(r"^\[(\d+)\] (.*)$", material(request), re.MULTILINE)
        assert match is not None
        said.append(" ".join(match[2].rstrip(" .;").split()[:-1]))
        return f"Theo báo cáo, {said[-1]} [{match[1]}].\nXã có 987 giải pháp [{match[1]}].\nKhông có nguồn."

    model, _ = connect(saying(shorten))
    shown = refused = 0
    for question in passages:
        answer = worded(plain[question], question, small_store, model)
        assert answer.text.endswith(plain[question].text)
        assert "987" not in answer.text
        assert answer.model is not None
        shown, refused = shown + answer.model.reworded, refused + answer.model.refused
    assert shown > 0
    assert refused >= len(passages)


@pytest.mark.parametrize(
    ("behaviour", "word"),
    [(misbehaving.silent, "quá chậm"), (misbehaving.over_quota, "hạn mức"),
     (misbehaving.failing, "Không kết nối"), (misbehaving.broken_events, "không dùng được"),
     (misbehaving.cutting, "đứt giữa chừng")],
)  # fmt: skip
def test_a_failure_is_told_beside_the_answer(
    small_store: KnowledgeBase, connect: Connect, behaviour: Behaviour, word: str
) -> None:
    model, _ = connect(behaviour)
    answer = ask(FACT, small_store, today=TODAY, model=model)
    assert answer.model is not None
    assert word in answer.model.message
    assert answer.value == ask_records(FACT, small_store, today=TODAY).value


def test_without_public_documents_nothing_of_them_is_sent(
    small_store: KnowledgeBase, connect: Connect
) -> None:
    model, server = connect(saying(each_line(lambda line: line)), llm_public_only=True)
    plain = ask_records(FACT, small_store, today=TODAY)
    ask(FACT, small_store, today=TODAY, model=model)
    assert server.seen == []
    cited = [d for d in small_store.documents() if d.document_id in {c.document_id for c in plain.citations}]
    for document in cited:
        model.record.mark_public(document)
    ask(FACT, small_store, today=TODAY, model=model)
    assert len(server.seen) == 1
    assert set(model.record.lines()[0].documents) <= {d.name for d in cited}
    model.record.mark_public(cited[0], public=False)
    assert cited[0] not in model.may_see(small_store.documents())


def test_without_an_endpoint_nothing_is_loaded_and_nothing_changes(small_store: KnowledgeBase) -> None:
    code = (
        "import sys, knowledge.llm.endpoint, knowledge.llm.asking, knowledge.llm.drafting;"
        "from foundation.settings import Settings;"
        "assert knowledge.llm.open_model(Settings(openai_base_url='', llm_model='')) is None;"
        "assert knowledge.llm.open_model(Settings(openai_base_url='http://x/v1', llm_model='')) is None;"
        "assert not {'openai', 'httpx2'} & set(sys.modules), 'loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
    answer = ask(FACT, small_store, today=TODAY)
    assert answer.model is None
    assert "model" not in answer.as_json()
    assert answer.text == ask_records(FACT, small_store, today=TODAY).text
