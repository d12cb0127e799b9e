from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.encodings import decode, detect_legacy, fitness, from_font, in_font, mended, to_unicode

from .conftest import ReadFile

# One sentence in the genre, and the same bytes as each old encoding stores it. TCVN3 has no
# capitals with tone marks, so the sentence has none.
SENTENCE = "Hội đồng xã đã tặng giấy khen cho 12 tập thể, đạt tỷ lệ 95,5% kế hoạch được giao."
TCVN3 = "Héi ®ång x· ®· tÆng giÊy khen cho 12 tËp thÓ, ®¹t tû lÖ 95,5% kÕ ho¹ch ®îc giao.".replace(
    "®îc", "®\xad\xeec"
)
VNI = "Hoäi ñoàng xaõ ñaõ taëng giaáy khen cho 12 taäp theå, ñaït tyû leä 95,5% keá hoaïch ñöôïc giao."
VISCII = {
    "ộ": 0xB5, "đ": 0xF0, "ồ": 0xB0, "ã": 0xE3, "ặ": 0xA3, "ấ": 0xA4, "ậ": 0xA7, "ể": 0xAC, "ạ": 0xD5,
    "ỷ": 0xD6, "ệ": 0xAE, "ế": 0xAA, "ư": 0xDF, "ợ": 0xFE,
}  # fmt: skip


def test_tcvn3_bytes_become_unicode() -> None:
    decoded = decode(TCVN3.encode("latin-1"))
    assert (decoded.text, decoded.converted) == (SENTENCE, True)
    assert "TCVN3" in decoded.encoding


def test_vni_bytes_become_unicode() -> None:
    decoded = decode(VNI.encode("latin-1"))
    assert (decoded.text, decoded.encoding) == (SENTENCE, "VNI")


def test_viscii_bytes_become_unicode() -> None:
    data = bytes(VISCII.get(letter, ord(letter) if ord(letter) < 256 else 0x3F) for letter in SENTENCE)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (SENTENCE, "VISCII")


def test_windows_1258_bytes_become_composed_unicode() -> None:
    data = b"".join(_in_windows_1258(letter) for letter in SENTENCE)
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (SENTENCE, "Windows-1258")


def _in_windows_1258(letter: str) -> bytes:
    """The code page has base letters with their hat, and tones as marks of their own."""
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in tone))
    return (base + tone).encode("cp1258")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_any_form_is_read(codec: str) -> None:
    decoded = decode(SENTENCE.encode(codec))
    assert (decoded.text, decoded.converted, decoded.damaged) == (SENTENCE, False, 0)


def test_a_broken_byte_does_not_garble_utf_8() -> None:
    data = SENTENCE.encode()
    decoded = decode(data[:40] + b"\xff" + data[40:])
    assert decoded.damaged == 1
    assert decoded.text.replace("\ufffd", "") == SENTENCE


def test_a_file_that_breaks_off_within_a_letter(read_file: ReadFile) -> None:
    document = read_file("a.txt", "Thị xã Đức Phổ".encode()[:-1])
    assert document.text.startswith("Thị xã Đức Ph")
    assert any("1 ký tự hỏng" in note for note in document.notes)


def test_decomposed_text_is_kept_as_it_is() -> None:
    decomposed = unicodedata.normalize("NFD", SENTENCE)
    assert decode(decomposed.encode()).text == decomposed


@pytest.mark.parametrize(
    "foreign",
    [
        "La señora Muñoz vivió aquí: él comió el jamón según la tradición y bebió después.",
        "L'été dernier, nous étions à la fête près du château où l'élève a reçu un prix.",
        "Größere Änderungen führten natürlich über die Straße zurück nach München.",
    ],
)
def test_other_languages_are_not_taken_for_vietnamese(foreign: str) -> None:
    assert decode(foreign.encode("cp1252")).text == foreign
    assert decode(foreign.encode()).text == foreign


@pytest.mark.parametrize("line", ["· Thi dua", "5 µ", "20 m² đất", "© 2023 ®", "Điểm: 9 ½", "là và có"])
def test_signs_are_no_evidence(line: str) -> None:
    assert decode(line.encode()).text == line


def test_old_lines_pasted_into_a_unicode_file_are_converted_alone() -> None:
    good = "Báo cáo của Ủy ban nhân dân xã Tân Lập, là nơi có truyền thống."
    plain = "Chí Công là xã có bãi cá"
    decoded = decode(f"{good}\n{TCVN3}\n{plain}\n".encode())
    assert decoded.text == f"{good}\n{SENTENCE}\n{plain}\n"
    assert decoded.converted


def test_capitals_of_tcvn3_are_restored() -> None:
    assert to_unicode("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3") == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert to_unicode("Bµ Hµ Th¸i ë Tõ Liªm", "tcvn3") == "Bà Hà Thái ở Từ Liêm"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"), ("ABCDEF+.VnArialH", "tcvn3"), ("VNI-Times", "vni"), ("VPS Times", "vps"),
        ("Times New Roman", None), ("Vnitra", None), (None, None),
    ],
)  # fmt: skip
def test_font_names_tell_the_encoding(font: str | None, encoding: str | None) -> None:
    assert from_font(font) == encoding


def test_a_legacy_font_over_good_unicode_changes_nothing() -> None:
    assert in_font("Báo cáo tổng kết", ".VnTime") == "Báo cáo tổng kết"
    assert in_font("Báo cáo", ".VnTime") == "Báo cáo"


def test_capital_fonts_draw_capitals() -> None:
    assert in_font("b¸o c¸o tæng kÕt", ".VnTimeH") == "BÁO CÁO TỔNG KẾT"


def test_letters_missing_from_the_librarys_table() -> None:
    assert to_unicode("soâng roäng thaúm kyû luaät Myõ", "vni") == "sông rộng thẳm kỷ luật Mỹ"
    assert to_unicode("thò xaõ thuïc hieän, Thuî Só", "vni").endswith("Thuỵ Sĩ")


VIETNAMESE = st.text(alphabet="aáàảãạăắâấêếệoôốơợuưứựđi yỳ,.0123456789\n", min_size=1)


@given(VIETNAMESE)
def test_unicode_text_always_survives(text: str) -> None:
    assert decode(text.encode()).text == text


@given(st.binary(max_size=300))
def test_any_bytes_give_text(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode("utf-8")  # no half surrogates


@given(st.lists(st.sampled_from(SENTENCE.split()), min_size=6, max_size=30))
@example(["khen", "lệ", "lệ", "lệ", "lệ", "lệ"])
def test_words_survive_the_round_through_vni(words: list[str]) -> None:
    pairs = dict(zip(SENTENCE.split(), VNI.split(), strict=True))
    surface = " ".join(pairs[word] for word in words)
    legacy = detect_legacy(surface)
    if legacy is None:  # too few words with marks to be sure: nothing is changed
        assert decode(surface.encode()).text == surface
    else:
        assert legacy == "vni"
        assert mended(surface, legacy) == " ".join(words)


def test_fitness_tells_good_from_garbled() -> None:
    assert fitness(SENTENCE) == 1.0
    assert fitness(TCVN3) < 0.3
    assert fitness("no marks at all") == 0.0
