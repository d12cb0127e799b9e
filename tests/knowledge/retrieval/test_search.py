"""Hybrid search over small stores, with the tiny embedding."""

from __future__ import annotations

import pytest
from llama_index.core.schema import NodeWithScore

from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.retrieval import hybrid as retrieval
from knowledge.retrieval.hybrid import HybridRetriever
from knowledge.store import lexical
from knowledge.store.bm25 import PassageLengths
from knowledge.store.filters import Filters
from knowledge.store.ledger.stored import FoundPassage
from knowledge.store.lexical_index import fts5
from tests.knowledge.factories import report
from tests.knowledge.hashed_embedding import HashedEmbedding

REPORTS = {
    "bau-nang.txt": (
        "xã Bàu Năng", "2023",
        "Hộ nghèo giảm còn 12 hộ.\nThu ngân sách đạt 31,25 tỷ đồng.\nTrồng mới 4 ha cây ăn quả.",
    ),
    "bau-nang-2022.txt": ("xã Bàu Năng", "2022", "Hộ nghèo giảm còn 19 hộ.\nThu ngân sách đạt 28 tỷ đồng."),
    "suoi-da.txt": ("xã Suối Đá", "2023", "Hộ nghèo giảm còn 7 hộ.\nTặng Bằng khen cho hai tập thể."),
}  # fmt: skip


@pytest.fixture
def filled(base: KnowledgeBase) -> KnowledgeBase:
    for name, (commune, period, text) in REPORTS.items():
        base.put(report(name, text, commune=commune, period=period))
    return base


def first(found: list[FoundPassage]) -> str:
    return found[0].text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Bằng khen cho tập thể", "Tặng Bằng khen cho hai tập thể."),
        ("bang khen cho tap the", "Tặng Bằng khen cho hai tập thể."),
        ("BANG KHEN", "Tặng Bằng khen cho hai tập thể."),
        ("hộ nghèo của xã Suối Đá", "Hộ nghèo giảm còn 7 hộ."),
        ("31,25 tỷ đồng", "Thu ngân sách đạt 31,25 tỷ đồng."),
        ('ngân sách" OR lexical:* NEAR(-', "Thu ngân sách đạt"),
    ],
)
def test_finds(filled: KnowledgeBase, question: str, expected: str) -> None:
    assert first(filled.search(question)).startswith(expected)


@pytest.mark.parametrize("question", ["", "   ", "???", '"', "%"])
def test_a_question_without_words_is_no_error(filled: KnowledgeBase, question: str) -> None:
    assert all(passage.lexical == 0.0 for passage in filled.search(question))


@pytest.mark.parametrize("exact_up_to", [0, 4_000], ids=["chroma", "exact"])
@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(communes=("Bàu Năng",)), {"bau-nang.txt", "bau-nang-2022.txt"}),
        (Filters(communes=("bau nang",), periods=("2022",)), {"bau-nang-2022.txt"}),
        (Filters(periods=("2023", "2022")), set(REPORTS)),
        (Filters(provinces=("tây ninh",), kinds=("Báo cáo",), communes=("Suối Đá",)), {"suoi-da.txt"}),
        (Filters(districts=("Không Có",)), set()),
    ],
)
def test_filters_hold_for_both_kinds_of_search(
    filled: KnowledgeBase,
    monkeypatch: pytest.MonkeyPatch,
    exact_up_to: int,
    filters: Filters,
    names: set[str],
) -> None:
    monkeypatch.setattr(retrieval, "EXACT_UP_TO", exact_up_to)
    found = filled.search("hộ nghèo giảm", filters, k=50)
    assert {passage.document.name for passage in found} == names
    expected = sum(len(REPORTS[name][2].split("\n")) for name in names)
    assert len(found) == expected, "dense search ranks every passage of so small a store"


def test_chroma_and_exact_comparison_agree(filled: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = filled.search("hộ nghèo giảm còn", k=50)
    monkeypatch.setattr(retrieval, "EXACT_UP_TO", 0)
    approximate = filled.search("hộ nghèo giảm còn", k=50)
    assert [p.passage_id for p in exact] == [p.passage_id for p in approximate]
    assert [p.dense for p in exact] == pytest.approx([p.dense for p in approximate], abs=1e-5)


def test_scores_are_sorted_and_between_zero_and_one(filled: KnowledgeBase) -> None:
    found = filled.search("hộ nghèo giảm còn bao nhiêu", k=50)
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(p.lexical is not None and 0 <= p.lexical <= 1 for p in found)
    assert len(filled.search("hộ nghèo", k=2)) == 2


def test_marks_decide_between_names_that_fold_to_one(base: KnowledgeBase) -> None:
    base.put(report("a.txt", "Đội bóng của thôn Hoàng Lâm đoạt giải.", commune="xã Một"))
    base.put(report("b.txt", "Đội bóng của thôn Hoằng Lâm đoạt giải.", commune="xã Một"))
    base.put(report("c.txt", "Đội bóng của thôn Hoang Lâm đoạt giải.", commune="xã Một"))
    assert "Hoằng" in first(base.search("thôn Hoằng Lâm"))
    assert "Hoàng" in first(base.search("thôn Hoàng Lâm"))


def test_unsure_diacritics_leave_dense_search_out(base: KnowledgeBase) -> None:
    base.put(report("a.txt", "cấp cặp cập cáp", commune="xã Một"))
    assert all(passage.dense is None for passage in base.search("cap"))
    assert all(passage.dense is not None for passage in base.search("cấp"))


def test_the_commonest_words_are_dropped_when_a_search_costs_too_much(
    filled: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexical, "ENTRY_BUDGET", 4)
    with filled._engine.connect() as connection:
        weighed = lexical.weigh(
            connection, "thu ngân sách của xã Tây Ninh năm 2023", 7, lexical.Frequencies()
        )
    assert "ngan_sach" in weighed.searched
    assert "tay_ninh" not in weighed.searched
    assert weighed.weights["ngan_sach"] > weighed.weights["tay_ninh"]


def test_a_changed_index_format_is_rebuilt_on_opening(
    filled: KnowledgeBase, settings: Settings, model: HashedEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.close()
    monkeypatch.setattr(lexical, "INDEX_VERSION", "next")
    monkeypatch.setattr(fts5, "index_terms", lambda header, body: "everything")
    with KnowledgeBase.open(settings, model) as reopened, reopened._engine.connect() as connection:
        terms = lexical.weigh(connection, "everything", 7, lexical.Frequencies())
        assert len(lexical.search(connection, terms, PassageLengths(), 50, None)) == 7


def test_llama_index_code_can_use_the_search(filled: KnowledgeBase) -> None:
    nodes = HybridRetriever(filled, Filters(communes=("Suối Đá",)), k=1).retrieve("Bằng khen")
    (node,) = nodes
    assert isinstance(node, NodeWithScore)
    assert node.text == "Tặng Bằng khen cho hai tập thể."
    assert node.metadata["document"] == "suoi-da.txt"
    assert node.score == filled.search("Bằng khen", Filters(communes=("Suối Đá",)))[0].score
