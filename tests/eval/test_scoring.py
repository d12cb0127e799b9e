from typing import Any, ClassVar

import pytest

from eval.questions import Question, parse_question
from eval.scoring import Score, score

TEXT = "Xã có 35 hộ nghèo,\nchiếm 1,21% tổng số hộ. Được tặng 01 Bằng khen."
TEXTS = {"a.txt": TEXT}


def question(gold: dict[str, Any], kind: str = "single_fact", **more: Any) -> Question:
    return parse_question({"id": "q", "question": "Bao nhiêu?", "type": kind, "gold": gold, **more})


def scored(gold: dict[str, Any], answer: dict[str, Any], **more: Any) -> Score:
    return score(question(gold, **more), {"answer": "", **answer}, TEXTS, 5.0)


def citation(words: str, **changes: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    place = {"document": "a.txt", "char_start": start, "char_end": start + len(words), "quote": words}
    return {**place, **changes}


class TestValue:
    gold: ClassVar[dict[str, Any]] = {"value": "31,250", "unit": "tỷ đồng", "aliases": ["31 tỷ 250 triệu"]}

    @pytest.mark.parametrize("number", ["31,250", "31,25", "31 tỷ 250 triệu"])
    def test_the_value_field_decides(self, number: str) -> None:
        assert scored(self.gold, {"value": {"number": number, "unit": ""}}).right

    def test_a_wrong_value_field_is_not_saved_by_the_text(self) -> None:
        answer = {"value": {"number": "31.250", "unit": ""}, "answer": "Thu 31,250 tỷ đồng."}
        assert scored(self.gold, answer).points == 0

    def test_without_a_value_the_first_two_sentences_are_read(self) -> None:
        assert scored(self.gold, {"value": None, "answer": "Có nêu. Thu 31,25 tỷ đồng. Hết."}).right
        assert not scored(self.gold, {"value": None, "answer": "Có nêu. Rõ ràng. Thu 31,25 tỷ đồng."}).right

    def test_a_citation_mark_is_not_the_number(self) -> None:
        assert not scored({"value": "1", "unit": ""}, {"answer": "Không rõ bao nhiêu [1]."}).right

    def test_abstaining_is_wrong_unless_allowed(self) -> None:
        answer = {"abstained": True, "answer": "Không tìm thấy. Gần nhất: 31,250 tỷ đồng."}
        assert scored(self.gold, answer).points == 0
        assert scored({**self.gold, "abstain_ok": True}, answer).right

    def test_an_error_is_wrong(self) -> None:
        assert scored(self.gold, {"error": "31,250"}).points == 0


class TestSeveralValues:
    gold: ClassVar[dict[str, Any]] = {
        "values": [{"name": "A", "value": "01", "unit": ""}, {"name": "B", "value": "2,5", "unit": "%"}]
    }

    def test_each_counts_its_share(self) -> None:
        assert scored(self.gold, {"answer": "A có 1 hộ, B đạt 2,5%."}, kind="compare").points == 1
        assert scored(self.gold, {"answer": "A có 1 hộ, B đạt 25%."}, kind="compare").points == 0.5
        assert scored(self.gold, {"answer": "Chưa rõ."}, kind="compare").points == 0


class TestList:
    gold: ClassVar[dict[str, Any]] = {
        "items": [{"name": "Sơn Đông", "aliases": ["Đông Sơn"]}, {"name": "Tân Lập"}],
        "also_acceptable": [{"name": "Phú Lộc"}],
    }

    def points(self, *units: str, text: str = "") -> Score:
        rows = [{"unit": unit, "recipient": ""} for unit in units]
        return scored(self.gold, {"rows": rows, "answer": text}, kind="aggregate_list")

    def test_all_items_and_no_more(self) -> None:
        assert self.points("xã Sơn Đông", "thị trấn Tân Lập").points == 1
        assert self.points("dong son", text="và xã TÂN LẬP [2]").points == 1

    def test_what_is_also_acceptable_costs_nothing(self) -> None:
        assert self.points("xã Sơn Đông", "xã Tân Lập", "xã Phú Lộc").points == 1

    def test_another_row_costs_precision_once(self) -> None:
        listed = self.points("xã Sơn Đông", "xã Tân Lập", "xã Hòa Bình", "Xã Hoà Bình ").listed
        assert listed is not None
        assert listed.wrong_rows == ("Xã Hoà Bình ",)
        assert listed.precision == pytest.approx(2 / 3)
        assert listed.recall == 1

    def test_another_unit_in_the_text_alone_costs_nothing(self) -> None:
        score = self.points("xã Sơn Đông", "xã Tân Lập", text="Chưa có báo cáo: xã Hòa Bình.")
        assert score.points == 1

    def test_a_missing_item_costs_recall(self) -> None:
        score = self.points("xã Sơn Đông")
        assert score.listed is not None
        assert (score.listed.precision, score.listed.recall) == (1, 0.5)
        assert score.points == pytest.approx(2 / 3)

    def test_nothing_given(self) -> None:
        assert self.points().points == 0

    def test_an_empty_list_is_right_when_no_row_is_given(self) -> None:
        gold: dict[str, Any] = {"items": []}
        assert scored(gold, {"rows": []}, kind="aggregate_list").points == 1
        assert scored(gold, {"rows": [{"unit": "xã Tân Lập"}]}, kind="aggregate_list").points == 0

    def test_a_name_in_the_text_alone_is_told_apart(self) -> None:
        listed = self.points("xã Sơn Đông", text="Đã xem báo cáo của xã Tân Lập.").listed
        assert listed is not None
        assert listed.f1 == 1
        assert listed.rows_f1 == pytest.approx(2 / 3)

    def test_a_name_in_another_row_field_counts(self) -> None:
        rows = [{"unit": "huyện Kim Bôi", "recipient": "xã Sơn Đông và xã Tân Lập"}]
        assert scored(self.gold, {"rows": rows}, kind="aggregate_list").points == 1


class TestText:
    def test_every_string_or_one_of_its_alternatives(self) -> None:
        gold: ClassVar[dict[str, Any]] = {
            "text": "",
            "must_include": ["1,59", ["kiêm nhiệm", "bán chuyên trách"]],
        }
        assert scored(gold, {"answer": "Còn 1,59%; cán bộ Bán chuyên trách [1]."}).right
        assert not scored(gold, {"answer": "Còn 1,59%."}).right
        assert not scored(gold, {"answer": "Còn 11,59%, kiêm nhiệm."}).right

    def test_a_draft_must_leave_out_what_is_not_known(self) -> None:
        gold: ClassVar[dict[str, Any]] = {"must_include": ["…"], "must_not_include": ["99 hộ"]}
        assert scored(gold, {"answer": "Còn … hộ"}, kind="draft").points in (0.0, 1.0)
        assert not scored({"must_include": [], "must_not_include": ["99 hộ"]}, {"answer": "có 99 hộ"}).right
        assert scored({"must_include": [], "must_not_include": ["99 hộ"]}, {"answer": "có 9 hộ"}).right


class TestAbstention:
    def test_only_the_flag_counts(self) -> None:
        assert scored({"abstain": True}, {"abstained": True}, kind="unanswerable").right
        said = {"abstained": False, "answer": "Không tìm thấy trong tài liệu."}
        assert not scored({"abstain": True}, said, kind="unanswerable").right


class TestCitations:
    def cited(self, answer: str, *citations: dict[str, Any], evidence: str = "chiếm 1,21%") -> Score:
        return scored(
            {"value": "35", "unit": ""},
            {"answer": answer, "citations": list(citations), "coverage": {"documents_considered": 4}},
            evidence=[{"doc": "a.txt", "quote": evidence}],
        )

    def test_a_citation_is_valid_when_its_quote_is_the_text_there(self) -> None:
        good = citation("35 hộ nghèo")
        cited = self.cited(
            "35", good, citation("35 hộ nghèo", quote="36 hộ nghèo"), {**good, "document": "b"}
        )
        assert (cited.cited.valid, cited.cited.citations) == (1, 3)

    @pytest.mark.parametrize(("start", "end"), [(0, 0), (-5, 3), (None, 3), (3, 1)])
    def test_an_impossible_place_is_invalid(self, start: int | None, end: int) -> None:
        broken = {"document": "a.txt", "char_start": start, "char_end": end, "quote": ""}
        assert scored({"value": "1", "unit": ""}, {"citations": [broken]}).cited.valid == 0

    def test_evidence_is_met_by_one_shared_character_of_the_same_document(self) -> None:
        assert self.cited("35", citation("nghèo,\nchiếm"), evidence="hộ nghèo, chiếm").cited.overlapped == 1
        assert self.cited("35", citation("tổng số hộ")).cited.overlapped == 0
        assert self.cited("35", {**citation("chiếm 1,21%"), "document": "b"}).cited.overlapped == 0

    def test_numbers_need_a_cited_span(self) -> None:
        assert self.cited("Có 35 hộ [1].", citation("35 hộ nghèo")).cited.unsupported == ()
        assert self.cited("Có 35 hộ, 7 thôn [1].", citation("35 hộ nghèo")).cited.unsupported == ("7",)

    def test_the_count_of_documents_needs_none(self) -> None:
        assert self.cited("Đã xem 4 báo cáo.").cited.unsupported == ()
