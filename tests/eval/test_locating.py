import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from eval.locating import places


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
