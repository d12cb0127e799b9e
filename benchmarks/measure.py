"""One measurement of one engine in a process of its own, so that memory is its own too.

``python -m benchmarks.measure ENGINE PASSAGES QUESTIONS stand-in|real`` prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import PASSAGES_PER_REPORT, questions, reports
from benchmarks.engines import ENGINES, model
from foundation.settings import Settings


def measure(engine: str, passages: int, asked: int, stand_in: bool) -> dict[str, float]:
    """Passages/s of building, query latency in ms (p50, p95), the processor's time that a query
    takes on all cores together, and peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        embedding = model(Settings(), stand_in)
        embedding.get_query_embedding("khởi động")
        started = time.perf_counter()
        search = ENGINES[engine](reports(passages // PASSAGES_PER_REPORT), Path(folder), embedding)
        built = time.perf_counter() - started
        latencies, worked = [], []
        drawn = questions(passages // PASSAGES_PER_REPORT, asked + 5)
        for question in drawn[:5]:
            search(question)
        for question in drawn[5:]:
            begun, before = time.perf_counter(), time.process_time()
            search(question)
            latencies.append((time.perf_counter() - begun) * 1000)
            worked.append((time.process_time() - before) * 1000)
    cuts = statistics.quantiles(latencies, n=20)
    return {
        "passages_per_s": passages / built,
        "p50_ms": statistics.median(latencies),
        "p95_ms": cuts[18],
        "cpu_p50_ms": statistics.median(worked),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


if __name__ == "__main__":
    name, size, count, kind = sys.argv[1:5]
    print(json.dumps(measure(name, int(size), int(count), kind == "stand-in")))
