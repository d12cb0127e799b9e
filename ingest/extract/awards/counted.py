"""Recipients that are counted without a noun of the lexicon before the award.

"02 nghệ sĩ được tặng" counts by a noun that the lexicon has not; "14 bằng khen tập thể" counts awards and
tells the kind behind; "25 Giấy khen cho các tập thể, cá nhân" tells two kinds in one.
"""

from __future__ import annotations

import re

from foundation.records import RecipientKind
from ingest.extract.awards.arguments import Core, Recipient
from ingest.extract.awards.phrases import edge_pattern
from language.award_terms import name_kind, recipient_kind, recipient_pattern
from language.text import even_spelling

_SOME = re.compile(r"(?:có\s+)?(?P<count>\d{1,4})\s+(?P<whom>[^\W\d_A-Z][^\d,;:%]{1,60})")


def some_counted(text: str) -> Recipient | None:
    """Recipients that are counted by a noun which the lexicon has not: "02 nghệ sĩ được tặng"."""
    match = _SOME.fullmatch(text.strip())
    if match is None or edge_pattern("measured").match(even_spelling(match["whom"])):
        return None
    kind = name_kind(match["whom"])
    return Recipient(text.strip(), kind if kind != "khác" else "cá nhân", int(match["count"]), False)


_GIVEN_TO = re.compile(r"[\s\"”]+(?:cho\s+)?(?:các\s+)?")
_AND = re.compile(r"\s*(?:,|và)\s*(?:các\s+)?")
_ENDS_KIND = re.compile(r"\s*(?:[,;.)]|(?:và|có|vì|tiêu biểu|xuất sắc)(?!\w)|$)")


def kind_after(clause: str, core: Core) -> RecipientKind | None:
    """The kind of recipients right behind a counted award: "14 bằng khen tập thể, 31 giấy khen cho
    các cá nhân"."""
    even = even_spelling(clause)
    given = _GIVEN_TO.match(even, core.end)
    noun = recipient_pattern().match(even, given.end() if given else core.end + 1)
    if noun is None or not _ENDS_KIND.match(even, noun.end()):
        return None
    another = _AND.match(even, noun.end())
    if another and recipient_pattern().match(even, another.end()):
        return None  # "25 Giấy khen cho các tập thể, cá nhân"
    return recipient_kind(noun.group())


def joint_kind(text: str) -> RecipientKind:
    """The kind of recipients that a text speaks of in general; "khác" where it names two kinds."""
    kinds = {recipient_kind(m.group()) for m in recipient_pattern().finditer(even_spelling(text))}
    return kinds.pop() if len(kinds) == 1 else "khác"
