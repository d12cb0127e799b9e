"""What the figures of a document's sentences are figures of, as reading has recorded them.

A sentence with many figures is read once, at ingestion, into indicator records. Here each
record is joined to the figure it was read from, so that an answer may lean on its name, kind
and period instead of guessing from the words around.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from foundation.records import IndicatorRecord
from knowledge.evidence.statements import DocumentEvidence, Statement
from knowledge.store.ledger.stored import StoredIndicator

Named = Mapping[tuple[int, int], IndicatorRecord]
_kept: weakref.WeakKeyDictionary[DocumentEvidence, Named] = weakref.WeakKeyDictionary()


def named_figures(evidence: DocumentEvidence, records: Sequence[StoredIndicator]) -> Named:
    """The records of the document's sentences by (statement's order, index of its figure)."""
    found = _kept.get(evidence)
    if found is None:
        found = dict(_joined(evidence, [s.record for s in records if not s.record.from_table]))
        _kept[evidence] = found
    return found


def _joined(
    evidence: DocumentEvidence, records: Sequence[IndicatorRecord]
) -> Iterator[tuple[tuple[int, int], IndicatorRecord]]:
    in_order = sorted(records, key=lambda r: r.value_span.start)
    for _, group in groupby(evidence.statements, key=lambda s: s.passage.passage_id):
        statements = [s for s in group if not s.is_row]
        if not statements:
            continue
        span = statements[0].passage.span
        inside = [r for r in in_order if span.start <= r.value_span.start < span.end]
        yield from _aligned(statements, inside)


def _aligned(
    statements: Sequence[Statement], records: Sequence[IndicatorRecord]
) -> Iterator[tuple[tuple[int, int], IndicatorRecord]]:
    """Figures and records in reading order, joined where they are printed alike."""
    places = [(s.order, i) for s in statements for i in range(len(s.figures))]
    printed = [figure.text for s in statements for figure in s.figures]
    matcher = SequenceMatcher(None, printed, [r.value_text for r in records], autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            yield places[first + step], records[second + step]
