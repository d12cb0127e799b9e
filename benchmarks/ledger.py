"""Lists over the award ledger at the size of a whole country: 10,000 reports, 200,000 records.

``python -m benchmarks.ledger REPORTS`` prints one JSON object; times in ms.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import AWARDS_PER_REPORT, reports
from benchmarks.engines import model
from foundation.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.store.filters import Filters

REPEATS = 20
PROVINCE_AWARD = "Bằng khen của Bộ, ban, ngành, tỉnh"


def measure(count: int) -> dict[str, float]:
    """Median time of a list over one year of all reports, and of one province in that year."""
    with tempfile.TemporaryDirectory() as folder:
        embedding = model(Settings(), stand_in=True)
        base = KnowledgeBase.open(Settings(store_dir=Path(folder)), embedding)
        for document in reports(count, passages=1, awards=AWARDS_PER_REPORT):
            base.put(document)
        province = base.documents()[0].identity.value("province") or ""
        year = Filters(periods=("2023",))
        one = Filters(periods=("2023",), provinces=(province,))
        return {
            "year_and_award_ms": _median(lambda: base.awards(year, [PROVINCE_AWARD])),
            "province_year_and_award_ms": _median(lambda: base.awards(one, [PROVINCE_AWARD])),
            "records": float(len(base.awards(year, [PROVINCE_AWARD]))),
        }


def _median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        action()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
