import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from eval.locating import overlaps, places, stored_name
from eval.questions import Evidence


def test_white_space_and_unicode_form_do_not_matter() -> None:
    text = unicodedata.normalize("NFD", "Số hộ nghèo\n\n   42 hộ; số hộ nghèo 42 hộ")
    spans = list(places("số hộ nghèo 42 hộ", text)) + list(places("Số hộ nghèo 42 hộ", text))
    assert len(spans) == 2
    for start, end in spans:
        words = " ".join(unicodedata.normalize("NFC", text[start:end]).split())
        assert words.casefold() == "số hộ nghèo 42 hộ"


def test_absent_words_have_no_place() -> None:
    assert list(places("hộ giàu", "hộ nghèo")) == []
    assert list(places("   ", "hộ nghèo")) == []


@given(st.text(alphabet="aàđ \n.1,", max_size=40), st.integers(0, 39), st.integers(1, 10))
def test_whatever_is_cut_out_is_found_there(text: str, start: int, length: int) -> None:
    quote = text[start : start + length]
    if quote.strip():
        found = [text[a:b] for a, b in places(quote.strip(), text)]
        assert quote.strip().split() in [each.split() for each in found]


def test_a_file_in_a_folder_is_known_by_its_own_name() -> None:
    texts = {"reports/a.txt": "x", "laws/b.md": "y", "old/b.md": "z"}
    assert stored_name("a.txt", texts) == "reports/a.txt"
    assert stored_name("b.md", texts) is None
    cited = [{"document": "reports/a.txt", "char_start": 0, "char_end": 1}]
    assert overlaps(Evidence("a.txt", "x"), cited, texts)
