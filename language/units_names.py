"""Names of administrative units as words: kinds, spelling variants, comparison.

Two spellings are one name when they differ only in case, in diacritics that one of them leaves
out, in where the tone mark sits (hoà/hòa), in y/i at the end of a syllable (quý/quí, Mỹ/Mĩ), in
"Ð" for "Đ", in hyphens, or in leading zeros of a numbered ward (Phường 01).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from foundation.records import UnitLevel
from language.text import fold, nfc, tokens

DATA = Path(__file__).resolve().parent / "data"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FINAL_Y = re.compile(r"^([bcdghklmnpqrstvx]+u?)y$")


@cache
def words() -> dict[str, Any]:
    """The table ``data/units.toml``."""
    with (DATA / "units.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def kinds() -> dict[str, tuple[UnitLevel, ...]]:
    """Kind words with the levels they can stand for, e.g. "thành phố": huyện or tỉnh."""
    return {kind: tuple(entry["levels"]) for kind, entry in words()["kinds"].items()}


@lru_cache(maxsize=65536)
def syllable_key(syllable: str) -> str:
    """The syllable folded, with i for a final y and numbers without leading zeros."""
    key = nfc(syllable).lower()
    key = fold(words()["spellings"].get(key, key))
    if key.isdigit():
        return key.lstrip("0") or "0"
    return _FINAL_Y.sub(r"\1i", key)


@lru_cache(maxsize=65536)
def accent_key(syllable: str) -> str:
    """Like ``syllable_key`` but with diacritics, the tone at the end wherever it was written."""
    key = nfc(syllable).lower().replace("ð", "đ").replace("ƣ", "ư")
    key = words()["spellings"].get(key, key)
    if key.isascii():
        return syllable_key(key)
    letters: list[str] = []
    tone = ""
    for character in unicodedata.normalize("NFD", key):
        if character in _TONES:
            tone = character
        else:
            letters.append(character)
    return _FINAL_Y.sub(r"\1i", unicodedata.normalize("NFC", "".join(letters))) + tone


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The folded comparison key of a name, syllables joined by blanks: "hoang kim"."""
    return " ".join(syllable_key(token.text) for token in tokens(name))


@lru_cache(maxsize=65536)
def accented_key(name: str) -> str:
    """The comparison key that keeps diacritics."""
    return " ".join(accent_key(token.text) for token in tokens(name))


@cache
def _kind_prefixes() -> tuple[tuple[str, str, bool], ...]:
    """(folded form, kind, needs its full stop), longest first."""
    forms: list[tuple[str, str, bool]] = []
    for kind, entry in words()["kinds"].items():
        forms.append((fold(kind), kind, False))
        forms += [(fold(short), kind, True) for short in entry["short"]]
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


@lru_cache(maxsize=20_000)
def split_kind(name: str) -> tuple[str | None, str]:
    """Kind word and bare name: "TT. Hà Trung" is ("thị trấn", "Hà Trung"); (None, name) without one."""
    text = " ".join(nfc(name).split())
    folded = fold(text)
    for form, kind, _ in _kind_prefixes():
        if folded.startswith(form) and len(folded) > len(form):
            rest = text[len(form) :]
            if (rest[0] in " ." or form.endswith(".")) and rest.strip(" ."):
                if text[: len(form)].casefold() != kind and not _could_be(text[: len(form)], kind, form):
                    continue
                return kind, rest.strip(" .")
    return None, text


def _could_be(written: str, kind: str, form: str) -> bool:
    """Whether ``written`` is ``kind`` without its marks or abbreviated ("quân" is not "quận")."""
    return (
        form != fold(kind) or fold(written) == written.lower() or accented_key(written) == accented_key(kind)
    )


def strip_kind(name: str) -> str:
    """The bare name: "xã Hoằng Kim" is "Hoằng Kim", "P. 5" is "5"."""
    return split_kind(name)[1]


def same_name(first: str, second: str) -> bool:
    """Whether two names are one name, kind words and missing diacritics aside.

    Diacritics count where both write them: "Tân Thanh" and "Tân Thạnh" differ, "Tan Thanh" is both.
    """
    one, two = strip_kind(first), strip_kind(second)
    if name_key(one) != name_key(two):
        return False
    return accented_key(one) == accented_key(two) or one.isascii() or two.isascii()
