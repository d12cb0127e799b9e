"""Words that are typed twice in a row: "trong trong", "về việc về việc"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from language.slips import Slip, gap, spelling_table
from language.text import Token

_LONGEST_DOUBLED = 4


def doubled_words(text: str, pieces: list[Token]) -> Iterator[Slip]:
    """One to four words that stand twice in a row."""
    index = 0
    while index < len(pieces):
        for size in range(min(_LONGEST_DOUBLED, (len(pieces) - index) // 2), 0, -1):
            slip = _doubled_at(text, pieces, index, size)
            if slip is not None:
                yield slip
                index += size
                break
        index += 1


def _doubled_at(text: str, pieces: list[Token], index: int, size: int) -> Slip | None:
    once, again = pieces[index : index + size], pieces[index + size : index + 2 * size]
    if [t.text.lower() for t in once] != [t.text.lower() for t in again]:
        return None
    if any(not t.text.isalpha() for t in once):
        return None
    gaps = [gap(text, a, b) for a, b in zip(once, [*once[1:], again[0]], strict=True)]
    gaps += [gap(text, a, b) for a, b in itertools.pairwise(again)]
    middle = gaps.pop(size - 1)
    if any(gap.strip() for gap in gaps):
        return None
    start, end = once[0].start, again[-1].end
    right = text[start : once[-1].end]
    if middle.strip() == "," and size == _LONGEST_DOUBLED:
        return Slip("doubled_clause", start, end, right)
    if middle.strip() or "\n" in middle or (size == 1 and not _typed_twice(pieces, index)):
        return None
    if size > 1 and (
        len({t.text.lower() for t in once}) == 1 or right.lower() in spelling_table()["doubled"]["phrases"]
    ):
        return None
    return Slip("doubled", start, end, right)


def _typed_twice(pieces: list[Token], index: int) -> bool:
    word, again = pieces[index].text, pieces[index + 1].text
    if len(word) == 1 or word.isupper() != again.isupper() or (len(word) <= 5 and word.isupper()):
        return False
    if again[0].isupper() and not word.isupper():
        return False  # "Ba Ba", "Trưởng khoa Khoa Nhi": a name
    doubled = spelling_table()["doubled"]
    if word.lower() not in doubled["right"]:
        return True
    before = pieces[index - 1].text.lower() if index else ""
    return before in doubled["wrong_after"].get(word.lower(), ())
