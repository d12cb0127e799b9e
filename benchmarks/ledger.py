"""Lists over the award ledger at the size of a whole country: 10,000 reports, 200,000 records.

``python -m benchmarks.ledger REPORTS`` prints one JSON object: medians in ms, by the clock and of
the processor's time, which other work on the machine lengthens less. ``first_ms`` is the processor's
time of the very first of the calls: it reads the records, which later ones find in memory.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import AWARDS_PER_REPORT, reports, unit
from benchmarks.engines import fill, model
from foundation.settings import Settings
from knowledge.answer.ask import ask
from knowledge.awards.matrix import MatrixScope, award_matrix
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters
from knowledge.store.ledger.award_pages import AwardQuery

REPEATS = 9
PROVINCE_AWARD = "Bằng khen của Bộ, ban, ngành, tỉnh"
QUESTIONS = {
    "ask: list": "Những xã nào được Bằng khen tỉnh năm 2023?",
    "ask: count": "Có bao nhiêu tập thể được Bằng khen tỉnh năm 2023?",
    "ask: ranking": "Xã nào được nhiều Bằng khen tỉnh nhất năm 2023?",
    "ask: two districts": "So sánh số Bằng khen tỉnh của {one} và {other} năm 2023",
}


def measure(count: int) -> dict[str, dict[str, float]]:
    """By what was asked: how long it took, and how many records or rows it gave."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        base = KnowledgeBase.open(
            Settings(store_dir=Path(folder), database_url="", chroma_url=""), model(Settings(), stand_in=True)
        )
        fill(base, reports(count, passages=1, awards=AWARDS_PER_REPORT))
        built = time.perf_counter() - begun
        year = Filters(periods=("2023",))
        one = Filters(periods=("2023",), provinces=(unit(0).province,))
        text = AwardQuery(text="hiến đất", periods=("2023",))
        deep = base.award_book.page(AwardQuery(), 0, 1)[1] // 2
        measured = {
            "list: one award, one year": _times(lambda: base.awards(year, [PROVINCE_AWARD])),
            "list: the same in one province": _times(lambda: base.awards(one, [PROVINCE_AWARD])),
            "tab: a page by words": _times(lambda: base.award_book.page(text, 0, 50)[0]),
            "tab: a page from the middle": _times(lambda: base.award_book.page(AwardQuery(), deep, 50)[0]),
        }
        province = MatrixScope("2023", province=unit(0).province)
        measured["tab: choices of the filters"] = _times(lambda: base.award_book.choices().awards)
        measured["tab: one province's table"] = _times(lambda: award_matrix(base, province).rows)
        base.warm_up()
        places = {"one": unit(0).district, "other": unit(count // 12).district}
        for name, question in QUESTIONS.items():
            asked = question.format(**places)
            measured[name] = _times(lambda asked=asked: ask(asked, base).rows)  # type: ignore[misc]
        base.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        measured["store"] = {"reports_per_s": count / built, "peak_mb": peak}
    return measured


def _times(action: Callable[[], object]) -> dict[str, float]:
    """Median clock and processor time of an action, and how many rows it gives."""
    clock, processor, rows = [], [], 0
    for _ in range(REPEATS):
        begun, worked = time.perf_counter(), time.process_time()
        given = action()
        clock.append((time.perf_counter() - begun) * 1000)
        processor.append((time.process_time() - worked) * 1000)
        rows = len(given) if isinstance(given, list | tuple) else 0
    return {"ms": statistics.median(clock), "cpu_ms": statistics.median(processor), "first_ms": processor[0],
            "rows": float(rows)}  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
