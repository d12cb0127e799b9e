"""Two accounts at a running app: what one may not have, the other's requests do not get."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.answers import Answer
from foundation.collection import EVERYTHING, Collection
from foundation.settings import Settings
from ingest.pipeline import ingest
from knowledge.base import KnowledgeBase
from knowledge.people import Office
from knowledge.people.conversations import Conversations
from tests.ui.attacker import PASSWORD, Visitor
from tests.ui.conftest import ROOT, App, environment, free_port, serve

pytestmark = pytest.mark.slow

OPEN = (
    "UBND XÃ BÌNH KHÊ THƯỢNG\nBÁO CÁO\nCông tác thi đua, khen thưởng năm 2023\n\n"
    "Tỷ lệ hộ nghèo của xã Bình Khê Thượng năm 2023 là 4,72%.\n"
)
SECRET = (
    "UBND XÃ KÍN ĐÁO\nBÁO CÁO\nCông tác thi đua, khen thưởng năm 2023\n\n"
    "Tỷ lệ hộ nghèo của xã Kín Đáo năm 2023 là 9,31%.\n"
)
HIDDEN_WORDS = ("9,31", "Kín Đáo", "KÍN ĐÁO", "kin-dao")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over one public and one internal document, with three accounts."""
    reports = tmp_path_factory.mktemp("guarded")
    store = tmp_path_factory.mktemp("guarded-app") / "store"
    for name, text in (("binh-khe.txt", OPEN), ("kin-dao.txt", SECRET)):
        (reports / name).write_text(text, encoding="utf-8")
    settings = Settings(store_dir=store)
    with KnowledgeBase.open(settings) as base:
        ingest([reports / "binh-khe.txt"], base, settings)
        ingest([reports / "kin-dao.txt"], base, settings, collection=Collection.COMMUNE)
    with Office(store) as office:
        office.accounts.add("mai", "administrator", EVERYTHING, PASSWORD)
        office.accounts.add("lan", "officer", frozenset({Collection.PUBLIC}), PASSWORD)
        office.accounts.add("hung", "leader", frozenset({Collection.PUBLIC}), PASSWORD)
    yield from serve(store, ready="/suc-khoe")


@pytest.fixture(scope="module")
def ids(guarded: App) -> dict[str, str]:
    with KnowledgeBase.open(Settings(store_dir=guarded.store)) as base:
        return {document.name: document.document_id for document in base.documents()}


@pytest.fixture(scope="module")
def mai(guarded: App) -> Visitor:
    return Visitor(guarded.url, "mai")


@pytest.fixture(scope="module")
def lan(guarded: App) -> Visitor:
    return Visitor(guarded.url, "lan")


@pytest.fixture(scope="module")
def hung(guarded: App) -> Visitor:
    return Visitor(guarded.url, "hung")


def knows_nothing(told: object) -> bool:
    return not any(word in str(told) for word in HIDDEN_WORDS)


@pytest.mark.parametrize(
    "path",
    ["/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=x", "/gradio_api/file=/etc/passwd"],
)
def test_a_stranger_gets_nothing(guarded: App, path: str) -> None:
    stranger = Visitor(guarded.url)
    assert stranger.http.get(path).status_code == 401
    stranger.http.cookies.set("phien", "x" * 43)
    assert stranger.http.get(path).status_code == 401


def test_the_endpoints_without_and_with_a_wrong_session(guarded: App) -> None:
    stranger = Visitor(guarded.url)
    for endpoint in ("ask", "search"):
        assert stranger.call(endpoint, "hộ nghèo", None, None) == "401"
    stranger.http.headers["authorization"] = "Bearer " + "x" * 43
    assert stranger.call("ask", "hộ nghèo", None, None) == "401"
    files = {"files": ("a.txt", b"x")}
    assert stranger.http.post("/gradio_api/upload", files=files).status_code == 401


