"""Lists: what an introduction ("... như sau:") hands on to the items beneath it.

Introductions nest: "- Giấy khen của Chủ tịch UBND huyện:" within "Kết quả như sau:". An item
with the same mark as an introduction ends it and stands under what was above that.
"""

from __future__ import annotations

import re

from foundation.document import Paragraph
from ingest.extract.awards.arguments import Recipient
from ingest.extract.awards.names import is_general, named_recipients
from ingest.extract.awards.phrases import groups
from ingest.extract.awards.statements import Carried, Statement
from language.award_terms import find_terms, name_kind, recipient_pattern
from language.text import UPPER, even_spelling

_LONGEST_NAME = 30  # words of an item that is a name with post and place
_PERSON = re.compile(rf"[{UPPER}][\w']*(?:\s+[{UPPER}][\w']*){{1,4}}")
_MARK = re.compile(r"^[\s\-+*•–—]*(?:(?:\d{1,2}|[a-zđ])[.)]\s*)?")


class Introductions:
    """The open introductions above the paragraph that is read next."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, Carried]] = []

    def above(self, paragraph: Paragraph) -> Carried | None:
        """What the introductions hand on to a paragraph, None when it stands under none."""
        if paragraph.kind != "list_item":
            return None
        known = self._beside(_style(paragraph.marker), paragraph.marker)
        opened = self._open if known is None else self._open[:known]
        return opened[-1][2] if opened else None

    def read(self, paragraph: Paragraph, state: Carried, gave_records: bool) -> None:
        """Take a paragraph in: one that ends with a colon introduces, any other plain one ends."""
        style = _style(paragraph.marker) if paragraph.kind == "list_item" or paragraph.marker else ""
        known = self._beside(style, paragraph.marker)
        if known is not None or not style:
            del self._open[known or 0 :]
        if paragraph.kind != "list_item":
            self._open.clear()
        if paragraph.content.text.rstrip().endswith(":") and (not gave_records or state.award is not None):
            self._open.append((style, _number(paragraph.marker), state))

    def _beside(self, style: str, marker: str) -> int | None:
        """The place of the introduction beside which a mark stands: one of its kind, and further on where
        both are numbers ("1." beneath "3. ...:" begins a list of its own)."""
        number = _number(marker)
        places = enumerate(self._open)
        return next((i for i, (mark, at, _) in places if mark == style and (not number or number > at)), None)


def _number(marker: str) -> int:
    """The last number of a mark, 0 where it has none."""
    digits = re.findall(r"\d+", marker)
    return int(digits[-1]) if digits else 0


def _style(marker: str) -> str:
    """The kind of an outline mark: "1." and "2." are one, "a)" and "b)" are one."""
    return re.sub(r"[a-zđ]", "a", re.sub(r"\d+", "1", marker.lower()))


def named_item(text: str, introduction: Carried) -> Statement | None:
    """An item that only names a recipient of the award that its introduction names."""
    if introduction.award is None or len(text.split()) > _LONGEST_NAME:
        return None
    if any(t.kind in ("award", "confer", "awarded", "receive", "praise") for t in find_terms(text)):
        return None
    start = _MARK.match(text).end()  # type: ignore[union-attr]
    head = re.split(r"[,;:–(]| - ", text[start:])[0].strip(" .")
    names = named_recipients(head)
    if len(names) != 1 or is_general(names[0]) or re.search(r"\d+\s*$", head):
        return None
    if groups(text[start + len(head) :]):
        return None  # "- Công an xã: 02 tập thể, 05 cá nhân" counts, and names whose they are
    kind = name_kind(names[0])
    if kind == "khác" and _PERSON.fullmatch(names[0]):
        kind = "cá nhân"
    if kind == "khác" and not recipient_pattern().match(even_spelling(names[0])):
        return None
    recipient = Recipient(names[0], kind if kind != "khác" else "tập thể", 1, True)
    end = start + len(head)
    return Statement(
        introduction.award, introduction.authority, introduction.status, (recipient,),
        start, end, "", introduction.passive, False,
    )  # fmt: skip
