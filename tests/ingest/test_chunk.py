"""Chunking: passages of one section, whole sentences and rows, everything covered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.document import Span, StructuredDocument, Table
from foundation.records import DocumentIdentity, IdentityField, Passage
from ingest.chunk import LONGEST, MOST, chunk, estimate_tokens, render_row
from ingest.structure import structure
from tests.ingest.sources import SEEDS, of_table, of_text

IDENTITY = DocumentIdentity(
    commune=IdentityField("xã Mường Chùm", 0.9),
    district=IdentityField("huyện Mường La", 0.9),
    province=IdentityField("Sơn La", 0.8),
    period=IdentityField("2023-H1", 0.9),
)
SENTENCE = "Hội Liên hiệp Phụ nữ xã đã vận động hội viên hưởng ứng đợt {} của phong trào. "


def passages(text: str) -> tuple[Passage, ...]:
    return chunk(structure(of_text(text)), IDENTITY)


def body(first: int, count: int) -> str:
    return "".join(SENTENCE.format(n) for n in range(first, first + count)).strip()


def test_header_names_unit_period_and_headings() -> None:
    text = f"I. KẾT QUẢ\n1. Công tác chỉ đạo\n{body(1, 12)}\n2. Khen thưởng\n{body(20, 12)}\n"
    first, second = passages(text)
    assert first.header == (
        "xã Mường Chùm, huyện Mường La, Sơn La, 6 tháng đầu năm 2023\nI. KẾT QUẢ > 1. Công tác chỉ đạo"
    )
    assert first.path == ("I. KẾT QUẢ", "1. Công tác chỉ đạo")
    assert second.path == ("I. KẾT QUẢ", "2. Khen thưởng")
    assert first.text.startswith("I. KẾT QUẢ\n1. Công tác chỉ đạo\nHội Liên hiệp")
    assert [passage.ordinal for passage in (first, second)] == [0, 1]


def test_tiny_sections_of_one_parent_share_a_passage() -> None:
    (passage,) = passages(
        "I. ƯU ĐIỂM\n1. Về kinh tế\nTăng 5%.\n2. Về xã hội\nỔn định.\n3. Về an ninh\nGiữ vững.\n"
    )
    assert passage.path == ("I. ƯU ĐIỂM",)
    assert passage.text.count("\n") == 6


def test_letterhead_and_report_stay_apart() -> None:
    closing = "Trên đây là báo cáo.\nNơi nhận:\n- Lưu."
    text = f"UBND XÃ TAM THÁI\nBÁO CÁO\nTổng kết thi đua\nI. KẾT QUẢ\n{body(1, 4)}\n{closing}\n"
    assert [passage.text.split("\n")[0] for passage in passages(text)] == [
        "UBND XÃ TAM THÁI", "I. KẾT QUẢ", "Trên đây là báo cáo.",
    ]  # fmt: skip


def test_a_long_section_is_cut_between_sentences_into_like_parts() -> None:
    parts = passages(f"I. KẾT QUẢ\n{body(1, 24)}\n")
    sizes = [estimate_tokens(part.text) for part in parts]
    assert len(parts) >= 2
    assert max(sizes) <= MOST
    assert min(sizes) > 0.6 * max(sizes)
    assert all(part.text.endswith(".") for part in parts)


def test_an_endless_sentence_is_cut_at_a_clause() -> None:
    parts = passages(
        "1. Kết quả\n" + ", ".join(f"thôn {n} đã hoàn thành chỉ tiêu được giao" for n in range(90)) + "."
    )
    assert len(parts) > 1
    assert all(estimate_tokens(part.text) <= LONGEST for part in parts)
    assert all(part.text.endswith((",", ".")) for part in parts)


def test_table_rows_are_readable_and_whole() -> None:
    source = of_table(
        [
            ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch"],
            *[[str(n), f"Chỉ tiêu số {n}", "%", f"{n},5"] for n in range(1, 60)],
        ],
        before="Bảng 1. Các chỉ tiêu",
    )
    document = structure(source)
    result = chunk(document, IDENTITY)
    assert len(result) > 2
    lines = [line for passage in result for line in passage.text.split("\n")]
    assert "7 Chỉ tiêu số 7 — ĐVT: %; Kế hoạch: 7,5" in lines
    assert sum(line.startswith("Bảng 1") for line in lines) >= 1
    for passage in result:
        last = passage.text.split("\n")[-1].split(" ")[0]
        assert source.text[passage.span.start : passage.span.end].rstrip().endswith(f"{last},5")


def test_a_row_without_a_name_shows_every_column() -> None:
    (table,) = structure(of_table([["Bằng khen tỉnh", "Giấy khen"], ["01 tập thể", "12 cá nhân"]])).tables
    assert render_row(table, table.rows[0]) == "Bằng khen tỉnh: 01 tập thể; Giấy khen: 12 cá nhân"


def covered(passage: Passage, span: Span) -> bool:
    return passage.span.start <= span.start and span.end <= passage.span.end


def everything_is_covered(document: StructuredDocument, result: tuple[Passage, ...]) -> bool:
    letters = "".join(c for passage in result for c in passage.text if c.isalnum())
    for element in document.elements:
        texts = (
            [cell.text for row in element.rows for cell in row.cells]
            if isinstance(element, Table)
            else [element.content.text]
        )
        if not all("".join(c for c in text if c.isalnum()) in letters for text in texts):
            return False
    return True


LINES = st.lists(
    st.builds(
        "{}{}".format,
        st.sampled_from(["", "I. ", "II. ", "1. ", "2. ", "a) ", "- ", "Phần một ", "| a | "]),
        st.text(st.sampled_from(list("aăbcd e, ghi. k; Đ1 2|")), max_size=400),
    ),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_passages_cover_all_and_keep_to_the_limit(lines: list[str]) -> None:
    source = of_text("\n".join(lines))
    document = structure(source)
    result = chunk(document, DocumentIdentity())
    assert everything_is_covered(document, result)
    for passage in result:
        assert 0 <= passage.span.start < passage.span.end <= len(source.text)
        assert passage.text.strip()


@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.exists(), reason="the real reports are not beside the project")
@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_passages_of_the_real_reports(seed: str) -> None:
    path = next(SEEDS.glob(f"{seed}_*.txt"))
    document = structure(of_text(path.read_text("utf-8"), path.name))
    result = chunk(document, IDENTITY)
    sizes = sorted(estimate_tokens(passage.text) for passage in result)
    assert everything_is_covered(document, result)
    assert sizes[-1] <= LONGEST
    assert 130 <= sizes[len(sizes) // 2] <= MOST
