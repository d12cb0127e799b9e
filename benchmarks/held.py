"""The memory of a process that has opened a store and searched it: ``python -m benchmarks.held FOLDER``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.engines import model
from foundation.settings import Settings
from knowledge.base import KnowledgeBase


def held_mb() -> float:
    """Resident memory of this process now, in MB. Linux only."""
    told = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmRSS")) / 1024


def main(folder: str) -> None:
    """Open, search as people do, print the memory."""
    settings = Settings(store_dir=Path(folder), database_url="", chroma_url="")
    with KnowledgeBase.open(settings, model(settings, stand_in=True)) as base:
        for year in range(2015, 2025):
            base.search(f"tỷ lệ hộ nghèo và kết quả khen thưởng năm {year}", k=10)
        print(json.dumps({"held_mb": held_mb()}))


if __name__ == "__main__":
    main(sys.argv[1])
