"""Marks put back on the words of figures in reports that were written without any.

The words keep their length, so every place in the text stays where it was. Words that could be
several without their marks ("con": còn, con) are read by the figure beside them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

import language
from foundation.document import MappedText, Paragraph, Table, TableCell, TableRow
from ingest.extract.indicators.grammar import words
from language.indicators import wordings
from language.measures import measures_data
from language.text import fold, has_diacritics

_DATA = Path(language.__file__).parent / "data" / "indicator_restoring.toml"
_FEW_MARKED = 0.05
_LISTS = (
    "copulas", "havings", "rises", "falls", "attributes", "remainders", "heads", "bodies", "openers",
    "plan_words", "comparison_words", "plan_headings", "result_headings", "targets",
    "table.plan", "table.actual", "table.name", "table.unit", "table.place",
    "table.percent_of_plan", "table.percent_of_previous",
)  # fmt: skip
_BLUR = r"(?:duoi |tren |gan |hon |khoang )?"


def is_unmarked(text: str) -> bool:
    """Whether a report was written without marks: of its words next to none carries one."""
    told = [word for word in text.split() if word[:1].isalpha()]
    return bool(told) and sum(map(has_diacritics, told)) < _FEW_MARKED * len(told)


def restored(element: Paragraph | Table) -> Paragraph | Table:
    """A paragraph or table without any marks with those of its words of figures."""
    path = tuple(map(with_marks, element.path))
    if isinstance(element, Paragraph):
        return replace(element, content=_content(element.content), path=path)
    rows = tuple(
        TableRow(tuple(TableCell(_content(cell.content)) for cell in row.cells), row.span)
        for row in element.rows
    )
    columns = tuple(map(with_marks, element.columns))
    return replace(element, columns=columns, rows=rows, caption=with_marks(element.caption), path=path)


def with_marks(text: str) -> str:
    """A text of the same length whose words of figures carry their marks; as it is if any does."""
    folded = fold(text)
    if has_diacritics(text) or len(folded) != len(text) or not folded.strip():
        return text
    before, behind = _beside_figures("before_figures"), _beside_figures("after_units")
    for pattern, meant in (_units(), _phrases(), before, behind):
        for match in pattern.finditer(folded):
            start, end = match.span("words")
            text = text[:start] + _in_case_of(text[start:end], meant[match["words"]]) + text[end:]
    return text


def _content(content: MappedText) -> MappedText:
    text = with_marks(content.text)
    return content if text == content.text else MappedText(text, content.origin)


@cache
def _listed(name: str) -> tuple[str, ...]:
    with _DATA.open("rb") as file:
        return tuple(tomllib.load(file)[name])


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the folded phrases, longest first, and the phrases by it."""
    known = [*_listed("phrases"), *wordings(), *(word for each in _LISTS for word in words(each))]
    meant: dict[str, str] = {}
    for phrase in known:
        if len(phrase.split()) > 1 or phrase in _listed("phrases"):
            meant.setdefault(fold(phrase), phrase.lower())
    alternatives = "|".join(map(re.escape, sorted(meant, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?P<words>{alternatives})(?!\w)"), meant


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    """Units of measure and counted nouns behind a figure, multiplied or divided: "trieu dong/nguoi"."""
    data = measures_data()
    measures, multipliers = data["measures"], data["multipliers"]
    assert isinstance(measures, dict)
    assert isinstance(multipliers, list)
    meant: dict[str, str] = {}
    for entries in measures.values():
        for name, aliases in entries.items():
            for word in (name, *aliases):
                for multiplied in (word, *(f"{multiplier} {word}" for multiplier in multipliers)):
                    meant.setdefault(fold(multiplied), multiplied.lower())
    alternatives = "|".join(map(re.escape, sorted(meant, key=len, reverse=True)))
    return re.compile(rf"(?:(?<=\d )|(?<=\d)|(?<=[a-z]/))(?P<words>{alternatives})(?!\w)"), meant


@cache
def _beside_figures(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    meant = {fold(word): word for word in _listed(name)}
    alternatives = "|".join(map(re.escape, sorted(meant, key=len, reverse=True)))
    if name == "before_figures":
        return re.compile(rf"(?<!\w)(?P<words>{alternatives})(?=\s+{_BLUR}\d)"), meant
    return re.compile(rf"(?<=[,;] )(?P<words>{alternatives})(?!\w)"), meant


def _in_case_of(written: str, meant: str) -> str:
    return "".join(m.upper() if w.isupper() else m for w, m in zip(written, meant, strict=True))
