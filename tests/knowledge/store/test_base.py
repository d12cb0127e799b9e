"""What the knowledge base promises for each operation."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from foundation.document import Span
from foundation.errors import NotFound, StoreError
from foundation.records import LinePlace, PagePlace, RegulationReference
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters
from tests.knowledge.factories import award, indicator, report
from tests.knowledge.hashed_embedding import HashedEmbedding
from tests.knowledge.store.contents import contents

OTHER = "Ban chỉ đạo họp mỗi quý một lần.\nCác hội đoàn thể phát động thi đua ba đợt."


def test_put_says_what_it_did(base: KnowledgeBase) -> None:
    assert base.put(report()).status == "added"
    assert base.put(report()).status == "unchanged"
    assert base.put(report(), reader_version="2").status == "replaced"
    assert base.put(report(text=OTHER)).status == "replaced"
    assert [document.name for document in base.documents()] == ["bao-cao.txt"]
    assert base.original_text(base.documents()[0].document_id) == OTHER


def test_a_duplicate_names_the_first_and_is_stored_once(base: KnowledgeBase, settings: Settings) -> None:
    first = base.put(report("xa-a/bao-cao.docx"))
    second = base.put(report("xa-b/bao-cao.docx"))
    assert (second.status, second.name, second.document_id) == ("duplicate", first.name, first.document_id)
    (document,) = base.documents()
    assert document.other_names == ("xa-b/bao-cao.docx",)
    assert contents(settings.store_dir).rows["documents"] == 1


def test_files_of_one_name_in_two_folders_do_not_collide(base: KnowledgeBase) -> None:
    base.put(report("xa-a/bao-cao.docx"))
    base.put(report("xa-b/bao-cao.docx", OTHER))
    assert len(base.documents()) == 2


def test_content_survives_under_its_other_name(base: KnowledgeBase) -> None:
    base.put(report("a.txt"))
    base.put(report("b.txt"))
    base.put(report("a.txt", OTHER))
    texts = {document.name: base.original_text(document.document_id) for document in base.documents()}
    assert texts == {"a.txt": OTHER, "b.txt": report().text}


def test_a_file_that_becomes_a_copy_of_another_gives_way(base: KnowledgeBase, settings: Settings) -> None:
    base.put(report("a.txt"))
    base.put(report("b.txt", OTHER))
    assert base.put(report("b.txt")).status == "duplicate"
    assert [document.name for document in base.documents()] == ["a.txt"]
    assert contents(settings.store_dir).agree


def test_known_costs_no_preparation(base: KnowledgeBase) -> None:
    prepared = report()
    assert base.known(prepared.name, prepared.sha256) is None
    base.put(prepared, reader_version="7")
    known = base.known(prepared.name, prepared.sha256, "7")
    assert known is not None
    assert known.name == prepared.name
    assert base.known(prepared.name, prepared.sha256, "8") is None
    assert base.known(prepared.name, report(text=OTHER).sha256, "7") is None
    copy = base.known("copy.txt", prepared.sha256, "7")
    assert copy is not None
    assert copy.name == prepared.name
    assert base.add_name(copy.document_id, "copy.txt").status == "duplicate"
    base.mark_stale(known.document_id)
    assert base.known(prepared.name, prepared.sha256, "7") is None


def test_delete_leaves_nothing_in_any_store(base: KnowledgeBase, settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.txt"
    file.write_text(report().text, encoding="utf-8")
    records = {"awards": (award(),), "indicators": (indicator(),)}
    document_id = base.put(report(**records), file).document_id
    base.put(report("copy.txt"))
    base.correct_identity(document_id, "commune", "xã Bàu Năng")
    before = contents(settings.store_dir)
    assert before.agree
    assert before.originals
    base.delete(document_id)
    after = contents(settings.store_dir)
    assert after.agree
    assert not after.originals
    assert after.unused_embeddings == 0
    assert set(after.rows.values()) == {0}
    assert base.search("hộ nghèo") == []
    assert base.awards() == base.indicators() == []
    with pytest.raises(NotFound):
        base.document(document_id)
    assert base.put(report()).status == "added"
    assert base.documents()[0].identity.value("commune") == "xã Suối Đá"


def test_the_original_file_is_kept_under_a_name_of_its_own(base: KnowledgeBase, tmp_path: Path) -> None:
    file = tmp_path / "Báo cáo ..năm.PDF"
    file.write_bytes(b"%PDF-1.7 bytes")
    document_id = base.put(report(), file).document_id
    kept = base.original_file(document_id)
    assert kept is not None
    assert kept.read_bytes() == file.read_bytes()
    assert kept.name == report().sha256 + ".pdf"
    assert base.document(document_id).source == str(file)
    base.put(report(text=OTHER))
    assert not kept.exists()
    assert base.original_file(document_id) is None


def test_identical_text_is_embedded_once(base: KnowledgeBase, model: HashedEmbedding) -> None:
    base.put(report("a.txt", "Giữ vững an ninh trật tự.\nGiữ vững an ninh trật tự."))
    base.put(report("b.txt", "Giữ vững an ninh trật tự.\nĐường làng sạch đẹp."))
    assert len(model.embedded) == len(set(model.embedded)) == 2
    base.delete(base.documents()[0].document_id)
    base.put(report("c.txt", "Giữ vững an ninh trật tự."))
    assert len(model.embedded) == 2


def test_identical_sentences_of_two_communes_stay_two_pieces_of_evidence(base: KnowledgeBase) -> None:
    sentence = "Giữ vững an ninh trật tự."
    base.put(report("a.txt", sentence + "\n", commune="xã Suối Đá"))
    base.put(report("b.txt", sentence, commune="xã Bàu Năng"))
    found = base.search("an ninh trật tự")
    assert {passage.document.commune for passage in found} == {"xã Suối Đá", "xã Bàu Năng"}


def test_another_embedding_model_is_refused_with_what_to_do(
    base: KnowledgeBase, settings: Settings, model: HashedEmbedding
) -> None:
    base.put(report())
    other = HashedEmbedding(model_name="other")
    with pytest.raises(StoreError) as refused:
        KnowledgeBase.open(settings, other)
    assert "hashed" in refused.value.message
    assert "EMBEDDING_MODEL" in refused.value.message
    base.delete(base.documents()[0].document_id)
    with KnowledgeBase.open(settings, other) as empty_store:
        assert empty_store.put(report()).status == "added"


def test_a_correction_outlives_the_document_it_was_made_on(
    base: KnowledgeBase, open_store: Callable[[], KnowledgeBase]
) -> None:
    document_id = base.put(report()).document_id
    base.correct_identity(document_id, "commune", "xã Bàu Năng")
    base.correct_identity(document_id, "period", "2022")
    base.put(report(text=OTHER))
    base.close()
    base = open_store()
    (document,) = base.documents(Filters(communes=("bau nang",), periods=("2022",)))
    assert document.document_id == document_id
    field = document.identity.commune
    assert field is not None
    assert (field.value, field.origin) == ("xã Bàu Năng", "corrected")
    assert base.documents(Filters(communes=("Suối Đá",))) == []
    (found, _) = base.search("bàu năng", k=2)
    assert "xã Bàu Năng" in found.header
    assert "Suối Đá" not in found.header
    assert found.lexical == 1.0


def test_a_field_that_does_not_exist_cannot_be_corrected(base: KnowledgeBase) -> None:
    document_id = base.put(report()).document_id
    with pytest.raises(ValueError, match="comune"):
        base.correct_identity(document_id, "comune", "xã Bàu Năng")


def test_records_come_back_as_they_went_in(base: KnowledgeBase) -> None:
    reference = RegulationReference("06/2022/QH15", "luật", "Quốc hội", None, Span(2, 9))
    given = report(awards=(award(same_as=4),), indicators=(indicator(),), references=(reference,))
    document_id = base.put(given).document_id
    (stored_award,), (stored_indicator,) = base.awards(), base.indicators()
    assert stored_award.record == given.awards[0]
    assert stored_indicator.record == given.indicators[0]
    assert [each.record for each in base.references()] == [reference]
    assert stored_award.document == base.document(document_id).summary
    document = base.document(document_id)
    assert document.identity == given.identity
    assert (document.passages, document.awards, document.indicators, document.references) == (2, 1, 1, 1)
    assert [(p.text, p.span) for p in base.passages(document_id)] == [
        (p.text, p.span) for p in given.passages
    ]


def test_records_are_filtered_by_their_own_unit_and_period(base: KnowledgeBase) -> None:
    base.put(
        report(
            "huyen.txt",
            commune="",
            indicators=(indicator("xã Suối Đá"), indicator("xã Bàu Năng", period="2022")),
            awards=(award("xã Suối Đá", period=None), award("xã Bàu Năng", award="Bằng khen")),
        )
    )
    base.put(report("xa.txt", OTHER, commune="xã Bàu Năng", indicators=(indicator("xã Bàu Năng"),)))

    def units(**filters: tuple[str, ...]) -> list[str]:
        return [each.record.unit for each in base.indicators(Filters(**filters))]

    assert units(communes=("SUOI DA",)) == ["xã Suối Đá"]
    assert units(communes=("xã Bàu Năng",)) == ["xã Bàu Năng"] * 2
    assert units(periods=("2022",)) == ["xã Bàu Năng"]
    assert units(districts=("Dương Minh",), provinces=("tỉnh Tây Ninh",)) == [
        "xã Suối Đá", "xã Bàu Năng", "xã Bàu Năng",
    ]  # fmt: skip
    assert len(base.awards(Filters(periods=("2023",)))) == 2
    assert [each.record.award for each in base.awards(awards=("bang khen",))] == ["Bằng khen"]
    assert len(base.indicators(indicators=("Tỷ lệ hộ nghèo",))) == 3


def test_a_citation_quotes_the_stored_text(base: KnowledgeBase) -> None:
    text = "Dòng một.\nDòng hai\nnối tiếp.\nDòng bốn."
    pages = (PagePlace(1, Span(0, 10)), PagePlace(2, Span(10, len(text)), 595, 842, ocr=True))
    lines = (LinePlace(2, Span(10, 18), (70, 90, 200, 102)), LinePlace(2, Span(19, 28), (70, 104, 180, 116)))
    document_id = base.put(report(text=text, pages=pages, lines=lines)).document_id
    citation = base.cite(document_id, Span(10, 28), 3)
    assert citation.quote == text[10:28] == "Dòng hai\nnối tiếp."
    assert (citation.line_start, citation.line_end, citation.page, citation.ocr) == (2, 3, 2, True)
    assert citation.title == "Báo cáo của xã Suối Đá"
    assert base.highlights(document_id, Span(12, 14)) == [(2, (70, 90, 200, 102))]
    assert len(base.highlights(document_id, Span(10, 28))) == 2
    with pytest.raises(ValueError, match="span"):
        base.cite(document_id, Span(0, len(text) + 1), 1)


def test_a_citation_cuts_no_mark_from_its_last_letter(base: KnowledgeBase) -> None:
    text = unicodedata.normalize("NFD", "Xã đã thoát nghèo cả.")
    document_id = base.put(report(text=text)).document_id
    last = text.index("ca")  # "cả" ends in a mark of its own
    citation = base.cite(document_id, Span(0, last + 2), 1)
    assert unicodedata.normalize("NFC", citation.quote) == "Xã đã thoát nghèo cả"
    assert citation.quote == text[citation.char_start : citation.char_end]


def test_lost_vectors_are_rebuilt_without_embedding_again(
    base: KnowledgeBase,
    open_store: Callable[[], KnowledgeBase],
    settings: Settings,
    model: HashedEmbedding,
) -> None:
    base.put(report())
    base.close()
    for path in sorted((settings.store_dir / "chroma").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    embedded = len(model.embedded)
    open_store()
    assert contents(settings.store_dir).agree
    assert len(model.embedded) == embedded


def test_the_revision_grows_with_every_visible_change(base: KnowledgeBase) -> None:
    seen = [base.revision]
    document_id = base.put(report()).document_id
    seen.append(base.revision)
    base.put(report())
    assert base.revision == seen[-1]
    base.correct_identity(document_id, "signer", "Trần Thị Bốn")
    seen.append(base.revision)
    base.delete(document_id)
    seen.append(base.revision)
    assert seen == sorted(set(seen))
