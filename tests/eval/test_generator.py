"""A generated corpus says what its truth says, and the same seed gives the same one."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.generator.corpus import CORPUS, QUESTIONS, TRUTH, generate
from eval.generator.noise import ENCODINGS, broken_lines, ocr, tcvn3
from eval.generator.truth import TruthError, read_truth
from eval.generator.writing import MANNERS, blocks
from eval.questions import load_questions
from language.text import nfc


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, 12, [2023, 2024], 5)
    return folder


def test_every_report_has_a_file(made: Path) -> None:
    truth = read_truth(made / TRUTH)
    assert len(truth) == 24
    assert {report.document for report in truth} == {file.name for file in (made / CORPUS).iterdir()}
    assert {report.manner for report in truth} == set(MANNERS)
    assert len({report.document.rsplit(".", 1)[1] for report in truth}) >= 4


def test_the_same_seed_writes_the_same(made: Path, tmp_path: Path) -> None:
    generate(tmp_path, 12, [2023, 2024], 5)
    for name in (TRUTH, QUESTIONS):
        assert (tmp_path / name).read_text("utf-8") == (made / name).read_text("utf-8")
    generate(tmp_path, 12, [2023, 2024], 6)
    assert (tmp_path / TRUTH).read_text("utf-8") != (made / TRUTH).read_text("utf-8")


def test_a_report_tells_every_fact(made: Path) -> None:
    for report in read_truth(made / TRUTH):
        told = blocks(report, random.Random(1))
        text = "\n".join(block.text + "\n".join("\t".join(row) for row in block.rows) for block in told)
        for figure in report.figures:
            assert figure.value in text, (report.document, figure)
        for award in report.awards:
            if award.status == "awarded" and award.key != "flag":
                assert str(award.count) in text, (report.document, award)


def test_questions_count_the_truth(made: Path) -> None:
    truth = read_truth(made / TRUTH)
    lines = (made / QUESTIONS).read_text("utf-8").splitlines()
    sums = [entry for entry in map(json.loads, lines) if entry["type"] == "count_sum"]
    workers = sum(report.count("worker", "cá nhân") for report in truth if report.year == 2024)
    assert str(workers) in {entry["gold"]["value"] for entry in sums}
    assert {question.type for question in load_questions(made / QUESTIONS)} >= {
        "aggregate_list", "count_sum", "single_fact", "compare", "unanswerable",
    }  # fmt: skip


def test_old_encodings_lose_no_letter() -> None:
    sentence = "Xã Đồng Lạc tặng Giấy khen cho 12 tập thể, thưởng ở mức cũ."
    assert nfc(ENCODINGS["windows-1258"](sentence).decode("cp1258")) == sentence
    assert len(tcvn3(sentence)) == len(sentence)
    assert tcvn3("Đồng") == b"\xa7\xe5ng"


def test_faults_spare_figures_and_words_stay_in_order() -> None:
    sentence = "Tỷ lệ hộ nghèo của xã còn 3,45% giảm so với năm trước " * 20
    draw = random.Random(3)
    spoilt = ocr(sentence, draw)
    assert spoilt != sentence
    assert spoilt.count("3,45%") == 20
    assert broken_lines(sentence.strip(), draw).split() == sentence.split()


def test_a_truth_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(TruthError):
        read_truth(tmp_path / "absent.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"figures": []}', encoding="utf-8")
    with pytest.raises(TruthError):
        read_truth(tmp_path / "bad.jsonl")
