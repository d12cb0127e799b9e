"""Reading the letters of a page image: Tesseract where the machine has it, else trueocr.

Tesseract with its Vietnamese model reads figures better; trueocr comes with pip alone. Both
run on this machine without any network.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from PIL import Image

from foundation.document import Box
from foundation.settings import Settings
from ingest.readers.boxes import surrounding

_TIMEOUT_SECONDS = 180
# Words that Tesseract is this unsure of (0-100) and that hold no letter or digit are specks.
_LEAST_CONFIDENCE = 30.0
# A gap this many times the height of the words parts columns.
_COLUMN_GAP = 1.6
# Lines of trueocr below this confidence (0-1) are drawings and stamps, not text.
_LEAST_LINE_CONFIDENCE = 0.35


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line of recognised text; the box is in pixels of the image."""

    text: str
    box: Box


Recogniser = Callable[[Image.Image], list[OcrLine]]


def recogniser(settings: Settings) -> Recogniser | None:
    """The engine that the settings ask for, None when it is off or not installed."""
    wanted = settings.ocr_engine
    if wanted in ("auto", "tesseract") and _tesseract() is not None:
        return _read_by_tesseract
    if wanted in ("auto", "trueocr") and _trueocr() is not None:
        return _read_by_trueocr
    return None


@cache
def _tesseract() -> str | None:
    """The path of a Tesseract that knows Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return program if b"vie" in listed.stdout.split() else None


def _read_by_tesseract(image: Image.Image) -> list[OcrLine]:
    buffer = io.BytesIO()
    image.convert("L").save(buffer, "PNG")
    run = subprocess.run(
        [str(_tesseract()), "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", "300", "tsv"],
        input=buffer.getvalue(),
        capture_output=True,
        timeout=_TIMEOUT_SECONDS,
        check=True,
        # With its own threads Tesseract is several times slower on one page.
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return _lines_of_tsv(run.stdout.decode("utf-8", "replace"))


def _lines_of_tsv(tsv: str) -> list[OcrLine]:
    """Tesseract's table of words, joined by its own line numbers."""
    lines: dict[tuple[str, ...], list[tuple[str, Box]]] = {}
    for row in tsv.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        text, confidence = fields[11].strip(), float(fields[10])
        if confidence < _LEAST_CONFIDENCE and not any(map(str.isalnum, text)):
            continue
        x, y, width, height = map(float, fields[6:10])
        lines.setdefault(tuple(fields[1:5]), []).append((text, Box(x, y, x + width, y + height)))
    return [OcrLine(_joined(words), surrounding([box for _, box in words])) for words in lines.values()]


def _joined(words: list[tuple[str, Box]]) -> str:
    """The words of a line, with a tab where a gap parts columns, as a letterhead has them."""
    parts = [words[0][0]]
    for (_, last), (text, box) in pairwise(words):
        height = max(last.bottom - last.top, box.bottom - box.top)
        parts.append(("\t" if box.x0 - last.x1 > _COLUMN_GAP * height else " ") + text)
    return "".join(parts)


@cache
def _trueocr() -> Any:
    """trueocr's loaded model, None when the package or its runtime is not there."""
    try:
        import trueocr
    except ImportError:
        return None
    return trueocr.load_model()


def _read_by_trueocr(image: Image.Image) -> list[OcrLine]:
    result = _trueocr().predict(image, save=False)
    return [
        OcrLine(line["text"].strip(), Box(*map(float, line["bbox"])))
        for line in result.lines
        if line["text"].strip() and line["confidence"] >= _LEAST_LINE_CONFIDENCE
    ]
