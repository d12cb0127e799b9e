"""The floor under quality: a part of the sample questions, asked as ``make eval`` asks them.

Every sixth question of the hand-written sets; the whole is in ``docs/eval-report.html``. A floor
lies a few questions below what was measured: it catches a fall, not a question that changed sides.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = [f"eval/questions/{name}.jsonl" for name in ("samples", "samples_more", "regulations")]
FLOORS = ["overall=0.72", "abstention_recall=0.9", "citation_validity=1", "wrong_answers=0.1"]


@pytest.mark.slow
def test_quality_stays_above_its_floor() -> None:
    arguments = ["--corpus", "samples", "--questions", *QUESTIONS, "--every", "6", "--min", *FLOORS]
    done = subprocess.run(
        [sys.executable, "-m", "eval", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
