"""What a question is understood to ask of the award records."""

from __future__ import annotations

import pytest

from knowledge.base import KnowledgeBase
from knowledge.query import Turn
from knowledge.understand import understand
from knowledge.understand.award_question import AwardQuery, award_question


def _query(question: str, base: KnowledgeBase, *before: str) -> AwardQuery | None:
    documents = base.documents()
    history = [Turn("user", text) for text in before]
    return award_question(understand(question, documents, history), documents, history)


@pytest.mark.parametrize(
    ("question", "award", "levels"),
    [
        ("Xã nào được Bằng khen tỉnh?", "bang_khen", ("tỉnh",)),
        ("xa nao duoc bang khen cap tinh", "bang_khen", ("tỉnh",)),
        ("Xã nào được Chủ tịch UBND tỉnh tặng Bằng khen?", "bang_khen", ("tỉnh",)),
        ("Xã nào được tỉnh tặng bằng khen?", "bang_khen", ("tỉnh",)),
        ("Xã nào có Giấy khen huyện?", "giay_khen", ("huyện",)),
        ("Xã nào được giấy khen của UBND huyện?", "giay_khen", ("huyện",)),
        ("Ai được Bằng khen Thủ tướng?", "bang_khen", ("Thủ tướng",)),
        ("Huyện Tân Lạng tặng bao nhiêu Giấy khen?", "giay_khen", ("huyện",)),
        ("Xã nào có LĐTT?", "ldtt", ()),
        ("xa nao co cstdcs", "cstd_co_so", ()),
        ("Giấy khen xã Diên Phú năm 2023", "giay_khen", ()),
        ("Xã nào được bằng khen?", "bang_khen", ()),
        ("Xã Diên Phú được Chủ tịch UBND huyện Tân Lạng tặng bao nhiêu giấy khen?", "giay_khen", ("huyện",)),
    ],
)
def test_award_and_giver(
    question: str, award: str, levels: tuple[str, ...], award_store: KnowledgeBase
) -> None:
    query = _query(question, award_store)
    assert query is not None
    assert query.award_ids == (award,)
    assert query.giver.levels == levels


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("Đơn vị nào được Sở Y tế tặng Giấy khen?", ("Sở Y tế",)),
        ("Ai được Tỉnh đoàn tặng bằng khen?", ("Tỉnh đoàn",)),
        ("Xã nào được Bộ Giáo dục và Đào tạo tặng Bằng khen?", ("Bộ Giáo dục và Đào tạo",)),
    ],
)
def test_bodies_are_givers_by_name(
    question: str, bodies: tuple[str, ...], award_store: KnowledgeBase
) -> None:
    query = _query(question, award_store)
    assert query is not None
    assert query.giver.bodies == bodies


def test_the_chairmans_district_is_no_place_that_is_honoured(award_store: KnowledgeBase) -> None:
    question = "Xã Diên Phú được Chủ tịch UBND huyện Tân Lạng tặng bao nhiêu giấy khen năm 2023?"
    query = _query(question, award_store)
    assert query is not None
    assert [place.name for place in query.places] == ["xã Diên Phú"]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Xã nào được đề nghị tặng Bằng khen tỉnh?", "proposed"),
        ("Xã Diên Phú trình tỉnh tặng bao nhiêu bằng khen?", "proposed"),
        ("Xã Diên Phú phấn đấu bao nhiêu bằng khen tỉnh?", "target"),
        ("Xã Diên Phú được bao nhiêu bằng khen tỉnh?", "awarded"),
    ],
)
def test_status(question: str, status: str, award_store: KnowledgeBase) -> None:
    query = _query(question, award_store)
    assert query is not None
    assert query.status == status


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Những xã, phường nào được giấy khen huyện?", "xã"),
        ("Thị trấn nào được giấy khen huyện?", "xã"),
        ("Huyện nào được Bằng khen Thủ tướng?", "huyện"),
        ("Đơn vị nào được Bằng khen Thủ tướng?", None),
    ],
)
def test_unit_level(question: str, level: str | None, award_store: KnowledgeBase) -> None:
    query = _query(question, award_store)
    assert query is not None
    assert query.every
    assert query.unit_level == level


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo của xã Diên Phú là bao nhiêu?",
        "Kinh phí khen thưởng của xã Diên Phú năm 2023",
        "Điều kiện tặng Bằng khen của Chủ tịch UBND tỉnh?",
        "Hạn chế trong công tác khen thưởng của xã Diên Phú?",
        "Bao nhiêu phần trăm cá nhân được tặng giấy khen là người lao động trực tiếp?",
        "Chủ tịch UBND huyện ban hành bao nhiêu quyết định khen thưởng?",
        "Hội đồng thi đua khen thưởng xã Sông Màu có bao nhiêu thành viên?",
        "Ai ký báo cáo khen thưởng của xã Sông Màu?",
        "Xin chào",
    ],
)
def test_other_questions_are_left_alone(question: str, award_store: KnowledgeBase) -> None:
    assert _query(question, award_store) is None


def test_a_follow_up_takes_over_what_it_does_not_say(award_store: KnowledgeBase) -> None:
    first = "Xã nào được Bằng khen tỉnh năm 2023?"
    query = _query("còn giấy khen huyện?", award_store, first)
    assert query is not None
    assert (query.award_ids, query.giver.levels, query.periods) == (("giay_khen",), ("huyện",), ("2023",))
    again = _query("thế năm 2022?", award_store, first, "còn giấy khen huyện?")
    assert again is not None
    assert (again.award_ids, again.periods) == (("giay_khen",), ("2022",))
    assert _query("Tỷ lệ hộ nghèo xã Diên Phú?", award_store, first) is None


@pytest.mark.parametrize(
    "question", ["Xã Diên Phú đề nghị những danh hiệu nào?", "Xã Diên Phú được khen thưởng gì?"]
)
def test_which_titles_takes_over_no_title(question: str, award_store: KnowledgeBase) -> None:
    before = "Xã Lũng Pia có bao nhiêu Chiến sĩ thi đua cơ sở?"
    asked = _query(question, award_store, before)
    assert asked is None or asked.award_ids == ()


@pytest.mark.parametrize(
    ("question", "aim"),
    [
        ("Tổng hợp bằng khen cấp tỉnh năm 2023", "list"),
        ("Tổng hợp số lượng giấy khen các xã năm 2023", "count"),
    ],
)
def test_summing_up_is_asked_of_the_records(question: str, aim: str, award_store: KnowledgeBase) -> None:
    query = _query(question, award_store)
    assert query is not None
    assert (query.aim, query.about) == (aim, ())
