"""Looking for words in kept conversations, typed with or without diacritics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.people.kept import StoredConversation
from language.text import even_spelling, fold, has_diacritics, nfc

_MOST_WORDS = 12
_BEFORE, _AFTER = 40, 80  # characters shown around the first word found
_WORD = re.compile(r"\w+(?:[.,/]\w+)*")  # a figure or a number of an instrument is one word
_MARKDOWN = re.compile(r"\*\*|\[\d{1,4}\]|(?m:^\s*(?:#{1,6}|>|[-*•]) )|[|\\]")


@dataclass(frozen=True, slots=True)
class FoundConversation:
    """A conversation that says what was looked for.

    ``before``, ``words`` and ``after`` are one place where it does, all empty when only the title does.
    """

    conversation: StoredConversation
    before: str = ""
    words: str = ""
    after: str = ""


class Wanted:
    """The words that somebody looks for; false when there are none.

    A word without diacritics is found with any; one with diacritics is found with these only. The
    beginning of a word is enough, so that one can look while typing.
    """

    def __init__(self, typed: str) -> None:
        words = _WORD.findall(even_spelling(nfc(typed)))[:_MOST_WORDS]
        self._marked = [_beginning(word) for word in words if has_diacritics(word)]
        self._plain = [_beginning(word) for word in words if not has_diacritics(word)]

    def __bool__(self) -> bool:
        return bool(self._marked or self._plain)

    def said_in(self, texts: Iterable[str]) -> bool:
        """Whether every word is said in some of the texts."""
        whole = even_spelling(nfc("\n".join(texts)))
        folded = fold(whole)
        return all(word.search(whole) for word in self._marked) and all(
            word.search(folded) for word in self._plain
        )

    def shown_in(self, conversation: StoredConversation, texts: Sequence[str]) -> FoundConversation:
        """The conversation with the first place of its texts that says one of the words."""
        for text in texts:
            bare = nfc(_MARKDOWN.sub("", text)).replace("\n", " ")
            even = even_spelling(bare)
            places = [word.search(even) for word in self._marked]
            places += [word.search(fold(even)) for word in self._plain]
            spans = [place.span() for place in places if place is not None]
            if spans:
                return FoundConversation(conversation, *_cut(bare, *min(spans)))
        return FoundConversation(conversation)


def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}\w*")


def _cut(text: str, start: int, end: int) -> tuple[str, str, str]:
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before, after = text[first:start], text[end:last]
    if first:
        before = "…" + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, text[start:end], after
