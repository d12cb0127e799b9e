"""The HTTP API, as other programs use it and as an attacker would."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from tests.ui.programs.conftest import HIDDEN, OPEN, SECRET, MakePlace, Place
from ui.programs.limits import Pace, Turns

API = "/api/v1"
ROUTES = [
    ("POST", "/ask"), ("GET", "/documents"), ("GET", "/documents/x/text"), ("GET", "/export/awards"),
    ("POST", "/check"), ("GET", "/openapi.json"),
]  # fmt: skip


def test_ask_gives_the_answer_contract(place: Place) -> None:
    question = "Tỷ lệ hộ nghèo của xã Bình Khê Thượng năm 2023 là bao nhiêu?"
    answer = place.client("hung").post(f"{API}/ask", json={"question": question})
    assert answer.status_code == 200
    told = answer.json()
    assert "4,72" in told["answer"]
    (citation, *_) = told["citations"]
    text = place.client("hung").get(f"{API}/documents/{citation['document_id']}/text").text
    assert text[citation["char_start"] : citation["char_end"]] == citation["quote"]


def test_documents_texts_and_exports(place: Place) -> None:
    mai = place.client("mai")
    listed = mai.get(f"{API}/documents").json()
    assert listed["total"] == 2
    assert [each["name"] for each in listed["documents"]] == ["binh-khe.txt", "kin-dao.txt"]
    assert len(mai.get(f"{API}/documents", params={"offset": 1, "limit": 1}).json()["documents"]) == 1
    assert mai.get(f"{API}/documents/{place.ids['secret']}/text").text == SECRET
    lines = mai.get(f"{API}/export/awards").text.splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["binh-khe.txt"]
    assert mai.get(f"{API}/export/references").text == ""


def test_check_reads_a_draft_and_keeps_nothing(place: Place) -> None:
    draft = "BÁO CÁO\nCông tác thi đua, khen thưởng\n\nTổng số 10 tập thể, trong đó 4 của xã và 5 của thôn.\n"
    lan = place.client("lan")
    found = lan.post(f"{API}/check", params={"name": "../../x.txt"}, content=draft.encode())
    assert found.status_code == 200, found.text
    assert all({"category", "severity", "message", "quotes"} <= set(each) for each in found.json())
    assert lan.get(f"{API}/documents").json()["total"] == 2
    assert lan.post(f"{API}/check", params={"name": "a.pdf"}, content=b"%PDF-1.4 x").status_code == 422


def test_it_describes_itself(place: Place) -> None:
    told = place.client("hung").get(f"{API}/openapi.json").json()
    paths = {(method.upper(), path) for path, methods in told["paths"].items() for method in methods}
    assert paths == {
        ("POST", "/ask"), ("GET", "/documents"), ("GET", "/documents/{document_id}/text"),
        ("GET", "/export/{kind}"), ("POST", "/check"),
    }  # fmt: skip
    asked = told["paths"]["/ask"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert asked["required"] == ["question"]
    assert "$defs" not in json.dumps(asked)
    assert told["servers"] == [{"url": API}]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_without_and_with_a_wrong_token(place: Place, method: str, path: str) -> None:
    for client in (place.client(), place.client(token="tdkt_" + "x" * 43), place.client(token="mai")):
        assert client.request(method, API + path).status_code == 401


def test_a_revoked_token_opens_nothing(place: Place) -> None:
    token, secret = place.office.tokens.add("hung")
    hung = place.client(token=secret)
    assert hung.get(f"{API}/documents").status_code == 200
    place.office.tokens.revoke(token.token_id)
    assert hung.get(f"{API}/documents").status_code == 401


def test_another_collection_does_not_exist(place: Place) -> None:
    hung = place.client("hung")
    answers = [
        hung.post(f"{API}/ask", json={"question": "Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?"}),
        hung.post(
            f"{API}/ask",
            json={"question": "Tỷ lệ hộ nghèo?", "filters": {"document_ids": [place.ids["secret"]]}},
        ),
        hung.get(f"{API}/documents"),
        hung.get(f"{API}/documents/{place.ids['secret']}/text"),
        *(hung.get(f"{API}/export/{kind}") for kind in ("documents", "awards", "indicators", "references")),
    ]
    for answer in answers:
        assert not any(word in answer.text for word in HIDDEN)
    assert answers[2].json()["total"] == 1
    # What may not be read and what never was are told of in the same words.
    hidden, never = (hung.get(f"{API}/documents/{x}/text") for x in (place.ids["secret"], "0" * 16))
    assert (hidden.status_code, hidden.json()) == (never.status_code, never.json())
    assert hidden.status_code == 404


def test_roles(place: Place) -> None:
    assert place.client("hung").post(f"{API}/check", content=b"x").status_code == 403
    assert place.client("lan").post(f"{API}/check", content=b"").status_code == 422


@pytest.mark.parametrize(
    "wanted", ["..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "../../ledger.sqlite", "a" * 5000, "%00"]
)
def test_paths_lead_nowhere(place: Place, wanted: str) -> None:
    # A client that folds "../" away is outside of what tokens open: 401.
    answer = place.client("mai").get(f"{API}/documents/{wanted}/text")
    assert answer.status_code in (401, 404)
    assert "root:" not in answer.text
    assert place.client("mai").get(f"{API}/export/{wanted}").status_code in (401, 404, 422)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"{", b'{"question": ""}', b'{"question": 5}', b'{"question": "a", "model": "x"}',
        b'{"question": "a", "history": [{"role": "system", "content": "b"}]}',
        b'{"question": "a", "filters": {"collections": ["noi-bo-xa"]}}',
        json.dumps({"question": "a" * 2001}).encode(),
        json.dumps({"question": "a", "history": [{"role": "user", "content": "b"}] * 41}).encode(),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(place: Place, body: bytes) -> None:
    answer = place.client("mai").post(f"{API}/ask", content=body)
    assert answer.status_code == 422
    assert set(answer.json()) == {"detail"}


def test_oversized_bodies_are_given_up(make_place: MakePlace) -> None:
    place = make_place(max_file_mb=1)
    mai = place.client("mai")
    assert mai.post(f"{API}/ask", content=b"x" * (2**20 + 1)).status_code == 413
    assert mai.post(f"{API}/check", content=b"x" * (2**20 + 1)).status_code == 413

    def endless() -> object:
        for _ in range(40):
            yield b"x" * 65_536

    answer = mai.post(f"{API}/check", content=endless())  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_a_flood_is_slowed_down_for_its_account_only(make_place: MakePlace) -> None:
    place = make_place(api_per_minute=5)
    mai = place.client("mai")
    codes = [mai.get(f"{API}/documents").status_code for _ in range(8)]
    assert codes == [200] * 5 + [429] * 3
    assert int(mai.get(f"{API}/documents").headers["retry-after"]) >= 1
    assert place.client("hung").get(f"{API}/documents").status_code == 200


def test_the_pace_is_given_back_with_time() -> None:
    clock = [0.0]
    pace = Pace(60, lambda: clock[0])
    assert [pace.wait_needed("a") == 0 for _ in range(61)] == [True] * 60 + [False]
    clock[0] = 2.0
    assert [pace.wait_needed("a") == 0 for _ in range(3)] == [True, True, False]


def test_work_waits_for_its_turn_and_is_sent_away_in_time() -> None:
    from fastapi import HTTPException

    turns = Turns(1, 0.1)
    with turns.one():
        refused = []

        def another() -> None:
            try:
                with turns.one():
                    pass
            except HTTPException as error:
                refused.append(error.status_code)

        begun = time.monotonic()
        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
        assert refused == [503]
        assert time.monotonic() - begun < 5
    with turns.one():
        pass


def test_a_token_is_for_programs_only(place: Place) -> None:
    hung = place.client("hung")
    for path in ("/", "/config", "/gradio_api/info", "/gradio_api/queue/data"):
        assert hung.get(path).status_code == 401


def test_another_sites_page_is_refused(place: Place) -> None:
    answer = place.client("mai").post(f"{API}/ask", json={"question": "a"}, headers={"origin": "http://khac"})
    assert answer.status_code == 403


def test_the_trail_names_the_account_and_no_words(place: Place) -> None:
    hung = place.client("hung")
    before = len(list(place.office.audit.all()))
    hung.post(f"{API}/ask", json={"question": "Chuyện riêng là gì?"})
    hung.get(f"{API}/export/awards")
    entries = list(place.office.audit.all())[before:]
    assert [(e.who, e.action) for e in entries] == [("hung", "asked"), ("hung", "exported")]
    assert "riêng" not in str(entries)


def test_one_person_on_this_machine_needs_no_token(make_place: MakePlace) -> None:
    place = make_place(accounts=False)
    assert place.client().get(f"{API}/documents").json()["total"] == 2


def test_an_error_keeps_its_cause_to_itself(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(OPEN)

    monkeypatch.setattr("ui.answerers.ask", fail)
    client = place.client("mai")
    client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    answer = client.post(f"{API}/ask", json={"question": "a"})
    assert answer.status_code == 500
    assert "4,72" not in answer.text


def test_the_document_tells_of_every_address() -> None:
    told = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text("utf-8")
    for address in ("/ask", "/documents", "/documents/{document_id}/text", "/export/{kind}", "/check"):
        assert f"{API}{address}" in told
