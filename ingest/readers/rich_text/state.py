"""What the control words have set so far: the look of characters and of paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Groups that hold no visible text of the body. "*" marks others that may be passed over.
SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "themedata", "listtable",
    "listoverridetable", "rsidtbl", "generator", "pn", "xmlnstbl", "latentstyles", "datastore", "annotation",
    "atnid", "atnauthor", "bkmkstart", "bkmkend", "revtbl", "filetbl", "nonesttables", "sp", "nonshppict",
    "xe", "tc", "colorschememapping", "wgrffmtfilter", "mmathPr", "docvar", "template", "shprslt",
}  # fmt: skip
HEADERS = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
# Groups marked "*" that nevertheless hold text of the body.
READ_ALTHOUGH_STARRED = {"shpinst", "shptxt", "nesttableprops", "footnote"}


@dataclass(frozen=True, slots=True)
class Look:
    """The state that an opening brace saves and a closing one restores."""

    font: int | None = None
    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    skipped: bool = False
    in_note: bool = False
    in_mark: bool = False
    starred: bool = False
    unicode_skip: int = 1

    def after(self, word: str, number: int | None) -> Look:
        """The look after a control word of characters; itself for any other word."""
        on = number != 0
        if word == "f":
            return replace(self, font=number)
        if word == "b":
            return replace(self, bold=on)
        if word == "caps":
            return replace(self, capitals=on)
        if word == "v":
            return replace(self, hidden=on)
        if word == "deleted":
            return replace(self, deleted=on)
        if word == "uc":
            return replace(self, unicode_skip=number or 0)
        if word == "plain":
            return replace(self, font=None, bold=False, capitals=False, hidden=False, deleted=False)
        return self


@dataclass(frozen=True, slots=True)
class Font:
    """An entry of the font table."""

    name: str
    codec: str
