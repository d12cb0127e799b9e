"""What awards were for ("về việc gì?"), in the words of the reports."""

from __future__ import annotations

from collections.abc import Sequence

from foundation.wording import say
from knowledge.answer.awards.evidence import whole_sentence_of
from knowledge.answer.awards.shown import Cited, Page, place
from knowledge.answer.awards.tally import UnitTally
from knowledge.answer.compose import original_words
from knowledge.evidence.marking import Line, quoted

_MOST_SHOWN = 12


def reason_lines(page: Page, tallies: Sequence[UnitTally]) -> list[Line]:
    """The whole sentence of each counted statement, cited."""
    lines: list[Line] = []
    for told in [t for tally in tallies for t in tally.counted][:_MOST_SHOWN]:
        cited = Cited()
        shown, source = place(page, told, cited), whole_sentence_of(page.base, told)
        quote = quoted(" ".join(original_words(page.base, source).split()))
        sign = cited.mark(source)
        lines.append(cited.line(say("awards.side.reason", place=shown, quote=quote, mark=sign)))
    return lines
