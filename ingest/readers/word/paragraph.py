"""The text of one Word paragraph: runs, fields, breaks, tracked changes, text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.readers.runs import Run
from ingest.readers.word.package import Element, attribute, child, local
from ingest.readers.word.styles import Look, Styles, look_of

_DROPPED = {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "rt"}
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SOFT_HYPHEN = "\xad"


@dataclass(slots=True)
class ParagraphText:
    """What walking a paragraph's XML finds."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    images: int = 0
    tracked: bool = False

    def add(self, text: str, look: Look) -> None:
        """One more run of characters."""
        self.runs.append(Run(text, look.font, bool(look.bold), bool(look.capitals)))


def read_paragraph(paragraph: Element, styles: Styles, style_id: str | None) -> ParagraphText:
    """Collect the paragraph's text; ``style_id`` is its paragraph style."""
    found = ParagraphText()
    _walk(paragraph, styles, styles.paragraph_look(style_id), found)
    return found


def _walk(element: Element, styles: Styles, look: Look, found: ParagraphText) -> None:
    for part in element:
        name = local(part)
        if name in _DROPPED:
            found.tracked |= name in ("del", "moveFrom")
        elif name == "r":
            _run(part, styles, look, found)
        elif name == "AlternateContent":
            chosen = child(part, "Choice")
            fallback = child(part, "Fallback")
            chosen = chosen if chosen is not None else fallback
            if chosen is not None:
                _walk(chosen, styles, look, found)
        elif name == "txbxContent":
            found.boxes.append(part)
        else:
            found.tracked |= name in ("ins", "moveTo")
            found.images += name == "blip"
            if name == "t" and part.text:  # office mathematics keeps its text so
                found.add(part.text, look)
            _walk(part, styles, look, found)


def _run(run: Element, styles: Styles, inherited: Look, found: ParagraphText) -> None:
    properties = child(run, "rPr")
    look = inherited.under(styles.character_look(attribute(child(properties, "rStyle"), "val")))
    look = look.under(look_of(properties))
    if look.hidden:
        return
    for part in run:
        text = _character(part, found)
        if text is not None:
            found.add(text, look)
        elif local(part) not in _DROPPED:
            _walk_one(part, styles, look, found)


def _walk_one(part: Element, styles: Styles, look: Look, found: ParagraphText) -> None:
    """Drawings, pictures and objects inside a run: only their text boxes hold text."""
    found.images += local(part) == "imagedata"
    if local(part) == "AlternateContent":
        chosen = child(part, "Choice")
        part = chosen if chosen is not None else part
    _walk(part, styles, look, found)


def _character(part: Element, found: ParagraphText) -> str | None:
    """The characters that a child of a run stands for, None if it is not text."""
    name = local(part)
    if name == "t":
        return part.text or ""
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "softHyphen":
        return _SOFT_HYPHEN
    if name == "sym":
        return "•"
    if name in ("footnoteReference", "endnoteReference"):
        found.notes.append((name.removesuffix("Reference"), attribute(part, "id") or ""))
        return "\0"  # replaced by the note's number once that is known
    return None


def superscript(number: int) -> str:
    """A note's number as superscript digits, which no reader of figures takes for a figure."""
    return str(number).translate(_SUPERSCRIPTS)
