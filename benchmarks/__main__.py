"""All measurements in one run: ``python -m benchmarks [--sizes 1000 50000] [--reports 10000]``."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from typing import Any

ENGINES = ("this project", "LlamaIndex defaults")
ASKED = 200


def run(module: str, *arguments: str) -> dict[str, Any]:
    """One measurement in its own process.

    Raises:
        subprocess.CalledProcessError: the measurement failed; its words are on stderr.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def main() -> None:
    """Run and print every table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1000, 50000], help="passages")
    parser.add_argument("--embedded", type=int, default=500, help="passages for the embedding rate")
    parser.add_argument("--reports", type=int, default=10000, help="reports in the ledger")
    wanted = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")

    print("| engine | passages | passages/s | query p50 ms | query p95 ms | peak memory MB |")
    print("|---|---|---|---|---|---|")
    jobs = [(wanted.embedded, "real")] + [(size, "stand-in") for size in wanted.sizes]
    for size, kind in jobs:
        for engine in ENGINES:
            m = run("measure", engine, str(size), str(ASKED), kind)
            note = "" if kind == "real" else "*"
            print(
                f"| {engine} | {size:,} | {m['passages_per_s']:.0f}{note} | {m['p50_ms']:.0f} "
                f"| {m['p95_ms']:.0f} | {m['peak_mb']:.0f} |",
                flush=True,
            )
    print("\n* passages not embedded by the model but given stand-in vectors; questions are.\n")

    quality = run("quality")
    print(f"Evidence among the first five passages, {quality.pop('questions'):.0f} questions over samples/:")
    for engine, share in quality.items():
        print(f"- {engine}: {share:.0%}")

    ledger = run("ledger", str(wanted.reports))
    print(f"\nAward ledger, {wanted.reports:,} reports:")
    for name, value in ledger.items():
        print(f"- {name}: {value:.0f}")


if __name__ == "__main__":
    main()
