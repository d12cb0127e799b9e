"""Edits survive a new draft, and their marks keep pointing at the same words."""

from __future__ import annotations

from knowledge.base import KnowledgeBase
from knowledge.draft import Draft, DraftOptions, DraftRequest, draft
from knowledge.draft.editing import edits_of, with_edits
from knowledge.draft.quoting import phrases

REQUEST = DraftRequest("xã An Lộ", "2023", ("ket-qua", "khen-thuong"))


def _paragraph(made: Draft, paragraph_id: str) -> str:
    return next(p.text for p in made.paragraphs if p.paragraph_id == paragraph_id)


def test_an_untouched_draft_has_no_edits(small_store: KnowledgeBase) -> None:
    made = draft(REQUEST, small_store)
    texts = {p.paragraph_id: p.text.replace(" [", "  [") for p in made.paragraphs}
    assert edits_of(made, texts) == ()


def test_an_edit_is_kept_and_its_sources_renumbered(small_store: KnowledgeBase) -> None:
    made = draft(REQUEST, small_store)
    own = _paragraph(made, "ket-qua/van-hoa")
    edits = edits_of(made, {"ket-qua/van-hoa": "Câu của tôi. " + own, "khong-co": "x"})
    assert [edit.paragraph_id for edit in edits] == ["ket-qua/van-hoa"]
    options = DraftOptions(without=frozenset({"kinh-te", "giam-ngheo"}))
    again = with_edits(
        draft(DraftRequest(REQUEST.unit, "2023", REQUEST.sections, options=options), small_store), edits
    )
    kept = _paragraph(again, "ket-qua/van-hoa")
    assert kept.startswith("Câu của tôi.")
    by_number = {citation.n: citation for citation in again.citations}
    first = {citation.n: citation for citation in made.citations}
    import re

    old = [first[int(n)].quote for n in re.findall(r"\[(\d+)\]", own)]
    new = [by_number[int(n)].quote for n in re.findall(r"\[(\d+)\]", kept)]
    assert old == new
    assert len({citation.n for citation in again.citations}) == len(again.citations)


def test_a_mark_that_points_at_nothing_stays_text(small_store: KnowledgeBase) -> None:
    made = draft(REQUEST, small_store)
    edits = edits_of(made, {"ket-qua/van-hoa": "Xem [999]."})
    assert _paragraph(with_edits(made, edits), "ket-qua/van-hoa") == "Xem [999]."
    assert len(with_edits(made, edits).citations) == len(made.citations)


def test_an_emptied_paragraph_is_gone(small_store: KnowledgeBase) -> None:
    made = draft(REQUEST, small_store)
    shown = with_edits(made, edits_of(made, {"ket-qua/van-hoa": " "}))
    assert "ket-qua/van-hoa" not in {p.paragraph_id for p in shown.paragraphs}


def test_phrases_come_with_their_source(small_store: KnowledgeBase) -> None:
    found = phrases("phát hiện, bồi dưỡng nhân tố mới", small_store, k=3)
    assert "nhân tố mới" in found[0].text
    citation = found[0].citation
    text = small_store.original_text(citation.document_id)
    assert text[citation.char_start : citation.char_end] == citation.quote
    assert "nhân tố mới" in " ".join(citation.quote.split())
