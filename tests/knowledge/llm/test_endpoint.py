"""The protocol against a server that behaves, and one that does not."""

from __future__ import annotations

import json
import time

import pytest

from knowledge.llm import ModelFailure
from knowledge.llm import model as model_module
from knowledge.llm.prompts import fill
from tests.knowledge.llm import misbehaving
from tests.knowledge.llm.conftest import Connect
from tests.knowledge.llm.misbehaving import Behaviour, Handler, Request, saying

PROMPT = fill("drafting", "Xã còn 42 hộ nghèo [1].")
SCHEMA = {"type": "object", "properties": {"question": {"type": "string"}}, "required": ["question"]}


def reply(connect: Connect, behaviour: Behaviour, **settings: object) -> list[str]:
    model, _ = connect(behaviour, **settings)
    return list(model.lines(PROMPT))


def test_a_reply_comes_line_by_line(connect: Connect) -> None:
    assert reply(connect, saying("một dòng\nhai dòng\n\nba")) == ["một dòng", "hai dòng", "", "ba"]


def test_lines_are_given_out_before_the_reply_ends(connect: Connect) -> None:
    def slow_end(_: Request, handler: Handler) -> None:
        handler.begin()
        handler.event("trước\n")
        time.sleep(0.4)
        handler.event("sau")
        handler.event(None, "stop")

    model, _ = connect(slow_end, llm_timeout_s=5)
    begun = time.monotonic()
    lines = model.lines(PROMPT)
    assert next(lines) == "trước"
    assert time.monotonic() - begun < 0.35
    assert list(lines) == ["sau"]


@pytest.mark.parametrize(
    ("thought", "spoken"),
    [
        ("<think>xã nào?\n</think>\nđáp", ["", "đáp"]),
        ("  <think></think>đáp", ["đáp"]),
        ("<thi", ["<thi"]),
        ("a <think> b", ["a <think> b"]),
        ("<think>mãi không xong", []),
    ],
)
def test_thoughts_are_no_reply(connect: Connect, thought: str, spoken: list[str]) -> None:
    assert reply(connect, saying(thought)) == spoken


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        (misbehaving.silent, "slow"),
        (misbehaving.dribbling, "slow"),
        (misbehaving.cutting, "cut"),
        (misbehaving.broken_events, "nonsense"),
        (misbehaving.a_web_page, "nonsense"),
        (misbehaving.other_json, "nonsense"),
        (misbehaving.over_quota, "over_quota"),
        (misbehaving.failing, "down"),
        (misbehaving.locked, "refused"),
        (misbehaving.endless, "too_long"),
        (misbehaving.elsewhere, "refused"),
    ],
)
def test_what_goes_wrong_is_told_in_time(connect: Connect, behaviour: Behaviour, kind: str) -> None:
    model, _ = connect(behaviour)
    begun = time.monotonic()
    with pytest.raises(ModelFailure) as failure:
        list(model.lines(PROMPT))
    assert failure.value.kind == kind
    assert failure.value.message.startswith(("Mô hình", "Không kết nối", "Máy chủ", "Nội dung"))
    assert time.monotonic() - begun < 2.5
    assert [line.outcome for line in model.record.lines()] == [kind]


def test_nobody_listens(connect: Connect) -> None:
    model, _ = connect(saying("đáp"), openai_base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ModelFailure, match="APIConnectionError") as failure:
        list(model.lines(PROMPT))
    assert failure.value.kind == "down"


def test_a_passing_failure_is_tried_again_and_a_lasting_one_is_not(connect: Connect) -> None:
    answers = iter([misbehaving.failing, misbehaving.over_quota, saying("đáp")])
    model, server = connect(lambda r, h: next(answers)(r, h), llm_retries=2, llm_timeout_s=8)
    assert list(model.lines(PROMPT)) == ["đáp"]
    assert len(server.seen) == 3
    model, server = connect(misbehaving.locked, llm_retries=5)
    with pytest.raises(ModelFailure):
        list(model.lines(PROMPT))
    assert len(server.seen) == 1


def test_a_long_pause_that_is_asked_for_is_not_waited_for(connect: Connect) -> None:
    model, server = connect(lambda _, h: h.fail(429, "later", retry_after="60"), llm_retries=3)
    begun = time.monotonic()
    with pytest.raises(ModelFailure):
        list(model.lines(PROMPT))
    assert time.monotonic() - begun < 2
    assert len(server.seen) == 1


