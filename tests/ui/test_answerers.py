"""Processes that answer questions: the same answers, the same rights, and no loss when one dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from foundation.collection import EVERYTHING, Collection
from foundation.errors import StoreError
from foundation.events import listen
from foundation.settings import Settings
from ingest.pipeline import ingest
from knowledge.answer import Turn, ask
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters
from tests.ui.conftest import ROOT
from tests.ui.corpus import write_reports
from ui.answerers import Answerers

pytestmark = pytest.mark.slow
QUESTION = "Những xã nào được tặng Giấy khen?"


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("reports")
    settings = Settings(store_dir=tmp_path_factory.mktemp("answerers") / "store")
    write_reports(folder)
    with KnowledgeBase.open(settings) as base:
        ingest([folder], base, settings)
    return settings


@pytest.fixture(scope="module")
def base(chosen: Settings) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(chosen) as opened:
        yield opened


@pytest.fixture(scope="module")
def answerers(chosen: Settings, base: KnowledgeBase) -> Iterator[Answerers]:
    with Answerers(base, chosen) as several:
        yield several


def processes() -> list[int]:
    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def told(answer: object) -> dict[str, object]:
    whole = answer.as_json()  # type: ignore[attr-defined]
    return {key: value for key, value in whole.items() if key != "timing_ms"}


def is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and that nobody has asked about has no command line."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


def test_the_answer_is_that_of_the_records(answerers: Answerers, base: KnowledgeBase) -> None:
    history = (Turn("user", "Tỷ lệ hộ nghèo năm 2023 là bao nhiêu?"), Turn("assistant", "3,95 %."))
    for question, turns in ((QUESTION, ()), ("còn năm 2022?", history)):
        assert told(answerers.ask(EVERYTHING, question, turns)) == told(ask(question, base, turns))
    narrowed = Filters(periods=("1999",))
    assert told(answerers.ask(EVERYTHING, QUESTION, (), narrowed)) == told(ask(QUESTION, base, (), narrowed))


def test_who_may_read_less_is_answered_from_less(answerers: Answerers, base: KnowledgeBase) -> None:
    reads = frozenset({Collection.PUBLIC})
    assert told(answerers.ask(reads, QUESTION)) == told(ask(QUESTION, base.seen_by(reads)))


def test_each_question_is_counted_once(answerers: Answerers) -> None:
    heard: list[str] = []
    end = listen(lambda event, _: heard.append(event))
    answerers.ask(EVERYTHING, QUESTION)
    end()
    assert heard.count("answered") == 1


def test_a_killed_process_costs_nobody_an_answer(answerers: Answerers, base: KnowledgeBase) -> None:
    wanted = told(ask(QUESTION, base))
    answerers.ask(EVERYTHING, QUESTION)
    for process in processes():
        os.kill(process, signal.SIGKILL)
    assert told(answerers.ask(EVERYTHING, QUESTION)) == wanted
    assert told(answerers.ask(EVERYTHING, QUESTION)) == wanted
    assert processes()


def test_many_asking_while_processes_die_are_all_answered(answerers: Answerers, base: KnowledgeBase) -> None:
    wanted = told(ask(QUESTION, base))
    with ThreadPoolExecutor(6) as people:
        asked = [people.submit(answerers.ask, EVERYTHING, QUESTION) for _ in range(60)]
        while not all(one.done() for one in asked):
            for process in processes():
                os.kill(process, signal.SIGKILL)
            time.sleep(0.5)
        assert all(told(one.result()) == wanted for one in asked)


def test_a_pool_that_is_forgotten_late_leaves_the_new_one_alone(answerers: Answerers) -> None:
    answerers.ask(EVERYTHING, QUESTION)
    old = answerers._pool
    assert old is not None
    answerers._forget(old)
    answerers.ask(EVERYTHING, QUESTION)
    new = answerers._pool
    answerers._forget(old)  # of a second thread that saw the old one break
    assert answerers._pool is new


def test_an_error_reaches_the_person_with_its_message(base: KnowledgeBase, tmp_path: Path) -> None:
    pytest.importorskip("pg8000", reason="needs requirements-postgresql.txt")
    nowhere = Settings(store_dir=tmp_path, database_url="postgresql://lan@127.0.0.1:1/kho")
    with Answerers(base, nowhere) as away, pytest.raises(StoreError) as refused:
        away.ask(EVERYTHING, QUESTION)
    assert "127.0.0.1:1/kho" in refused.value.message


def test_the_processes_end_with_the_one_they_answer_for(chosen: Settings) -> None:
    program = f"""
import os, multiprocessing, signal
from pathlib import Path
from foundation.collection import EVERYTHING
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from ui.answerers import Answerers
if __name__ == "__main__":
    settings = Settings(store_dir=Path({str(chosen.store_dir)!r}))
    answerers = Answerers(KnowledgeBase.open(settings), settings)
    answerers.ask(EVERYTHING, {QUESTION!r})
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    file = chosen.store_dir.parent / "asks_and_dies.py"
    file.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(file)], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    started = [int(pid) for pid in done.stdout.split()]
    assert started, done.stderr
    deadline = time.monotonic() + 20
    while any(is_alive(pid) for pid in started):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_process_that_answers_is_spared_the_page() -> None:
    """A started process loads the file that the person started, and this module."""
    check = "import sys, app, ui.answerers; sys.exit('gradio' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=True)
