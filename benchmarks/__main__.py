"""All measurements in one run: ``python -m benchmarks [--quick] [--write docs/benchmarks.md]``.

Everything takes some twenty minutes on two cores, ``--quick`` about two. ``--write`` puts the
figures into the document, between its two marks.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.measuring import machine, run, write_figures

ENGINES = ("this project", "LlamaIndex defaults")
ASKED = 200


def searches(sizes: list[int], embedded: int) -> list[str]:
    """The table of both engines' building and searching."""
    lines = [
        "| engine | passages | stored, passages/s | query p50 ms | p95 ms | CPU p50 ms | peak memory MB |",
        "|---|---|---|---|---|---|---|",
    ]
    for size, kind in [(embedded, "real")] * (embedded > 0) + [(size, "stand-in") for size in sizes]:
        for engine in ENGINES:
            m = run("measure", engine, str(size), str(ASKED), kind)
            note = "" if kind == "real" else "*"
            lines.append(
                f"| {engine} | {size:,} | {m['passages_per_s']:.0f}{note} | {m['p50_ms']:.0f} "
                f"| {m['p95_ms']:.0f} | {m['cpu_p50_ms']:.0f} | {m['peak_mb']:.0f} |"
            )
    return [*lines, "", "\\* passages not embedded by the model but given stand-in vectors; questions are."]


def evidence() -> list[str]:
    """How often each engine finds the passage with the answer."""
    quality = run("quality")
    asked = quality.pop("questions")
    lines = [f"Evidence among the first five passages, {asked:.0f} questions over `samples/`:", ""]
    return lines + [f"- {engine}: {share:.0%}" for engine, share in quality.items()]


def ledger(count: int) -> list[str]:
    """The table of lists and whole answers over the award ledger."""
    measured = run("ledger", str(count))
    store = measured.pop("store")
    lines = [
        f"Award ledger, {count:,} reports: stored at {store['reports_per_s']:.0f} reports/s, "
        f"peak memory {store['peak_mb']:.0f} MB.",
        "", "| asked | rows | ms | CPU ms |", "|---|---|---|---|",
    ]  # fmt: skip
    for name, m in measured.items():
        lines.append(f"| {name} | {m['rows']:,.0f} | {m['ms']:.0f} | {m['cpu_ms']:.0f} |")
    return lines


def load() -> list[str]:
    """The table of many people who ask at once."""
    m = run("load")
    return [
        "| people at once | questions | errors | p50 s | p95 s | longest s |", "|---|---|---|---|---|---|",
        f"| {m['people']} | {m['questions']} | {m['errors']} | {m['p50_s']:.2f} | {m['p95_s']:.2f} "
        f"| {m['longest_s']:.2f} |",
    ]  # fmt: skip


def main() -> None:
    """Run everything, print it, and write it where it is wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1000, 50000], help="passages")
    parser.add_argument("--embedded", type=int, default=500, help="passages for the embedding rate")
    parser.add_argument("--reports", type=int, default=10000, help="reports in the ledger")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    parser.add_argument("--write", type=Path, help="document that gets the figures")
    wanted = parser.parse_args()
    if wanted.quick:
        wanted.sizes, wanted.embedded, wanted.reports = [1000], 0, 600
    blocks = [[machine()]]
    for part in (
        load,
        lambda: ledger(wanted.reports),
        evidence,
        lambda: searches(wanted.sizes, wanted.embedded),
    ):
        blocks.append(part())
        print("\n".join(["", *blocks[-1]]), flush=True)
    if wanted.write:
        write_figures(wanted.write, "\n\n".join("\n".join(block) for block in blocks))


if __name__ == "__main__":
    main()
