"""An answer in the making, before its sources are numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foundation.answers import AnswerRow, Citation, Coverage, Intent, Value
from knowledge.base import KnowledgeBase
from knowledge.evidence.marking import MARK, Line, Source


@dataclass(frozen=True, slots=True)
class Draft:
    """What a part of answering hands over: lines, rows and the rest of the contract.

    A row's ``citation`` is the index into ``row_sources`` until it is numbered.
    """

    intent: Intent
    lines: tuple[Line, ...]
    abstained: bool = False
    value: Value | None = None
    rows: tuple[AnswerRow, ...] = ()
    row_sources: tuple[Source, ...] = ()
    coverage: Coverage | None = None
    suggestions: tuple[str, ...] = ()


def number(
    lines: Sequence[Line], rows: Iterable[AnswerRow], row_sources: Sequence[Source], base: KnowledgeBase
) -> tuple[str, tuple[AnswerRow, ...], tuple[Citation, ...]]:
    """Number the sources by document and span in order of appearance.

    Returns the text with ``[n]`` marks, the rows with their numbers, and the citations.
    """
    numbers: dict[Source, int] = {}

    def numbered(source: Source) -> int:
        return numbers.setdefault(source, len(numbers) + 1)

    texts = []
    for line in lines:
        texts.append(MARK.sub(lambda m, line=line: f"[{numbered(line.sources[int(m[1])])}]", line.text))  # type: ignore[misc]
    numbered_rows = tuple(
        row.citing(numbered(row_sources[row.citation]) if row.citation >= 0 else 0) for row in rows
    )
    citations = base.cite_all((source.document_id, source.span) for source in numbers)
    return "\n".join(texts), numbered_rows, citations
