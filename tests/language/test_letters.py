from hypothesis import given
from hypothesis import strategies as st

from language.letters import readable
from language.text import fold


def test_letters_of_a_wrong_font_are_shown_as_they_were_meant() -> None:
    assert readable("khen thƣởng nhƣ Ƣu tiên") == "khen thưởng như Ưu tiên"
    assert readable("nh\u01a3\u0300") == "nhừ"


@given(st.text(alphabet="aăâeêioôơuưyđ ƣƢ0123456789.,", max_size=40))
def test_folding_sees_the_same_words_before_and_after(text: str) -> None:
    assert fold(readable(text)) == fold(text)
