"""Runs of text of one look, as word processors store them, joined into visible text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from foundation.wording import say
from ingest.encodings import display_name, draws_capitals, from_font, in_font


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set in one look."""

    text: str
    font: str | None = None
    bold: bool = False
    capitals: bool = False

    def drawing(self) -> tuple[str | None, bool, bool]:
        """What decides how the characters are drawn."""
        return from_font(self.font), draws_capitals(self.font), self.capitals


def joined(runs: Sequence[Run]) -> str:
    """The visible text of the runs, legacy fonts converted.

    Neighbours of one encoding are joined before conversion: a VNI letter and its mark may
    stand in two runs.
    """
    parts = []
    for _, group in groupby(runs, Run.drawing):
        alike = list(group)
        text = in_font("".join(run.text for run in alike), alike[0].font)
        parts.append(text.upper() if alike[0].capitals else text)
    return "".join(parts)


def converted_note(encodings: Iterable[str]) -> list[str]:
    """The remark that text in legacy fonts was converted; nothing without any."""
    names = ", ".join(sorted(map(display_name, encodings)))
    return [say("reading.encoding_converted", encoding=names)] if names else []


def legacy_encodings(runs: Iterable[Run]) -> set[str]:
    """The legacy encodings of the runs that their fonts tell and that conversion changes."""
    told = ((from_font(run.font), run) for run in runs)
    return {encoding for encoding, run in told if encoding and joined([run]) != run.text}


def all_bold(runs: Sequence[Run]) -> bool:
    """Whether every visible character is bold; False without any."""
    visible = [run for run in runs if run.text.strip()]
    return bool(visible) and all(run.bold for run in visible)
