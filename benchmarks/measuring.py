"""What every measurement shares: a process of its own, the machine's description, the document."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def run(module: str, *arguments: str) -> dict[str, Any]:
    """One measurement in its own process.

    Raises:
        subprocess.CalledProcessError: the measurement failed; its words are on stderr.
    """
    begun = time.monotonic()
    print(f"measuring {module} {' '.join(arguments)} …", file=sys.stderr, end=" ", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    cores, load = os.cpu_count(), os.getloadavg()[2]
    kind = platform.processor() or platform.machine()
    busy = f"load {load:.1f} over the last quarter of an hour before"
    return f"{cores} cores ({kind}), Python {platform.python_version()}, {busy}."


def write_figures(document: Path, figures: str) -> None:
    """Put the figures into a document, between its two marks."""
    before, rest = document.read_text("utf-8").split(BEGIN)
    document.write_text(f"{before}{BEGIN}\n{figures}\n{END}{rest.split(END)[1]}", "utf-8")
