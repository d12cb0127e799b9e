"""A whole generated corpus on disk: reports, truth, questions."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from eval.generator.files import WRITERS, can_write_pdf
from eval.generator.noise import ENCODINGS, NOISES
from eval.generator.questions import questions
from eval.generator.truth import Report, write_truth
from eval.generator.world import PLACES, Happening, communes, happenings
from eval.generator.writing import MANNERS, blocks
from language.text import fold

CORPUS, TRUTH, QUESTIONS = "corpus", "truth.jsonl", "questions.jsonl"


def generate(folder: Path, count: int, years: Sequence[int], seed: int) -> dict[str, int]:
    """Write ``count`` communes' reports of each year; the same seed gives the same files' words."""
    draw = random.Random(seed)
    place = draw.choice(PLACES)
    told = list(happenings(draw, communes(draw, count), list(years)))
    corpus = folder / CORPUS
    corpus.mkdir(parents=True, exist_ok=True)
    reports = []
    for number, happening in enumerate(told):
        report = _report(happening, place, number, draw)
        kind = report.document.rsplit(".", 1)[1]
        (corpus / report.document).write_bytes(WRITERS[kind](blocks(report, draw), report.noise, draw))
        reports.append(report)
    write_truth(reports, folder / TRUTH)
    asked = list(questions(reports, draw))
    lines = (json.dumps(entry, ensure_ascii=False) for entry in asked)
    (folder / QUESTIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"reports": len(reports), "questions": len(asked)}


def _report(happening: Happening, place: tuple[str, str], number: int, draw: random.Random) -> Report:
    # Plain text as often as all others together: it is what carries noise.
    others = [each for each in WRITERS if each != "txt"]
    kind = draw.choice(["txt"] * len(others) + others)
    if kind == "pdf" and not can_write_pdf():
        kind = "html"
    written = date(happening.year, 12, 1) + timedelta(days=draw.randrange(45))
    slug = fold(happening.commune).replace(" ", "-")
    return Report(
        document=f"{slug}-{happening.year}.{kind}",
        manner=draw.choice(list(MANNERS)),
        noise=_noise(draw) if kind == "txt" else (),
        commune=happening.commune,
        district=place[0],
        province=place[1],
        year=happening.year,
        number=f"{number + 11}/BC-UBND",
        date=written.isoformat(),
        signer=happening.signer,
        figures=happening.figures,
        awards=happening.awards,
    )


def _noise(draw: random.Random) -> tuple[str, ...]:
    """Each fault in about a third of the plain texts; at most one old encoding."""
    faults = [name for name in (*NOISES, "flattened tables") if draw.random() < 1 / 3]
    encoding = [draw.choice(list(ENCODINGS))] if draw.random() < 1 / 4 else []
    return (*faults, *encoding)