def test_answers_search_and_lists_keep_to_the_collections(mai: Visitor, hung: Visitor) -> None:
    question = "Tỷ lệ hộ nghèo của xã Kín Đáo năm 2023 là bao nhiêu?"
    assert "9,31" in mai.call("ask", question, None, None)
    # The question's own words come back in the answer; what only the document says does not.
    told = hung.call("ask", question, None, None)
    assert "9,31" not in told
    assert "kin-dao" not in told
    assert "9,31" in mai.call("search", "tỷ lệ hộ nghèo", None, 10)
    found = hung.call("search", "tỷ lệ hộ nghèo", None, 10)
    assert "4,72" in found
    assert knows_nothing(found)
    assert "kin-dao" in str(mai.load("_list", []))
    for listener, inputs in (
        ("_list", []), ("_choices", [[], [], []]), ("_show", [""]),
        ("_first_page", [[], [], [], [], [], [], "", False]),
    ):  # fmt: skip
        told = hung.load(listener, inputs)
        assert told, listener
        assert knows_nothing(told), listener


def test_another_collections_document_id(mai: Visitor, hung: Visitor, ids: dict[str, str]) -> None:
    hidden = ids["kin-dao.txt"]
    assert "9,31" in str(mai.event("documents", "document", [], document=hidden))
    for panel, event in (("documents", "document"), ("award-list", "cite"), ("matrix-source", "cite")):
        told = hung.event(panel, event, [], document=hidden, start="0", end="40")
        assert knows_nothing(told), panel
    filters = {"document_ids": [hidden]}
    assert knows_nothing(hung.call("search", "tỷ lệ hộ nghèo", filters, 10))


def test_another_persons_conversation(guarded: App, mai: Visitor, hung: Visitor) -> None:
    with Conversations(guarded.store) as everybody:
        kept = everybody.of("mai")
        conversation = kept.start("Chuyện riêng của Mai").conversation_id
        answer = Answer("Đáp kín.", "passage").as_json()
        turn = kept.add_turn(conversation, "Hỏi kín?", answer).turn_id
    opened = [conversation]
    assert "Hỏi kín?" in str(mai.event("conversations", "open", [], conversation=conversation))
    assert "Hỏi kín?" not in str(hung.event("conversations", "open", [], conversation=conversation))
    assert "Chuyện riêng" not in str(hung.load("_show", opened))
    hung.event("conversations", "rename", opened, conversation=conversation, value="Đã bị đổi")
    hung.event("conversations", "delete", opened, conversation=conversation)
    hung.event("log", "feedback", opened, turn=turn, value="down")
    assert "Đáp kín" not in str(hung.event("log", "excel", [], turn=turn))
    assert "Hỏi kín" not in str(hung.load("_find", ["hỏi kín", ""]))
    for panel, event, sent in (
        ("conversations", "docx", "conversation"), ("log", "feedback", "turn"), ("log", "excel", "turn"),
    ):  # fmt: skip
        inputs = [conversation] if event == "feedback" else []
        others = {"conversation": conversation, "turn": turn}[sent]
        told = [hung.event(panel, event, inputs, **{sent: each}) for each in (others, "khong-co")]
        assert isinstance(told[0], str)
        assert told[0] == told[1], event
    with Conversations(guarded.store) as everybody:
        assert [one.title for one in everybody.of("mai").all()] == ["Chuyện riêng của Mai"]
        assert everybody.of("mai").turn(turn).feedback is None


def test_roles_are_refused_what_is_not_theirs(
    guarded: App, lan: Visitor, hung: Visitor, ids: dict[str, str]
) -> None:
    shown = ids["binh-khe.txt"]
    for visitor in (lan, hung):
        assert "quản trị" in visitor.event("documents", "remove", [], document=shown)
        told = visitor.event("document", "correct", [], document=shown, field="period", value="2020")
        assert "quản trị" in told
        assert "quản trị" in visitor.event("award-list", "compose", [])
        assert "quản trị" in visitor.event("award-list", "history", [])
        for event in ("review", "settle", "question", "cite", "lines", "drop"):
            inputs = ["new"] if event in ("settle", "drop") else []
            assert "quản trị" in visitor.event("review-list", event, inputs, turn="x", state="new"), event
        assert "quản trị" in visitor.event("review-work", "keep", ["new"], turn="x", fields="{}")
        assert "quản trị" in visitor.event("trail-list", "lines", [])
        assert visitor.load("_opened", ["new"])[0] == ""
    assert "chuyên viên" in hung.event("check-run", "click", ["Dự thảo."])
    assert "chuyên viên" in hung.event("draft-phrases", "phrases", [], value="thi đua")
    assert not isinstance(lan.event("draft-phrases", "phrases", [], value="thi đua"), str)
    with KnowledgeBase.open(Settings(store_dir=guarded.store)) as base:
        assert {one.summary.period for one in base.documents()} == {"2023"}


