"""Health, counters and logs: who may read them, and that they hold nobody's words."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from foundation import events
from foundation.logs import log_as_json
from tests.ui.programs.conftest import MakePlace, Place, make_place, place, places  # noqa: F401
from ui.watch.health import overall

QUESTION = "Ông Nguyễn Văn Kín ở xã Bí Mật được khen gì?"


def visitor(place: Place, address: str, **headers: str) -> TestClient:  # noqa: F811
    return TestClient(place.app, base_url="http://127.0.0.1", client=(address, 5), headers=headers)


def test_health_is_told_to_balancers_without_numbers(make_place: MakePlace) -> None:  # noqa: F811
    here = make_place()
    balancer = visitor(here, "10.0.0.9")
    assert balancer.get("/healthz/live").json() == {"status": "ok"}
    loading = balancer.get("/healthz")
    assert (loading.status_code, loading.json()["status"]) == (503, "unavailable")
    assert loading.json()["parts"]["model"] == "loading"
    here.health.model_loaded(well=True)
    ready = balancer.get("/healthz/ready")
    assert ready.status_code == 200
    assert set(ready.json()["parts"]) == {"service", "ledger", "vectors", "model", "disk"}
    assert not any(digit in ready.text for digit in "0123456789")
    here.stopping.begin()
    stopped = balancer.get("/healthz")
    assert (stopped.status_code, stopped.json()["parts"]["service"]) == (503, "stopping")
    refused = here.client("mai").post("/api/v1/ask", json={"question": "a"})
    assert refused.status_code == 503
    assert "retry-after" in refused.headers
    assert here.client("mai").get("/api/v1/documents").status_code == 200


def test_parts_that_can_be_done_without_only_degrade() -> None:
    fine = dict.fromkeys(("service", "ledger", "vectors", "model", "disk"), "ok")
    assert overall(fine) == "ok"
    assert overall(fine | {"vectors": "away"}) == "degraded"
    assert overall(fine | {"disk": "low"}) == "degraded"
    assert overall(fine | {"ledger": "failed"}) == "unavailable"


def test_a_ledger_that_fails_is_unavailable(
    make_place: MakePlace,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = make_place()
    here.health.model_loaded(well=True)

    def fail() -> None:
        raise OSError("disk gone")

    monkeypatch.setattr(here.base, "documents", fail)
    assert visitor(here, "10.0.0.9").get("/healthz").status_code == 503
    assert visitor(here, "10.0.0.9").get("/healthz/live").status_code == 200


def test_who_may_read_the_counters(make_place: MakePlace) -> None:  # noqa: F811
    here = make_place()
    assert visitor(here, "127.0.0.1").get("/metrics").status_code == 200
    assert visitor(here, "10.0.0.9").get("/metrics").status_code == 403
    behind_proxy = {"x-forwarded-for": "10.0.0.9"}
    assert visitor(here, "127.0.0.1", **behind_proxy).get("/metrics").status_code == 403
    for name, code in (("mai", 200), ("lan", 403)):
        session = here.office.sign_in.sign_in(name, "bến nước 1985", "x")
        told = visitor(here, "10.0.0.9", cookie=f"phien={session}").get("/metrics")
        assert told.status_code == code
    # A program's token opens the programs' addresses and no others.
    token = here.tokens["mai"]
    assert visitor(here, "10.0.0.9", authorization=f"Bearer {token}").get("/metrics").status_code == 403


def test_with_a_token_in_the_settings_this_machine_is_not_enough(make_place: MakePlace) -> None:  # noqa: F811
    here = make_place(metrics_token="day-chu-2741")
    assert visitor(here, "127.0.0.1").get("/metrics").status_code == 403
    for given, code in (("day-chu-2741", 200), ("sai", 403), ("", 403)):
        headers = {"authorization": f"Bearer {given}".encode()}
        client = TestClient(here.app, base_url="http://127.0.0.1", client=("10.0.0.9", 5), headers=headers)  # type: ignore[arg-type]
        assert client.get("/metrics").status_code == code


def test_counters_count_and_hold_no_words(make_place: MakePlace) -> None:  # noqa: F811
    here = make_place()
    for _ in range(2):
        here.client("hung").post("/api/v1/ask", json={"question": QUESTION})
    here.client("hung").get("/api/v1/documents/bí-mật/text")
    told = visitor(here, "127.0.0.1").get("/metrics").text
    assert "tdkt_documents 2.0" in told
    assert 'tdkt_api_requests_total{route="/ask",status="200"} 2.0' in told
    assert 'tdkt_work_seconds_count{kind="question"} 2.0' in told
    assert 'tdkt_running{kind="question"} 0.0' in told
    assert "tdkt_questions_total{intent=" in told
    for word in ("Kín", "Bí Mật", "bí-mật", "hung", "mai"):
        assert word not in told


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    root, stream, listeners = logging.getLogger(), io.StringIO(), list(events._listeners)
    before, level = list(root.handlers), root.level
    log_as_json(stream)
    yield stream
    events._listeners[:] = listeners
    root.handlers[:] = before
    root.setLevel(level)


def test_logs_are_json_without_words(logged: io.StringIO, make_place: MakePlace) -> None:  # noqa: F811
    here = make_place()
    here.client("hung").post("/api/v1/ask", json={"question": QUESTION})
    logging.getLogger("knowledge.store").warning("could not read %s", QUESTION)
    logging.getLogger("some.library").warning(f"said {QUESTION}")
    try:
        raise ValueError(QUESTION)
    except ValueError:
        logging.getLogger("ui.api").exception("request failed")
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert all({"at", "level"} <= set(line) for line in lines)
    assert {"api_request", "answered", "work_ended"} <= {line.get("event") for line in lines}
    (failed,) = [line for line in lines if line.get("message") == "request failed"]
    assert failed["error"] == "ValueError"
    assert failed["places"][0].startswith("test_watch.py:")
    for word in ("Kín", "Bí Mật", "Nguyễn"):
        assert word not in logged.getvalue()


def test_a_listener_that_fails_disturbs_nobody() -> None:
    heard: list[str] = []

    def failing(*_: object) -> None:
        raise RuntimeError

    ends = [events.listen(failing), events.listen(lambda event, _: heard.append(event))]
    events.happened("something")
    for end in ends:
        end()
    events.happened("nothing")
    assert heard == ["something"]