def test_after_a_failure_the_endpoint_rests(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([misbehaving.failing, saying("đáp")])
    model, server = connect(lambda r, h: next(answers)(r, h))
    for _ in range(3):
        with pytest.raises(ModelFailure):
            list(model.lines(PROMPT))
    assert len(server.seen) == 1
    now = time.monotonic()
    monkeypatch.setattr(model_module.time, "monotonic", lambda: now + model_module.REST_S + 1)
    assert list(model.lines(PROMPT)) == ["đáp"]


@pytest.mark.parametrize(
    ("complaint", "gone", "instead"),
    [
        ("unsupported 'max_tokens', use 'max_completion_tokens'", "max_tokens", "max_completion_tokens"),
        ("response_format of type json_schema is not supported", "response_format", ""),
        ("'temperature' does not support 0", "temperature", ""),
    ],
)  # fmt: skip
def test_an_option_that_a_server_refuses_is_left_out(
    connect: Connect, complaint: str, gone: str, instead: str
) -> None:
    def picky(request: Request, handler: Handler) -> None:
        handler.fail(400, complaint) if gone in request else handler.say('{"question": "Có?"}')

    model, server = connect(picky)
    assert model.object(PROMPT, SCHEMA) == {"question": "Có?"}
    assert gone not in server.seen[-1]
    assert not instead or server.seen[-1][instead] == server.seen[0][gone]


@pytest.mark.parametrize(
    "said", ["", "Không.", "{", '{"question": 7}', '{"other": "x"}', "[1]", '{"question": ["a"]}']
)
def test_an_object_of_another_form_is_nonsense(connect: Connect, said: str) -> None:
    model, _ = connect(saying(said))
    with pytest.raises(ModelFailure) as failure:
        model.object(PROMPT, SCHEMA)
    assert failure.value.kind == "nonsense"


def test_an_object_may_stand_in_talk(connect: Connect) -> None:
    model, server = connect(saying('Đây ạ: ```json\n{"question": "Có?", "more": 1}\n```'))
    assert model.object(PROMPT, SCHEMA) == {"question": "Có?"}
    assert server.seen[0]["response_format"]["json_schema"]["schema"] == SCHEMA


def test_the_token_budget_is_kept(connect: Connect) -> None:
    model, server = connect(saying("đáp"), llm_context_tokens=900, llm_reply_tokens=700)
    list(model.lines(PROMPT))
    assert server.seen[0]["max_tokens"] == 300
    assert PROMPT.tokens <= model.room() == 600
    with pytest.raises(ModelFailure) as failure:
        list(model.lines(fill("drafting", "chữ " * 2000)))
    assert failure.value.kind == "too_long"
    assert len(server.seen) == 1


def test_a_key_is_sent_only_where_there_is_one(connect: Connect) -> None:
    keys: list[str] = []

    def remember(_: Request, handler: Handler) -> None:
        keys.append(handler.headers["authorization"])
        handler.say("đáp")

    for key in ("", "bí-mật-9"):
        model, _ = connect(remember, openai_api_key=key.encode("ascii", "ignore").decode())
        list(model.lines(PROMPT))
    assert keys == ["Bearer none", "Bearer b-mt-9"]


def test_what_was_sent_is_told_without_content(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    for wanted in (False, True):
        caplog.clear()
        model, _ = connect(saying("đáp lại"), llm_log_content=wanted)
        with caplog.at_level("INFO"):
            list(model.lines(PROMPT, ["a.docx", "a.docx", "b.docx"]))
        told = model.record.latest()[0]
        assert told.documents == ("a.docx", "b.docx")
        assert "42 hộ nghèo" in told.sent[1]
        assert told.received == "đáp lại"
        kept = model.record.lines()[0]
        assert (kept.purpose, kept.outcome, kept.documents) == ("drafting", "ok", ("a.docx", "b.docx"))
        assert (kept.sent, kept.received) == ((), "")
        stored = b"".join(p.read_bytes() for p in sorted(model._settings.store_dir.iterdir()))
        assert "42 hộ nghèo".encode() not in stored
        assert ("42 hộ nghèo" in caplog.text) is wanted


def test_the_misbehaving_server_speaks_the_protocol(connect: Connect) -> None:
    _, server = connect(saying("x"))
    assert json.dumps(server.seen) == "[]"