def _uploaded(visitor: Visitor, name: str, content: bytes) -> dict[str, object]:
    (path,) = visitor.http.post("/gradio_api/upload", files={"files": (name, content)}).json()
    return {"path": path, "orig_name": name, "meta": {"_type": "gradio.FileData"}}


def test_only_who_reads_everything_takes_documents_in(guarded: App, lan: Visitor, hung: Visitor) -> None:
    for visitor in (lan, hung):
        file = _uploaded(visitor, "kin-dao.txt", b"doi noi dung")
        assert isinstance(visitor.event("upload-button", "upload", [[file], "cong-khai"]), str)
        assert not Path(str(file["path"])).exists()
    with KnowledgeBase.open(Settings(store_dir=guarded.store)) as base:
        assert "9,31" in "".join(base.original_text(one.document_id) for one in base.documents())


def test_uploads_that_are_not_what_they_say(guarded: App, mai: Visitor) -> None:
    page = b"<html><script>alert(1)</script></html>"
    for name, content in (
        ("bao-cao.pdf", page),
        ("bao-cao.docx", b"MZ\x90\x00" * 50),
        ("..%2f..%2fx.txt", page),
    ):
        told = mai.event("upload-button", "upload", [[_uploaded(mai, name, content)], "cong-khai"])
        assert "<script>" not in str(told)
    outside = {"path": "/etc/hostname", "orig_name": "a.txt", "meta": {"_type": "gradio.FileData"}}
    assert isinstance(mai.event("upload-button", "upload", [[outside], "cong-khai"]), str)
    assert Path("/etc/hostname").exists()
    assert not list(guarded.store.parent.glob("x.txt"))


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "{store}/ledger.sqlite", "{store}/people.sqlite", "{root}/app.py", "../../etc/passwd",
     "..%2f..%2f..%2fetc/passwd", "{store}/../store/people.sqlite"],
)  # fmt: skip
def test_no_file_of_the_machine_is_served(guarded: App, mai: Visitor, path: str) -> None:
    wanted = path.format(store=guarded.store, root=ROOT)
    for route in ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/static/", "/assets/"):
        assert mai.http.get(route + wanted).status_code in (403, 404, 405, 307), route


def test_markup_in_a_question_stays_text(mai: Visitor) -> None:
    hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script> hộ nghèo?'
    shown = str(mai.event("log", "ask", ["", [], [], []], question=hostile))
    assert "<script>" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_oversized_questions_are_refused_or_cut(mai: Visitor) -> None:
    assert "error" in mai.call("ask", "a" * 100_000, None, None)
    assert "error" in mai.call("search", "a" * 100_000, None, 5)
    shown = str(mai.event("log", "ask", ["", [], [], []], question="dài " * 5_000))
    assert len(shown) < 100_000


def test_the_trail_tells_who_did_what_and_holds(guarded: App) -> None:
    with Office(guarded.store) as office:
        entries = list(office.audit.all())
        assert office.audit.first_broken() is None
    done = {(entry.who, entry.action) for entry in entries}
    assert {("mai", "signed_in"), ("mai", "asked"), ("hung", "asked")} <= done
    assert all("hộ nghèo" not in json.dumps(entry.what, ensure_ascii=False) for entry in entries)


def test_signing_out_ends_the_session(guarded: App) -> None:
    visitor = Visitor(guarded.url, "hung")
    token = visitor.http.cookies["phien"]
    assert visitor.http.post("/dang-xuat").status_code == 303
    again = Visitor(guarded.url)
    again.http.cookies.set("phien", token)
    assert again.http.get("/config").status_code == 401


def test_it_does_not_listen_to_others_without_an_administrator(tmp_path: Path) -> None:
    given = environment(tmp_path, free_port()) | {"HOST": "0.0.0.0"}
    command = [sys.executable, "app.py"]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=90)
    assert done.returncode != 0
    assert "users add" in done.stderr
