"""What a paragraph or run inherits from its style: font, bold, capitals, heading, list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.readers.word.package import Element, attribute, child, children, switched_on

_HEADING = re.compile(r"(?:heading|tiêu đề|mục lục cấp)\s*(\d)", re.IGNORECASE)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of text that change how it is read; None means not stated here."""

    font: str | None = None
    bold: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None

    def under(self, nearer: Look) -> Look:
        """This look, overridden by what the nearer one states."""
        return Look(
            nearer.font if nearer.font is not None else self.font,
            nearer.bold if nearer.bold is not None else self.bold,
            nearer.capitals if nearer.capitals is not None else self.capitals,
            nearer.hidden if nearer.hidden is not None else self.hidden,
        )


def look_of(run_properties: Element | None) -> Look:
    """What a ``w:rPr`` states."""
    fonts = child(run_properties, "rFonts")
    font = attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or attribute(fonts, "cs")
    return Look(
        font,
        switched_on(run_properties, "b"),
        switched_on(run_properties, "caps"),
        switched_on(run_properties, "vanish"),
    )


class Styles:
    """The style table of a document, resolved along each style's ``basedOn`` chain."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}
        self._default = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._default_paragraph = next(
            (
                style_id
                for style_id, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")
            ),
            None,
        )

    def _chain(self, style_id: str | None) -> list[Element]:
        """The style and its ancestors, nearest first."""
        chain: list[Element] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = attribute(child(chain[-1], "basedOn"), "val")
        return chain

    def paragraph_look(self, style_id: str | None) -> Look:
        """The look of text in a paragraph of that style."""
        look = self._default
        for style in reversed(self._chain(style_id or self._default_paragraph)):
            look = look.under(look_of(child(style, "rPr")))
        return look

    def character_look(self, style_id: str | None) -> Look:
        """What a character style states."""
        look = Look()
        for style in reversed(self._chain(style_id)):
            look = look.under(look_of(child(style, "rPr")))
        return look

    def heading_level(self, style_id: str | None) -> int | None:
        """1 for the top level, None for a style that is no heading."""
        for style in self._chain(style_id):
            outline = attribute(child(style, "pPr", "outlineLvl"), "val")
            if outline is not None and outline.isdigit():
                return int(outline) + 1 if int(outline) < 9 else None
            name = attribute(child(style, "name"), "val") or ""
            if match := _HEADING.fullmatch(name.strip()):
                return int(match.group(1))
            if name.lower() == "title":
                return 1
        return None

    def list_of(self, style_id: str | None) -> Element | None:
        """The ``w:numPr`` that the style gives its paragraphs."""
        for style in self._chain(style_id):
            numbering = child(style, "pPr", "numPr")
            if numbering is not None:
                return numbering
        return None

    def has_borders(self, style_id: str | None) -> bool:
        """Whether a table style draws lines."""
        return any(draws_lines(child(style, "tblPr", "tblBorders")) for style in self._chain(style_id))


def draws_lines(borders: Element | None) -> bool:
    """Whether any side of a borders element is drawn."""
    sides = borders if borders is not None else ()
    return any(attribute(side, "val") not in (None, "nil", "none") for side in sides)
