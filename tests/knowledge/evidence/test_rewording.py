"""What other words for a sentence may not do, fault by fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.evidence.rewording import unfaithful, unsupported

POVERTY = "Tỷ lệ hộ nghèo – xã Đồng Xoan: 2,43% [1], giảm 0,85 điểm % so với năm 2022 [2]."
TWO = "Hộ nghèo 42 hộ [1], hộ cận nghèo 55 hộ [2]."
PROPOSED = "UBND xã Bản Lầu đề nghị tặng Bằng khen cho 03 tập thể [1]."
DENIED = "Xã Bản Lầu chưa có tập thể được tặng Bằng khen [1]."
TWO_UNITS = "Xã Nậm Pha được khen nhiều hơn xã Kim Thạch [1]."
LAW = "Nghị định số 98/2023/NĐ-CP hết hiệu lực, thay bằng Nghị định số 152/2025/NĐ-CP [1]."

FAULTS = [
    (POVERTY, POVERTY.replace("2,43", "2,34"), "figures"),
    (POVERTY, POVERTY.replace("giảm", "tăng"), "directions"),
    (POVERTY, POVERTY.replace(" [2]", ""), "marks"),
    (POVERTY, POVERTY.replace("[1]", "[3]"), "marks"),
    (POVERTY, POVERTY.replace("Đồng Xoan", "Kim Thạch"), "names"),
    (POVERTY, POVERTY.replace(".", ", theo Quyết định số 12/QĐ-UBND."), "figures"),
    (POVERTY, POVERTY.replace("[2].", "[2], nhờ chăn nuôi trâu bò sinh sản."), "order"),
    (POVERTY, POVERTY.replace("2,43%", "2,43 hộ"), "figures"),
    (POVERTY, POVERTY + " <img src=x>", "markup"),
    (POVERTY, POVERTY + " https://x.vn", "markup"),
    (POVERTY, "", "empty"),
    (POVERTY, POVERTY * 3, "empty"),
    (TWO, "Hộ cận nghèo 42 hộ [1], hộ nghèo 55 hộ [2].", "order"),
    (TWO, "Hộ nghèo 55 hộ [1], hộ cận nghèo 42 hộ [2].", "figures"),
    (TWO, "Hộ nghèo 42 hộ [1], hộ cận nghèo năm mươi lăm hộ [2].", "figures"),
    (PROPOSED, PROPOSED.replace("đề nghị tặng", "được tặng"), "awards"),
    (PROPOSED, PROPOSED.replace("đề nghị tặng", "tặng"), "awards"),
    (PROPOSED, PROPOSED.replace("Bằng khen", "Giấy khen"), "awards"),
    (PROPOSED, PROPOSED.replace("đề nghị", "đề nghị Thủ tướng Chính phủ"), "awards"),
    (PROPOSED, PROPOSED.replace("tập thể", "cá nhân"), "figures"),
    (DENIED, DENIED.replace("chưa có", "có"), "awards"),
    (DENIED, DENIED.replace("chưa có", "đã có"), "awards"),
    ("Xã Bản Lầu không còn nhà tạm [1].", "Xã Bản Lầu còn nhà tạm [1].", "directions"),
    ("Xã trừ thôn Đoài đã xong [1].", "Xã và thôn Đoài đã xong [1].", "negation"),
    (TWO_UNITS, "Xã Kim Thạch được khen nhiều hơn xã Nậm Pha [1].", "names"),
    (TWO_UNITS, "Xã Nậm Pha được khen ít hơn xã Kim Thạch [1].", "directions"),
    (LAW, LAW.replace("98/2023", "97/2023"), "figures"),
    (LAW, LAW.replace("Nghị định số 152", "Thông tư số 152"), "regulations"),
    (
        "Đảng ủy xã chỉ đạo sát sao [1].",
        "Đảng ủy xã chỉ đạo sát sao, nhân dân phấn khởi, tin tưởng [1].",
        "words",
    ),
    ("Báo cáo viết “còn 42 hộ” [1].", "Báo cáo viết “còn bốn hai hộ” [1].", "quote"),
]


@pytest.mark.parametrize(("original", "offered", "fault"), FAULTS)
def test_each_fault_is_named(original: str, offered: str, fault: str) -> None:
    assert unfaithful(original, offered), "passed"
    if fault not in ("figures", "awards"):
        assert unfaithful(original, offered) == fault


@pytest.mark.parametrize(
    ("original", "offered"),
    [
        (POVERTY, POVERTY),
        (POVERTY, "Tỷ lệ hộ nghèo của xã Đồng Xoan là 2,43% [1], giảm 0,85 điểm % so với năm 2022 [2]."),
        (TWO, "Cụ thể, hộ nghèo có 42 hộ [1] và hộ cận nghèo có 55 hộ [2]."),
        (PROPOSED, "Theo báo cáo, UBND xã Bản Lầu đề nghị tặng Bằng khen cho 03 tập thể [1]."),
        (DENIED, "Báo cáo cho thấy xã Bản Lầu chưa có tập thể được tặng Bằng khen [1]."),
        (LAW, "Nghị định số 98/2023/NĐ-CP đã hết hiệu lực, được thay bằng Nghị định số 152/2025/NĐ-CP [1]."),
    ],
)  # fmt: skip
def test_other_words_for_the_same_pass(original: str, offered: str) -> None:
    assert unfaithful(original, offered) == ""


QUOTE = "Thu ngân sách đạt 5,2 tỷ đồng; chi ngân sách 7,4 tỷ đồng, bằng 103% dự toán"


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Thu ngân sách đạt 5,2 tỷ đồng; chi ngân sách 7,4 tỷ đồng, bằng 103% dự toán [1].", True),
        ("Thu ngân sách là 7,4 tỷ đồng [1].", False),
        ("Thu ngân sách đạt 5,2 triệu đồng, chi 7,4 tỷ đồng bằng 103% dự toán [1].", False),
        ("Chi ngân sách 5,2 tỷ đồng [1].", False),
        ("Thu ngân sách đạt 5,2 tỷ đồng.", False),
        ("Thu ngân sách đạt 5,3 tỷ đồng [1].", False),
        ("Ông Bùi Văn Bịa cho biết thu ngân sách đạt 5,2 tỷ đồng [1].", False),
        ("Thu ngân sách đạt 5,2 tỷ đồng nhờ khai thác khoáng sản trái phép [1].", False),
    ],
)
def test_a_summary_keeps_to_its_quote(sentence: str, passes: bool) -> None:
    assert (unsupported(sentence, [QUOTE], "ngân sách năm 2023?") == "") is passes


def test_a_summary_may_not_lose_what_qualifies_the_quote() -> None:
    quote = "Hội phụ nữ xã đề nghị tặng Giấy khen cho chị em tiêu biểu, chưa có quyết định"
    assert unsupported("Hội phụ nữ xã tặng Giấy khen cho chị em tiêu biểu [1].", [quote], "")
    assert unsupported(f"{quote} [1].", [quote], "") == ""


# No deadline: the first call reads the lexicons.
@settings(deadline=None)
@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_no_other_figure_passes(told: int, said: int) -> None:
    original = f"Xã có {told} hộ dùng nước sạch [1]."
    assert bool(unfaithful(original, f"Xã có {said} hộ dùng nước sạch [1].")) is (told != said)
