"""What an office, a province and the country need: ``python -m benchmarks.capacity [--write DOC]``.

Measured here: the reading of the sample reports and the embedding of their passages (one process),
and the disk and memory that stored passages take. The rest is arithmetic on those figures, printed
with its assumptions; nothing of it is a measurement of that size.
"""

from __future__ import annotations

import argparse
import math
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import PASSAGES_PER_REPORT, reports
from benchmarks.engines import fill, model
from benchmarks.measuring import machine, run, write_figures
from foundation.settings import Settings
from ingest.prepare import prepare
from knowledge.base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples" / "reports"
GB = 1024**3
# What is left of a machine's memory for the system and the program's other parts, in GB.
RESERVED_GB = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A corpus: how many reports are kept, and how many passages they have."""

    name: str
    reports: int
    passages: int


@dataclass(frozen=True, slots=True)
class Rates:
    """The measured figures: seconds a report and a passage take, bytes a passage and the start take."""

    read_s: float
    embed_s: float
    disk: float
    memory_start: float
    memory: float


def scales() -> tuple[Scale, ...]:
    """A district and a province that keep five years, and the country.

    Reports of the first two have as many passages as the samples' synthetic ones; the country's
    are given: 200,000 reports with 8 million passages.
    """
    district, province = 25 * 2 * 5, 3_000 * 5
    return (
        Scale("district: 25 communes, 2 reports a year, 5 years", district, district * PASSAGES_PER_REPORT),
        Scale("province: 3,000 reports a year, 5 years", province, province * PASSAGES_PER_REPORT),
        Scale("country: 200,000 reports", 200_000, 8_000_000),
    )


def reading() -> tuple[float, float]:
    """Seconds that one process takes to read a sample report, and to embed one of its passages."""
    embedding = model(Settings(), stand_in=False)
    embedding.get_query_embedding("khởi động")
    files = sorted(path for path in SAMPLES.rglob("*") if path.is_file())
    begun = time.perf_counter()
    read = [prepare(path, Settings()) for path in files]
    read_s = (time.perf_counter() - begun) / len(files)
    texts = [f"{passage.header}\n{passage.text}" for each in read for passage in each.passages]
    begun = time.perf_counter()
    embedding.get_text_embedding_batch(texts)
    return read_s, (time.perf_counter() - begun) / len(texts)


def stored(count: int) -> tuple[float, float]:
    """Bytes on disk of a store with ``count`` passages, and in a process that opened and searched it.

    Disk is all of it: ledger, word index, vectors, originals.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store_dir=Path(folder), database_url="", chroma_url="")
        with KnowledgeBase.open(settings, model(settings, stand_in=True)) as base:
            fill(base, reports(count // PASSAGES_PER_REPORT))
        on_disk = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
        return on_disk, run("held", folder)["held_mb"] * 1024**2


def table(rates: Rates, cores: int) -> list[str]:
    """The needs of each scale, by arithmetic on the measured rates."""
    lines = [
        "| kept | passages | disk GB | memory GB | first reading, hours on "
        f"{cores} cores | on 16 cores | machines of 32 GB |",
        "|---|---|---|---|---|---|---|",
    ]
    for scale in scales():
        disk = scale.passages * rates.disk / GB
        needed = (rates.memory_start + scale.passages * rates.memory) / GB + RESERVED_GB
        work = (scale.reports * rates.read_s + scale.passages * rates.embed_s) / 3600
        lines.append(
            f"| {scale.name} | {scale.passages:,} | {disk:,.1f} | {needed:,.1f} | {work / cores:,.1f} "
            f"| {work / 16:,.1f} | {math.ceil(needed / 32)} |"
        )
    return lines


def main() -> None:
    """Measure, compute, print, and write it where it is wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.capacity", description=__doc__)
    parser.add_argument("--sizes", nargs=2, type=int, default=[2_000, 40_000], help="passages for memory")
    parser.add_argument("--write", type=Path, help="document that gets the figures")
    wanted = parser.parse_args()
    small, large = wanted.sizes
    cores = os.cpu_count() or 1
    where = machine()
    read_s, embed_s = reading()
    (_, held_small), (on_disk, held_large) = stored(small), stored(large)
    each = max(0.0, (held_large - held_small) / (large - small))
    rates = Rates(read_s, embed_s, on_disk / large, held_small - each * small, each)
    figures = [
        where,
        "",
        f"- reading a sample report, with its records: {rates.read_s:.2f} s of one process",
        f"- embedding a passage: {rates.embed_s * 1000:.0f} ms",
        f"- disk: {rates.disk / 1024:.1f} KB a passage, at {large:,} passages",
        f"- memory: {rates.memory_start / 1024**2:,.0f} MB to start with and "
        f"{rates.memory / 1024:.1f} KB a passage, of a process that searched {small:,} and {large:,}",
        "",
        *table(rates, cores),
    ]
    print("\n".join(figures))
    if wanted.write:
        write_figures(wanted.write, "\n".join(figures))


if __name__ == "__main__":
    main()
