"""Any sequence of operations leaves ledger, lexical index, vectors and files in step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from foundation.records import PreparedDocument
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters
from knowledge.store.intake import Arrival
from tests.knowledge.factories import award, report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.store.contents import contents

NAMES = st.sampled_from(["a.txt", "b.txt", "thư mục/a.txt"])
TEXTS = st.sampled_from(
    [
        "Mở rộng đường thôn.\nGiảm hộ nghèo.",
        "Giảm hộ nghèo.",
        "Trồng cây đầu xuân.\nGiảm hộ nghèo.\nDạy nghề cho thanh niên.",
        "\n",
    ]
)
COMMUNES = st.sampled_from(["xã Suối Đá", "xã Bàu Năng"])
READ_COMMUNE = "xã Tân Lập"


class Store(RuleBasedStateMachine):
    """``texts`` is what should be there: content by name; ``copies`` are further names of one."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "file.txt"
        self.file.write_text("bytes", encoding="utf-8")
        self.texts: dict[str, str] = {}
        self.copies: dict[str, str] = {}
        self.communes: dict[str, str] = {}
        self.open()

    def open(self) -> None:
        self.base = KnowledgeBase.open(Settings(store_dir=self.folder / "store"), HashedEmbedding(), wait_s=5)

    def teardown(self) -> None:
        self.base.close()
        shutil.rmtree(self.folder)

    @rule(name=NAMES, text=TEXTS)
    def put(self, name: str, text: str) -> None:
        result = self.base.put(self._report(name, text), self.file)
        assert result.status == self._expected(name, text)

    @rule(arriving=st.lists(st.tuples(NAMES, TEXTS), max_size=5))
    def put_all(self, arriving: list[tuple[str, str]]) -> None:
        results = self.base.put_all([Arrival(self._report(*each), self.file) for each in arriving])
        assert [result.status for result in results] == [self._expected(*each) for each in arriving]

    def _report(self, name: str, text: str) -> PreparedDocument:
        return report(name, text, commune=READ_COMMUNE, awards=(award(),))

    def _expected(self, name: str, text: str) -> str:
        """What becomes of a document that is put; the model is told."""
        owner = next((n for n, held in self.texts.items() if held == text), None)
        if owner == name:
            return "unchanged"
        outcome = "duplicate" if owner else "replaced" if name in self.texts else "added"
        self._let_go(name)
        if owner:
            self.copies[name] = owner
        else:
            self.texts[name] = text
        return outcome

    def _let_go(self, name: str) -> None:
        """The name stands for something else now: its content goes on under a copy's name, or goes."""
        self.copies.pop(name, None)
        text = self.texts.pop(name, None)
        heirs = sorted(copy for copy, owner in self.copies.items() if owner == name)
        if text is not None and heirs:
            del self.copies[heirs[0]]
            self.texts[heirs[0]] = text
            for other in heirs[1:]:
                self.copies[other] = heirs[0]

    def _id(self, name: str) -> str:
        return next(d.document_id for d in self.base.documents() if d.name == name)

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.texts)))
        self.base.delete(self._id(name))
        del self.texts[name]
        self.communes.pop(name, None)
        self.copies = {copy: owner for copy, owner in self.copies.items() if owner != name}

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), commune=COMMUNES)
    def correct(self, data: st.DataObject, commune: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.texts)))
        self.base.correct_identity(self._id(name), "commune", commune)
        self.communes[name] = commune

    @rule()
    def reopen(self) -> None:
        self.base.close()
        self.open()

    @rule()
    def rebuild(self) -> None:
        self.base.rebuild_vectors()

    @invariant()
    def documents_are_those_of_the_model(self) -> None:
        documents = self.base.documents()
        assert {d.name: self.base.original_text(d.document_id) for d in documents} == self.texts
        assert {copy: d.name for d in documents for copy in d.other_names} == self.copies
        for document in documents:
            commune = self.communes.get(document.name, READ_COMMUNE)
            assert document.identity.value("commune") == commune
            assert document in self.base.documents(Filters(communes=(commune,)))
            assert all(commune in passage.header for passage in self.base.passages(document.document_id))
        assert len(self.base.awards()) == len(documents)

    @invariant()
    def all_stores_agree(self) -> None:
        found = contents(self.folder / "store")
        assert found.agree
        assert found.unused_embeddings == 0
        assert len(found.ledger) == sum(len(text.split("\n")) for text in self.texts.values() if text.strip())
        assert len(found.originals) == len(self.texts)

    @invariant()
    def search_finds_every_passage_that_fits(self) -> None:
        fitting = {name for name, text in self.texts.items() if "nghèo" in text}
        found = self.base.search("giảm hộ nghèo", k=20)
        assert {p.document.name for p in found if "nghèo" in p.text} == fitting
        assert {p.document.name for p in self.base.search("giam ngheo", k=20) if p.lexical} == fitting


Store.TestCase.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestAnySequence = Store.TestCase
