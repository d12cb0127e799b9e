"""How often the passage that holds the answer is among the first five, for both engines.

The sample corpus and its questions; ``python -m benchmarks.quality`` prints one JSON object.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from benchmarks.engines import ENGINES, model
from foundation.settings import Settings
from ingest.files import find_files
from ingest.prepare import prepare
from language.text import fold

PROJECT = Path(__file__).resolve().parent.parent
FIRST = 5


def measure() -> dict[str, float]:
    """Share of questions with evidence whose quote stands in one of the first passages."""
    settings = Settings()
    documents = [prepare(file.path, settings) for file in find_files([PROJECT / "samples"])]
    lines = (PROJECT / "eval" / "questions" / "samples.jsonl").read_text("utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    asked = [q for q in asked if q["evidence"]]
    result = {"questions": float(len(asked))}
    for name, build in ENGINES.items():
        with tempfile.TemporaryDirectory() as folder:
            search = build(documents, Path(folder), model(settings, stand_in=False))
            hits = 0
            for question in asked:
                found = " ".join(_plain(text) for text in search(question["question"])[:FIRST])
                hits += any(_plain(e["quote"]) in found for e in question["evidence"])
            result[name] = hits / len(asked)
    return result


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


if __name__ == "__main__":
    print(json.dumps(measure()))
