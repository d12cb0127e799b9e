from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.rich_text.tokens import tokens

from .conftest import ReadFile, blocks_of, grid_of, table_of

HEAD = (
    r"{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0\fcharset163 Times New Roman;}{\f1\fcharset0 .VnTime;}"
    r"{\f2\fcharset0 VNI-Times{\*\falt Arial};}{\f3\fcharset0 .VnTimeH;}}"
    r"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}}{\info{\title an}}"
)


def rtf(body: str) -> bytes:
    return (HEAD + body + "}").encode("latin-1")


def escaped(text: str) -> str:
    """Unicode text as word processors write it, each letter with a question mark to fall back on."""
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)


def test_unicode_and_code_page_letters(read_file: ReadFile) -> None:
    body = r"\pard " + escaped("Ủy ban nhân dân") + r" xa\'de\par \'d0u\'ecng\par"
    assert read_file("a.rtf", rtf(body)).text == "Ủy ban nhân dân xã\nĐúng\n"


def test_legacy_fonts_by_run(read_file: ReadFile) -> None:
    body = r"\pard{\f1 B\'b8o c\'b8o n\'a8m}{\f0  2023 }{\f2 ña}{\f2\b ët}{\f3  h\'e9i \'ae\'e5ng}\par"
    assert read_file("a.rtf", rtf(body)).text == "Báo cáo năm 2023 đặt HỘI ĐỒNG\n"


def test_tcvn3_letter_on_the_soft_hyphen(read_file: ReadFile) -> None:
    assert read_file("a.rtf", rtf(r"\pard{\f1 th\-\'eang}\par")).text == "thường\n"


def test_headings_lists_and_bold(read_file: ReadFile) -> None:
    body = (
        r"\pard\s1 {\listtext\pard\plain\f0 I.\tab}\b K\'bft thuc\b0\par"
        r"\pard\s2 Hai\par\pard\outlinelevel2 Ba\par\pard{\pntext - \tab}muc\par\pard{\b dam}\par"
    )
    document = read_file("a.rtf", rtf(body.replace(r"K\'bft thuc", "Mo dau")))
    assert blocks_of(document) == [
        ("heading", "I. Mo dau"), ("heading", "Hai"), ("heading", "Ba"), ("list_item", "- muc"),
        ("paragraph", "dam"),
    ]  # fmt: skip
    assert [block.level for block in document.pages[0].blocks] == [1, 2, 3, None, None]
    assert document.pages[0].blocks[4].bold


def test_table_with_merged_cells(read_file: ReadFile) -> None:
    body = (
        r"\pard truoc\par"
        r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl TT\cell Nam\cell\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\pard\intbl\cell 2022\cell 2023\par so lieu\cell\row"
        r"\pard sau\par"
    )
    document = read_file("a.rtf", rtf(body))
    assert [kind for kind, _ in blocks_of(document)] == ["paragraph", "table", "paragraph"]
    assert grid_of(document, table_of(document)) == [
        (0, 0, 2, 1, "TT"), (0, 1, 1, 2, "Nam"), (1, 1, 1, 1, "2022"), (1, 2, 1, 1, "2023\nso lieu"),
    ]  # fmt: skip


def test_what_is_not_body_text_is_left_out(read_file: ReadFile) -> None:
    body = (
        r"{\header trang dau}\pard mot{\*\bkmkstart x}{\v an}{\deleted bo}"
        r"{\field{\*\fldinst PAGE}{\fldrslt 12}}{\pict\wmetafile8 0102}{\footnote chu thich} hai\par"
    )
    assert read_file("a.rtf", rtf(body)).text == "mot12 hai\nchu thich\n"


def test_text_boxes_are_kept(read_file: ReadFile) -> None:
    body = r"\pard mot\par{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard trong khung\par}}}\pard hai\par"
    assert [text for _, text in blocks_of(read_file("a.rtf", rtf(body)))] == ["mot", "trong khung", "hai"]


@pytest.mark.parametrize("damage", [r"{{{{", r"}}}} rest", r"\bin99999999 x", r"\u99999999 ?", "{" * 3000])
def test_damaged_streams_still_give_their_text(read_file: ReadFile, damage: str) -> None:
    assert "con chu" in read_file("a.rtf", rtf(r"\pard con chu\par " + damage)).text


@given(st.binary(max_size=200))
def test_any_bytes_have_tokens(data: bytes) -> None:
    assert sum(len(token.data) for token in tokens(data)) <= len(data)
